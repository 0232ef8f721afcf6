//! Parquet with nested columns: lists of entities and numbers stay lists, dates are dates.
//!
//! The schema is written out here rather than guessed from the first rows, so that every file has the
//! same columns whatever is in it; a test holds it against the record's own JSON schema.

use super::{Kind, Record, Sink};
use arrow_json::ReaderBuilder;
use arrow_json::reader::Decoder;
use arrow_schema::{DataType, Field, Fields, Schema};
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
    decoder: Decoder,
    rows: Vec<serde_json::Value>,
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
        let decoder = ReaderBuilder::new(schema)
            .build_decoder()
            .map_err(io::Error::other)?;
        Ok(ParquetFile {
            out: Some(out),
            decoder,
            rows: Vec::with_capacity(BATCH),
        })
    }

    fn write_rows(&mut self) -> io::Result<()> {
        let Some(out) = self.out.as_mut() else {
            return Ok(());
        };
        self.decoder
            .serialize(&self.rows)
            .map_err(io::Error::other)?;
        self.rows.clear();
        if let Some(batch) = self.decoder.flush().map_err(io::Error::other)? {
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
        self.rows.push(serde_json::to_value(record)?);
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

fn text(name: &str) -> Field {
    Field::new(name, DataType::Utf8, true)
}

fn day(name: &str) -> Field {
    Field::new(name, DataType::Date32, true)
}

fn int(name: &str) -> Field {
    Field::new(name, DataType::Int64, true)
}

fn float(name: &str) -> Field {
    Field::new(name, DataType::Float64, true)
}

fn group(name: &str, fields: Vec<Field>) -> Field {
    Field::new(name, DataType::Struct(Fields::from(fields)), true)
}

/// A list whose members are called `item`, as Arrow does.
fn list(name: &str, item: DataType) -> Field {
    Field::new(
        name,
        DataType::List(Arc::new(Field::new("item", item, true))),
        true,
    )
}

fn list_of(name: &str, fields: Vec<Field>) -> Field {
    list(name, DataType::Struct(Fields::from(fields)))
}

fn entities(name: &str) -> Field {
    list_of(
        name,
        vec![
            text("raw_text"),
            int("start"),
            int("end"),
            text("country"),
            text("sector"),
            text("name"),
            text("role"),
        ],
    )
}

fn quantity() -> Vec<Field> {
    vec![int("low"), int("high"), text("unit"), text("raw_text")]
}

fn text_info() -> Field {
    let trigger = group("trigger", vec![text("raw_text"), int("start"), int("end")]);
    group(
        "text_info",
        vec![int("sentence"), int("start"), int("end"), trigger],
    )
}

fn cite_info() -> Field {
    group(
        "cite_info",
        vec![
            text("id"),
            text("outlet"),
            text("title"),
            text("url"),
            day("published"),
        ],
    )
}

fn parties(name: &str) -> Field {
    list_of(
        name,
        vec![text("country"), text("sector"), text("name"), text("role")],
    )
}

fn place() -> Vec<Field> {
    vec![
        text("raw_text"),
        text("name"),
        text("country"),
        float("lat"),
        float("lon"),
    ]
}

fn flag(name: &str) -> Field {
    Field::new(name, DataType::Boolean, true)
}

/// The columns of an act, from its id to its place; `parties` makes those of its two sides.
fn act(parties: fn(&str) -> Field) -> Vec<Field> {
    vec![
        text("id"),
        day("date"),
        day("enddate"),
        text("date_basis"),
        parties("actor"),
        parties("recipient"),
        text("event"),
        text("mode"),
        list("context", DataType::Utf8),
        Field::new("quad_code", DataType::Int8, true),
        float("event_scale"),
        text("cameo"),
        text("status"),
        flag("historical"),
        text("measure"),
        list_of("quantity", quantity()),
        group("place", place()),
    ]
}

/// The columns of an event record.
fn event() -> Vec<Field> {
    let told = vec![
        entities("said_by"),
        list("answers", DataType::Utf8),
        text("text"),
        text_info(),
        cite_info(),
        float("confidence"),
        group(
            "made_by",
            vec![text("codebook"), text("lexicon"), text("model")],
        ),
    ];
    [act(entities), told].concat()
}

/// The columns of a merged event.
fn merged() -> Vec<Field> {
    let shares = [
        "date",
        "actor",
        "recipient",
        "event",
        "measure",
        "status",
        "quantity",
        "place",
    ];
    let balance = vec![
        float("confidence"),
        int("claims"),
        int("sources"),
        int("independent"),
        day("first_reported"),
        day("last_reported"),
        group("shares", shares.map(float).to_vec()),
        list("disputed", DataType::Utf8),
    ];
    [act(parties), balance].concat()
}

/// The columns of a file of one kind of record: the fields of its JSON, in their order.
fn schema(kind: Kind) -> Schema {
    Schema::new(match kind {
        Kind::Event => event(),
        Kind::Merged => merged(),
        Kind::Claim => [
            vec![
                text("event_id"),
                int("version"),
                flag("superseded"),
                int("story"),
            ],
            event(),
        ]
        .concat(),
        Kind::Document => vec![
            text("id"),
            int("version"),
            flag("current"),
            text("title"),
            text("outlet"),
            text("url"),
            day("published"),
            text("added"),
            int("story"),
            int("copies"),
            int("claims"),
            text("text"),
            list_of("blocks", vec![text("kind"), int("start"), int("end")]),
            text("byline"),
            text("dateline"),
        ],
        Kind::Presence => vec![
            text("id"),
            text("sender"),
            text("host"),
            text("post"),
            text("state"),
            group("staff", quantity()),
            day("date"),
            day("enddate"),
            text("date_basis"),
            text("text"),
            text_info(),
            cite_info(),
        ],
        Kind::Problem => vec![text("kind"), text("source"), int("line"), text("message")],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    /// Names of the properties of a JSON schema, following `$ref`, as "a.b" for nested ones.
    fn json_names(root: &Value, schema: &Value, prefix: &str, names: &mut Vec<String>) {
        let resolve = |s: &Value| match s["$ref"].as_str() {
            Some(path) => root
                .pointer(path.trim_start_matches('#'))
                .cloned()
                .unwrap_or_default(),
            None => s.clone(),
        };
        let schema = resolve(schema);
        for option in schema["anyOf"]
            .as_array()
            .into_iter()
            .flatten()
            .chain(schema.get("items"))
        {
            json_names(root, option, prefix, names);
        }
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            let path = format!("{prefix}{name}");
            json_names(root, property, &format!("{path}."), names);
            names.push(path);
        }
    }

    fn arrow_names(fields: &Fields, prefix: &str, names: &mut Vec<String>) {
        for field in fields {
            let path = format!("{prefix}{}", field.name());
            let inner = match field.data_type() {
                DataType::List(item) => item.data_type(),
                other => other,
            };
            if let DataType::Struct(fields) = inner {
                arrow_names(fields, &format!("{path}."), names);
            }
            names.push(path);
        }
    }

    #[test]
    fn columns_are_the_fields_of_the_json_schema() {
        for (kind, json) in [
            (Kind::Event, chancery_codebook::event_schema()),
            (Kind::Presence, chancery_codebook::presence_schema()),
        ] {
            let (mut expected, mut found) = (Vec::new(), Vec::new());
            json_names(&json, &json, "", &mut expected);
            arrow_names(&schema(kind).fields, "", &mut found);
            expected.sort_unstable();
            found.sort_unstable();
            assert_eq!(found, expected, "{kind:?}");
        }
    }
}
