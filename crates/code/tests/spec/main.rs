//! The codebook is the test suite: every case of `tests/spec/*.md` is coded and compared.
//!
//! `CHANCERY_SPEC_FILTER=words` runs only the cases whose file or heading contains the words.

mod allowed;
mod case;
mod cell;
mod compare;

use case::Case;
use chancery_code::Coder;
use chancery_codebook::{Codebook, EventType, Measure, Status};
use std::collections::BTreeSet;
use std::path::Path;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/spec");

fn cases() -> Vec<Case> {
    let mut files: Vec<_> = std::fs::read_dir(FOLDER)
        .unwrap_or_else(|error| panic!("cannot list {FOLDER}: {error}"))
        .map(|entry| entry.expect("the folder can be listed").path())
        .filter(|path| path.extension().is_some_and(|e| e == "md") && !path.ends_with("README.md"))
        .collect();
    files.sort();
    files.iter().flat_map(|path| read(path)).collect()
}

fn read(path: &Path) -> Vec<Case> {
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let text =
        std::fs::read_to_string(path).unwrap_or_else(|error| panic!("cannot read {name}: {error}"));
    case::parse(&name, &text).unwrap_or_else(|message| panic!("{message}"))
}

#[test]
fn every_spec_case_holds() {
    let filter = std::env::var("CHANCERY_SPEC_FILTER")
        .unwrap_or_default()
        .to_lowercase();
    let wanted = |case: &&Case| {
        format!("{} {}", case.file, case.heading)
            .to_lowercase()
            .contains(&filter)
    };
    let coder = Coder::default();
    let all = cases();
    let (mut held, mut gaps, mut failed, mut total) = (0, 0, 0, 0);
    for case in all.iter().filter(wanted) {
        total += 1;
        match (
            compare::difference(case, &coder.code(&case.document)),
            case.gap,
        ) {
            (None, false) => held += 1,
            (Some(_), true) => gaps += 1,
            (Some(difference), false) => {
                failed += 1;
                println!(
                    "{}:{}: {}\n{difference}",
                    case.file, case.line, case.heading
                );
            }
            (None, true) => {
                failed += 1;
                println!(
                    "{}:{}: {}\n  holds now: remove its `~`\n",
                    case.file, case.line, case.heading
                );
            }
        }
    }
    println!("{held} of {total} spec cases hold, {gaps} known gaps, {failed} to mend");
    assert!(total > 0, "no case matches CHANCERY_SPEC_FILTER={filter}");
    assert_eq!(
        failed, 0,
        "see the cases above; `~` before a heading marks a known gap"
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
        .map(|(case, problem)| format!("{}:{}: {}: {problem}", case.file, case.line, case.heading))
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
            "{}:{}: this text has another case",
            case.file,
            case.line
        );
    }
}

/// What some case expects, as the words of the cells.
fn expected(column: &str) -> BTreeSet<String> {
    cases()
        .iter()
        .filter_map(|case| case.events.as_ref())
        .flat_map(|table| {
            table
                .rows
                .iter()
                .filter_map(|row| table.cell(row, column))
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn every_type_status_and_measure_has_a_case() {
    let (types, statuses, measures) = (expected("event"), expected("status"), expected("measure"));
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
    let shown: BTreeSet<(String, String)> = cases()
        .iter()
        .filter_map(|case| case.events.as_ref())
        .flat_map(|table| {
            table
                .rows
                .iter()
                .filter_map(|row| {
                    Some((
                        table.cell(row, "event")?.to_owned(),
                        table.cell(row, "mode")?.to_owned(),
                    ))
                })
                .collect::<Vec<_>>()
        })
        .collect();
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
