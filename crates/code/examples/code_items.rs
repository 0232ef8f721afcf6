//! Codes annotation items (JSONL with `sid`, `date`, `text`) and prints one event a line.
//!
//! `cargo run --release -p chancery-code --example code_items < items.jsonl > events.jsonl`
use chancery_code::Coder;
use chancery_read::Document;
use std::io::{BufRead, Write};

fn main() {
    let coder = Coder::default();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let item: serde_json::Value =
            serde_json::from_str(&line.expect("stdin is readable")).expect("a JSON line");
        let mut document = Document::from_text(
            item["sid"].as_str().unwrap_or(""),
            item["text"].as_str().unwrap_or(""),
        );
        document.published = item["date"].as_str().and_then(|d| d.parse().ok());
        for event in coder.code(&document).events {
            let json = serde_json::to_string(&event).expect("events are serialisable");
            if writeln!(out, "{json}").is_err() {
                return;
            }
        }
    }
}
