//! Annotation items on standard input, JSON lines with `sid`, `date` and `text`: what several examples read.

use chancery_read::Document;
use serde_json::Value;
use std::io::BufRead as _;

/// Each item, and its text as a report of its date.
pub fn read() -> impl Iterator<Item = (Value, Document)> {
    std::io::stdin().lock().lines().map(|line| {
        let item: Value =
            serde_json::from_str(&line.expect("stdin is readable")).expect("a JSON line");
        let text = |name: &str| item[name].as_str().unwrap_or_default();
        let mut document = Document::from_text(text("sid"), text("text"));
        document.published = item["date"].as_str().and_then(|d| d.parse().ok());
        (item, document)
    })
}
