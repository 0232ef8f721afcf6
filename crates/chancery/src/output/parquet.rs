//! Parquet with nested columns.

use super::arrow::{Batcher, schema};
use super::{Kind, Record, Sink};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use std::io::{self, Write};
use std::sync::Arc;

/// Records held before they go to the file's current row group.
const BATCH: usize = 1024;

/// Rows of a row group. A nested row weighs about a kilobyte before compression, so that a group of
/// this size is some tens of megabytes in memory.
const ROW_GROUP: usize = 32 * 1024;

/// A Parquet file being written.
pub(super) struct ParquetFile<W: Write + Send> {
    /// Taken by `finish`.
    out: Option<ArrowWriter<W>>,
    rows: Batcher,
}

impl<W: Write + Send> ParquetFile<W> {
    pub(super) fn new(out: W, kind: Kind) -> io::Result<Self> {
        let schema = Arc::new(schema(kind));
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_max_row_group_row_count(Some(ROW_GROUP))
            .set_created_by(concat!("chancery ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let out =
            ArrowWriter::try_new(out, Arc::clone(&schema), Some(properties)).map_err(to_io)?;
        Ok(ParquetFile {
            out: Some(out),
            rows: Batcher::new(schema).map_err(io::Error::other)?,
        })
    }

    fn write_rows(&mut self) -> io::Result<()> {
        let Some(out) = self.out.as_mut() else {
            return Ok(());
        };
        if let Some(batch) = self.rows.take().map_err(io::Error::other)? {
            out.write(&batch).map_err(to_io)?;
        }
        Ok(())
    }
}

/// Keeps the kind of an I/O error (a broken pipe must stay one).
fn to_io(error: parquet::errors::ParquetError) -> io::Error {
    match error {
        parquet::errors::ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(error) => io::Error::other(error),
        },
        other => io::Error::other(other),
    }
}

impl<W: Write + Send> Sink for ParquetFile<W> {
    fn write(&mut self, record: Record<'_>) -> io::Result<()> {
        self.rows.push(&record).map_err(io::Error::other)?;
        if self.rows.len() == BATCH {
            self.write_rows()
        } else {
            Ok(())
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        // A Parquet file is readable only once its footer stands; nothing is gained by flushing.
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.write_rows()?;
        match self.out.take() {
            Some(out) => out.into_inner().map_err(to_io)?.flush(),
            None => Ok(()),
        }
    }
}
