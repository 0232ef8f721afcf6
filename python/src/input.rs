//! Tables in: each row becomes a document, as the rows of a CSV file do.

use crate::errors::input;
use arrow_array::ffi_stream::RecordBatchStreamReader;
use arrow_array::{Array, RecordBatch, RecordBatchReader as _};
use arrow_cast::display::{ArrayFormatter, FormatOptions};
use arrow_schema::{ArrowError, DataType};
use chancery::read::{Item, ReadOptions, Row, read_rows};
use chancery::record::stable_id;
use pyo3::prelude::*;

/// How tables are read.
#[derive(Debug, Default)]
pub struct Reading {
    /// Columns by field, as in `text=body,published=date`.
    pub map: Option<String>,
    /// Date of the reports that carry none.
    pub published: Option<String>,
    /// Read reports in languages other than English too.
    pub any_language: bool,
}

impl Reading {
    /// As the reader takes it.
    pub fn options(&self) -> PyResult<ReadOptions> {
        let published = (self.published.as_deref())
            .map(|day| {
                day.parse().map_err(|_| {
                    input(format!(
                        "published: `{day}` is no date: write it as 2018-03-30"
                    ))
                })
            })
            .transpose()?;
        Ok(ReadOptions {
            map: (self
                .map
                .as_deref()
                .map(str::parse)
                .transpose()
                .map_err(input)?)
            .unwrap_or_default(),
            published,
            any_language: self.any_language,
            ..ReadOptions::default()
        })
    }
}

/// The documents of a table, in its order.
pub fn documents(
    table: RecordBatchStreamReader,
    reading: &Reading,
) -> PyResult<impl Iterator<Item = Item> + Send + 'static> {
    let options = reading.options()?;
    let header: Vec<String> = (table.schema().fields().iter())
        .map(|field| field.name().clone())
        .collect();
    // A stream that fails is told as a row that cannot be read, and ends.
    let rows = table.flat_map(|batch| match batch {
        Ok(batch) => rows(&batch).unwrap_or_default(),
        Err(_) => Vec::new(),
    });
    read_rows("table", &header, rows, options, |parts| stable_id(parts)).map_err(input)
}

fn is_plain(kind: &DataType) -> bool {
    !(kind.is_nested()
        || matches!(
            kind,
            DataType::Binary | DataType::LargeBinary | DataType::BinaryView
        ))
}

/// The rows of a batch as text; what is nested or no text at all is left empty.
fn rows(batch: &RecordBatch) -> Result<Vec<Row>, ArrowError> {
    let options = FormatOptions::default();
    let columns = (batch.columns().iter())
        .map(|column| {
            let plain = is_plain(column.data_type());
            let cells = plain
                .then(|| ArrayFormatter::try_new(column, &options))
                .transpose()?;
            Ok((column, cells))
        })
        .collect::<Result<Vec<_>, ArrowError>>()?;
    (0..batch.num_rows())
        .map(|row| {
            (columns.iter())
                .map(|(column, cells)| match cells {
                    Some(cells) if !column.is_null(row) => {
                        Ok(Some(cells.value(row).try_to_string()?))
                    }
                    _ => Ok(None),
                })
                .collect()
        })
        .collect()
}
