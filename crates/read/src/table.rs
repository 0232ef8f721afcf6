//! Tables: CSV and TSV with a header line.

use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use chancery_codebook::ProblemKind;
use csv::{ByteRecord, Reader, ReaderBuilder};

use crate::decode::{by_line, decode};
use crate::fields::Columns;
use crate::guess::{Guess, SAMPLE, guess};
use crate::lines::{LONGEST, too_long};
use crate::options::{Format, ReadOptions};
use crate::reader::{Item, Items, noted, one};
use crate::row::row;
use crate::source::{Source, problem, unreadable};

/// The items of a table's rows.
pub(crate) fn table(source: Source, format: Format, options: Arc<ReadOptions>) -> Items {
    let Source {
        name, head, stream, ..
    } = source;
    let start = decode(&head, None);
    let (delimiter, quoting) = shape(&start, format);
    // The parser takes a row to begin before the line feed that a carriage return left behind.
    let behind = usize::from(ends_in_crlf(&start));
    let budget = Arc::new(AtomicUsize::new(0));
    let stream = Budgeted {
        stream: by_line(&head, stream),
        used: Arc::clone(&budget),
    };
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .quoting(quoting)
        .flexible(true)
        .has_headers(false)
        .from_reader(stream);
    let header = match header(&mut reader) {
        Ok(header) => header,
        Err(error) => return one(Item::Problem(broken(&name, None, &error))),
    };
    let rows = sample(&start, delimiter, quoting);
    let Guess { map, told } = guess(&header, &rows, &options.map);
    let columns = match Columns::new(&header, &map) {
        Ok(columns) => columns,
        Err(message) => {
            return one(Item::Problem(problem(
                ProblemKind::Malformed,
                &name,
                Some(1),
                message,
            )));
        }
    };
    let mut reader = Some(reader);
    let mut record = ByteRecord::new();
    let source = name.clone();
    let items = std::iter::from_fn(move || {
        budget.store(0, Ordering::Relaxed);
        let line = reader.as_ref()?.position().line() as usize;
        match reader.as_mut()?.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return None,
            Err(error) => {
                reader = None;
                return Some(vec![Item::Problem(broken(&name, Some(line), &error))]);
            }
        }
        let line = record
            .position()
            .map_or(line, |position| position.line() as usize + behind);
        Some(of_record(
            &record,
            &columns,
            header.len(),
            (&name, line),
            &options,
        ))
    });
    noted(&source, told, Box::new(items.flatten()))
}

/// The first rows, as far as the head holds them whole.
fn sample(head: &str, delimiter: u8, quoting: bool) -> Vec<Vec<String>> {
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .quoting(quoting)
        .flexible(true)
        .from_reader(head.as_bytes());
    let rows = reader.records().flatten().take(SAMPLE);
    rows.map(|row| row.iter().map(str::to_owned).collect())
        .collect()
}

/// The items of a row, or a problem where it has not as many cells as the header.
fn of_record(
    record: &ByteRecord,
    columns: &Columns,
    expected: usize,
    (name, line): (&str, usize),
    options: &ReadOptions,
) -> Vec<Item> {
    if record.iter().all(<[u8]>::is_empty) {
        return Vec::new();
    }
    if record.len() != expected {
        let message = format!(
            "{} cells where the header has {expected}: quote cells that hold separators or line \
             ends; the row is left out",
            record.len()
        );
        return vec![Item::Problem(problem(
            ProblemKind::Malformed,
            name,
            Some(line),
            message,
        ))];
    }
    let fields = columns.fields(|at| Some(decode(record.get(at)?, None).into_owned()));
    row(fields, name, line, options)
}

fn header<R: Read>(reader: &mut Reader<R>) -> csv::Result<Vec<String>> {
    let mut record = ByteRecord::new();
    reader.read_byte_record(&mut record)?;
    let name = |cell: &[u8]| {
        decode(cell, None)
            .trim()
            .trim_start_matches('\u{feff}')
            .to_owned()
    };
    Ok(record.iter().map(name).collect())
}

/// Whether the first line ends in a carriage return and a line feed.
fn ends_in_crlf(text: &str) -> bool {
    text.find('\n').is_some_and(|at| text[..at].ends_with('\r'))
}

/// The delimiter, and whether quotes around cells are to be taken away.
fn shape(head: &str, format: Format) -> (u8, bool) {
    let header = head.lines().next().unwrap_or("");
    let count = |c: char| header.matches(c).count();
    if format == Format::Tsv {
        // Plain TSV knows no quotes; spreadsheets and data frames put them in pairs around cells.
        let opening = head.matches("\t\"").count() + head.matches("\n\"").count();
        let closing = head.matches("\"\t").count()
            + head.matches("\"\n").count()
            + head.matches("\"\r").count();
        return (b'\t', opening > 0 && opening == closing);
    }
    let delimiters = [(',', b','), (';', b';'), ('\t', b'\t'), ('|', b'|')];
    // The first of the most frequent: a comma wins a tie.
    let best = delimiters.iter().rev().max_by_key(|(c, _)| count(*c));
    (best.map_or(b',', |(_, byte)| *byte), true)
}

/// What is said of a table that cannot be read on.
fn broken(name: &str, line: Option<usize>, error: &csv::Error) -> chancery_codebook::Problem {
    match error.kind() {
        csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
            let message = format!("{}; a quote may be left open", too_long("row"));
            problem(ProblemKind::Malformed, name, line, message)
        }
        csv::ErrorKind::Io(error) => chancery_codebook::Problem {
            line,
            ..unreadable(name, error)
        },
        _ => problem(
            ProblemKind::Malformed,
            name,
            line,
            format!("not a table: {error}"),
        ),
    }
}

/// A stream that fails once a single row has used more than its share of memory.
struct Budgeted {
    stream: Box<dyn BufRead + Send>,
    /// Bytes read since the row began.
    used: Arc<AtomicUsize>,
}

impl Read for Budgeted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.used.load(Ordering::Relaxed) > LONGEST {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        let read = self.stream.read(buffer)?;
        self.used.fetch_add(read, Ordering::Relaxed);
        Ok(read)
    }
}
