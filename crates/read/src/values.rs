//! JSON over many lines: an array of objects, or objects one after the other, cut apart as they stream by.

use std::io::{self, BufRead};
use std::sync::Arc;

use chancery_codebook::ProblemKind;

use crate::decode::{by_line, decode};
use crate::guess::SAMPLE;
use crate::lines::{LONGEST, guessed, json_row, too_long};
use crate::options::ReadOptions;
use crate::reader::{Item, Items, noted};
use crate::source::{Source, problem, unreadable};

/// Whether JSON that begins with `head` is not one object a line.
pub(crate) fn has_values_over_lines(head: &[u8]) -> bool {
    let text = decode(head, None);
    let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    if text.starts_with('[') {
        return true;
    }
    // The first line is there as a whole, and is the beginning of an object.
    text.split_once('\n').is_some_and(|(line, _)| {
        let value = serde_json::from_str::<serde::de::IgnoredAny>(line);
        line.starts_with('{') && value.is_err_and(|error| error.is_eof())
    })
}

/// Where the cutter stands.
#[derive(Default)]
struct Cutter {
    /// Bytes of the value that is open.
    value: Vec<u8>,
    /// Line that it began at.
    began: usize,
    /// Objects and arrays open around the next byte, the outer array not counted.
    depth: usize,
    /// Whether an outer array is open.
    array: bool,
    in_string: bool,
    escaped: bool,
    line: usize,
    /// Whether the open value outgrew the bound and is being skipped.
    skipping: bool,
}

/// What the cutter found.
enum Found {
    Value { line: usize, bytes: Vec<u8> },
    TooLong { line: usize },
}

impl Cutter {
    /// Takes one byte; gives a value when the byte ends one.
    fn take(&mut self, byte: u8) -> Option<Found> {
        if byte == b'\n' {
            self.line += 1;
        }
        if self.in_string {
            self.keep(byte);
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_string = false,
                _ => {}
            }
            return None;
        }
        match byte {
            b'{' | b'['
                if self.depth == 0 && byte == b'[' && !self.array && self.value.is_empty() =>
            {
                self.array = true;
            }
            b'{' | b'[' => {
                self.depth += 1;
                self.keep(byte);
            }
            b'}' | b']' if self.depth > 0 => {
                self.depth -= 1;
                self.keep(byte);
                if self.depth == 0 {
                    return self.end();
                }
            }
            b']' => {
                self.array = false;
                return self.end();
            }
            b',' | b' ' | b'\t' | b'\r' | b'\n' | 0x1e if self.depth == 0 => return self.end(),
            _ => {
                self.in_string = byte == b'"';
                self.keep(byte);
            }
        }
        None
    }

    fn keep(&mut self, byte: u8) {
        if self.value.is_empty() && !self.skipping {
            self.began = self.line + 1;
        }
        if self.value.len() >= LONGEST {
            self.value = Vec::new();
            self.skipping = true;
        }
        if !self.skipping {
            self.value.push(byte);
        }
    }

    /// Ends the open value, if there is one.
    fn end(&mut self) -> Option<Found> {
        let line = self.began;
        if std::mem::take(&mut self.skipping) {
            return Some(Found::TooLong { line });
        }
        let bytes = std::mem::take(&mut self.value);
        (!bytes.is_empty()).then_some(Found::Value { line, bytes })
    }

    /// Reads until a value ends; `None` at the end of the stream.
    fn next(&mut self, stream: &mut dyn BufRead) -> io::Result<Option<Found>> {
        loop {
            let buffer = stream.fill_buf()?;
            if buffer.is_empty() {
                return Ok(self.end());
            }
            let mut used = 0;
            let mut found = None;
            for byte in buffer {
                used += 1;
                found = self.take(*byte);
                if found.is_some() {
                    break;
                }
            }
            stream.consume(used);
            if found.is_some() {
                return Ok(found);
            }
        }
    }
}

/// The items of a JSON array, or of JSON objects that span lines.
pub(crate) fn json_values(source: Source, options: Arc<ReadOptions>) -> Items {
    let Source {
        name, head, stream, ..
    } = source;
    let (options, told) = guessed(first_values(&head), options);
    let source = name.clone();
    let mut stream = Some(by_line(&head, stream));
    let mut cutter = Cutter::default();
    let items = std::iter::from_fn(move || {
        let found = cutter.next(stream.as_mut()?.as_mut());
        let line = cutter.line + 1;
        let told =
            |kind, line, message| vec![Item::Problem(problem(kind, &name, Some(line), message))];
        Some(match found {
            Ok(Some(Found::Value { line, bytes })) => {
                let text = decode(&bytes, None);
                json_row(text.trim_start_matches('\u{feff}'), &name, line, &options)
            }
            Ok(Some(Found::TooLong { line })) => {
                told(ProblemKind::Malformed, line, too_long("value"))
            }
            Ok(None) => {
                stream = None;
                return None;
            }
            Err(error) => {
                stream = None;
                told(
                    ProblemKind::Unreadable,
                    line,
                    unreadable(&name, &error).message,
                )
            }
        })
    });
    noted(&source, told, Box::new(items.flatten()))
}

/// The first values, as far as the head holds them whole.
fn first_values(head: &[u8]) -> Vec<serde_json::Value> {
    let text = decode(head, None);
    let mut bytes = text.as_bytes();
    let mut cutter = Cutter::default();
    let mut values = Vec::new();
    while values.len() < SAMPLE {
        match cutter.next(&mut bytes) {
            Ok(Some(Found::Value { bytes, .. })) => {
                values.extend(serde_json::from_slice(&bytes).ok())
            }
            Ok(Some(Found::TooLong { .. })) => {}
            Ok(None) | Err(_) => break,
        }
    }
    values
}
