//! Records that leave and come back: exports, other data sets' layouts, backups.

use crate::desk::{Desk, reports, spring};

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
