//! The codebook is the test suite: every case of `tests/spec/*.md` is coded and compared.
//!
//! `CHANCERY_SPEC_FILTER=words` runs only the cases whose file or heading contains the words.

mod allowed;
mod case;
mod cell;
mod compare;
#[path = "../../../../tests/spec/markdown.rs"]
mod markdown;

use case::Case;
use chancery_code::Coder;
use chancery_codebook::{Codebook, EventType, Measure, Status};
use markdown::Table;
use std::collections::BTreeSet;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/spec");

fn cases() -> Vec<Case> {
    markdown::cases(FOLDER, Case::parse)
}

#[test]
fn every_spec_case_holds() {
    let coder = Coder::default();
    markdown::hold(
        "spec cases",
        &cases(),
        |case| &case.part,
        |case| compare::difference(case, &coder.code(&case.document)),
    );
}

#[test]
fn every_expected_record_is_one_that_the_codebook_allows() {
    let problems: Vec<String> = cases()
        .iter()
        .flat_map(|case| {
            allowed::problems(case, Codebook::builtin())
                .into_iter()
                .map(move |p| (case, p))
        })
        .map(|(case, problem)| format!("{}: {problem}", case.part.at()))
        .collect();
    assert!(problems.is_empty(), "{problems:#?}");
}

#[test]
fn no_text_stands_twice() {
    let mut seen = BTreeSet::new();
    for case in cases() {
        let key = (case.document.text.clone(), case.document.published);
        assert!(
            seen.insert(key),
            "{}: this text has another case",
            case.part.at()
        );
    }
}

/// What some case expects: what is read out of a row of its events.
fn expected<T: Ord>(read: impl Fn(&Table, &[String]) -> Option<T>) -> BTreeSet<T> {
    let cases = cases();
    let tables = cases.iter().filter_map(|case| case.events.as_ref());
    tables
        .flat_map(|table| table.rows.iter().filter_map(|row| read(table, row)))
        .collect()
}

#[test]
fn every_type_status_and_measure_has_a_case() {
    let cells = |column: &str| expected(|table, row| table.cell(row, column).map(str::to_owned));
    let (types, statuses, measures) = (cells("event"), cells("status"), cells("measure"));
    for event in EventType::ALL {
        assert!(types.contains(event.as_str()), "no case for {event}");
    }
    for status in Status::ALL {
        assert!(statuses.contains(status.as_str()), "no case for {status}");
    }
    for measure in Measure::ALL {
        assert!(measures.contains(measure.as_str()), "no case for {measure}");
    }
}

#[test]
fn every_mode_has_a_case() {
    let shown = expected(|table, row| {
        let cell = |column| table.cell(row, column).map(str::to_owned);
        Some((cell("event")?, cell("mode")?))
    });
    for entry in &Codebook::builtin().types {
        for mode in &entry.modes {
            let pair = (entry.code.to_string(), mode.code.to_string());
            assert!(
                shown.contains(&pair),
                "no case for {} {}",
                entry.code,
                mode.code
            );
        }
    }
}
