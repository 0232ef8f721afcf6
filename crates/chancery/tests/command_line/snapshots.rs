//! Whole-text snapshots that a person can read: explanations aligned under the words, and the sample reports.
//!
//! After a wanted change: `CHANCERY_UPDATE_SNAPSHOTS=1 cargo test -p chancery --test command_line snapshots`, then read the diff.

use crate::common::{Run, chancery};
use crate::snapshot;
use std::path::Path;

/// Sentences whose explanation is kept, with the report date.
const SENTENCES: &[(&str, &str)] = &[
    (
        "2018-03-30",
        "Latvia expelled three Russian diplomats on Monday and closed the Russian consulate in Liepaja.",
    ),
    (
        "2018-03-30",
        "Moscow responded on Thursday by expelling three Latvian diplomats, the Russian foreign ministry said.",
    ),
    (
        "2018-03-30",
        "The Kremlin summoned 12 ambassadors and may recall its own envoy to Riga.",
    ),
    (
        "2025-02-10",
        "Chad denied that it had closed the border, but Sudan accused Chadian soldiers of shelling a village in Darfur.",
    ),
    (
        "2025-02-10",
        "Talks between Armenia and Azerbaijan collapsed last week after at least 23 soldiers were killed in clashes.",
    ),
    (
        "2025-02-10",
        "If Iran agrees, the Swiss foreign minister will visit Tehran in March, according to officials in Bern.",
    ),
];

fn run(arguments: &[&str]) -> String {
    let run: Run = chancery(arguments)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
        .env("COLUMNS", "110")
        .env("NO_COLOR", "1")
        .output()
        .unwrap()
        .into();
    assert_eq!(run.status, 0, "{}", run.err);
    run.out
}

fn check(name: &str, found: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/command_line/snapshots");
    snapshot::check(&folder.join(name), found);
}

#[test]
fn explanations_stand_aligned_under_the_words() {
    let found: Vec<String> = SENTENCES
        .iter()
        .map(|(date, sentence)| run(&["explain", sentence, "--published", date]))
        .collect();
    check("explain.txt", &without_versions(&found.join("\n")));
}

#[test]
fn the_sample_reports_give_the_table_that_is_kept() {
    check(
        "dispatches.txt",
        &run(&[
            "code",
            "examples/dispatches",
            "--format",
            "table",
            "--quiet",
        ]),
    );
}

/// Ids depend on nothing but the text; nothing else in an explanation does either.
fn without_versions(text: &str) -> String {
    text.lines()
        .map(str::trim_end)
        .collect::<Vec<_>>()
        .join("\n")
        + "\n"
}
