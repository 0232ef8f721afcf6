//! `chancery code`: what it takes in, and what it says of what it cannot read.

use crate::common::{folder, run, run_on, show};
use crate::feed::{FEED, SENTENCE, events};

#[test]
fn a_broken_line_is_told_with_its_number_and_the_rest_goes_on() {
    let folder = folder("broken");
    let path = folder.join("feed.jsonl");
    std::fs::write(&path, FEED.replacen("{\"id\":\"b\"", "{\"id\"", 1)).unwrap();
    let run = run(&["code", show(&path)]);
    assert_eq!(run.status, 1);
    assert_eq!(events(&run.out).len(), 1);
    assert!(run.err.contains("feed.jsonl:2: "), "{}", run.err);
    assert!(run.err.contains("(1 input skipped)"), "{}", run.err);
}

#[test]
fn a_missing_file_is_an_error_that_names_its_neighbour() {
    let folder = folder("missing");
    std::fs::write(folder.join("reports.jsonl"), FEED).unwrap();
    let asked = folder.join("report.jsonl");
    let run = run(&["code", show(&asked)]);
    assert_eq!((run.status, run.out.as_str()), (2, ""));
    assert!(run.err.starts_with("error: cannot find `"), "{}", run.err);
    assert!(
        run.err.contains("did you mean") && run.err.contains("reports.jsonl`?"),
        "{}",
        run.err
    );
}

#[test]
fn an_empty_input_is_said_to_be_empty() {
    let folder = folder("empty");
    let run = run(&["code", show(&folder)]);
    assert_eq!((run.status, run.out.as_str()), (1, ""));
    assert_eq!(run.err, "no documents in the input: nothing was coded\n");
}

#[test]
fn quiet_leaves_standard_error_empty() {
    assert_eq!(run_on(FEED, &["code", "-", "-q"]).err, "");
}

#[test]
fn a_folder_is_read_in_the_order_of_its_names() {
    let folder = folder("folder");
    for (name, text) in [
        ("2.txt", "Norway expelled two Belarusian diplomats."),
        ("1.txt", SENTENCE),
    ] {
        std::fs::write(folder.join(name), text).unwrap();
    }
    let actors: Vec<Option<String>> = events(&run(&["code", show(&folder)]).out)
        .into_iter()
        .map(|e| e.actor[0].country.clone())
        .collect();
    assert_eq!(actors, [Some("POL".to_owned()), Some("NOR".to_owned())]);
}

#[test]
fn lines_can_be_documents_and_fields_can_have_other_names() {
    let lines = format!("{SENTENCE}\nNorway expelled two Belarusian diplomats.\n");
    let run = run_on(
        &lines,
        &["code", "-", "--sentences", "--published", "2025-03-10"],
    );
    assert!(
        run.err.starts_with("2 documents, 2 sentences: 2 events"),
        "{}",
        run.err
    );
    let table = format!("nr,body,when\n7,{SENTENCE},2025-03-10\n");
    let map = [
        "code",
        "-",
        "--input-format",
        "csv",
        "--map",
        "id=nr,text=body,date=when",
    ];
    let event = &events(&run_on(&table, &map).out)[0];
    assert_eq!(event.cite_info.id, "7");
    assert_eq!(
        event.date.map(|d| d.to_string()).as_deref(),
        Some("2025-03-07")
    );
}

#[test]
fn a_floor_of_confidence_leaves_events_out() {
    assert_eq!(
        run_on(FEED, &["code", "-", "--min-confidence", "1"]).out,
        ""
    );
    let wrong = run_on(FEED, &["code", "-", "--min-confidence", "60"]);
    assert_eq!(wrong.status, 2);
    assert!(wrong.err.contains("from 0 to 1"), "{}", wrong.err);
}
