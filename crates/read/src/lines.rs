//! Line by line: JSON Lines, and plain text with one document a line.

use std::io::{self, BufRead, Read};
use std::sync::Arc;

use chancery_codebook::ProblemKind;
use serde_json::{Map, Value};

use crate::clean::{Known, sentence};
use crate::decode::{by_line, decode};
use crate::fields;
use crate::guess::{Guess, SAMPLE, guess};
use crate::options::ReadOptions;
use crate::reader::{Item, Items, noted};
use crate::row::row;
use crate::source::{Source, problem, unreadable};

/// Longest line, row or whole document, in bytes: no report is longer, and memory stays bounded.
pub(crate) const LONGEST: usize = 64 << 20;

/// A line of a source.
enum Line {
    /// Its bytes, without the line end.
    Bytes(Vec<u8>),
    /// It is longer than [`LONGEST`].
    TooLong,
}

/// The lines of a stream, numbered from 1; ends at the first error.
struct Lines {
    stream: Option<Box<dyn BufRead + Send>>,
    number: usize,
}

impl Lines {
    fn next(&mut self) -> Option<(usize, io::Result<Line>)> {
        let stream = self.stream.as_mut()?;
        self.number += 1;
        let line = read_line(stream.as_mut());
        if !matches!(line, Ok(Some(_))) {
            self.stream = None;
        }
        Some((self.number, line.transpose()?))
    }
}

fn read_line(stream: &mut dyn BufRead) -> io::Result<Option<Line>> {
    let mut bytes = Vec::new();
    let read = (&mut *stream)
        .take(LONGEST as u64)
        .read_until(b'\n', &mut bytes)?;
    if read == 0 {
        return Ok(None);
    }
    if bytes.last() != Some(&b'\n') && read == LONGEST {
        skip_line(stream)?;
        return Ok(Some(Line::TooLong));
    }
    while bytes.last().is_some_and(|b| matches!(b, b'\n' | b'\r')) {
        bytes.pop();
    }
    Ok(Some(Line::Bytes(bytes)))
}

fn skip_line(stream: &mut dyn BufRead) -> io::Result<()> {
    loop {
        let buffer = stream.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        let end = buffer.iter().position(|b| *b == b'\n');
        let used = end.map_or(buffer.len(), |at| at + 1);
        stream.consume(used);
        if end.is_some() {
            return Ok(());
        }
    }
}

/// The items of a source's lines, made by `each` from every line that is not blank.
fn each_line(
    source: Source,
    each: impl Fn(&str, &str, usize) -> Vec<Item> + Send + 'static,
) -> Items {
    let Source {
        name, head, stream, ..
    } = source;
    let mut lines = Lines {
        stream: Some(by_line(&head, stream)),
        number: 0,
    };
    let items = std::iter::from_fn(move || {
        let (number, line) = lines.next()?;
        let told = |kind, message| vec![Item::Problem(problem(kind, &name, Some(number), message))];
        Some(match line {
            Ok(Line::Bytes(bytes)) => {
                let text = decode(&bytes, None);
                let text = text.trim_start_matches('\u{feff}').trim();
                if text.is_empty() {
                    Vec::new()
                } else {
                    each(text, &name, number)
                }
            }
            Ok(Line::TooLong) => told(ProblemKind::Malformed, too_long("line")),
            Err(error) => told(ProblemKind::Unreadable, unreadable(&name, &error).message),
        })
    });
    Box::new(items.flatten())
}

/// What is said of a line, row or file that is longer than [`LONGEST`].
pub(crate) fn too_long(what: &str) -> String {
    format!("the {what} is longer than {} MiB: split it", LONGEST >> 20)
}

/// One JSON object a line.
pub(crate) fn json_lines(source: Source, options: Arc<ReadOptions>) -> Items {
    let name = source.name.clone();
    let head = decode(&source.head, None).into_owned();
    let values = head
        .lines()
        .take(SAMPLE)
        .filter_map(|line| serde_json::from_str(line.trim_end_matches(',')).ok());
    let (options, told) = guessed(values.collect(), options);
    let items = each_line(source, move |text, name, number| {
        json_row(text, name, number, &options)
    });
    noted(&name, told, items)
}

/// The options with the map that fits these first objects, and how that is told.
pub(crate) fn guessed(
    values: Vec<Value>,
    options: Arc<ReadOptions>,
) -> (Arc<ReadOptions>, Option<String>) {
    let objects: Vec<Map<String, Value>> = values
        .into_iter()
        .filter_map(|value| match value {
            Value::Object(object) => Some(object),
            _ => None,
        })
        .collect();
    let mut columns: Vec<String> = Vec::new();
    for object in &objects {
        for (key, value) in object {
            // One level down too: `{"doc": {"body": …}}` has a column `doc.body`.
            let inner: Vec<String> = match value {
                Value::Object(inner) => inner.keys().map(|name| format!("{key}.{name}")).collect(),
                _ => Vec::new(),
            };
            for column in std::iter::once(key.clone()).chain(inner) {
                if !columns.contains(&column) {
                    columns.push(column);
                }
            }
        }
    }
    let cell = |object: &Map<String, Value>, column: &String| match fields::at_path(object, column)
    {
        Some(Value::Object(_)) | None => String::new(),
        Some(value) => fields::as_text(value).unwrap_or_default(),
    };
    let row =
        |object: &Map<String, Value>| columns.iter().map(|column| cell(object, column)).collect();
    let rows: Vec<Vec<String>> = objects.iter().map(row).collect();
    let Guess { map, told } = guess(&columns, &rows, &options.map);
    if map == options.map {
        return (options, told);
    }
    let options = ReadOptions {
        map,
        ..(*options).clone()
    };
    (Arc::new(options), told)
}

/// The items of one JSON object that begins at a line.
pub(crate) fn json_row(text: &str, name: &str, line: usize, options: &ReadOptions) -> Vec<Item> {
    let told = |message| {
        vec![Item::Problem(problem(
            ProblemKind::Malformed,
            name,
            Some(line),
            message,
        ))]
    };
    // Arrays of objects are sometimes written one object a line with the commas left in.
    let text = text.trim_end_matches(',');
    let object = match serde_json::from_str::<Value>(text) {
        Ok(Value::Object(object)) => object,
        Ok(_) => return told("not a JSON object: write {\"text\": …} on each line".to_owned()),
        Err(error) => return told(json_error(&error)),
    };
    of_object(&object, name, line, options).unwrap_or_else(told)
}

fn of_object(
    object: &Map<String, Value>,
    name: &str,
    line: usize,
    options: &ReadOptions,
) -> Result<Vec<Item>, String> {
    let fields = fields::of_object(object, &options.map)?;
    Ok(row(fields, name, line, options))
}

fn json_error(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let what = message.split(" at line ").next().unwrap_or("");
    let cut = if error.is_eof() {
        ", it is cut off"
    } else {
        ""
    };
    format!(
        "not valid JSON at column {}: {what}{cut}; the line is left out",
        error.column()
    )
}

/// One document a line of plain text, with the id `file:line`.
pub(crate) fn text_lines(source: Source, options: Arc<ReadOptions>) -> Items {
    each_line(source, move |text, name, number| {
        let id = format!("{name}:{number}");
        let known = Known::new(&id, &options);
        sentence(text, known)
            .map(Item::Document)
            .into_iter()
            .collect()
    })
}
