//! Parquet dumps: one document a row, read page by page.

use std::sync::Arc;

use chancery_codebook::ProblemKind;

use crate::options::ReadOptions;
use crate::reader::{Item, Items, one};
use crate::source::{Source, problem};

/// The items of a Parquet file's rows.
#[cfg(not(feature = "parquet"))]
pub(crate) fn parquet(source: Source, _options: Arc<ReadOptions>) -> Items {
    let message = "a Parquet file, and this program was built without the feature `parquet`: export it as JSONL first";
    one(Item::Problem(problem(
        ProblemKind::Malformed,
        &source.name,
        None,
        message.to_owned(),
    )))
}

#[cfg(feature = "parquet")]
pub(crate) use rows::parquet;

#[cfg(feature = "parquet")]
mod rows {
    use std::fs::File;
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use bytes::Bytes;
    use parquet::errors::ParquetError;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Row;
    use parquet::record::reader::RowIter;
    use serde_json::Value;

    use super::{Arc, Item, Items, ProblemKind, ReadOptions, Source, one, problem};
    use crate::fields;
    use crate::guard::{FREE, MOST_TIMES};
    use crate::guess::SAMPLE;
    use crate::lines::guessed;
    use crate::reader::noted;
    use crate::row::row;
    use crate::source::unreadable;

    /// Most bytes that one column of one row group may hold: a reader keeps a part of each in memory.
    const LARGEST_COLUMN: i64 = 4 << 30;

    /// The items of a Parquet file's rows.
    pub(crate) fn parquet(source: Source, options: Arc<ReadOptions>) -> Items {
        let name = source.name.clone();
        let rows = match open(source) {
            Ok(rows) => rows,
            Err(found) => return one(Item::Problem(found)),
        };
        let (mut rows, mut number) = (Some(rows), 0);
        // The first rows are looked at before they are read: their columns may have any name.
        let mut first = std::collections::VecDeque::new();
        while first.len() < SAMPLE
            && let Ok(Some(next)) = guarded(|| rows.as_mut()?.next())
        {
            let failed = next.is_err();
            first.push_back(next.map_err(|error| error.to_string()));
            if failed {
                break;
            }
        }
        let seen = first.iter().flatten().map(Row::to_json_value).collect();
        let (options, told) = guessed(seen, options);
        let source = name.clone();
        let items = std::iter::from_fn(move || {
            number += 1;
            let next = guarded(|| {
                if let Some(row) = first.pop_front() {
                    return Some(row);
                }
                rows.as_mut()?
                    .next()
                    .map(|row| row.map_err(|error| error.to_string()))
            });
            Some(match next {
                Ok(Some(Ok(found))) => of_row(&found, &name, number, &options),
                Ok(None) => return None,
                Ok(Some(Err(message))) | Err(message) => {
                    rows = None;
                    vec![Item::Problem(broken(&name, Some(number), &message))]
                }
            })
        });
        noted(&source, told, Box::new(items.flatten()))
    }

    /// The rows of a source: of its file where it is one, else of memory.
    fn open(source: Source) -> Result<RowIter<'static>, chancery_codebook::Problem> {
        let name = source.name.clone();
        let told = |message: &str| broken(&name, None, message);
        match source.file.clone() {
            Some(path) => {
                let file = File::open(path).map_err(|error| unreadable(&name, &error))?;
                guarded(|| of_reader(SerializedFileReader::new(file)))
                    .and_then(|rows| rows)
                    .map_err(|m| told(&m))
            }
            None => {
                let bytes = Bytes::from(source.bytes()?);
                guarded(|| of_reader(SerializedFileReader::new(bytes)))
                    .and_then(|rows| rows)
                    .map_err(|m| told(&m))
            }
        }
    }

    fn of_reader<R: parquet::file::reader::ChunkReader + 'static>(
        reader: Result<SerializedFileReader<R>, ParquetError>,
    ) -> Result<RowIter<'static>, String> {
        let reader = reader.map_err(|error| error.to_string())?;
        for group in reader.metadata().row_groups() {
            for column in group.columns() {
                let (packed, plain) = (column.compressed_size(), column.uncompressed_size());
                let grows = plain > FREE as i64 && plain / MOST_TIMES as i64 > packed;
                if grows || plain > LARGEST_COLUMN {
                    return Err(format!(
                        "column `{}` says that it holds {plain} bytes in one row group out of {packed}",
                        column.column_path().string()
                    ));
                }
            }
        }
        Ok(RowIter::from_file_into(Box::new(reader)))
    }

    fn of_row(found: &Row, name: &str, number: usize, options: &ReadOptions) -> Vec<Item> {
        let told = |message| {
            vec![Item::Problem(problem(
                ProblemKind::Malformed,
                name,
                Some(number),
                message,
            ))]
        };
        match found.to_json_value() {
            Value::Object(object) => match fields::of_object(&object, &options.map) {
                Ok(fields) => row(fields, name, number, options),
                Err(message) => told(message),
            },
            _ => told("not a row of named columns".to_owned()),
        }
    }

    /// Runs a step of the reader, which panics on some damaged files.
    fn guarded<T>(step: impl FnOnce() -> T) -> Result<T, String> {
        catch_unwind(AssertUnwindSafe(step)).map_err(|_| "its pages are damaged".to_owned())
    }

    fn broken(name: &str, row: Option<usize>, message: &str) -> chancery_codebook::Problem {
        let message = format!("the Parquet file is broken ({message}): write or copy it again");
        problem(ProblemKind::Unreadable, name, row, message)
    }
}
