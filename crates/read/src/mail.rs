//! Messages: newsletters saved as EML files, and MBOX files of many.

use std::io::BufRead;
use std::sync::Arc;

use chancery_codebook::{Problem, ProblemKind};
use mail_parser::{Address, Message, MessageParser, MimeHeaders, PartType};

use crate::clean::{Known, clean_text};
use crate::dates::parse_date;
use crate::document::{DateBasis, Document};
use crate::html::read_fragment;
use crate::lines::{LONGEST, too_long};
use crate::options::ReadOptions;
use crate::reader::{Item, Items};
use crate::source::{Source, problem, unreadable};
use crate::whole::empty;

/// Reads one message: its HTML part where it has one, else its plain text; attachments are left out.
///
/// # Errors
///
/// A problem of kind `malformed` where it is no message, of kind `empty` where it holds no text.
pub(crate) fn read_eml(id: &str, bytes: &[u8], options: &ReadOptions) -> Result<Document, Problem> {
    let parser = MessageParser::default();
    let message = parser
        .parse(bytes)
        .filter(|message| !message.headers().is_empty());
    let Some(message) = message else {
        let told = "not a message: it has no header".to_owned();
        return Err(problem(ProblemKind::Malformed, id, None, told));
    };
    let mut known = Known {
        title: message.subject().map(str::to_owned),
        outlet: message.from().and_then(sender),
        ..Known::new(id, options)
    };
    // The day as the sender's clock showed it.
    let date = message
        .date()
        .map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day));
    known.date(date.as_deref().and_then(parse_date), DateBasis::Header);
    body(&message, known).ok_or_else(|| empty(id))
}

fn body(message: &Message, known: Known) -> Option<Document> {
    let html = message.html_bodies().find_map(|part| match &part.body {
        PartType::Html(html) if !part.is_content_type("text", "plain") => Some(html),
        _ => None,
    });
    match html {
        Some(html) => read_fragment(html, known),
        None => clean_text(&message.body_text(0).unwrap_or_default(), known),
    }
}

/// The sender's name, or the address where there is no name.
fn sender(from: &Address) -> Option<String> {
    let first = from.first()?;
    first.name().or(first.address()).map(str::to_owned)
}

/// The items of a file of messages.
///
/// Each begins with a line `From …` at the start or after a blank line; a `>` before `From` is taken away.
pub(crate) fn mbox(source: Source, options: Arc<ReadOptions>) -> Items {
    let Source { name, stream, .. } = source;
    let mut walk = Some(Walk {
        stream,
        line: 0,
        next: None,
    });
    let items = std::iter::from_fn(move || {
        let found = walk.as_mut()?.next();
        Some(match found {
            Ok(Some(Found {
                line,
                bytes: Some(bytes),
            })) => match read_eml(&format!("{name}:{line}"), &bytes, &options) {
                Ok(document) => Item::Document(document),
                Err(found) => Item::Problem(problem(found.kind, &name, Some(line), found.message)),
            },
            Ok(Some(Found { line, bytes: None })) => Item::Problem(problem(
                ProblemKind::Malformed,
                &name,
                Some(line),
                too_long("message"),
            )),
            Ok(None) => {
                walk = None;
                return None;
            }
            Err(error) => {
                walk = None;
                Item::Problem(unreadable(&name, &error))
            }
        })
    });
    Box::new(items)
}

/// A message, with the line that it begins at; without its bytes where it is too long.
struct Found {
    line: usize,
    bytes: Option<Vec<u8>>,
}

/// Cuts a stream into messages.
struct Walk<R> {
    stream: R,
    /// Lines read so far.
    line: usize,
    /// Line of the envelope that ended the message before.
    next: Option<usize>,
}

impl<R: BufRead> Walk<R> {
    fn next(&mut self) -> std::io::Result<Option<Found>> {
        let mut began = self.next.take();
        let mut bytes = Some(Vec::new());
        let mut blank = true;
        let mut line = Vec::new();
        loop {
            line.clear();
            // A line without end is taken in pieces, so that memory stays bounded.
            let read =
                std::io::Read::take(&mut self.stream, 64 * 1024).read_until(b'\n', &mut line)?;
            if read == 0 {
                return Ok(began.map(|line| Found { line, bytes }));
            }
            self.line += usize::from(line.ends_with(b"\n"));
            if blank && line.starts_with(b"From ") {
                match began {
                    Some(line) => {
                        self.next = Some(self.line);
                        return Ok(Some(Found { line, bytes }));
                    }
                    None => began = Some(self.line),
                }
                continue;
            }
            blank = line.iter().all(|byte| matches!(byte, b'\r' | b'\n'));
            let bare = line.iter().position(|byte| *byte != b'>').unwrap_or(0);
            let quoted = usize::from(bare > 0 && line[bare..].starts_with(b"From "));
            if began.is_some()
                && let Some(kept) = &mut bytes
            {
                kept.extend_from_slice(&line[quoted..]);
                if kept.len() > LONGEST {
                    bytes = None;
                }
            }
        }
    }
}
