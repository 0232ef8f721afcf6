//! A feed of our own, and the records of an output.

use chancery::codebook::Event;

pub const SENTENCE: &str = "Poland expelled three Russian diplomats on Friday.";

pub const FEED: &str = r#"{"id":"a","date":"2025-03-10","title":null,"text":"Poland expelled three Russian diplomats on Friday.","outlet":"Wire"}
{"id":"b","date":"2025-03-12","text":"There are 40 Russian diplomats in Poland. Moscow recalled its ambassador from Warsaw on Tuesday."}
{"id":"c","date":"2025-03-13","text":"The weather was mild."}
"#;

/// Each line as a record; unknown fields are refused, so that the shape is locked.
pub fn events(lines: &str) -> Vec<Event> {
    lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}
