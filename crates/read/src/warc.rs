//! WARC: the pages of web archives, record by record; the articles of several pages are looked for at once.

use std::io::{self, BufRead, Read};
use std::sync::Arc;

use chancery_codebook::ProblemKind;
use encoding_rs::Encoding;

use crate::ahead::ahead;
use crate::clean::{Known, clean_text};
use crate::dates::parse_date;
use crate::decode::decode;
use crate::detect::detect;
use crate::html::read_page;
use crate::http::{Response, response};
use crate::lines::{LONGEST, too_long};
use crate::options::{Format, ReadOptions};
use crate::reader::{Item, Items, guarded, items, one};
use crate::source::{Source, Stream, problem, unreadable};
use crate::whole::empty;

/// Longest header of a record, in bytes.
const LONGEST_HEADER: usize = 256 * 1024;

/// One record.
struct Record {
    /// Which one it is, from 1.
    number: usize,
    kind: String,
    url: Option<String>,
    date: Option<String>,
    media: String,
    /// `None` where it is longer than a document may be, or of no interest.
    block: Option<Vec<u8>>,
    length: u64,
    /// Whether the file ended inside it.
    cut: bool,
}

/// What comes next in an archive.
enum Next {
    Record(Record),
    /// Something else than a record; the walk goes on at the next one.
    Gap(usize),
}

struct Walk {
    stream: Stream,
    number: usize,
    /// The record whose first line ended a gap.
    behind_gap: bool,
}

impl Walk {
    /// A line of at most the bound's length, without its end; `None` at the end of the stream.
    fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let read = (&mut self.stream)
            .take(LONGEST_HEADER as u64)
            .read_until(b'\n', &mut line)?;
        while line
            .last()
            .is_some_and(|byte| matches!(byte, b'\r' | b'\n'))
        {
            line.pop();
        }
        Ok((read > 0).then_some(line))
    }

    fn next(&mut self) -> io::Result<Option<Next>> {
        if !std::mem::take(&mut self.behind_gap) {
            let mut gap = false;
            loop {
                match self.line()? {
                    None if gap => return Ok(Some(Next::Gap(self.number))),
                    None => return Ok(None),
                    Some(line) if line.starts_with(b"WARC/") && line.len() < 20 => break,
                    Some(line) => gap |= !line.is_empty(),
                }
            }
            if gap {
                // The gap is told first; the record that ends it comes with the next call.
                self.behind_gap = true;
                return Ok(Some(Next::Gap(self.number)));
            }
        }
        self.number += 1;
        Ok(Some(Next::Record(self.record()?)))
    }

    /// The rest of a record, after its first line.
    fn record(&mut self) -> io::Result<Record> {
        let mut record = Record {
            number: self.number,
            kind: String::new(),
            url: None,
            date: None,
            media: String::new(),
            block: None,
            length: 0,
            cut: false,
        };
        let mut used = 0;
        while let Some(line) = self.line()?.filter(|line| !line.is_empty()) {
            used += line.len();
            if used > LONGEST_HEADER {
                return Err(io::Error::new(
                    io::ErrorKind::InvalidData,
                    "a record's header without end",
                ));
            }
            let line = String::from_utf8_lossy(&line).into_owned();
            let Some((name, value)) = line.split_once(':') else {
                continue;
            };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "warc-type" => record.kind = value.to_ascii_lowercase(),
                "warc-target-uri" => record.url = Some(value.trim_matches(['<', '>']).to_owned()),
                "warc-date" => record.date = Some(value.to_owned()),
                "content-type" => record.media = value.to_ascii_lowercase(),
                "content-length" => record.length = value.parse().unwrap_or(0),
                _ => {}
            }
        }
        let wanted = matches!(record.kind.as_str(), "response" | "resource" | "conversion")
            && record.length <= LONGEST as u64;
        let mut body = (&mut self.stream).take(record.length);
        let read = if wanted {
            let mut block = Vec::new();
            body.read_to_end(&mut block)?;
            let read = block.len() as u64;
            record.block = Some(block);
            read
        } else {
            io::copy(&mut body, &mut io::sink())?
        };
        record.cut = read < record.length;
        Ok(record)
    }
}

/// The items of an archive's records.
pub(crate) fn warc(source: Source, options: Arc<ReadOptions>) -> Items {
    let Source {
        name,
        stream,
        depth,
        ..
    } = source;
    let mut walk = Some(Walk {
        stream,
        number: 0,
        behind_gap: false,
    });
    let records = std::iter::from_fn(move || {
        let found = walk.as_mut()?.next();
        if !matches!(found, Ok(Some(_))) {
            walk = None;
        }
        found.transpose()
    });
    let items = ahead(records, move |found| match found {
        Ok(Next::Record(record)) => {
            let at = format!("{name}: record {}", record.number);
            guarded(&at, || of_record(record, &name, depth, &options))
                .unwrap_or_else(|bug| one(Item::Problem(bug)))
        }
        Ok(Next::Gap(number)) => {
            let message = format!(
                "record {number} is longer than it says, or something else stands after it: looking for the next"
            );
            one(Item::Problem(problem(
                ProblemKind::Malformed,
                &name,
                None,
                message,
            )))
        }
        Err(error) => one(Item::Problem(unreadable(&name, &error))),
    });
    Box::new(items.flatten())
}

/// The items of a record; other records than pages give none.
fn of_record(record: Record, name: &str, depth: usize, options: &Arc<ReadOptions>) -> Items {
    let none = || Box::new(std::iter::empty()) as Items;
    let at = match &record.url {
        Some(url) => format!("record {} ({url})", record.number),
        None => format!("record {}", record.number),
    };
    let refuse = |kind, message: String| {
        one(Item::Problem(problem(
            kind,
            name,
            None,
            format!("{at}: {message}"),
        )))
    };
    if record.cut {
        let message = "it is shorter than it says: the file is cut off, fetch it again".to_owned();
        return refuse(ProblemKind::Malformed, message);
    }
    let Some(block) = record.block else {
        let big = record.length > LONGEST as u64 && record.kind == "response";
        return if big {
            refuse(ProblemKind::Malformed, too_long("record"))
        } else {
            none()
        };
    };
    let parsed = match record.kind.as_str() {
        "response"
            if record.media.starts_with("application/http") || block.starts_with(b"HTTP/") =>
        {
            response(&block)
        }
        "response" => return none(),
        _ => Ok(Response {
            status: 200,
            media: media(&record.media),
            charset: None,
            body: block,
        }),
    };
    let response = match parsed {
        Ok(response) => response,
        Err(message) => return refuse(ProblemKind::Malformed, message),
    };
    if response.status != 200 || response.body.is_empty() {
        return none();
    }
    let id = record
        .url
        .clone()
        .unwrap_or_else(|| format!("{name}:{}", record.number));
    let captured = record.date.as_deref().and_then(parse_date);
    let known = Known {
        url: record.url,
        ..Known::new(&id, options)
    };
    let hint = response
        .charset
        .as_deref()
        .and_then(|label| Encoding::for_label(label.as_bytes()));
    let document = match response.media.as_str() {
        "text/html" | "application/xhtml+xml" => read_page(&response.body, hint, known, captured),
        "text/plain" => {
            let mut known = known;
            known.capture(captured);
            clean_text(&decode(&response.body, hint), known)
        }
        "application/pdf"
        | "application/rss+xml"
        | "application/atom+xml"
        | "application/feed+json"
        | "application/xml"
        | "text/xml" => {
            let inside = Source::inside(&id, Box::new(io::Cursor::new(response.body)), depth);
            return match inside {
                // XML is also the form of maps of sites and of much else that is no report.
                Ok(source)
                    if response.media.ends_with("xml")
                        && detect(&id, &source.head, &options.map) != Format::Feed =>
                {
                    none()
                }
                Ok(source) => items(source, Arc::clone(options)),
                Err(problem) => one(Item::Problem(problem)),
            };
        }
        _ => return none(),
    };
    one(document.map_or_else(|| Item::Problem(empty(&id)), Item::Document))
}

fn media(text: &str) -> String {
    text.split(';').next().unwrap_or("").trim().to_owned()
}
