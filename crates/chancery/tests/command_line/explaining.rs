//! `explain`, `codebook` and `schema`: what led to a record, and what its words mean.

use crate::common::{folder, run, show};
use crate::feed::{FEED, SENTENCE, events};

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
