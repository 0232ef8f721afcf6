//! The format of a source, by its name and by what it begins with.

use std::path::Path;

use crate::decode::decode;
use crate::fields;
use crate::options::{FieldMap, Format};

/// The format of a source called `name` that begins with `head`.
pub(crate) fn detect(name: &str, head: &[u8], map: &FieldMap) -> Format {
    let text = decode(head, None);
    let start = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    match first_element(start) {
        Some("rss" | "feed" | "RDF" | "rdf:RDF" | "atom:feed") => return Format::Feed,
        _ if is_html(start) => return Format::Html,
        _ => {}
    }
    if is_mbox(start) {
        return Format::Mbox;
    }
    if is_message(start) {
        return Format::Eml;
    }
    if start.starts_with('{') && start.contains("://jsonfeed.org/version/") {
        return Format::Feed;
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

/// The formats that are told by their first bytes, whatever a source is called and whatever is asked for.
pub(crate) fn container(name: &str, head: &[u8]) -> Option<Format> {
    /// Where a TAR header says what it is.
    const TAR_MARK: std::ops::Range<usize> = 257..262;
    // Some PDF files carry a few bytes before their mark.
    let early = &head[..head.len().min(1024)];
    let is_tar = head.get(TAR_MARK) == Some(b"ustar")
        || head.len() >= 512
            && head[..100].contains(&0)
            && name.to_ascii_lowercase().ends_with(".tar");
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        Some(Format::Zip)
    } else if head.starts_with(b"WARC/") {
        // Its records may hold pictures.
        Some(Format::Warc)
    } else if head.starts_with(b"PAR1") {
        Some(Format::Parquet)
    } else if early.windows(5).any(|bytes| bytes == b"%PDF-")
        && (early.starts_with(b"%PDF-") || early.contains(&0))
    {
        Some(Format::Pdf)
    } else {
        is_tar.then_some(Format::Tar)
    }
}

/// The name of the first element of something that looks like XML or HTML.
fn first_element(start: &str) -> Option<&str> {
    let mut rest = start;
    loop {
        rest = rest.trim_start().strip_prefix('<')?;
        if rest.starts_with(['?', '!']) {
            let end = match rest {
                _ if rest.starts_with("!--") => "-->",
                // A document type may hold declarations of its own.
                _ if rest
                    .split('>')
                    .next()
                    .is_some_and(|head| head.contains('[')) =>
                {
                    "]>"
                }
                _ => ">",
            };
            rest = rest.split_once(end)?.1;
        } else {
            return rest
                .split(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
                .next();
        }
    }
}

/// Whether a text begins as a file of messages does: with an envelope and a header under it.
fn is_mbox(start: &str) -> bool {
    let mut lines = start.lines();
    lines.next().is_some_and(|line| line.starts_with("From "))
        && lines
            .next()
            .is_some_and(|line| header_name(line.trim_start_matches('>')).is_some())
}

/// Whether a text begins with the header of a message, which names at least two of the usual fields.
fn is_message(start: &str) -> bool {
    const USUAL: [&str; 11] = [
        "from",
        "to",
        "subject",
        "date",
        "message-id",
        "mime-version",
        "received",
        "return-path",
        "delivered-to",
        "reply-to",
        "content-type",
    ];
    let mut usual = 0;
    for line in start.lines().take_while(|line| !line.trim().is_empty()) {
        match header_name(line) {
            Some(name) => {
                usual += usize::from(USUAL.iter().any(|other| name.eq_ignore_ascii_case(other)))
            }
            None if line.starts_with([' ', '\t']) => {}
            None => return false,
        }
    }
    // A note that begins "From: … To: …" is a memo; a message tells its date or id as well.
    usual >= 3
}

/// The name before the colon of a header line.
fn header_name(line: &str) -> Option<&str> {
    let (name, _) = line.split_once(':')?;
    let token = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    (!name.is_empty() && name.len() <= 60 && name.chars().all(token)).then_some(name)
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
        "eml" => Some(Format::Eml),
        "mbox" => Some(Format::Mbox),
        "warc" | "wet" => Some(Format::Warc),
        "rss" | "atom" => Some(Format::Feed),
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
