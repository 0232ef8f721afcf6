//! Records as Arrow tables: nested as they are, or flat, one row for each pair of an actor and a recipient.

mod flat;
mod schema;

pub use flat::{flat_claims, flat_events, flat_schema};
pub use schema::schema;

use arrow_array::RecordBatch;
use arrow_json::ReaderBuilder;
use arrow_json::reader::Decoder;
use arrow_schema::{ArrowError, SchemaRef};
use serde::Serialize;

/// Rows on their way to a batch.
#[derive(Debug)]
pub struct Batcher {
    decoder: Decoder,
    rows: usize,
}

impl Batcher {
    /// An empty batch with some columns.
    ///
    /// # Errors
    /// If a column is of a type that rows cannot fill.
    pub fn new(schema: SchemaRef) -> Result<Batcher, ArrowError> {
        Ok(Batcher {
            decoder: ReaderBuilder::new(schema).build_decoder()?,
            rows: 0,
        })
    }

    /// Adds a row; fields that are no column are left out.
    ///
    /// # Errors
    /// If it is no object, or a value does not fit its column.
    pub fn push(&mut self, row: &impl Serialize) -> Result<(), ArrowError> {
        self.rows += 1;
        self.decoder.serialize(std::slice::from_ref(row))
    }

    /// How many rows wait.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether none waits.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// The rows so far as a batch, and begins the next; `None` where there are none.
    ///
    /// # Errors
    /// If a value does not fit its column.
    pub fn take(&mut self) -> Result<Option<RecordBatch>, ArrowError> {
        self.rows = 0;
        self.decoder.flush()
    }
}
