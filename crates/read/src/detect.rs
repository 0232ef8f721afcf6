//! The format of a source, by its name and by what it begins with.

use std::path::Path;

use crate::decode::decode;
use crate::fields;
use crate::options::{FieldMap, Format};

/// The format of a source called `name` that begins with `head`.
pub(crate) fn detect(name: &str, head: &[u8], map: &FieldMap) -> Format {
    let text = decode(head, None);
    let start = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    if is_html(start) {
        return Format::Html;
    }
    if let Some(format) = by_extension(name) {
        return format;
    }
    if start.starts_with(['{', '[']) && is_json(start) {
        return Format::Jsonl;
    }
    let header = start.lines().next().unwrap_or("");
    let tabs = header.matches('\t').count();
    let commas = header.matches([',', ';']).count();
    // Prose has commas too: a table is taken for one only where its header names a text or title.
    if tabs > 0 && names_a_field(header, "\t", map) {
        Format::Tsv
    } else if commas > 0 && names_a_field(header, ",;", map) {
        Format::Csv
    } else {
        Format::Text
    }
}

fn by_extension(name: &str) -> Option<Format> {
    let lower = name.to_ascii_lowercase();
    let bare = lower
        .strip_suffix(".gz")
        .or_else(|| lower.strip_suffix(".zst"))
        .unwrap_or(&lower);
    match Path::new(bare).extension()?.to_str()? {
        "txt" | "text" | "md" => Some(Format::Text),
        "html" | "htm" | "xhtml" => Some(Format::Html),
        "jsonl" | "ndjson" | "json" => Some(Format::Jsonl),
        "csv" => Some(Format::Csv),
        "tsv" | "tab" => Some(Format::Tsv),
        _ => None,
    }
}

fn is_html(start: &str) -> bool {
    let head: String = start
        .chars()
        .take(1024)
        .collect::<String>()
        .to_ascii_lowercase();
    let opens = ["<!doctype html", "<html", "<head", "<body"]
        .iter()
        .any(|tag| head.starts_with(tag));
    opens || (head.starts_with('<') && head.contains("<html"))
}

/// Whether the first JSON value is whole, or at least its first key is.
fn is_json(start: &str) -> bool {
    let mut values = serde_json::Deserializer::from_str(start).into_iter::<serde::de::IgnoredAny>();
    match values.next() {
        Some(Ok(_)) => true,
        Some(Err(error)) => error.is_eof(),
        None => false,
    }
}

fn names_a_field(header: &str, separators: &str, map: &FieldMap) -> bool {
    header
        .split(|c| separators.contains(c))
        .map(|cell| cell.trim().trim_matches('"'))
        .any(|cell| fields::is_text_or_title(cell, map))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, head: &str, expected: Format) {
        assert_eq!(
            detect(name, head.as_bytes(), &FieldMap::default()),
            expected,
            "{name}: {head}"
        );
    }

    #[test]
    fn content_tells_the_format_where_the_name_does_not() {
        check("a", "<!DOCTYPE html><p>x", Format::Html);
        check("a", "\n <?xml version=\"1.0\"?><html>", Format::Html);
        check("a.dat", "{\"text\": \"x\"}\n{\"text\"", Format::Jsonl);
        check("a", "[{\"text\": \"x\"", Format::Jsonl);
        check("a", "id,date,text\n1,2018-03-30,x", Format::Csv);
        check("a", "id\tHeadline\n1\tx", Format::Tsv);
        check(
            "a",
            "[Correction] Poland, Latvia and Estonia protested.",
            Format::Text,
        );
        check("a", "Poland, Latvia and Estonia protested.", Format::Text);
        check("a", "", Format::Text);
    }

    #[test]
    fn a_page_saved_as_text_is_still_a_page() {
        check("a.txt", "<html><body>x", Format::Html);
        check("a.txt", "id,text", Format::Text);
        check("dir/a.CSV.gz", "x", Format::Csv);
        check("a.json.zst", "x", Format::Jsonl);
    }
}
