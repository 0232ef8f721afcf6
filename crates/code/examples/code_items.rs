//! Codes annotation items (JSONL with `sid`, `date`, `text`) and prints one event a line.
//!
//! `cargo run --release -p chancery-code --example code_items < items.jsonl > events.jsonl`
mod items;

use chancery_code::Coder;
use std::io::Write;

fn main() {
    let coder = Coder::default();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (_, document) in items::read() {
        for event in coder.code(&document).events {
            let json = serde_json::to_string(&event).expect("events are serialisable");
            if writeln!(out, "{json}").is_err() {
                return;
            }
        }
    }
}
