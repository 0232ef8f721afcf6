//! What changes a record: corrections, the decisions of a person, coding again.

use crate::desk::{Desk, reports, spring};

#[test]
fn adding_twice_changes_nothing_and_a_correction_supersedes() {
    let desk = Desk::new("versions");
    let input = desk.file("spring.jsonl", &spring());
    desk.ok(&["add", &input]);
    let before = desk.ok(&["events", "--format", "jsonl"]);
    let again = desk.run(&["add", &input]);
    assert!(
        again.err.contains("0 new reports") && again.err.contains("4 known already"),
        "{}",
        again.err
    );
    assert_eq!(desk.ok(&["events", "--format", "jsonl"]), before);
    let corrected = reports(&[(
        "r4",
        "2024-03-09",
        "Minsk Wire",
        "Belarus expelled seven Norwegian diplomats on Friday in response.",
    )]);
    let told = desk.run(&["add", &desk.file("correction.jsonl", &corrected)]);
    assert!(told.err.contains("1 new version"), "{}", told.err);
    let events = desk.json(&[
        "events",
        "--actor",
        "BLR",
        "--measure",
        "expulsion",
        "--format",
        "jsonl",
    ]);
    assert_eq!(events.len(), 1);
    assert_eq!(events[0]["quantity"][0]["low"], 7);
    let versions = desk.json(&[
        "claims",
        "--document",
        "r4",
        "--superseded",
        "--format",
        "jsonl",
    ]);
    let superseded: Vec<bool> = versions
        .iter()
        .map(|c| c["superseded"].as_bool().unwrap())
        .collect();
    assert_eq!(superseded, [true, false], "{versions:#?}");
    assert_eq!(
        desk.json(&["documents", "r4", "--format", "jsonl"]).len(),
        2
    );
    desk.ok(&["check", "--events"]);
}

#[test]
fn a_person_can_split_join_and_take_back() {
    let desk = Desk::new("decide");
    desk.ok(&["add", &desk.file("spring.jsonl", &spring())]);
    let events = desk.json(&[
        "events",
        "--measure",
        "expulsion",
        "--sort",
        "oldest",
        "--format",
        "jsonl",
    ]);
    let (first, answer) = (
        events[0]["id"].as_str().unwrap(),
        events[1]["id"].as_str().unwrap(),
    );
    let claims = desk.json(&["claims", "--event", first, "--format", "jsonl"]);
    let second = claims
        .iter()
        .find(|c| c["cite_info"]["id"] == "r2")
        .unwrap()["id"]
        .as_str()
        .unwrap();
    desk.ok(&["merge", "split", second, "--reason", "another act"]);
    assert_eq!(
        desk.json(&["events", "--measure", "expulsion", "--format", "jsonl"])
            .len(),
        3
    );
    // Coding again and adding more keep to it.
    desk.ok(&[
        "add",
        &desk.file(
            "more.jsonl",
            &reports(&[(
                "r9",
                "2024-03-07",
                "Third",
                "Norway expelled five Belarusian diplomats on Tuesday.",
            )]),
        ),
    ]);
    assert_eq!(
        desk.json(&["claims", "--event", second, "--format", "jsonl"])
            .len(),
        1
    );
    let twice = desk.run(&["merge", "split", second]);
    assert!(
        twice.status == 2 && twice.err.contains("before"),
        "{}",
        twice.err
    );
    desk.ok(&["merge", "join", first, answer]);
    assert!(
        desk.ok(&["merge", "--explain", first])
            .contains("joined by a person")
    );
    desk.ok(&["check", "--events"]);
    // The id of the event that is no more leads to the one that has its claims.
    assert_eq!(desk.ok(&["event", answer]), desk.ok(&["event", first]));
    desk.ok(&["merge", "undo", second]);
    let claim = desk.json(&["claims", "--document", "r4", "--format", "jsonl"])[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    desk.ok(&["merge", "undo", &claim]);
    assert_eq!(
        desk.json(&["events", "--measure", "expulsion", "--format", "jsonl"])
            .len(),
        2
    );
    desk.ok(&["check", "--events"]);
    let unknown = desk.run(&["merge", "split", "ffffffffffffffff"]);
    assert!(
        unknown.status == 2 && unknown.err.contains("there is no claim"),
        "{}",
        unknown.err
    );
}

#[test]
fn coding_again_shows_changes_first_and_keeps_the_old_claims() {
    let desk = Desk::new("recode");
    desk.ok(&[
        "add",
        &desk.file(
            "r.jsonl",
            &reports(&[(
                "z1",
                "2024-03-05",
                "Post",
                "The Zoltanian Guard expelled two Maltese diplomats on Tuesday.",
            )]),
        ),
    ]);
    let before = desk.ok(&["claims", "--format", "jsonl"]);
    let nothing = desk.run(&["recode", "--dry-run"]);
    assert!(
        nothing.err.starts_with("0 reports would be coded again"),
        "{}",
        nothing.err
    );
    std::fs::create_dir_all(desk.0.join("lexicon")).unwrap();
    let header = "name\tcode\tsector\trole\tfull_name\tfrom\tto\n";
    let bodies = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../data/lexicon/bodies.tsv"
    ))
    .unwrap();
    let header = bodies
        .lines()
        .find(|l| !l.starts_with('#'))
        .map_or(header.to_owned(), |l| format!("{l}\n"));
    let cells: Vec<&str> = header
        .trim_end()
        .split('\t')
        .map(|column| match column {
            "name" | "names" | "full_name" => "Zoltanian Guard",
            "code" | "country" => "CHE",
            "sector" => "MIL",
            _ => "",
        })
        .collect();
    std::fs::write(
        desk.0.join("lexicon/bodies.tsv"),
        format!("{header}{}\n", cells.join("\t")),
    )
    .unwrap();
    let dry = desk.run(&["recode", "--lexicon", "lexicon", "--dry-run"]);
    assert!(
        dry.status == 0 && dry.err.contains("1 report would be coded again"),
        "{}{}",
        dry.out,
        dry.err
    );
    assert_eq!(desk.ok(&["claims", "--format", "jsonl"]), before);
    desk.ok(&["recode", "--lexicon", "lexicon"]);
    let all = desk.json(&["claims", "--superseded", "--format", "jsonl"]);
    assert_eq!(all.len(), 2, "{all:#?}");
    assert_eq!(all.iter().filter(|c| c["superseded"] == true).count(), 1);
    desk.ok(&["check", "--events"]);
}
