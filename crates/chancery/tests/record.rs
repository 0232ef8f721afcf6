//! The record's commands as a user calls them.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

struct Run {
    out: String,
    err: String,
    status: i32,
}

/// A folder with a record of its own.
struct Desk(PathBuf);

impl Desk {
    fn new(name: &str) -> Desk {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("desk-{name}"));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Desk(folder)
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.0.join(name);
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }

    fn run(&self, args: &[&str]) -> Run {
        let output = Command::new(env!("CARGO_BIN_EXE_chancery"))
            .args(args)
            .current_dir(&self.0)
            .env("CHANCERY_RECORD", self.0.join("record.chancery"))
            .env("CHANCERY_MODEL", "none")
            .env("COLUMNS", "100")
            .env_remove("NO_COLOR")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        Run {
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
            status: output.status.code().unwrap(),
        }
    }

    fn ok(&self, args: &[&str]) -> String {
        let run = self.run(args);
        assert_eq!(run.status, 0, "{args:?}: {}{}", run.out, run.err);
        run.out
    }

    fn json(&self, args: &[&str]) -> Vec<serde_json::Value> {
        let lines = self.ok(args);
        lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

/// One report a line: id, date, outlet, text.
fn reports(rows: &[(&str, &str, &str, &str)]) -> String {
    rows.iter()
        .map(|(id, date, outlet, text)| {
            let report =
                serde_json::json!({"id": id, "date": date, "outlet": outlet, "text": text});
            format!("{report}\n")
        })
        .collect()
}

/// Two tellings of one act in different words, a third a copy of the first, and the answer.
fn spring() -> String {
    reports(&[
        (
            "r1",
            "2024-03-05",
            "Oslo Post",
            "Norway expelled four Belarusian diplomats on Tuesday over spying at the port of Bergen.",
        ),
        (
            "r2",
            "2024-03-06",
            "Minsk Wire",
            "Norway expelled five Belarusian diplomats on Tuesday over spying, the ministry in Oslo said.",
        ),
        (
            "r3",
            "2024-03-06",
            "Bergen News",
            "Norway expelled four Belarusian diplomats on Tuesday over spying at the port of Bergen.",
        ),
        (
            "r4",
            "2024-03-09",
            "Minsk Wire",
            "Belarus expelled four Norwegian diplomats on Friday in response.",
        ),
    ])
}

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
fn an_exported_record_comes_back_whole() {
    for format in ["jsonl", "parquet"] {
        let desk = Desk::new(&format!("round-{format}"));
        let dispatches = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/dispatches");
        desk.ok(&["add", dispatches, &desk.file("spring.jsonl", &spring())]);
        desk.ok(&[
            "add",
            &desk.file(
                "c.jsonl",
                &reports(&[(
                    "r4",
                    "2024-03-09",
                    "Minsk Wire",
                    "Belarus expelled seven Norwegian diplomats on Friday.",
                )]),
            ),
        ]);
        let second = desk.json(&["claims", "--document", "r2", "--format", "jsonl"])[0]["id"]
            .as_str()
            .unwrap()
            .to_owned();
        desk.ok(&["merge", "split", &second, "--reason", "for the test"]);
        desk.ok(&["export", "--all", &desk.path("all"), "--format", format]);
        let copy = desk.path("copy.chancery");
        desk.ok(&["import", &desk.path("all"), "--record", &copy]);
        desk.ok(&["check", "--events", "--record", &copy]);
        let sorted = |args: &[&str]| {
            let mut lines: Vec<String> = desk.ok(args).lines().map(str::to_owned).collect();
            lines.sort();
            lines
        };
        for what in ["events", "claims", "presence", "documents"] {
            let ours = ["export", "-", "--what", what, "--format", "jsonl"];
            let theirs = [&ours[..], &["--record", &copy]].concat();
            let strip = |lines: Vec<String>| -> Vec<serde_json::Value> {
                let without = |line: String| {
                    let mut value: serde_json::Value = serde_json::from_str(&line).unwrap();
                    // The moment of adding, and the row number that names a story, are the copy's own.
                    for own in ["added", "story"] {
                        value.as_object_mut().unwrap().remove(own);
                    }
                    value
                };
                lines.into_iter().map(without).collect()
            };
            assert_eq!(
                strip(sorted(&theirs)),
                strip(sorted(&ours)),
                "{format} {what}"
            );
        }
        // Claims alone, without the reports' texts.
        let file = desk.path(&format!("claims.{format}"));
        desk.ok(&["export", &file, "--what", "claims"]);
        let bare = desk.path("bare.chancery");
        desk.ok(&["import", &file, "--record", &bare]);
        let records = |record: &str| {
            let mut all: Vec<serde_json::Value> = desk.json(&[
                "export", "-", "--what", "claims", "--format", "jsonl", "--record", record,
            ]);
            for claim in &mut all {
                for own in ["story", "version", "event_id", "superseded"] {
                    claim.as_object_mut().unwrap().remove(own);
                }
            }
            all.sort_by_key(|c| c["id"].as_str().unwrap().to_owned());
            all
        };
        assert_eq!(
            records(&bare),
            records(&desk.path("record.chancery")),
            "{format}"
        );
    }
}

#[test]
fn other_data_sets_layouts_are_written_and_read() {
    let desk = Desk::new("layouts");
    desk.ok(&["add", &desk.file("spring.jsonl", &spring())]);
    for (layout, columns, header) in [
        ("polecat", 40, true),
        ("gdelt2", 61, false),
        ("icews", 20, true),
    ] {
        let file = desk.path(&format!("{layout}.tsv"));
        desk.ok(&[
            "export",
            &file,
            "--layout",
            layout,
            "--measure",
            "expulsion",
        ]);
        let text = std::fs::read_to_string(&file).unwrap();
        let rows: Vec<Vec<&str>> = text
            .lines()
            .map(|line| line.split('\t').collect())
            .collect();
        assert_eq!(rows.len(), 2 + usize::from(header), "{layout}: {text}");
        assert!(text.to_lowercase().contains("norway"), "{layout}: {text}");
        assert!(
            rows.iter().all(|row| row.len() == columns),
            "{layout}: {text}"
        );
        let record = desk.path(&format!("{layout}.chancery"));
        desk.ok(&["import", &file, "--layout", layout, "--record", &record]);
        let back = desk.json(&[
            "events", "--record", &record, "--sort", "oldest", "--format", "jsonl",
        ]);
        assert_eq!(back.len(), 2, "{layout}");
        assert_eq!(back[0]["actor"][0]["country"], "NOR", "{layout}");
        assert_eq!(back[0]["recipient"][0]["country"], "BLR", "{layout}");
        assert_eq!(
            (back[0]["event"].as_str(), back[0]["mode"].as_str()),
            (Some("SANCTION"), Some("expel")),
            "{layout}"
        );
        assert_eq!(back[0]["date"], "2024-03-05", "{layout}");
    }
    let broken = desk.file("broken.tsv", "1\t2\t3\n");
    let run = desk.run(&["import", &broken, "--layout", "gdelt2"]);
    assert!(
        run.status == 1 && run.err.contains("row 1: 3 cells where the layout has 61"),
        "{}",
        run.err
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

#[test]
fn a_backup_is_a_record_and_overwrites_nothing() {
    let desk = Desk::new("backup");
    desk.ok(&["add", &desk.file("spring.jsonl", &spring())]);
    let copy = desk.path("copy.chancery");
    desk.ok(&["backup", &copy]);
    assert_eq!(
        desk.ok(&["events", "--format", "jsonl", "--record", &copy]),
        desk.ok(&["events", "--format", "jsonl"])
    );
    let again = desk.run(&["backup", &copy]);
    assert!(
        again.status == 2 && again.err.contains("exists"),
        "{}",
        again.err
    );
}
