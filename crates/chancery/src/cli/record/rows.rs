//! Rows of cells whose columns are known only when they come: as a table, JSON, CSV.

use crate::cli::Terminal;
use anyhow::{Result, bail};
use chancery::output::{Format, table::cell};
use serde::ser::{SerializeMap as _, Serializer as _};
use serde_json::Value;
use std::io::Write;
use unicode_width::UnicodeWidthStr as _;

/// Rows that a table looks at before it fixes its widths.
const LOOK: usize = 200;

type Writer = Box<dyn Write + Send>;

/// Writes rows in a format.
pub struct Rows {
    columns: Vec<String>,
    written: usize,
    out: Out,
}

/// Where rows go, and how.
enum Out {
    /// One array, or one object a line.
    Json { to: Writer, lines: bool },
    /// One line a row, its cells parted by a delimiter.
    Delimited(Box<csv::Writer<Writer>>),
    /// For the eye.
    Table(Table),
}

impl Rows {
    /// Starts the rows.
    ///
    /// # Errors
    /// If the format is Parquet, or the header cannot be written.
    pub fn new(
        to: Writer,
        format: Format,
        columns: Vec<String>,
        terminal: &Terminal,
    ) -> Result<Rows> {
        let delimited = |to, delimiter| -> Result<Out> {
            let mut out = csv::WriterBuilder::new()
                .delimiter(delimiter)
                .from_writer(to);
            out.write_record(&columns)?;
            Ok(Out::Delimited(Box::new(out)))
        };
        let out = match format {
            Format::Parquet => {
                bail!("parquet is for whole exports: use `chancery export FILE.parquet`")
            }
            Format::Csv => delimited(to, b',')?,
            Format::Tsv => delimited(to, b'\t')?,
            Format::Json => Out::Json { to, lines: false },
            Format::Jsonl => Out::Json { to, lines: true },
            Format::Table => Out::Table(Table {
                to,
                room: terminal.width(),
                held: vec![columns.clone()],
                widths: None,
            }),
        };
        Ok(Rows {
            columns,
            written: 0,
            out,
        })
    }

    /// Writes a row.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&mut self, row: Vec<Value>) -> Result<()> {
        match &mut self.out {
            Out::Json { to, lines } => {
                if !*lines {
                    to.write_all(if self.written == 0 { b"[\n" } else { b",\n" })?;
                }
                // Written by hand, so that the columns keep their order.
                let mut json = serde_json::Serializer::new(&mut *to);
                let mut object = json.serialize_map(Some(row.len()))?;
                for (column, value) in self.columns.iter().zip(&row) {
                    object.serialize_entry(column, value)?;
                }
                object.end()?;
                if *lines {
                    to.write_all(b"\n")?;
                }
            }
            Out::Delimited(out) => out.write_record(texts(&row))?,
            Out::Table(table) => table.write(texts(&row))?,
        }
        self.written += 1;
        Ok(())
    }

    /// Ends the rows; tells how many there were.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn finish(mut self) -> Result<usize> {
        match &mut self.out {
            Out::Json { to, lines } => {
                if !*lines {
                    to.write_all(if self.written == 0 { b"[]\n" } else { b"\n]\n" })?;
                }
                to.flush()?;
            }
            Out::Delimited(out) => out.flush()?,
            Out::Table(table) => {
                table.release()?;
                table.to.flush()?;
            }
        }
        Ok(self.written)
    }
}

/// A table whose widths are fixed by its first rows.
struct Table {
    to: Writer,
    /// Columns of the terminal.
    room: usize,
    /// Rows that wait for the widths, the names of the columns first.
    held: Vec<Vec<String>>,
    widths: Option<Vec<usize>>,
}

impl Table {
    fn write(&mut self, row: Vec<String>) -> Result<()> {
        if self.widths.is_some() {
            return self.line(&row);
        }
        self.held.push(row);
        if self.held.len() > LOOK {
            self.release()?;
        }
        Ok(())
    }

    /// Fixes the widths by what is held, and writes it.
    fn release(&mut self) -> Result<()> {
        let held = std::mem::take(&mut self.held);
        let Some(columns) = held.first() else {
            return Ok(());
        };
        let mut widths = vec![0; columns.len()];
        for row in &held {
            for (width, text) in widths.iter_mut().zip(row) {
                *width = text.width().max(*width);
            }
        }
        // The widest column gives way until the row fits.
        let gaps = 2 * widths.len().saturating_sub(1);
        while widths.iter().sum::<usize>() + gaps > self.room {
            match widths.iter_mut().max() {
                Some(widest) if *widest > 8 => *widest -= 1,
                _ => break,
            }
        }
        self.widths = Some(widths);
        held.iter().try_for_each(|row| self.line(row))
    }

    fn line(&mut self, row: &[String]) -> Result<()> {
        let widths = self.widths.as_deref().unwrap_or_default();
        let cells: Vec<String> = row
            .iter()
            .zip(widths)
            .map(|(text, width)| cell(text, *width))
            .collect();
        writeln!(self.to, "{}", cells.join("  ").trim_end())?;
        Ok(())
    }
}

fn texts(row: &[Value]) -> Vec<String> {
    row.iter()
        .map(|value| match value {
            Value::Null => String::new(),
            Value::String(text) => text.replace(['\n', '\r'], " "),
            other => other.to_string(),
        })
        .collect()
}
