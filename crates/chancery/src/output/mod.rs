//! Records in the formats that the program writes: one format a file, all of them streams.

#[cfg(feature = "parquet")]
pub mod arrow;
mod columns;
mod delimited;
mod json;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(feature = "parquet")]
mod parquet_in;
mod record;
pub mod table;

pub use columns::{
    Column, claim_place_columns, document_columns, event_columns, merged_columns, presence_columns,
    problem_columns,
};
pub use record::{Kind, Record};
pub use table::TableStyle;

#[cfg(feature = "parquet")]
pub use parquet_in::read_parquet;

use std::io::{self, Write};
use std::str::FromStr;

/// How records are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// For the eye, at the width of the terminal.
    Table,
    /// One JSON array.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// Comma separated, one row a record, with a header.
    Csv,
    /// Tab separated, one row a record, with a header.
    Tsv,
    /// Apache Parquet with nested columns.
    Parquet,
}

impl Format {
    /// Every format, in the order in which the help names them.
    pub const ALL: &'static [Format] = &[
        Format::Table,
        Format::Json,
        Format::Jsonl,
        Format::Csv,
        Format::Tsv,
        Format::Parquet,
    ];

    /// The name on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Format::Table => "table",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Csv => "csv",
            Format::Tsv => "tsv",
            Format::Parquet => "parquet",
        }
    }

    /// Whether records can be added to a file of this format where its writing was broken off.
    pub const fn appends(self) -> bool {
        matches!(self, Format::Jsonl | Format::Csv | Format::Tsv)
    }

    /// The format that a file's name asks for, by its extension.
    pub fn from_path(path: &std::path::Path) -> Option<Format> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "json" => Some(Format::Json),
            "jsonl" | "ndjson" => Some(Format::Jsonl),
            "csv" => Some(Format::Csv),
            "tsv" | "tab" => Some(Format::Tsv),
            "parquet" | "pq" => Some(Format::Parquet),
            "txt" => Some(Format::Table),
            _ => None,
        }
    }
}

impl FromStr for Format {
    type Err = String;
    fn from_str(name: &str) -> Result<Format, String> {
        Format::ALL
            .iter()
            .copied()
            .find(|f| f.as_str() == name)
            .ok_or_else(|| {
                let names: Vec<&str> = Format::ALL.iter().map(|f| f.as_str()).collect();
                format!("unknown format `{name}`: use one of {}", names.join(", "))
            })
    }
}

/// Something that records are written to, one after another.
pub trait Sink {
    /// Writes one record.
    ///
    /// # Errors
    /// If the underlying writer fails.
    fn write(&mut self, record: Record<'_>) -> io::Result<()>;

    /// Brings what has been written so far to the reader, where the format allows.
    ///
    /// # Errors
    /// If the underlying writer fails.
    fn flush(&mut self) -> io::Result<()>;

    /// Writes what must stand at the end.
    ///
    /// # Errors
    /// If the underlying writer fails.
    fn finish(&mut self) -> io::Result<()>;
}

/// A sink that writes records of one kind to `out`; `style` is for the table alone.
///
/// # Errors
/// If the header cannot be written, or the program was built without Parquet.
pub fn sink<'w>(
    format: Format,
    kind: Kind,
    out: Box<dyn Write + Send + 'w>,
    style: TableStyle,
) -> io::Result<Box<dyn Sink + 'w>> {
    Ok(match format {
        Format::Table => Box::new(table::Table::new(out, kind, style)),
        Format::Json => Box::new(json::JsonArray::new(out)),
        Format::Jsonl => Box::new(json::JsonLines::new(out)),
        Format::Csv => Box::new(delimited::Delimited::new(out, kind, b',')?),
        Format::Tsv => Box::new(delimited::Delimited::new(out, kind, b'\t')?),
        #[cfg(feature = "parquet")]
        Format::Parquet => Box::new(parquet::ParquetFile::new(out, kind)?),
        #[cfg(not(feature = "parquet"))]
        Format::Parquet => {
            return Err(io::Error::new(
                io::ErrorKind::Unsupported,
                "built without parquet: build with `--features parquet`, or use jsonl",
            ));
        }
    })
}

/// A sink that goes on in a file that has records already, in a format that [appends](Format::appends).
///
/// # Errors
/// If the format does not append.
pub fn appending<'w>(
    format: Format,
    out: Box<dyn Write + Send + 'w>,
) -> io::Result<Box<dyn Sink + 'w>> {
    Ok(match format {
        Format::Jsonl => Box::new(json::JsonLines::new(out)),
        Format::Csv => Box::new(delimited::Delimited::appending(out, b',')),
        Format::Tsv => Box::new(delimited::Delimited::appending(out, b'\t')),
        Format::Table | Format::Json | Format::Parquet => {
            return Err(io::Error::new(
                io::ErrorKind::Unsupported,
                format!("nothing can be added to a {} file", format.as_str()),
            ));
        }
    })
}
