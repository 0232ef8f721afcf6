//! Prints, for annotation items (JSONL), each record with the trigger entry that made it: input of
//! `data/code/confidence.py`.
//!
//! `cargo run --release -p chancery-code --example confidence_rows < items.jsonl > rows.jsonl`
mod items;

use chancery_code::Coder;
use chancery_codebook::Entity;
use std::io::Write;

fn main() {
    let coder = Coder::default();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (item, document) in items::read() {
        let explained = coder.explain(&document);
        let steps: Vec<_> = explained.sentences.iter().flat_map(|s| &s.steps).collect();
        for event in &explained.coded.events {
            let entry = steps
                .iter()
                .find(|s| s.rule == "trigger" && s.event.as_deref() == Some(&event.id))
                .and_then(|s| s.detail.split('`').nth(3));
            let countries = |list: &[Entity]| -> Vec<Option<String>> {
                list.iter().map(|e| e.country.clone()).collect()
            };
            let row = serde_json::json!({
                "sid": item["sid"], "trigger": entry, "event": event.event,
                "actor": countries(&event.actor), "recipient": countries(&event.recipient),
            });
            if writeln!(out, "{row}").is_err() {
                return;
            }
        }
    }
}
