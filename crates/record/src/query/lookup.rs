//! Finding an event or a claim by its id, or by the beginning of it.

use crate::error::{Error, Result};
use rusqlite::Connection;

/// Fewer digits than this name too many things.
const LEAST: usize = 4;

/// The rows of a query for what begins with `id`, at most two: row id and whole id.
fn begin(connection: &Connection, query: &str, id: &str) -> Result<Vec<(i64, String)>> {
    if id.len() < LEAST
        || !id
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_.:".contains(c))
    {
        return Ok(Vec::new());
    }
    let mut statement = connection.prepare_cached(query)?;
    // '~' comes after every character that an id has.
    let rows = statement.query_map([id.to_owned(), format!("{id}~")], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn only(found: Vec<(i64, String)>, what: &'static str, id: &str) -> Result<(i64, String)> {
    let whole = found.iter().position(|(_, key)| key == id);
    match (whole, found.len()) {
        (Some(at), _) => Ok(found[at].clone()),
        (None, 0) => Err(Error::Unknown {
            what,
            id: id.to_owned(),
        }),
        (None, 1) => Ok(found[0].clone()),
        (None, _) => Err(Error::Ambiguous {
            what,
            id: id.to_owned(),
        }),
    }
}

/// A current claim by its id or the beginning of it.
pub(crate) fn claim_id(connection: &Connection, id: &str) -> Result<(i64, String)> {
    let query = "SELECT c.id, c.key FROM claim c JOIN membership m ON m.claim = c.id \
                 WHERE c.key >= ?1 AND c.key < ?2 ORDER BY c.key LIMIT 2";
    only(begin(connection, query, id)?, "claim", id)
}

/// An event by its id, or by that of one of its claims, or the beginning of either.
pub(crate) fn event_id(connection: &Connection, id: &str) -> Result<(i64, String)> {
    let query = "SELECT id, key FROM event WHERE key >= ?1 AND key < ?2 ORDER BY key LIMIT 2";
    let events = begin(connection, query, id)?;
    if !events.is_empty() {
        return only(events, "event", id);
    }
    let of_claim = "SELECT DISTINCT e.id, e.key FROM claim c JOIN membership m ON m.claim = c.id \
                    JOIN event e ON e.id = m.event WHERE c.key >= ?1 AND c.key < ?2 LIMIT 2";
    let events = begin(connection, of_claim, id)?;
    if !events.is_empty() {
        return only(events, "event", id);
    }
    // An id that was an event's once leads to the event that its first claim belongs to now.
    let gone = "SELECT DISTINCT e.id, e.key FROM event_gone g JOIN claim c ON c.key = g.claim \
                JOIN membership m ON m.claim = c.id JOIN event e ON e.id = m.event \
                WHERE g.key >= ?1 AND g.key < ?2 LIMIT 2";
    only(begin(connection, gone, id)?, "event", id)
}

/// The first claim of the event that an id of an event or a claim names.
pub(crate) fn first_claim(connection: &Connection, id: &str) -> Result<(i64, String)> {
    let (event, _) = event_id(connection, id)?;
    Ok(connection.query_row(
        "SELECT c.id, c.key FROM membership m JOIN claim c ON c.id = m.root JOIN coding k ON k.id = c.coding \
         JOIN report r ON r.id = k.report WHERE m.event = ?1 ORDER BY r.published IS NULL, r.published, c.key LIMIT 1",
        [event],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?)
}
