//! `chancery model` and `relation`, and which model reads.

use crate::common::{chancery, folder, give, run, run_on};
use chancery::codebook::Event;
use std::path::Path;

#[test]
fn a_model_reads_by_default_and_the_rules_where_asked() {
    let model = |args: &[&str]| {
        let mut all = vec!["code", "-", "--format", "jsonl", "--quiet"];
        all.extend(args);
        let mut command = chancery(&all);
        command.env_remove("CHANCERY_MODEL");
        let out = give(&mut command, "Chad expelled three Sudanese envoys.").out;
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
    let run = crate::common::run(&["model", "check", empty.to_str().unwrap()]);
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
