//! Rows of a Parquet file as JSON objects, nested as they stand.

use ::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use arrow_json::writer::{JsonArray, WriterBuilder};
use std::fs::File;
use std::io;

/// Hands over the rows of a file, one by one.
///
/// # Errors
/// If it is no Parquet file, or `take` fails.
pub fn read_parquet(
    file: File,
    mut take: impl FnMut(serde_json::Value) -> io::Result<()>,
) -> io::Result<()> {
    let other = |e: ::parquet::errors::ParquetError| io::Error::other(e.to_string());
    let batches = ParquetRecordBatchReaderBuilder::try_new(file)
        .map_err(other)?
        .with_batch_size(1024)
        .build()
        .map_err(other)?;
    for batch in batches {
        let batch = batch.map_err(io::Error::other)?;
        let mut writer = WriterBuilder::new()
            .with_explicit_nulls(true)
            .build::<_, JsonArray>(Vec::new());
        writer.write(&batch).map_err(io::Error::other)?;
        writer.finish().map_err(io::Error::other)?;
        let rows: Vec<serde_json::Value> = serde_json::from_slice(&writer.into_inner())?;
        rows.into_iter().try_for_each(&mut take)?;
    }
    Ok(())
}
