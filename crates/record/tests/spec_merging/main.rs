//! The rules of merging are a test suite: every case of `tests/spec/merging/*.md` is added and compared.
//!
//! `CHANCERY_SPEC_FILTER=words` runs only the cases whose file or heading contains the words.

mod case;
#[path = "../common/mod.rs"]
mod common;
#[path = "../../../../tests/spec/markdown.rs"]
mod markdown;

use case::{Case, Expected};
use chancery_record::{ClaimPage, Filter, Incoming, MergedEvent, Record, Writer};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/spec/merging");

fn cases() -> Vec<Case> {
    markdown::cases(FOLDER, Case::parse)
}

/// Three orders of the reports, each with the size of its batches. Versions of one report keep theirs.
fn orders(case: &Case) -> [(Vec<usize>, usize); 3] {
    let given: Vec<usize> = (0..case.reports.len()).collect();
    let mut mixed: Vec<usize> = given.iter().copied().filter(|i| i % 2 == 1).collect();
    mixed.extend(given.iter().copied().filter(|i| i % 2 == 0));
    let backward = given.iter().rev().copied().collect();
    [(given, 100), (backward, 1), (mixed, 2)]
}

/// A record of the case's reports, with its decisions.
fn record(case: &Case, (order, size): &(Vec<usize>, usize), path: &Path) -> Record {
    let mut writer = Writer::open(path).expect("a new record");
    let incoming: Vec<Incoming> = (order.iter())
        .flat_map(|i| case.reports[*i].iter().map(common::Report::incoming))
        .collect();
    for batch in incoming.chunks(*size) {
        writer.write(batch).expect("a batch is written");
    }
    let id = |name: &String| {
        case.names
            .get(name)
            .unwrap_or_else(|| panic!("no claim `{name}`"))
    };
    for decision in &case.decisions {
        match &decision[..] {
            [what, a, b] if what == "join" => writer.join(id(a), id(b), Some("test")),
            [what, a] if what == "split" => writer.split(id(a), Some("test")),
            [what, a] if what == "undo" => writer.undo(id(a)).map(|n| assert!(n > 0)),
            other => panic!("no such decision: {other:?}"),
        }
        .unwrap_or_else(|error| panic!("{decision:?}: {error}"));
    }
    writer.close().expect("the record is closed");
    Record::open(path).expect("the record is opened")
}

/// What a case's record has in place of what is expected, or `None` where the case holds.
fn difference(case: &Case, record: &Record) -> Option<String> {
    let check = record.check(true).expect("the record is checked");
    let mut told: String = check
        .findings
        .iter()
        .map(|f| format!("  {}\n", f.what))
        .collect();
    for expected in &case.expected {
        let got = events(case, expected, record);
        let mut wanted: Vec<Vec<String>> = expected.table.rows.clone();
        for row in &mut wanted {
            row[0] = in_order(row[0].split_whitespace());
        }
        wanted.sort();
        if wanted != got {
            let when = expected
                .known_on
                .map_or(String::new(), |d| format!(" as known on {d}"));
            told += &format!("  expected{when} {:?}\n", expected.table.columns);
            for row in &wanted {
                told += &format!("    {}\n", row.join(" | "));
            }
            told += "  got\n";
            for row in &got {
                told += &format!("    {}\n", row.join(" | "));
            }
        }
    }
    (!told.is_empty()).then_some(told)
}

fn in_order<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect::<Vec<_>>()
        .join(" ")
}

/// The record's events in the expected table's columns, sorted.
fn events(case: &Case, expected: &Expected, record: &Record) -> Vec<Vec<String>> {
    let names: BTreeMap<&str, &str> = case
        .names
        .iter()
        .map(|(name, id)| (id.as_str(), name.as_str()))
        .collect();
    let filter = Filter {
        as_known_on: expected.known_on,
        ..Filter::default()
    };
    let events = record.events(&filter).expect("events").events;
    let mut rows: Vec<Vec<String>> = events
        .iter()
        .map(|event| {
            let detail = record
                .event(&event.id, expected.known_on)
                .expect("its detail");
            assert_eq!(detail.event, *event, "one event, asked for in two ways");
            let claims = detail.claims.iter().map(|c| names[c.record.id.as_str()]);
            let claims = in_order(claims);
            let cell = |column: &String| match column.as_str() {
                "claims" => claims.clone(),
                column => show(column, event),
            };
            expected.table.columns.iter().map(cell).collect()
        })
        .collect();
    rows.sort();
    rows
}

fn show(column: &str, event: &MergedEvent) -> String {
    let codes = |side: &[chancery_record::Party]| {
        in_order(side.iter().filter_map(|p| p.country.as_deref()))
    };
    match column {
        "act" => [
            Some(event.event.to_string()),
            event.mode.map(|m| m.to_string()),
            event.measure.map(|m| m.to_string()),
        ]
        .into_iter()
        .enumerate()
        .filter_map(|(i, word)| {
            word.or((i == 1 && event.measure.is_some()).then(|| "-".to_owned()))
        })
        .collect::<Vec<_>>()
        .join(" "),
        "actor" => codes(&event.actor),
        "recipient" => codes(&event.recipient),
        "date" => match (event.date, event.enddate) {
            (Some(a), Some(b)) if a != b => format!("{a}..{b}"),
            (a, _) => a.map_or(String::new(), |a| a.to_string()),
        },
        "number" => event
            .quantity
            .first()
            .map_or(String::new(), |q| match (q.low, q.high) {
                (Some(a), Some(b)) if a == b => a.to_string(),
                (a, b) => format!("{}..{}", bound(a), bound(b)),
            }),
        "place" => event
            .place
            .as_ref()
            .and_then(|p| p.name.clone())
            .unwrap_or_default(),
        "status" => event.status.to_string(),
        "disputed" => event.disputed.join(" "),
        "sources" => event.sources.to_string(),
        "independent" => event.independent.to_string(),
        "shares" => format!("{:.2} {:.2}", event.shares.quantity, event.shares.status),
        other => panic!("no column {other}"),
    }
}

fn bound(n: Option<i64>) -> String {
    n.map_or(String::new(), |n| n.to_string())
}

#[test]
fn every_case_of_merging_holds_in_every_order() {
    let dependent = std::cell::RefCell::new(Vec::new());
    let difference = |case: &Case| {
        let folder = tempfile::tempdir().expect("a folder");
        let differences: Vec<Option<String>> = (orders(case).iter().enumerate())
            .map(|(i, order)| {
                let path = folder.path().join(i.to_string());
                difference(case, &record(case, order, &path))
            })
            .collect();
        if differences.iter().any(|d| *d != differences[0]) {
            dependent.borrow_mut().push(case.part.at());
        }
        differences.into_iter().flatten().next()
    };
    markdown::hold("cases of merging", &cases(), |case| &case.part, difference);
    let dependent = dependent.into_inner();
    assert!(
        dependent.is_empty(),
        "depend on the order of arrival: {dependent:#?}"
    );
}

#[test]
fn every_claim_of_a_case_is_in_the_record_and_no_heading_stands_twice() {
    let mut headings = BTreeSet::new();
    for case in cases() {
        let at = case.part.at();
        assert!(
            headings.insert(case.part.heading.clone()),
            "{at}: this heading stands twice"
        );
        let folder = tempfile::tempdir().expect("a folder");
        let record = record(&case, &orders(&case)[0], &folder.path().join("r"));
        let page = ClaimPage {
            superseded: true,
            ..ClaimPage::default()
        };
        let ids: BTreeSet<String> = record
            .claims(&page)
            .expect("claims")
            .into_iter()
            .map(|c| c.record.id)
            .collect();
        assert_eq!(ids, case.names.values().cloned().collect(), "{at}");
    }
}
