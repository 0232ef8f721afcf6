//! The record's commands: what they find, and what they say where there is no record.

use crate::desk::{Desk, spring};

#[test]
fn tellings_of_one_act_are_one_event_and_its_answer_another() {
    let desk = Desk::new("merge");
    let told = desk.run(&["add", &desk.file("spring.jsonl", &spring())]);
    assert_eq!(told.status, 0, "{}", told.err);
    assert!(
        told.err.contains("4 new reports") && told.err.contains("1 of the reports"),
        "{}",
        told.err
    );
    let events = desk.json(&[
        "events",
        "--measure",
        "expulsion",
        "--format",
        "jsonl",
        "--sort",
        "oldest",
    ]);
    assert_eq!(events.len(), 2, "{events:#?}");
    let first = &events[0];
    assert_eq!(first["actor"][0]["country"], "NOR");
    assert_eq!(
        (first["sources"].as_i64(), first["independent"].as_i64()),
        (Some(3), Some(2))
    );
    assert_eq!(first["disputed"][0], "quantity");
    assert_eq!(first["shares"]["quantity"], 0.5);
    let id = first["id"].as_str().unwrap();
    let page = desk.ok(&["event", id]);
    for words in [
        "NOR → BLR",
        "Where claims disagree",
        "Oslo Post",
        "Minsk Wire",
        "[expelled]",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let why = desk.ok(&["merge", "--explain", id]);
    assert!(
        why.contains("the first report of the act") && why.contains("the same diplomatic measure"),
        "{why}"
    );
    // The id of a claim, or the beginning of it, finds the event as well.
    let claim = desk.json(&["claims", "--event", id, "--format", "jsonl"])[1]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(desk.ok(&["event", &claim[..8]]), page);
    desk.ok(&["check", "--events"]);
}

#[test]
fn filters_find_what_they_say_and_nothing_else() {
    let desk = Desk::new("filters");
    desk.ok(&["add", &desk.file("spring.jsonl", &spring())]);
    let count = |args: &[&str]| {
        let all = [&["events", "--format", "jsonl"], args].concat();
        let run = desk.run(&all);
        assert!(run.status < 2, "{args:?}: {}", run.err);
        run.out.lines().count()
    };
    assert_eq!(count(&["--actor", "Norway", "--recipient", "Belarus"]), 1);
    assert_eq!(count(&["--actor", "NOR", "--measure", "closure"]), 0);
    assert_eq!(
        count(&["--text", "\"port of Bergen\"", "--measure", "expulsion"]),
        1
    );
    assert_eq!(count(&["--min-sources", "2", "--measure", "expulsion"]), 1);
    assert_eq!(
        count(&["--since", "2024-03-08", "--measure", "expulsion"]),
        1
    );
    assert_eq!(
        count(&["--until", "2024-03-05", "--measure", "expulsion"]),
        1
    );
    assert_eq!(count(&["--quad", "1,2", "--measure", "expulsion"]), 0);
    // What was known before the second report: one source, and no answer.
    let early = desk.json(&[
        "events",
        "--as-known-on",
        "2024-03-05",
        "--measure",
        "expulsion",
        "--format",
        "jsonl",
    ]);
    assert_eq!(early.len(), 1);
    assert_eq!(
        (
            early[0]["sources"].as_i64(),
            early[0]["quantity"][0]["low"].as_i64()
        ),
        (Some(1), Some(4))
    );
    let wrong = desk.run(&["events", "--actor", "Ruritania"]);
    assert!(
        wrong.status == 2 && wrong.err.contains("no country that the lexicon knows"),
        "{}",
        wrong.err
    );
    let wrong = desk.run(&["events", "--since", "2024-05-01", "--until", "2024-01-01"]);
    assert!(
        wrong.status == 2 && wrong.err.contains("is after"),
        "{}",
        wrong.err
    );
}

#[test]
fn sql_reads_and_does_not_write() {
    let desk = Desk::new("sql");
    desk.ok(&["add", &desk.file("spring.jsonl", &spring())]);
    let out = desk.ok(&["sql", "SELECT count(*) AS n FROM report", "--format", "csv"]);
    assert_eq!(out, "n\n4\n");
    let write = desk.run(&["sql", "DELETE FROM report"]);
    assert!(
        write.status == 2 && write.err.contains("only reads"),
        "{}",
        write.err
    );
    let wrong = desk.run(&["sql", "SELECT nonsense FROM report"]);
    assert!(
        wrong.status == 2 && wrong.err.contains("no such column"),
        "{}",
        wrong.err
    );
    assert!(desk.ok(&["sql", ".schema"]).contains("CREATE TABLE claim"));
}

#[test]
fn a_missing_or_foreign_record_is_told() {
    let desk = Desk::new("missing");
    let run = desk.run(&["events"]);
    assert!(
        run.status == 2
            && run.err.contains("there is no record at")
            && run.err.contains("chancery add"),
        "{}",
        run.err
    );
    let foreign = desk.file(
        "notes.txt",
        "These are notes and no record at all, however long they may become in time.",
    );
    let run = desk.run(&["events", "--record", &foreign]);
    assert!(
        run.status == 2 && run.err.contains("is not a Chancery record"),
        "{}",
        run.err
    );
    let run = desk.run(&[
        "add",
        &desk.file("spring.jsonl", &spring()),
        "--record",
        &foreign,
    ]);
    assert!(
        run.status == 2 && run.err.contains("is not a Chancery record"),
        "{}",
        run.err
    );
    assert!(
        std::fs::read_to_string(&foreign)
            .unwrap()
            .starts_with("These are notes")
    );
}
