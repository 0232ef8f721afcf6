//! What a person decided about merging: claims that stand alone, events that are one.

use super::forest::Merger;
use super::membership::place_of;
use super::rules::MergeRules;
use crate::error::{Error, Result};
use rusqlite::{Connection, params};
use std::collections::BTreeSet;

/// Roots that decisions join, group by group.
pub(super) fn joined(connection: &Connection) -> Result<Vec<BTreeSet<i64>>> {
    let mut statement = connection.prepare_cached(
        "SELECT a.root, b.root FROM decision d \
         JOIN claim x ON x.key = d.claim JOIN membership a ON a.claim = x.id \
         JOIN claim y ON y.key = d.other JOIN membership b ON b.claim = y.id WHERE d.kind = 'join'",
    )?;
    let pairs = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<Vec<(i64, i64)>>>()?;
    let mut groups: Vec<BTreeSet<i64>> = Vec::new();
    for (a, b) in pairs {
        let mut group = BTreeSet::from([a, b]);
        groups.retain(|other| {
            let apart = group.is_disjoint(other);
            if !apart {
                group.extend(other);
            }
            apart
        });
        groups.push(group);
    }
    Ok(groups)
}

impl Merger {
    /// Keeps the decision that a claim stands alone, and merges again around it.
    pub(crate) fn split(
        &mut self,
        connection: &Connection,
        claim: i64,
        key: &str,
        reason: Option<&str>,
        now: &str,
        rules: &MergeRules,
    ) -> Result<BTreeSet<i64>> {
        let added = connection.execute(
            "INSERT OR IGNORE INTO decision (kind, claim, other, reason, made) VALUES ('split', ?1, '', ?2, ?3)",
            params![key, reason, now],
        )?;
        if added == 0 {
            return Err(Error::Decision(format!(
                "claim `{key}` was split off before"
            )));
        }
        // What it was joined to by hand, it is joined to no longer.
        connection.execute(
            "DELETE FROM decision WHERE kind = 'join' AND (claim = ?1 OR other = ?1)",
            [key],
        )?;
        self.again(connection, &[claim], rules)
    }

    /// Keeps the decision that two claims' events are one, and merges them.
    pub(crate) fn join(
        &mut self,
        connection: &Connection,
        (a, a_key): (i64, &str),
        (b, b_key): (i64, &str),
        reason: Option<&str>,
        now: &str,
        rules: &MergeRules,
    ) -> Result<BTreeSet<i64>> {
        let (x, y) = (place_of(connection, a)?, place_of(connection, b)?);
        if x.map(|p| p.root) == y.map(|p| p.root) {
            return Err(Error::Decision(format!(
                "`{a_key}` and `{b_key}` are of one event already"
            )));
        }
        let (first, second) = if a_key <= b_key {
            (a_key, b_key)
        } else {
            (b_key, a_key)
        };
        connection.execute(
            "INSERT OR IGNORE INTO decision (kind, claim, other, reason, made) VALUES ('join', ?1, ?2, ?3, ?4)",
            params![first, second, reason, now],
        )?;
        self.again(connection, &[a, b], rules)
    }

    /// Takes back the decisions about a claim, and merges again around it; tells how many there were.
    pub(crate) fn undo(
        &mut self,
        connection: &Connection,
        claim: i64,
        key: &str,
        rules: &MergeRules,
    ) -> Result<(usize, BTreeSet<i64>)> {
        let gone =
            connection.execute("DELETE FROM decision WHERE claim = ?1 OR other = ?1", [key])?;
        Ok((gone, self.again(connection, &[claim], rules)?))
    }
}
