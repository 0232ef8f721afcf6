//! What the tests of formats share: reading bytes as a file, and showing items as lines.
#![allow(dead_code, reason = "each test file uses a part of it")]

use std::io::Write;

use chancery_read::{Input, Item, ReadOptions, read};

pub const LINE: &str = "Latvia asked two envoys of Belarus to leave.";

/// Reads a file with these bytes; gives each item as a line: id, date and text, or kind, place and message.
pub fn items(name: &str, bytes: &[u8]) -> Vec<String> {
    items_of(name, bytes, ReadOptions::default())
}

/// The same with options.
pub fn items_of(name: &str, bytes: &[u8], options: ReadOptions) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let prefix = format!("{}/", folder.path().display());
    read(vec![Input::Path(path)], options)
        .map(|item| show(&item).replace(&prefix, ""))
        .collect()
}

/// An item as a line.
pub fn show(item: &Item) -> String {
    match item {
        Item::Document(document) => {
            let published = document
                .published
                .map_or(String::new(), |date| format!(" {date}"));
            format!(
                "{}{published}: {}",
                document.id,
                document.text.replace("\n\n", " / ")
            )
        }
        Item::Problem(problem) => format!("{:?} {problem}", problem.kind),
        Item::Note(note) => format!("Note {}: {}", note.source, note.message),
    }
}

/// The documents of a file with these bytes.
pub fn documents(name: &str, bytes: &[u8]) -> Vec<chancery_read::Document> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    read(vec![Input::Path(path)], ReadOptions::default())
        .filter_map(|item| match item {
            Item::Document(document) => Some(document),
            Item::Problem(_) | Item::Note(_) => None,
        })
        .collect()
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A page around a body.
pub fn page(body: &str) -> String {
    format!("<!doctype html><html><head><title>x</title></head><body>{body}</body></html>")
}
