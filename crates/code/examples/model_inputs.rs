//! Prints what the model is given of annotation items (JSONL with `sid`, `date`, `text`): one window a line.
//!
//! With `--whole`, each item is one window, gated or not: the material of the relation head.
//!
//! `cargo run --release -p chancery-code --example model_inputs < items.jsonl > inputs.jsonl`
mod items;

use chancery_code::Coder;
use std::io::Write;

fn main() {
    let whole = std::env::args().any(|argument| argument == "--whole");
    let coder = Coder::default();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (_, document) in items::read() {
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
