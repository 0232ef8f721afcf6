//! Rows of cells whose columns are known only when they come: as a table, JSON, CSV.

use crate::cli::Terminal;
use anyhow::{Result, bail};
use chancery::output::{Format, table::cell};
use serde_json::Value;
use std::io::Write;
use unicode_width::UnicodeWidthStr as _;

/// Rows that a table looks at before it fixes its widths.
const LOOK: usize = 200;

/// Writes rows in a format.
pub struct Rows {
    out: Box<dyn Write + Send>,
    format: Format,
    columns: Vec<String>,
    width: usize,
    held: Vec<Vec<String>>,
    widths: Option<Vec<usize>>,
    written: usize,
}

impl Rows {
    /// Starts the rows.
    ///
    /// # Errors
    /// If the format is Parquet, or the header cannot be written.
    pub fn new(
        mut out: Box<dyn Write + Send>,
        format: Format,
        columns: Vec<String>,
        terminal: &Terminal,
    ) -> Result<Rows> {
        match format {
            Format::Parquet => {
                bail!("parquet is for whole exports: use `chancery export FILE.parquet`")
            }
            Format::Csv => delimited(&mut out, b',', &columns)?,
            Format::Tsv => delimited(&mut out, b'\t', &columns)?,
            _ => {}
        }
        Ok(Rows {
            out,
            format,
            columns,
            width: terminal.width(),
            held: Vec::new(),
            widths: None,
            written: 0,
        })
    }

    /// Writes a row.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&mut self, row: Vec<Value>) -> Result<()> {
        self.written += 1;
        match self.format {
            Format::Json | Format::Jsonl => {
                let lead = match (self.format, self.written) {
                    (Format::Jsonl, _) => "",
                    (_, 1) => "[\n",
                    _ => ",\n",
                };
                self.out.write_all(lead.as_bytes())?;
                let object: serde_json::Map<String, Value> =
                    self.columns.iter().cloned().zip(row).collect();
                serde_json::to_writer(&mut self.out, &object)?;
                if self.format == Format::Jsonl {
                    self.out.write_all(b"\n")?;
                }
            }
            Format::Csv => delimited(&mut self.out, b',', &texts(&row))?,
            Format::Tsv => delimited(&mut self.out, b'\t', &texts(&row))?,
            Format::Table | Format::Parquet => {
                let row = texts(&row);
                if self.widths.is_some() {
                    self.line(&row)?;
                } else {
                    self.held.push(row);
                    if self.held.len() == LOOK {
                        self.release()?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Ends the rows; tells how many there were.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn finish(mut self) -> Result<usize> {
        match self.format {
            Format::Json if self.written == 0 => self.out.write_all(b"[]\n")?,
            Format::Json => self.out.write_all(b"\n]\n")?,
            Format::Table => self.release()?,
            _ => {}
        }
        self.out.flush()?;
        Ok(self.written)
    }

    /// Fixes the widths by what is held, and writes it.
    fn release(&mut self) -> Result<()> {
        if self.widths.is_some() {
            return Ok(());
        }
        let held = std::mem::take(&mut self.held);
        let mut widths: Vec<usize> = self.columns.iter().map(|c| c.width()).collect();
        for row in &held {
            for (width, text) in widths.iter_mut().zip(row) {
                *width = (*width).max(text.width());
            }
        }
        // The widest column gives way until the row fits.
        let gaps = 2 * widths.len().saturating_sub(1);
        while widths.iter().sum::<usize>() + gaps > self.width {
            match widths.iter_mut().max() {
                Some(widest) if *widest > 8 => *widest -= 1,
                _ => break,
            }
        }
        self.widths = Some(widths);
        let columns = self.columns.clone();
        self.line(&columns)?;
        held.iter().try_for_each(|row| self.line(row))
    }

    fn line(&mut self, row: &[String]) -> Result<()> {
        let widths = self.widths.as_deref().unwrap_or_default();
        let cells: Vec<String> = row
            .iter()
            .zip(widths)
            .map(|(text, width)| cell(text, *width))
            .collect();
        writeln!(self.out, "{}", cells.join("  ").trim_end())?;
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

fn delimited(out: &mut dyn Write, delimiter: u8, row: &[String]) -> Result<()> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .from_writer(out);
    writer.write_record(row)?;
    writer.flush()?;
    Ok(())
}
