//! The tables of a record, by version, and the steps from one version to the next.

use crate::error::{Error, Result};
use rusqlite::Connection;
use std::path::Path;

/// The version that this program writes.
pub const VERSION: i64 = 2;

/// What marks a SQLite file as a record, in its header ("Chry").
pub const APPLICATION_ID: i64 = 0x4368_7279;

/// One step: from the version that is its place in the list to the next.
const STEPS: [&str; VERSION as usize] = [include_str!("v1.sql"), include_str!("v2.sql")];

/// The version of an open file; 0 for an empty one.
pub(crate) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// Refuses a file that is no record, or one that a newer program made.
pub(crate) fn recognise(connection: &Connection, path: &Path) -> Result<i64> {
    let read = || -> rusqlite::Result<(i64, i64, i64)> {
        let application = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
        let tables =
            connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        Ok((application, version(connection)?, tables))
    };
    let (application, found, tables) = read().map_err(|e| Error::from(e).at(path))?;
    if application != APPLICATION_ID && tables > 0 {
        return Err(Error::NotARecord(
            path.to_owned(),
            "a SQLite file of another program",
        ));
    }
    if found > VERSION {
        return Err(Error::TooNew {
            path: path.to_owned(),
            found,
            known: VERSION,
        });
    }
    Ok(found)
}

/// Brings a file to [`VERSION`], in one transaction; nothing happens to one that is there already.
pub(crate) fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    if version(connection)? == VERSION {
        return Ok(());
    }
    let transaction =
        connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    // Another program may have done it while this one waited.
    let from = version(&transaction)?;
    for step in STEPS.iter().skip(usize::try_from(from).unwrap_or(0)) {
        transaction.execute_batch(step)?;
    }
    transaction.execute_batch(&format!(
        "PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION};"
    ))?;
    transaction.commit()
}
