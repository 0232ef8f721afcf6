//! The documentation says what the code says: vocabulary, fields, examples.

use chancery_codebook::{
    Codebook, Event, PresenceStatement, Problem, event_schema, presence_schema,
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const RECORD: &str = include_str!("../../../docs/record.md");
const VOCABULARY: &str = include_str!("../../../docs/codebook.md");

#[test]
fn the_vocabulary_page_is_what_the_codebook_says() {
    let made = Codebook::builtin().to_markdown();
    let differs = made
        .lines()
        .zip(VOCABULARY.lines())
        .find(|(made, found)| made != found);
    assert!(
        made == VOCABULARY,
        "docs/codebook.md is out of date: run `cargo run -p chancery-codebook --example reference > docs/codebook.md`; \
         first difference: {differs:?}"
    );
}

/// Heading → the field names of the table below it.
fn documented() -> BTreeMap<String, BTreeSet<String>> {
    let mut tables: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut heading = String::new();
    for line in RECORD.lines() {
        if let Some(name) = line.strip_prefix("## ") {
            heading = name.to_owned();
        } else if let Some(field) = line
            .strip_prefix("| `")
            .and_then(|rest| rest.split('`').next())
        {
            tables
                .entry(heading.clone())
                .or_default()
                .insert(field.to_owned());
        }
    }
    tables
}

/// Title → the properties of the schema and of every object that it defines.
fn declared() -> BTreeMap<String, BTreeSet<String>> {
    let mut objects = BTreeMap::new();
    for schema in [
        event_schema(),
        presence_schema(),
        schemars::schema_for!(Problem).to_value(),
    ] {
        let title = schema["title"]
            .as_str()
            .expect("a schema has a title")
            .to_owned();
        let named = schema["$defs"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(k, v)| (k.clone(), v.clone()));
        for (name, object) in named.chain([(title, schema.clone())]) {
            if let Some(properties) = object["properties"].as_object() {
                objects.insert(name, properties.keys().cloned().collect());
            }
        }
    }
    objects
}

#[test]
fn every_field_of_every_record_is_documented_and_no_other() {
    assert_eq!(documented(), declared());
}

#[test]
fn every_row_of_the_field_tables_is_complete() {
    for line in RECORD.lines().filter(|line| line.starts_with("| `")) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        assert_eq!(cells.len(), 7, "five cells: {line}");
        for (cell, name) in [(2, "type"), (3, "meaning"), (5, "example")] {
            assert!(!cells[cell].is_empty(), "no {name}: {line}");
        }
    }
}

#[test]
fn every_value_of_a_small_closed_set_is_documented() {
    let mut checked = 0;
    for schema in [
        event_schema(),
        presence_schema(),
        schemars::schema_for!(Problem).to_value(),
    ] {
        for name in ["Status", "DateBasis", "ProblemKind"] {
            for value in schema["$defs"][name]["oneOf"]
                .as_array()
                .into_iter()
                .flatten()
            {
                let word = value["const"].as_str().expect("each value is a word");
                assert!(
                    RECORD.contains(&format!("`{word}`")),
                    "{name} {word} is not in docs/record.md"
                );
                checked += 1;
            }
        }
    }
    assert!(
        checked >= 4 + 3 + 6,
        "the schemas list their words under `oneOf`; found {checked}"
    );
}

fn example(kind: &str) -> &'static str {
    let (_, rest) = RECORD
        .split_once(&format!("```json {kind}\n"))
        .expect("the example is there");
    rest.split_once("```").expect("the example ends").0
}

#[test]
fn the_example_event_is_a_record_that_the_codebook_could_have_made() {
    let event: Event = serde_json::from_str(example("event")).expect("it is an event");
    let book = Codebook::builtin();
    assert_eq!(event.quad_code, event.event.quad_code());
    assert_eq!(event.event_scale, book.event_scale(event.event, event.mode));
    assert_eq!(
        event.cameo.as_deref(),
        Some(book.to_cameo(event.event, event.mode))
    );
    assert_eq!(event.made_by.codebook, book.version);
    let words = |start: usize, end: usize| {
        event
            .text
            .chars()
            .skip(start)
            .take(end - start)
            .collect::<String>()
    };
    for entity in event.actor.iter().chain(&event.recipient) {
        assert_eq!(words(entity.start, entity.end), entity.raw_text);
    }
    let trigger = event.text_info.trigger.as_ref().expect("it has a trigger");
    assert_eq!(words(trigger.start, trigger.end), trigger.raw_text);
    assert_eq!(event.text_info.end, event.text.chars().count());
}

#[test]
fn the_example_presence_statement_and_problem_can_be_read() {
    let statement: PresenceStatement =
        serde_json::from_str(example("presence")).expect("it is a statement");
    assert_eq!(
        statement.text_info.end - statement.text_info.start,
        statement.text.chars().count()
    );
    let problem: Problem = serde_json::from_str(example("problem")).expect("it is a problem");
    assert!(
        problem
            .to_string()
            .starts_with("reports.jsonl:17: no field `text`")
    );
}

#[test]
fn an_event_with_an_unknown_field_is_refused() {
    let mut value: Value = serde_json::from_str(example("event")).expect("it is JSON");
    value["goldstein"] = 1.into();
    let error = serde_json::from_value::<Event>(value).expect_err("the field is unknown");
    assert!(error.to_string().contains("goldstein"), "{error}");
}
