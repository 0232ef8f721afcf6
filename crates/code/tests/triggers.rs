//! Every trigger entry lives with sentences that it must accept and sentences that it must reject: both are coded.
//!
//! `CHANCERY_TRIGGER_FILTER=words` asks only the entries whose file or id contains the words.

use chancery_code::Coder;
use chancery_codebook::Event;
use chancery_lexicon::{TriggerEntry, TriggerRule, Triggers};
use chancery_read::Document;
use std::collections::BTreeMap;
use std::path::Path;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/lexicon/triggers");

/// Which file each entry stands in, so that a failure can name it.
fn files() -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(FOLDER).expect("the folder of triggers can be listed") {
        let path = entry.expect("the folder of triggers can be listed").path();
        let source = std::fs::read_to_string(&path).expect("a trigger file can be read");
        let table: toml::Table = source.parse().expect("a trigger file is TOML");
        let triggers = table.get("trigger").and_then(toml::Value::as_array);
        for id in triggers
            .into_iter()
            .flatten()
            .filter_map(|t| t.get("id")?.as_str())
        {
            files.insert(id.to_owned(), name_of(&path));
        }
    }
    files
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// A report of one sentence.
fn report(sentence: &str) -> Document {
    Document {
        published: Some("2024-05-14".parse().expect("a date")),
        ..Document::from_text("trigger", sentence)
    }
}

/// Whether an event has the type of a rule, and its mode and measure where the rule has them.
fn given(rule: &TriggerRule, event: &Event) -> bool {
    event.event == rule.event
        && (rule.entry.mode.is_none() || event.mode == rule.entry.mode)
        && (rule.entry.measure.is_none() || event.measure == rule.entry.measure)
}

/// Whether an event has exactly a rule's type, mode and measure, and its words are a form of the rule's.
fn fired(index: usize, rule: &TriggerRule, event: &Event, triggers: &Triggers) -> bool {
    let exact = event.event == rule.event
        && event.mode == rule.entry.mode
        && event.measure == rule.entry.measure;
    exact
        && event.text_info.trigger.as_ref().is_some_and(|trigger| {
            let words: Vec<String> = trigger
                .raw_text
                .split_whitespace()
                .map(str::to_lowercase)
                .collect();
            let first = triggers.hits(&words).into_iter().next();
            first.is_some_and(|hit| {
                hit.first == 0 && hit.senses.iter().any(|sense| sense.rule == index)
            })
        })
}

/// Whether a sentence has a word of a rule, or a part of its phrases: one without them would test nothing.
fn has_words(index: usize, rule: &TriggerRule, sentence: &str, triggers: &Triggers) -> bool {
    let lower = sentence.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let entry = &rule.entry;
    let part = |word: &&str| {
        // Without its last letter, so that plurals and other forms count.
        let Some((last, _)) = word
            .char_indices()
            .next_back()
            .filter(|(last, _)| *last > 2)
        else {
            return false;
        };
        [&entry.verbs, &entry.nouns, &entry.phrases]
            .into_iter()
            .flatten()
            .any(|trigger| trigger.contains(' ') && trigger.contains(&word[..last]))
    };
    // A longer trigger may hide the rule's own words ("call for" hides "call"): every stretch is asked.
    let form = |first: usize, last: usize| {
        let hits = triggers.hits(&words[first..last]);
        hits.first()
            .is_some_and(|hit| hit.first == 0 && hit.senses.iter().any(|s| s.rule == index))
    };
    words.iter().any(part)
        || (0..words.len()).any(|first| (first + 1..=words.len()).any(|last| form(first, last)))
}

/// Whether it is this entry, and no other of the same type, that reads a sentence.
fn read_by(entry: &TriggerEntry, sentence: &str, coder: &Coder) -> bool {
    let named = format!("is `{}` of", entry.id);
    let explanation = coder.explain(&report(sentence));
    explanation
        .sentences
        .iter()
        .flat_map(|sentence| &sentence.steps)
        .any(|step| step.detail.contains(&named))
}

fn told(events: &[Event]) -> String {
    if events.is_empty() {
        return "nothing".to_owned();
    }
    let one = |event: &Event| {
        let mut words = vec![event.event.to_string()];
        words.extend(event.mode.map(|mode| mode.as_str().to_owned()));
        words.extend(event.measure.map(|measure| measure.as_str().to_owned()));
        let trigger = event
            .text_info
            .trigger
            .as_ref()
            .map_or("", |trigger| trigger.raw_text.as_str());
        format!("{} by `{trigger}`", words.join(" "))
    };
    events.iter().map(one).collect::<Vec<_>>().join("; ")
}

#[test]
fn every_trigger_accepts_and_rejects_its_sentences() {
    let filter = std::env::var("CHANCERY_TRIGGER_FILTER").unwrap_or_default();
    let (coder, triggers, files) = (Coder::default(), Triggers::builtin(), files());
    let (mut sentences, mut wrong) = (0, Vec::new());
    for (index, rule) in triggers.rules().iter().enumerate() {
        let entry = &rule.entry;
        let place = format!(
            "{} {}",
            files.get(&entry.id).map_or("?", String::as_str),
            entry.id
        );
        if !place.contains(&filter) {
            continue;
        }
        for (field, list) in [("accept", &entry.accept), ("reject", &entry.reject)] {
            if list.is_empty() {
                wrong.push(format!("{place}: has no {field} sentence"));
            }
        }
        if !entry.accept.is_empty()
            && !entry
                .accept
                .iter()
                .any(|sentence| read_by(entry, sentence, &coder))
        {
            wrong.push(format!(
                "{place}: other entries read all its accept sentences"
            ));
        }
        for sentence in &entry.accept {
            sentences += 1;
            let events = coder.code(&report(sentence)).events;
            if !events.iter().any(|event| given(rule, event)) {
                wrong.push(format!(
                    "{place}: must accept\n    {sentence}\n    gave {}",
                    told(&events)
                ));
            }
        }
        for sentence in &entry.reject {
            sentences += 1;
            if !has_words(index, rule, sentence, &triggers) {
                wrong.push(format!(
                    "{place}: reject sentence without its words\n    {sentence}"
                ));
            }
            let events = coder.code(&report(sentence)).events;
            if events
                .iter()
                .any(|event| fired(index, rule, event, &triggers))
            {
                wrong.push(format!(
                    "{place}: must reject\n    {sentence}\n    gave {}",
                    told(&events)
                ));
            }
        }
    }
    assert!(sentences > 0, "no trigger's file or id contains `{filter}`");
    assert!(
        wrong.is_empty(),
        "{} of {sentences} sentences or entries are wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
