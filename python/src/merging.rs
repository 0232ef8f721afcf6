//! Merging in pieces, for claims that lie on many machines: see `chancery_record::merge`.

use crate::errors::{input, record};
use crate::tables::{Rows, merged_schema};
use arrow_array::ffi_stream::RecordBatchStreamReader;
use arrow_array::{Array as _, ArrayRef, Int64Array, RecordBatch, StringArray, UInt64Array};
use arrow_json::writer::{JsonArray, WriterBuilder};
use arrow_pyarrow::PyArrowType;
use arrow_schema::ArrowError;
use chancery::codebook::Event;
use chancery::output::Kind;
use chancery::output::arrow::schema;
use chancery::record::merge;
use pyo3::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;

/// The claims of a table; columns that claims do not have are left out.
pub fn claims(table: RecordBatchStreamReader) -> PyResult<Vec<Event>> {
    let wanted = schema(Kind::Event);
    let mut found = Vec::new();
    for batch in table {
        let batch = batch.map_err(input)?;
        let there = batch.schema();
        let places = (wanted.fields().iter())
            .map(|field| there.index_of(field.name()))
            .collect::<Result<Vec<usize>, ArrowError>>()
            .map_err(|e| input(format!("not a table of events as `code` gives them: {e}")))?;
        let mut writer = WriterBuilder::new()
            .with_explicit_nulls(true)
            .build::<_, JsonArray>(Vec::new());
        writer
            .write(&batch.project(&places).map_err(input)?)
            .map_err(input)?;
        writer.finish().map_err(input)?;
        let rows: Vec<Event> = serde_json::from_slice(&writer.into_inner())
            .map_err(|e| input(format!("not a table of events as `code` gives them: {e}")))?;
        found.extend(rows);
    }
    Ok(found)
}

fn table(columns: Vec<(&str, ArrayRef)>) -> PyResult<PyArrowType<RecordBatch>> {
    RecordBatch::try_from_iter(columns)
        .map(PyArrowType)
        .map_err(input)
}

/// In which blocks the claims of a table must be looked for: `row` and `block`, a row for each.
#[pyfunction]
pub fn blocks(
    py: Python<'_>,
    events: PyArrowType<RecordBatchStreamReader>,
) -> PyResult<PyArrowType<RecordBatch>> {
    let claims = claims(events.0)?;
    let found: Vec<(u64, i64)> = py.detach(|| {
        let of = |(row, claim): (usize, &Event)| {
            let row = row as u64;
            merge::blocks(claim)
                .into_iter()
                .map(move |b| (row, b.key))
                .collect::<Vec<_>>()
        };
        claims.iter().enumerate().flat_map(of).collect()
    });
    let (rows, keys): (Vec<u64>, Vec<i64>) = found.into_iter().unzip();
    table(vec![
        ("row", Arc::new(UInt64Array::from(rows))),
        ("block", Arc::new(Int64Array::from(keys))),
    ])
}

/// Pairs of claims of whole blocks that are one act: ids `later` and `earlier`.
#[pyfunction]
pub fn fits(
    py: Python<'_>,
    events: PyArrowType<RecordBatchStreamReader>,
) -> PyResult<PyArrowType<RecordBatch>> {
    let mut claims = claims(events.0)?;
    let pairs = py.detach(|| {
        // A claim comes once for each of its blocks.
        claims.sort_by(|a, b| a.id.cmp(&b.id));
        claims.dedup_by(|a, b| a.id == b.id);
        merge::fits(&claims)
    });
    let ids = |place: fn(&(usize, usize)) -> usize| -> ArrayRef {
        let ids = pairs
            .iter()
            .map(|pair| Some(claims[place(pair)].id.as_str()));
        Arc::new(ids.collect::<StringArray>())
    };
    table(vec![("later", ids(|p| p.0)), ("earlier", ids(|p| p.1))])
}

/// What pairs join, directly or through others: `id` and `piece`, the least id of those joined.
#[pyfunction]
pub fn pieces(
    py: Python<'_>,
    pairs: PyArrowType<RecordBatchStreamReader>,
) -> PyResult<PyArrowType<RecordBatch>> {
    let mut names: Vec<String> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut parents: Vec<usize> = Vec::new();
    for batch in pairs.0 {
        let batch = batch.map_err(input)?;
        let column = |name: &str| {
            let found = batch.column_by_name(name);
            found
                .and_then(|c| c.as_any().downcast_ref::<StringArray>())
                .ok_or_else(|| input("pairs have two columns of text, `later` and `earlier`"))
        };
        let (later, earlier) = (column("later")?, column("earlier")?);
        for row in 0..batch.num_rows() {
            let mut place = |id: &str| match places.get(id) {
                Some(place) => *place,
                None => {
                    places.insert(id.to_owned(), names.len());
                    names.push(id.to_owned());
                    parents.push(names.len() - 1);
                    names.len() - 1
                }
            };
            let (a, b) = (place(later.value(row)), place(earlier.value(row)));
            let (a, b) = (top(&mut parents, a), top(&mut parents, b));
            // The least id is on top.
            let (up, down) = if names[a] <= names[b] { (a, b) } else { (b, a) };
            parents[down] = up;
        }
    }
    let tops: Vec<usize> = py.detach(|| (0..names.len()).map(|at| top(&mut parents, at)).collect());
    let pieces = tops.into_iter().map(|at| Some(names[at].as_str()));
    table(vec![
        (
            "id",
            Arc::new(
                names
                    .iter()
                    .map(|n| Some(n.as_str()))
                    .collect::<StringArray>(),
            ),
        ),
        ("piece", Arc::new(pieces.collect::<StringArray>())),
    ])
}

/// The top of a tree; the way there is shortened.
fn top(parents: &mut [usize], mut at: usize) -> usize {
    while parents[at] != at {
        parents[at] = parents[parents[at]];
        at = parents[at];
    }
    at
}

/// The events that the claims of a table make, oldest first, as a record into which they are imported has them.
#[pyfunction]
pub fn merged(
    py: Python<'_>,
    events: PyArrowType<RecordBatchStreamReader>,
) -> PyResult<PyArrowType<arrow_pyarrow::Table>> {
    let claims = claims(events.0)?;
    let found = py
        .detach(|| chancery::record::merged(claims))
        .map_err(record)?;
    let mut rows = Rows::new(merged_schema())?;
    for (event, claim_ids) in &found {
        let mut row = serde_json::json!(event);
        row["claim_ids"] = serde_json::json!(claim_ids);
        rows.push(&row)?;
    }
    rows.finish()
}
