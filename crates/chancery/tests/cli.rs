//! Every command as a user calls it: what it prints where, and its exit status.

use chancery::codebook::{Event, PresenceStatement, Problem};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a call gave.
struct Run {
    out: String,
    err: String,
    status: i32,
}

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
    // The terminal of whoever runs the tests must not show in them.
    command
        .args(args)
        .env("COLUMNS", "80")
        // What the rules read is the same to the last digit on every machine; the model has tests of its own.
        .env("CHANCERY_MODEL", "none")
        .env_remove("NO_COLOR")
        .stdin(Stdio::null());
    command
}

fn run(args: &[&str]) -> Run {
    finish(command(args).output().unwrap())
}

fn run_on(input: &str, args: &[&str]) -> Run {
    let mut child = command(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writer = std::thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
    let run = finish(child.wait_with_output().unwrap());
    writer.join().unwrap();
    run
}

fn finish(output: std::process::Output) -> Run {
    Run {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        status: output.status.code().unwrap(),
    }
}

/// A folder of its own for each test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn show(path: &Path) -> &str {
    path.to_str().unwrap()
}

const SENTENCE: &str = "Poland expelled three Russian diplomats on Friday.";

const FEED: &str = r#"{"id":"a","date":"2025-03-10","title":null,"text":"Poland expelled three Russian diplomats on Friday.","outlet":"Wire"}
{"id":"b","date":"2025-03-12","text":"There are 40 Russian diplomats in Poland. Moscow recalled its ambassador from Warsaw on Tuesday."}
{"id":"c","date":"2025-03-13","text":"The weather was mild."}
"#;

/// Each line as a record; unknown fields are refused, so that the shape is locked.
fn events(lines: &str) -> Vec<Event> {
    lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

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

#[test]
fn a_closed_pipe_ends_the_program_quietly() {
    let feed = FEED.repeat(20_000);
    let mut child = command(&["code", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || drop(stdin.write_all(feed.as_bytes())));
    let mut first = String::new();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    out.read_line(&mut first).unwrap();
    drop(out);
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert_eq!(events(&first).len(), 1);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn a_record_comes_before_the_input_ends() {
    let mut child = command(&["code", "-", "-q"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    // The reader wants some tens of kilobytes before it knows what it reads.
    let mut stdin = child.stdin.take().unwrap();
    let feed = FEED.repeat(1_000);
    let out = BufReader::new(child.stdout.take().unwrap());
    let (give, first) = std::sync::mpsc::channel();
    std::thread::spawn(move || out.lines().for_each(|line| drop(give.send(line.unwrap()))));
    stdin.write_all(feed.as_bytes()).unwrap();
    stdin.flush().unwrap();
    let first = first.recv_timeout(std::time::Duration::from_secs(60));
    drop(stdin);
    assert!(child.wait().unwrap().success());
    assert_eq!(
        events(&first.expect("no record in a minute"))[0]
            .cite_info
            .id,
        "a"
    );
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_a_run_that_waits_for_input_and_keeps_whole_records() {
    let folder = folder("interrupt");
    let path = folder.join("events.jsonl");
    let mut child = command(&["code", "-", "-o", show(&path)])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(FEED.repeat(1_000).as_bytes()).unwrap();
    stdin.flush().unwrap();
    // The input stays open: the program waits for more when the signal comes.
    let part = folder.join("events.jsonl.part");
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(60);
    while std::fs::metadata(&part).map_or(0, |m| m.len()) == 0 {
        assert!(
            std::time::Instant::now() < deadline,
            "no record in a minute"
        );
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let id = child.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-INT", &id])
            .status()
            .unwrap()
            .success()
    );
    let run = finish(child.wait_with_output().unwrap());
    drop(stdin);
    assert_eq!(run.status, 130, "{}", run.err);
    assert!(run.err.contains("interrupted after"), "{}", run.err);
    assert!(!events(&std::fs::read_to_string(&part).unwrap()).is_empty());
    assert!(!path.exists());
}

#[test]
fn explain_aligns_what_was_recognised_under_the_words() {
    let run = run(&["explain", SENTENCE, "--published", "2025-03-10"]);
    assert_eq!(run.status, 0, "{}", run.err);
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(lines[0], format!("         {SENTENCE}"));
    let column = |words: &str| SENTENCE.find(words).unwrap() + 9;
    let at = |name: &str, label: &str, words: &str| {
        let line = lines
            .iter()
            .find(|l| l.starts_with(name))
            .unwrap_or_else(|| panic!("no {name} in {lines:#?}"));
        assert!(
            line.get(column(words)..)
                .is_some_and(|l| l.starts_with(label)),
            "{label}: {line}"
        );
    };
    at("party", "POL", "Poland");
    at("act", "SANCTION expel", "expelled");
    at("date", "2025-03-07", "Friday");
    assert!(lines.iter().any(|l| l.starts_with("rule ")), "{}", run.out);
    assert!(
        run.out.contains("2025-03-07     POL        SANCTION expel"),
        "{}",
        run.out
    );
}

#[test]
fn explain_finds_an_event_by_its_id() {
    let folder = folder("explain");
    let path = folder.join("feed.jsonl");
    std::fs::write(&path, FEED).unwrap();
    let id = events(&run(&["code", show(&path)]).out)[1].id.clone();
    let found = run(&["explain", &id, show(&path), "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&found.out).unwrap();
    assert_eq!(json["document"], "b");
    assert_eq!(json["events"][0]["id"], id.as_str());
    assert_eq!(json["sentences"].as_array().unwrap().len(), 1);
    let lost = run(&["explain", "0123456789abcdef", show(&path)]);
    assert_eq!((lost.status, lost.out.as_str()), (1, ""));
    assert!(
        lost.err.contains("no event of the input has the id"),
        "{}",
        lost.err
    );
    assert_eq!(run(&["explain", &id]).status, 2);
}

#[test]
fn the_codebook_tells_what_a_word_means() {
    let overview = run(&["codebook"]).out;
    for event in chancery::codebook::EventType::ALL {
        assert!(
            overview.contains(&format!("\n  {:10}", event.as_str())),
            "{event}"
        );
    }
    assert!(
        overview.lines().all(|l| l.chars().count() <= 80),
        "{overview}"
    );
    let sanction = run(&["codebook", "sanction"]).out;
    assert!(
        sanction.starts_with("SANCTION  (type)\n")
            && sanction.contains("expel  (mode of SANCTION)")
    );
    assert!(
        run(&["codebook", "expulsion"])
            .out
            .starts_with("expulsion  (measure)\n")
    );
    let json: serde_json::Value =
        serde_json::from_str(&run(&["codebook", "summons", "-f", "json"]).out).unwrap();
    assert_eq!(json[0]["set"], "measure");
    let wrong = run(&["codebook", "sanctoin"]);
    assert_eq!(wrong.status, 2);
    assert!(
        wrong.err.contains("did you mean `SANCTION`?"),
        "{}",
        wrong.err
    );
}

#[test]
fn the_schema_is_the_codebooks() {
    let json = |args: &[&str]| serde_json::from_str::<serde_json::Value>(&run(args).out).unwrap();
    assert_eq!(json(&["schema"]), chancery::codebook::event_schema());
    assert_eq!(
        json(&["schema", "presence"]),
        chancery::codebook::presence_schema()
    );
}

#[test]
fn the_lexicon_tells_what_words_stand_for() {
    let kremlin = run(&["lexicon", "find", "the", "Kremlin"]);
    assert_eq!(kremlin.status, 0, "{}", kremlin.err);
    assert!(
        kremlin.out.contains("metonym    RUS  GOV"),
        "{}",
        kremlin.out
    );
    let json: serde_json::Value =
        serde_json::from_str(&run(&["lexicon", "find", "Moscow", "-f", "json"]).out).unwrap();
    assert!(
        json.as_array()
            .unwrap()
            .iter()
            .any(|e| e["code"] == "RUS" && e["kind"] == "capital")
    );
    let none = run(&["lexicon", "find", "Ruritanian Bureau"]);
    assert_eq!((none.status, none.out.as_str()), (1, ""));
}

#[test]
fn the_built_in_lexicon_passes_its_audit() {
    let audit = run(&["lexicon", "audit"]);
    assert_eq!((audit.status, audit.out.as_str()), (0, ""), "{}", audit.err);
}

#[test]
fn a_users_lexicon_wins_and_its_mistakes_are_told() {
    let folder = folder("lexicon");
    let triggers = folder.join("triggers");
    std::fs::create_dir_all(&triggers).unwrap();
    assert_eq!(
        run(&["lexicon", "audit", "--lexicon", show(&folder)]).status,
        0
    );
    std::fs::write(triggers.join("mine.toml"), "event = 3").unwrap();
    let audit = run(&["lexicon", "audit", "--lexicon", show(&folder)]);
    assert_eq!(audit.status, 1);
    assert!(audit.out.contains("mine.toml: "), "{}", audit.out);
    assert_eq!(
        run(&["explain", SENTENCE, "--lexicon", show(&folder)]).status,
        2
    );
}

#[test]
fn a_petrarch_dictionary_becomes_a_lexicon_that_the_coder_uses() {
    let folder = folder("petrarch");
    let dictionary = folder.join("mine.actors.txt");
    std::fs::write(&dictionary, "RURITANIAN_GUARD_ [DEUMIL]\nno code here\n").unwrap();
    let lexicon = folder.join("lexicon");
    std::fs::create_dir_all(&lexicon).unwrap();
    let bodies = lexicon.join("bodies.tsv");
    let import = run(&[
        "lexicon",
        "import",
        "--petrarch",
        show(&dictionary),
        "-o",
        show(&bodies),
    ]);
    assert_eq!(
        (import.status, import.out.as_str()),
        (1, ""),
        "{}",
        import.err
    );
    assert!(import.err.contains("mine.actors.txt:2: "), "{}", import.err);
    assert!(
        import.err.ends_with("1 entry, 1 problem\n"),
        "{}",
        import.err
    );
    let found = run(&[
        "lexicon",
        "find",
        "Ruritanian Guard",
        "--lexicon",
        show(&lexicon),
        "-f",
        "json",
    ]);
    let json: serde_json::Value = serde_json::from_str(&found.out).unwrap();
    assert_eq!(
        (&json[0]["code"], &json[0]["sector"]),
        (&"DEU".into(), &"MIL".into())
    );
    assert_eq!(json[0]["user"], true);
}

#[test]
fn eval_answers_no_under_a_floor() {
    let folder = folder("eval");
    let gold = folder.join("gold.jsonl");
    std::fs::write(
        &gold,
        format!(
            r#"{{"sid":"a","date":"2025-03-10","text":"{SENTENCE}","events":[{{"e":"SANCTION","m":"expel","a":[["Poland","POL","GOV"]],"r":[["Russian","RUS","GOV"]],"st":"actual","me":"expulsion","q":[[3,3,"diplomats","three"]],"d":["on Friday","2025-03-07","2025-03-07"]}}]}}
{{"sid":"b","date":null,"text":"The weather was mild.","events":[{{"e":"AID","a":[],"r":[]}}]}}
"#
        ),
    )
    .unwrap();
    let cases = folder.join("cases.csv");
    let pass = run(&[
        "eval",
        show(&gold),
        "--fail-under",
        "type=0.6,dyad=0.6,quantity=1,date=1",
        "--cases",
        show(&cases),
    ]);
    assert_eq!(pass.status, 0, "{}{}", pass.out, pass.err);
    assert!(
        pass.out
            .starts_with("type    P 1.000  R 0.500  F1 0.667   (1 of 1 coded, 2 gold)\n"),
        "{}",
        pass.out
    );
    let expected = "\
sid,gold,predicted,matched
a,SANCTION expel POL>RUS actual expulsion 3..3 2025-03-07..2025-03-07,SANCTION expel POL>RUS actual expulsion 3..3 2025-03-07..2025-03-07,full
b,AID > actual,,none
";
    assert_eq!(std::fs::read_to_string(&cases).unwrap(), expected);
    let fail = run(&["eval", show(&gold), "--fail-under", "type=0.7"]);
    assert_eq!(fail.status, 1);
    assert!(
        fail.err
            .contains("under its floor: F1 at level type is 0.6667, the floor is 0.7"),
        "{}",
        fail.err
    );
    let ids = folder.join("ids.txt");
    std::fs::write(&ids, "# chosen\na\n").unwrap();
    let some = run(&[
        "eval",
        show(&gold),
        "--ids",
        show(&ids),
        "--fail-under",
        "full=1",
        "--by",
        "none",
    ]);
    assert_eq!(some.status, 0, "{}", some.out);
    let broken = run(&["eval", show(&gold), "--fail-under", "typ=1"]);
    assert_eq!(broken.status, 2);
    assert!(
        broken
            .err
            .contains("use type, dyad, status, full, quantity or date"),
        "{}",
        broken.err
    );
}

#[test]
fn the_doctor_finds_this_build_well() {
    let doctor = run(&["doctor"]);
    assert_eq!(doctor.status, 0, "{}", doctor.out);
    let names: Vec<&str> = doctor
        .out
        .lines()
        .filter_map(|l| l.strip_prefix("ok    "))
        .filter_map(|l| l.split_whitespace().next())
        .collect();
    assert_eq!(
        names,
        [
            "program",
            "codebook",
            "lexicon",
            "model",
            "self-test",
            "machine",
            "screen"
        ]
    );
}

#[test]
fn completions_and_manual_pages_are_printed() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(
            run(&["completions", shell]).out.contains("explain"),
            "{shell}"
        );
    }
    assert!(run(&["man"]).out.contains(".TH chancery 1"));
    assert!(run(&["man", "code"]).out.contains("published"));
    assert_eq!(run(&["man", "cod"]).status, 2);
}

#[test]
fn without_a_command_the_help_is_shown_and_a_slip_is_put_right() {
    let bare = run(&[]);
    assert_eq!((bare.status, bare.out.as_str()), (2, ""));
    assert!(bare.err.contains("Usage: chancery"), "{}", bare.err);
    let slip = run(&["explian", SENTENCE]);
    assert_eq!(slip.status, 2);
    assert!(slip.err.contains("'explain'"), "{}", slip.err);
}

#[test]
fn a_model_reads_by_default_and_the_rules_where_asked() {
    let model = |args: &[&str]| {
        let mut all = vec!["code", "-", "--format", "jsonl", "--quiet"];
        all.extend(args);
        let mut command = command(&all);
        command.env_remove("CHANCERY_MODEL").stdin(Stdio::piped());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin
            .write_all(b"Chad expelled three Sudanese envoys.")
            .unwrap();
        drop(stdin);
        let out = finish(child.wait_with_output().unwrap()).out;
        let event: Event = serde_json::from_str(out.lines().next().unwrap()).unwrap();
        event.made_by.model
    };
    assert!(model(&[]).starts_with("standard "));
    assert!(model(&["--model", "none"]).starts_with("rules "));
}

#[test]
fn models_are_listed_checked_and_shown() {
    let list = run(&["model", "list"]);
    assert!(list.out.contains("standard") && list.out.contains("Apache-2.0"));
    let check = run(&["model", "check"]);
    assert_eq!(check.status, 0, "{}", check.err);
    assert!(check.out.contains("sums right"));
    let shown: serde_json::Value =
        serde_json::from_str(&run(&["model", "show", "standard"]).out).unwrap();
    assert_eq!(shown["name"], "standard");
}

#[test]
fn a_model_that_is_not_there_is_told_with_what_to_do() {
    let run = run(&["code", "-", "--model", "huge"]);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("no model `huge`"), "{}", run.err);
    let empty = folder("empty-model");
    let run = self::run(&["model", "check", empty.to_str().unwrap()]);
    assert_eq!(run.status, 1);
    assert!(run.err.contains("manifest.json"), "{}", run.err);
}

#[test]
fn a_model_with_a_damaged_file_is_refused() {
    let damaged = folder("damaged-model");
    let tiny = Path::new(env!("CARGO_MANIFEST_DIR")).join("../code/tests/model/tiny");
    for file in [
        "manifest.json",
        "encoder.onnx",
        "roles.onnx",
        "heads.safetensors",
    ] {
        std::fs::copy(tiny.join(file), damaged.join(file)).unwrap();
    }
    std::fs::write(damaged.join("vocabulary.txt"), "[CLS]\n").unwrap();
    let run = run(&["model", "check", damaged.to_str().unwrap()]);
    assert_eq!(run.status, 1);
    assert!(run.err.contains("vocabulary.txt"), "{}", run.err);
}

#[test]
fn the_relation_of_two_given_parties_is_told_line_by_line() {
    let input = r#"{"id": "a", "text": "Peru expelled two Chilean diplomats.", "actor": {"start": 0, "end": 4}, "recipient": {"start": 18, "end": 25}}
{"id": 2, "text": "Peru", "actor": {"start": 3, "end": 9}, "recipient": {"start": 0, "end": 4}}
not json
"#;
    let run = run_on(input, &["relation", "-", "--model", "standard"]);
    assert_eq!(run.status, 1);
    let told: serde_json::Value = serde_json::from_str(run.out.trim()).unwrap();
    assert_eq!(told["id"], "a");
    assert_eq!(told["event"], "SANCTION");
    assert_eq!(told["quad_code"], 4);
    assert!(told["confidence"].as_f64().unwrap() > 0.5);
    assert_eq!(told["scores"].as_object().unwrap().len(), 16);
    assert!(
        run.err.contains("standard input:2: actor is 3..9"),
        "{}",
        run.err
    );
    assert!(
        run.err.contains("standard input:3: is no line of"),
        "{}",
        run.err
    );
    let rules = run_on(input, &["relation", "-", "--model", "none"]);
    assert_eq!(rules.status, 2);
}
