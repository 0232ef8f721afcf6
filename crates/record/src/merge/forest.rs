//! The events, kept up to date as claims come and go.
//!
//! Every claim has at most one parent, an earlier claim, and so every event is a tree whose root is the claim
//! reported first. A claim's place depends on earlier claims only; when one changes its root, the later
//! claims near it are looked at again, in their order, until nothing changes.

use super::claim::Features;
use super::compare::{Conflict, compare, conflict};
use super::keys::{WINDOW, keys};
use super::rules::MergeRules;
use crate::error::Result;
use crate::hash;
use crate::store::{ClaimSource, claim_row};
use rusqlite::{Connection, OptionalExtension as _, params};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

/// Features kept in memory in each of two generations: some 50 MB in all.
const GENERATION: usize = 40_000;

/// Merges claims. Keeps features of the last claims seen between calls; [`Merger::forget`] where another
/// program may have changed the record in between.
#[derive(Debug, Default)]
pub(crate) struct Merger {
    young: HashMap<i64, Rc<Features>>,
    old: HashMap<i64, Rc<Features>>,
}

/// Where a claim stands in its tree.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    pub root: i64,
    pub parent: Option<i64>,
    pub score: Option<f32>,
}

impl Merger {
    /// Forgets what it has seen.
    pub(crate) fn forget(&mut self) {
        self.young.clear();
        self.old.clear();
    }

    /// The features of a claim.
    pub(super) fn features(&mut self, connection: &Connection, id: i64) -> Result<Rc<Features>> {
        if let Some(found) = self.young.get(&id) {
            return Ok(Rc::clone(found));
        }
        let features = match self.old.get(&id) {
            Some(found) => Rc::clone(found),
            None => Rc::new(load(connection, id)?),
        };
        self.keep(Rc::clone(&features));
        Ok(features)
    }

    fn keep(&mut self, features: Rc<Features>) {
        if self.young.len() >= GENERATION {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(features.id, features);
    }

    /// Gives claims that were just added their places, and moves those that they move. Tells the row ids of
    /// events whose claims have changed.
    pub(crate) fn add(
        &mut self,
        connection: &Connection,
        added: Vec<Features>,
        rules: &MergeRules,
    ) -> Result<BTreeSet<i64>> {
        let mut queue = BTreeSet::new();
        for features in added {
            if let Some(anchor) = features.anchor() {
                for key in keys(&features).stands {
                    connection
                        .prepare_cached(
                            "INSERT OR IGNORE INTO merge_key (key, day, claim) VALUES (?1, ?2, ?3)",
                        )?
                        .execute(params![key, anchor, features.id])?;
                }
            }
            queue.insert((features.order, features.id));
            self.keep(Rc::new(features));
        }
        self.settle(connection, queue, rules)
    }

    /// Takes claims out of the events, as their report has a newer version or coding.
    pub(crate) fn remove(
        &mut self,
        connection: &Connection,
        removed: &[i64],
        rules: &MergeRules,
    ) -> Result<BTreeSet<i64>> {
        let mut queue = BTreeSet::new();
        let mut touched = BTreeSet::new();
        for id in removed {
            let features = self.features(connection, *id)?;
            touched.extend(event_of(connection, *id)?);
            for (order, later) in self.neighbours(connection, &features)? {
                if order > features.order {
                    queue.insert((order, later));
                }
            }
            if let Some(anchor) = features.anchor() {
                for key in keys(&features).stands {
                    connection
                        .prepare_cached(
                            "DELETE FROM merge_key WHERE key = ?1 AND day = ?2 AND claim = ?3",
                        )?
                        .execute(params![key, anchor, id])?;
                }
            }
        }
        // Parents and roots that go are looked for again below; the rows that name them must not keep them.
        for id in removed {
            let mut orphans = connection
                .prepare_cached("SELECT claim FROM membership WHERE parent = ?1 OR root = ?1")?;
            let ids = orphans.query_map([id], |row| row.get::<_, i64>(0))?;
            for orphan in ids.collect::<rusqlite::Result<Vec<i64>>>()? {
                if !removed.contains(&orphan) {
                    queue.insert((self.features(connection, orphan)?.order, orphan));
                }
            }
        }
        for id in removed {
            connection
                .prepare_cached("DELETE FROM membership WHERE claim = ?1")?
                .execute([id])?;
            self.young.remove(id);
            self.old.remove(id);
        }
        queue.retain(|(_, id)| !removed.contains(id));
        touched.extend(self.settle(connection, queue, rules)?);
        Ok(touched)
    }

    /// Looks at claims again after a decision about them.
    pub(crate) fn again(
        &mut self,
        connection: &Connection,
        claims: &[i64],
        rules: &MergeRules,
    ) -> Result<BTreeSet<i64>> {
        let mut queue = BTreeSet::new();
        for id in claims {
            let features = self.features(connection, *id)?;
            queue.insert((features.order, *id));
            for (order, later) in self.neighbours(connection, &features)? {
                if order > features.order {
                    queue.insert((order, later));
                }
            }
        }
        self.settle(connection, queue, rules)
    }

    /// Claims near another in time and parties, itself left out, with their order.
    pub(super) fn neighbours(
        &mut self,
        connection: &Connection,
        of: &Features,
    ) -> Result<Vec<((i32, u64), i64)>> {
        let Some(anchor) = of.anchor() else {
            return Ok(Vec::new());
        };
        let mut ids = BTreeSet::new();
        for key in keys(of).looks {
            let mut statement = connection.prepare_cached(
                "SELECT claim FROM merge_key WHERE key = ?1 AND day BETWEEN ?2 AND ?3",
            )?;
            let found = statement
                .query_map(params![key, anchor - WINDOW, anchor + WINDOW], |row| {
                    row.get::<_, i64>(0)
                })?;
            for id in found {
                ids.insert(id?);
            }
        }
        ids.remove(&of.id);
        ids.into_iter()
            .map(|id| Ok((self.features(connection, id)?.order, id)))
            .collect()
    }

    /// Works through the claims to be looked at, first ones first, until nothing changes any more.
    fn settle(
        &mut self,
        connection: &Connection,
        mut queue: BTreeSet<((i32, u64), i64)>,
        rules: &MergeRules,
    ) -> Result<BTreeSet<i64>> {
        let mut touched = BTreeSet::new();
        let mut moved = BTreeSet::new();
        let split = splits(connection)?;
        while let Some((_, id)) = queue.pop_first() {
            let claim = self.features(connection, id)?;
            let near = self.neighbours(connection, &claim)?;
            let place = self.place(connection, &claim, &near, &split, rules)?;
            let before = place_of(connection, id)?;
            if before == Some(place) {
                continue;
            }
            touched.extend(store(connection, id, place)?);
            moved.insert(id);
            if before.is_some_and(|b| b.root == place.root) {
                continue;
            }
            for (order, later) in near {
                if order > claim.order {
                    let other = self.features(connection, later)?;
                    if conflict(&claim, &other, rules).is_none() {
                        queue.insert((order, later));
                    }
                }
            }
        }
        let joined = self.joined(connection)?;
        for root in joined.keys() {
            moved.extend(tree(connection, *root)?);
        }
        for id in moved {
            touched.extend(assign(connection, id, &joined)?);
        }
        Ok(touched)
    }

    /// The place of a claim among those before it.
    fn place(
        &mut self,
        connection: &Connection,
        claim: &Features,
        near: &[((i32, u64), i64)],
        split: &HashSet<i64>,
        rules: &MergeRules,
    ) -> Result<Place> {
        let alone = Place {
            root: claim.id,
            parent: None,
            score: None,
        };
        if split.contains(&claim.id) {
            return Ok(alone);
        }
        let mut fits: Vec<(f32, (i32, u64), i64)> = Vec::new();
        for (order, id) in near {
            if *order >= claim.order || split.contains(id) {
                continue;
            }
            let other = self.features(connection, *id)?;
            if let Ok(comparison) = compare(claim, &other, rules)
                && comparison.score >= rules.threshold
            {
                fits.push((comparison.score, *order, *id));
            }
        }
        fits.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for (score, _, parent) in fits {
            let Some(Place { root, .. }) = place_of(connection, parent)? else {
                continue;
            };
            let first = self.features(connection, root)?;
            if root == parent || conflict(claim, &first, rules).is_none() {
                return Ok(Place {
                    root,
                    parent: Some(parent),
                    score: Some(score),
                });
            }
        }
        Ok(alone)
    }

    /// Why two claims cannot be one act, or how far they fit.
    pub(super) fn judge(
        &mut self,
        connection: &Connection,
        a: i64,
        b: i64,
        rules: &MergeRules,
    ) -> Result<std::result::Result<super::Comparison, Conflict>> {
        let (a, b) = (self.features(connection, a)?, self.features(connection, b)?);
        Ok(compare(&a, &b, rules))
    }
}

fn load(connection: &Connection, id: i64) -> Result<Features> {
    let query = format!(
        "SELECT {} FROM {} WHERE c.id = ?1",
        ClaimSource::COLUMNS,
        ClaimSource::TABLES
    );
    let mut statement = connection.prepare_cached(&query)?;
    let mut rows = statement.query([id])?;
    let row = rows
        .next()?
        .ok_or(crate::Error::Sqlite(rusqlite::Error::QueryReturnedNoRows))?;
    Ok(Features::new(id, row.get("report")?, &claim_row(row)?))
}

/// Claims that a person split off.
fn splits(connection: &Connection) -> Result<HashSet<i64>> {
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

fn event_of(connection: &Connection, claim: i64) -> Result<Option<i64>> {
    Ok(connection
        .prepare_cached("SELECT event FROM membership WHERE claim = ?1")?
        .query_row([claim], |row| row.get(0))
        .optional()?)
}

/// The claims of one tree.
fn tree(connection: &Connection, root: i64) -> Result<Vec<i64>> {
    let mut statement =
        connection.prepare_cached("SELECT claim FROM membership WHERE root = ?1")?;
    let ids = statement.query_map([root], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// Writes a claim's place. A new claim is put into the event of its root; tells which, if so.
fn store(connection: &Connection, claim: i64, place: Place) -> Result<Option<i64>> {
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

/// Brings a claim to the event of its root, or of the root that this one is joined to; tells the events that
/// it left and came to.
fn assign(
    connection: &Connection,
    claim: i64,
    joined: &HashMap<i64, i64>,
) -> Result<BTreeSet<i64>> {
    let mut touched = BTreeSet::new();
    let Some(place) = place_of(connection, claim)? else {
        return Ok(touched);
    };
    let root = joined.get(&place.root).copied().unwrap_or(place.root);
    let event = event_for(connection, root)?;
    touched.extend(event_of(connection, claim)?);
    touched.insert(event);
    connection
        .prepare_cached("UPDATE membership SET event = ?2 WHERE claim = ?1 AND event <> ?2")?
        .execute([claim, event])?;
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
    let key = format!("{:016x}", hash::of(["event", &document, &claim]));
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

impl Merger {
    /// Brings claims to the events of their roots anew, as the decisions about them have changed.
    pub(super) fn reassign(
        &mut self,
        connection: &Connection,
        claims: &[i64],
    ) -> Result<BTreeSet<i64>> {
        let joined = self.joined(connection)?;
        let mut touched = BTreeSet::new();
        for claim in claims {
            touched.extend(assign(connection, *claim, &joined)?);
        }
        Ok(touched)
    }
}
