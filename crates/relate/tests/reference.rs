//! The reference table that the project ships, and tables that are wrong.

use chancery_codebook::{EventType, Measure, Mode};
use chancery_relate::reference::parse;
use std::collections::BTreeSet;

const TABLE: &str = include_str!("../../../data/reference/expulsions.csv");
const HEADER: &str = "id,date,actor,recipient,measure,count_low,count_high,unit,posts,trigger,answers_id,sources,agreement\n";

/// A table of one good row, then `row`.
fn refused(row: &str) -> String {
    let good =
        "a,2001-02-03,FJI,TON,expulsion,1,1,diplomats,,cause,,https://example.org/1,single\n";
    parse(&format!("{HEADER}{good}{row}\n"))
        .expect_err(row)
        .to_string()
}

#[test]
fn the_shipped_table_reads_whole() {
    let acts = parse(TABLE).expect("the shipped table reads");
    assert_eq!(acts.len(), 632);
    assert_eq!(acts.iter().map(|a| a.answers.len()).sum::<usize>(), 202);
    let states: BTreeSet<&str> = acts
        .iter()
        .flat_map(|a| [a.actor.as_str(), a.recipient.as_str()])
        .collect();
    assert_eq!(states.len(), 105);
    assert!(acts.iter().all(|a| a.first <= a.last && a.sources > 0));
}

#[test]
fn measures_get_the_types_of_the_codebook() {
    let acts = parse(TABLE).expect("the shipped table reads");
    let of = |id: &str| {
        acts.iter()
            .find(|a| a.id == id)
            .unwrap_or_else(|| panic!("{id}"))
    };
    let coded = |id: &str| (of(id).event, of(id).mode, of(id).own);
    let sanction = EventType::Sanction;
    assert_eq!(
        coded("2018-USA-RUS-1"),
        (sanction, Some(Mode::Expel), false)
    );
    assert_eq!(
        coded("2018-USA-RUS-2"),
        (sanction, Some(Mode::Discontinue), false)
    );
    assert_eq!(
        coded("2011-GBR-IRN-3"),
        (sanction, Some(Mode::Withdraw), true)
    );
    assert_eq!(
        coded("2018-MLT-RUS-1"),
        (sanction, Some(Mode::Withdraw), true)
    );
    assert_eq!(coded("2015-CUB-USA-1"), (EventType::Support, None, true));
    assert_eq!(of("2018-USA-RUS-1").measure, Some(Measure::Expulsion));
    assert!(of("2018-USA-RUS-1").score < 0.0 && of("2015-CUB-USA-1").score > 0.0);
}

#[test]
fn an_error_names_line_and_column() {
    let row = |from: &str, to: &str| {
        "b,2001-02-04,TON,FJI,expulsion,1,1,diplomats,,cause,a,https://example.org/2,single"
            .replace(from, to)
    };
    let check = |from: &str, to: &str, start: &str| {
        let got = refused(&row(from, to));
        assert!(got.starts_with(start), "{got}");
    };
    check("2001-02-04", "4 Feb", "line 3, column `date`: `4 Feb`");
    check(
        "expulsion",
        "ejection",
        "line 3, column `measure`: unknown measure `ejection`",
    );
    check(
        "expulsion",
        "talks",
        "line 3, column `measure`: `talks` is none",
    );
    check(",1,1,", ",x,1,", "line 3, column `count_low`: `x`");
    check(",1,1,", ",3,1,", "line 3, column `count_high`: 1 is below");
    check("TON", "Tonga", "line 3, column `actor`: `Tonga`");
    check(
        ",a,",
        ",c,",
        "line 3, column `answers_id`: no row has the id `c`",
    );
    check("b,", "a,", "line 3, column `id`: `a` stands twice");
    check(",single", "", "line 3, column `-`: 12 fields");
}

#[test]
fn a_header_without_a_column_is_named() {
    let error = parse("id,date\n").expect_err("columns are missing");
    assert_eq!(
        error.to_string(),
        "line 1, column `actor`: the header lacks it"
    );
}

#[test]
fn the_table_has_the_sum_that_its_provenance_tells() {
    use sha2::{Digest, Sha256};
    let provenance = include_str!("../../../data/reference/provenance.toml");
    let digest = Sha256::digest(TABLE.as_bytes());
    let sum: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(
        provenance.contains(&format!("sha256 = \"{sum}\"")),
        "write {sum} into provenance.toml"
    );
}
