//! Tables in: each row becomes a document, as the rows of a CSV file do.

use crate::errors::input;
use arrow_array::ffi_stream::RecordBatchStreamReader;
use arrow_array::{Array, RecordBatch, RecordBatchReader as _};
use arrow_cast::display::{ArrayFormatter, FormatOptions};
use arrow_schema::DataType;
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

/// The documents of a table, in its order. What is not in it yet is read first: a stream that breaks off is an error, and
/// not a shorter table.
pub fn documents(
    table: RecordBatchStreamReader,
    reading: &Reading,
) -> PyResult<impl Iterator<Item = Item> + Send + 'static> {
    let options = reading.options()?;
    let header: Vec<String> = (table.schema().fields().iter())
        .map(|field| field.name().clone())
        .collect();
    let batches = table
        .collect::<Result<Vec<RecordBatch>, _>>()
        .map_err(input)?;
    let rows = batches.into_iter().flat_map(|batch| rows(&batch));
    read_rows("table", &header, rows, options, |parts| stable_id(parts)).map_err(input)
}

/// Cells of a column as text; none where it is nested or no text at all.
fn cells<'a>(column: &'a dyn Array, options: &'a FormatOptions<'a>) -> Option<ArrayFormatter<'a>> {
    let bytes = matches!(
        column.data_type(),
        DataType::Binary | DataType::LargeBinary | DataType::BinaryView
    );
    let plain = !bytes && !column.data_type().is_nested();
    plain.then(|| ArrayFormatter::try_new(column, options).ok())?
}

/// The rows of a batch as text. A value that cannot be written stands as what is wrong with it, and is told where it
/// is needed.
fn rows(batch: &RecordBatch) -> Vec<Row> {
    let options = FormatOptions::default().with_display_error(true);
    let columns: Vec<_> = (batch.columns().iter())
        .map(|column| (column, cells(column, &options)))
        .collect();
    (0..batch.num_rows())
        .map(|row| {
            (columns.iter())
                .map(|(column, cells)| {
                    let cells = cells.as_ref().filter(|_| !column.is_null(row))?;
                    Some(cells.value(row).to_string())
                })
                .collect()
        })
        .collect()
}
