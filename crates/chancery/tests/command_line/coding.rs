//! `chancery code`: what it prints and writes, in each format.

use crate::common::{folder, run_on, show};
use crate::feed::{FEED, SENTENCE, events};
use chancery::codebook::{Event, PresenceStatement, Problem};

#[test]
fn json_lines_are_records_and_the_closing_line_goes_to_standard_error() {
    let run = run_on(FEED, &["code", "-"]);
    assert_eq!(run.status, 0, "{}", run.err);
    let events = events(&run.out);
    let documents: Vec<&str> = events.iter().map(|e| e.cite_info.id.as_str()).collect();
    assert_eq!(documents, ["a", "b"]);
    assert_eq!(events[0].cite_info.outlet.as_deref(), Some("Wire"));
    assert!(
        run.err.starts_with(
            "3 documents, 4 sentences: 2 events, 1 presence statement, 0 problems in "
        )
    );
    assert_eq!(run.err.lines().count(), 1, "{}", run.err);
}

#[test]
fn a_json_array_holds_the_same_records_as_json_lines() {
    let lines = events(&run_on(FEED, &["code", "-", "-f", "jsonl"]).out);
    let array: Vec<Event> =
        serde_json::from_str(&run_on(FEED, &["code", "-", "-f", "json"]).out).unwrap();
    assert_eq!(array, lines);
    assert_eq!(run_on("", &["code", "-", "-f", "json"]).out, "[]\n");
}

#[test]
fn the_table_fits_eighty_columns_and_shows_who_did_what_to_whom() {
    let run = run_on(
        SENTENCE,
        &["code", "-", "--published", "2025-03-10", "-f", "table"],
    );
    let expected = "\
DATE           ACTOR      ACT                  RECIPIENT  NUMBER    STATUS
2025-03-07     POL        SANCTION expel       RUS        3         actual
 expulsion     “Poland expelled three Russian diplomats on Friday.”
";
    assert_eq!(run.out, expected);
}

#[test]
fn colours_come_when_asked_for_and_not_in_a_pipe() {
    let colored = run_on(SENTENCE, &["code", "-", "-f", "table", "--color", "always"]);
    assert!(
        colored.out.contains("\x1b[31mSANCTION expel"),
        "{}",
        colored.out
    );
    assert!(
        colored.out.contains("\x1b[4mexpelled\x1b[0m"),
        "{}",
        colored.out
    );
    assert!(
        !run_on(SENTENCE, &["code", "-", "-f", "table"])
            .out
            .contains('\x1b')
    );
}

#[test]
fn records_are_the_same_and_in_the_same_order_whatever_the_threads() {
    let feed: String = (0..400)
        .map(|i| {
            let text = format!("{SENTENCE} Norway met Sweden. ").repeat(1 + i * 7 % 23);
            format!("{{\"id\":\"{i}\",\"date\":\"2025-03-10\",\"text\":\"{text}\"}}\n")
        })
        .collect();
    let one = run_on(&feed, &["code", "-", "--threads", "1"]).out;
    assert!(one.lines().count() >= 400);
    for threads in ["2", "5"] {
        assert_eq!(run_on(&feed, &["code", "-", "--threads", threads]).out, one);
    }
}

#[test]
fn csv_and_tsv_have_the_documented_columns() {
    let csv = run_on(FEED, &["code", "-", "-f", "csv"]).out;
    let names: Vec<&str> = chancery::output::event_columns()
        .iter()
        .map(|c| c.name)
        .collect();
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    assert_eq!(
        rows.headers().unwrap(),
        &csv::StringRecord::from(names.clone())
    );
    let cell = |row: &csv::StringRecord, name: &str| {
        row[names.iter().position(|n| *n == name).unwrap()].to_owned()
    };
    let row = rows.records().next().unwrap().unwrap();
    let shown = [
        "document",
        "date",
        "event",
        "mode",
        "actor_country",
        "recipient_country",
        "quantity_low",
    ]
    .map(|name| cell(&row, name));
    assert_eq!(
        shown,
        ["a", "2025-03-07", "SANCTION", "expel", "POL", "RUS", "3"]
    );
    let tsv = run_on(FEED, &["code", "-", "-f", "tsv"]).out;
    assert_eq!(tsv.lines().next().unwrap(), names.join("\t"));
    assert_eq!(tsv.lines().count(), 3);
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_holds_one_row_a_record_and_nested_columns() {
    use parquet::file::reader::{FileReader as _, SerializedFileReader};
    use parquet::record::RowAccessor as _;
    let folder = folder("parquet");
    let path = folder.join("events.parquet");
    let run = run_on(FEED, &["code", "-", "-o", show(&path)]);
    assert_eq!((run.status, run.out.as_str()), (0, ""), "{}", run.err);
    let file = SerializedFileReader::new(std::fs::File::open(&path).unwrap()).unwrap();
    assert_eq!(file.metadata().file_metadata().num_rows(), 2);
    let row = file.get_row_iter(None).unwrap().next().unwrap().unwrap();
    let column = |name: &str| row.get_column_iter().position(|(n, _)| n == name).unwrap();
    assert_eq!(row.get_string(column("event")).unwrap(), "SANCTION");
    let actors = row.get_list(column("actor")).unwrap();
    assert_eq!(actors.len(), 1);
    assert!(format!("{actors:?}").contains("POL"), "{actors:?}");
    assert!(
        file.get_row_iter(None)
            .unwrap()
            .next()
            .unwrap()
            .unwrap()
            .to_string()
            .contains("2025-03-07")
    );
}

#[test]
fn files_are_named_once_they_are_whole_and_take_their_format_from_their_name() {
    let folder = folder("files");
    let [events_csv, presence, problems] =
        ["events.csv", "presence.jsonl", "problems.json"].map(|name| folder.join(name));
    let input = format!("{FEED}not json\n");
    let run = run_on(
        &input,
        &[
            "code",
            "-",
            "-o",
            show(&events_csv),
            "--presence",
            show(&presence),
            "--problems",
            show(&problems),
        ],
    );
    assert_eq!((run.status, run.out.as_str()), (1, ""), "{}", run.err);
    assert!(
        std::fs::read_to_string(&events_csv)
            .unwrap()
            .starts_with("id,date,")
    );
    let presence = std::fs::read_to_string(presence).unwrap();
    let statement: PresenceStatement = serde_json::from_str(presence.trim()).unwrap();
    assert_eq!(
        (statement.sender.as_deref(), statement.host.as_deref()),
        (Some("RUS"), Some("POL"))
    );
    let problems: Vec<Problem> =
        serde_json::from_str(&std::fs::read_to_string(problems).unwrap()).unwrap();
    assert_eq!(problems.len(), 1);
    let mut left: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    left.sort();
    assert_eq!(left, ["events.csv", "presence.jsonl", "problems.json"]);
}

#[test]
fn presence_and_problems_can_be_the_main_output() {
    let presence = run_on(FEED, &["code", "-", "--what", "presence"]).out;
    let statement: PresenceStatement = serde_json::from_str(presence.trim()).unwrap();
    assert_eq!(statement.staff.and_then(|q| q.low), Some(40));
    let problems = run_on(
        "{\"id\":1}\n",
        &["code", "-", "--what", "problems", "--input-format", "jsonl"],
    );
    let problem: Problem = serde_json::from_str(problems.out.trim()).unwrap();
    assert_eq!(problem.line, Some(1));
}
