//! The rows that say where each claim stands: beside which earlier claim, in which tree, in which event.

use crate::error::Result;
use crate::hash;
use rusqlite::{Connection, OptionalExtension as _, params};
use std::collections::{BTreeSet, HashSet};

/// Where a claim stands in its tree.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    pub root: i64,
    pub parent: Option<i64>,
    pub score: Option<f32>,
}

/// Claims that a person split off.
pub(super) fn splits(connection: &Connection) -> Result<HashSet<i64>> {
    let mut statement = connection.prepare_cached(
        "SELECT m.claim FROM decision d JOIN claim c ON c.key = d.claim JOIN membership m ON m.claim = c.id \
         WHERE d.kind = 'split'",
    )?;
    let ids = statement.query_map([], |row| row.get::<_, i64>(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn place_of(connection: &Connection, claim: i64) -> Result<Option<Place>> {
    Ok(connection
        .prepare_cached("SELECT root, parent, score FROM membership WHERE claim = ?1")?
        .query_row([claim], |row| {
            Ok(Place {
                root: row.get(0)?,
                parent: row.get(1)?,
                score: row.get(2)?,
            })
        })
        .optional()?)
}

pub(super) fn event_of(connection: &Connection, claim: i64) -> Result<Option<i64>> {
    Ok(connection
        .prepare_cached("SELECT event FROM membership WHERE claim = ?1")?
        .query_row([claim], |row| row.get(0))
        .optional()?)
}

/// Writes a claim's place. A new claim is put into the event of its root; tells which, if so.
pub(super) fn store(connection: &Connection, claim: i64, place: Place) -> Result<Option<i64>> {
    let changed = connection
        .prepare_cached(
            "UPDATE membership SET root = ?2, parent = ?3, score = ?4 WHERE claim = ?1",
        )?
        .execute(params![claim, place.root, place.parent, place.score])?;
    if changed > 0 {
        return Ok(None);
    }
    let event = event_for(connection, place.root)?;
    connection
        .prepare_cached(
            "INSERT INTO membership (claim, event, root, parent, score) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            claim,
            event,
            place.root,
            place.parent,
            place.score
        ])?;
    Ok(Some(event))
}

/// Brings the claims of some trees to the event whose first claim is `first`; tells the events that claims left or
/// came to, none where all were there.
pub(super) fn assign(
    connection: &Connection,
    roots: &BTreeSet<i64>,
    first: i64,
) -> Result<BTreeSet<i64>> {
    let event = event_for(connection, first)?;
    let mut touched = BTreeSet::new();
    for root in roots {
        let mut elsewhere = connection.prepare_cached(
            "SELECT DISTINCT event FROM membership WHERE root = ?1 AND event <> ?2",
        )?;
        let left = elsewhere.query_map([*root, event], |row| row.get::<_, i64>(0))?;
        let left = left.collect::<rusqlite::Result<Vec<i64>>>()?;
        if !left.is_empty() {
            connection
                .prepare_cached("UPDATE membership SET event = ?2 WHERE root = ?1 AND event <> ?2")?
                .execute([*root, event])?;
            touched.extend(left);
            touched.insert(event);
        }
    }
    Ok(touched)
}

/// The row of the event whose first claim is `root`, made where it is not there yet: empty, to be filled
/// from its claims.
fn event_for(connection: &Connection, root: i64) -> Result<i64> {
    let (claim, document): (String, String) = connection
        .prepare_cached(
            "SELECT c.key, d.key FROM claim c JOIN coding k ON k.id = c.coding JOIN report r ON r.id = k.report \
             JOIN document d ON d.id = r.document WHERE c.id = ?1",
        )?
        .query_row([root], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let key = hash::stable_id(["event", &document, &claim]);
    let found: Option<i64> = connection
        .prepare_cached("SELECT id FROM event WHERE key = ?1")?
        .query_row([&key], |row| row.get(0))
        .optional()?;
    if let Some(id) = found {
        return Ok(id);
    }
    connection
        .prepare_cached(
            "INSERT INTO event (key, first_claim, date_basis, actor, recipient, event, context, quantity, quad_code, event_scale, status, \
             historical, confidence, claims, sources, independent, shares, disputed, revision) \
             VALUES (?1, ?2, '', '', '', '', '', '', 0, 0, '', 0, 0, 0, 0, 0, '', '', 0)",
        )?
        .execute([&key, &claim])?;
    Ok(connection.last_insert_rowid())
}
