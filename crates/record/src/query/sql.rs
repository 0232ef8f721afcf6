//! Questions in SQL, which can read and nothing else.

use crate::error::{Error, Result};
use crate::store::Record;
use rusqlite::types::ValueRef;
use serde_json::Value;

/// The columns of an answer; its rows are handed over one by one.
#[derive(Debug, Clone)]
pub struct SqlRows {
    /// Names of the columns.
    pub columns: Vec<String>,
}

impl Record {
    /// Runs one statement that reads, tells `start` the columns and `take` each row.
    ///
    /// # Errors
    /// If the statement is wrong, is not one statement, or would write.
    pub fn sql<E: From<Error>>(
        &self,
        statement: &str,
        start: impl FnOnce(&SqlRows) -> std::result::Result<(), E>,
        mut take: impl FnMut(Vec<Value>) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let wrong = |e: rusqlite::Error| {
            Error::Query(format!(
                "{e}; `chancery sql .schema` shows the tables, docs/record-store.md explains them"
            ))
        };
        let mut prepared = self.connection.prepare(statement).map_err(wrong)?;
        if !prepared.readonly() {
            return Err(Error::Query(
                "that would write: `chancery sql` only reads, so start with SELECT".to_owned(),
            )
            .into());
        }
        let columns: Vec<String> = prepared.column_names().map(str::to_owned).collect();
        let width = columns.len();
        start(&SqlRows { columns })?;
        let mut rows = prepared.query([]).map_err(wrong)?;
        while let Some(row) = rows.next().map_err(wrong)? {
            let cells = (0..width)
                .map(|i| row.get_ref(i).map(cell))
                .collect::<rusqlite::Result<Vec<Value>>>()
                .map_err(Error::from)?;
            take(cells)?;
        }
        Ok(())
    }

    /// The statements that made the tables.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn tables(&self) -> Result<Vec<String>> {
        let mut statement = self.connection.prepare(
            "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sentence_text_%' \
             AND name NOT LIKE 'report_title_%' ORDER BY rowid",
        )?;
        let tables = statement.query_map([], |row| row.get(0))?;
        Ok(tables.collect::<rusqlite::Result<_>>()?)
    }
}

fn cell(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(n) => n.into(),
        ValueRef::Real(x) => x.into(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned().into(),
        ValueRef::Blob(bytes) => bytes
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect::<String>()
            .into(),
    }
}
