//! Prints the parties and places of annotation items (JSONL with `sid`, `date`, `text`), one item a line: what the
//! shares behind `data/code/fills.toml` are counted on.
//!
//! `cargo run --release -p chancery-code --example fills < items.jsonl > marks.jsonl`
mod items;

use chancery_code::{Coder, MarkLayer};

fn main() {
    let coder = Coder::default();
    for (item, document) in items::read() {
        let e = coder.explain(&document);
        let chars: Vec<char> = document.text.chars().collect();
        let m: Vec<_> = e
            .sentences
            .iter()
            .flat_map(|s| &s.marks)
            .filter(|m| matches!(m.layer, MarkLayer::Party | MarkLayer::Place))
            .map(|m| {
                serde_json::json!([
                    chars[m.start..m.end].iter().collect::<String>(),
                    m.label,
                    m.detail
                ])
            })
            .collect();
        println!("{}", serde_json::json!({"sid": item["sid"], "m": m}));
    }
}
