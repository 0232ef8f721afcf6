//! Tables for Python: records become pyarrow tables.

use crate::errors::{input, internal};
use arrow_array::RecordBatch;
use arrow_pyarrow::{PyArrowType, Table};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use chancery::output::Kind;
use chancery::output::arrow::{self, Batcher, flat_schema};
use pyo3::prelude::*;
use serde::Serialize;
use std::sync::Arc;

/// Rows of one batch.
const BATCH: usize = 8192;

/// A table that grows row by row.
pub struct Rows {
    schema: SchemaRef,
    batcher: Batcher,
    batches: Vec<RecordBatch>,
}

impl Rows {
    /// An empty table of a schema.
    pub fn new(schema: Schema) -> PyResult<Rows> {
        let schema = Arc::new(schema);
        Ok(Rows {
            batcher: Batcher::new(Arc::clone(&schema)).map_err(internal)?,
            schema,
            batches: Vec::new(),
        })
    }

    /// Adds a row.
    pub fn push(&mut self, row: &impl Serialize) -> PyResult<()> {
        self.batcher.push(row).map_err(internal)?;
        if self.batcher.len() == BATCH {
            self.close()?;
        }
        Ok(())
    }

    fn close(&mut self) -> PyResult<()> {
        self.batches.extend(self.batcher.take().map_err(internal)?);
        Ok(())
    }

    /// The table.
    pub fn finish(mut self) -> PyResult<PyArrowType<Table>> {
        self.close()?;
        let table = Table::try_new(self.batches, self.schema).map_err(internal)?;
        Ok(PyArrowType(table))
    }
}

/// Merged events with the ids of their claims.
pub fn merged_schema() -> Schema {
    let mut fields = arrow::schema(Kind::Merged).fields().to_vec();
    let item = Arc::new(Field::new("item", DataType::Utf8, true));
    fields.push(Arc::new(Field::new(
        "claim_ids",
        DataType::List(item),
        true,
    )));
    Schema::new(fields)
}

/// The schema of a kind of table: events, presence, problems, merged, claims, documents, flat, flat_merged.
#[pyfunction]
pub fn schema(kind: &str) -> PyResult<PyArrowType<Schema>> {
    Ok(PyArrowType(match kind {
        "events" => arrow::schema(Kind::Event),
        "presence" => arrow::schema(Kind::Presence),
        "problems" => arrow::schema(Kind::Problem),
        "claims" => arrow::schema(Kind::Claim),
        "documents" => arrow::schema(Kind::Document),
        "merged" => merged_schema(),
        "flat" => flat_schema(false),
        "flat_merged" => flat_schema(true),
        other => return Err(input(format!("`{other}` is no kind of table"))),
    }))
}
