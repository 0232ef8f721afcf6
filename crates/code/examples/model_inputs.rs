//! Prints what the model is given of annotation items (JSONL with `sid`, `date`, `text`): one window a line.
//!
//! With `--whole`, each item is one window, gated or not: the material of the relation head.
//!
//! `cargo run --release -p chancery-code --example model_inputs < items.jsonl > inputs.jsonl`
use chancery_code::Coder;
use chancery_read::Document;
use std::io::{BufRead, Write};

fn main() {
    let whole = std::env::args().any(|argument| argument == "--whole");
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
        let inputs = if whole {
            coder.relation_input(&document).into_iter().collect()
        } else {
            coder.model_inputs(&document)
        };
        for input in inputs {
            let json = serde_json::to_string(&input).expect("inputs are serialisable");
            if writeln!(out, "{json}").is_err() {
                return;
            }
        }
    }
}
