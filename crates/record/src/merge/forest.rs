//! The events, kept up to date as claims come and go.
//!
//! Every claim has at most one parent, an earlier claim, and so every event is a tree whose root is the claim
//! reported first. A claim's place depends on earlier claims only; when one changes its root, the later
//! claims near it are looked at again, in their order, until nothing changes.

use super::claim::Features;
use super::compare::{Conflict, compare, conflict};
use super::decide::joined;
use super::keys::{WINDOW, keys};
use super::membership::{Place, assign, event_of, place_of, splits, store};
use super::rules::MergeRules;
use crate::error::Result;
use crate::store::{ClaimSource, claim_row};
use rusqlite::{Connection, params};
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

/// A claim that is to be looked at, by its place in the order of claims.
type Waiting = ((i32, u64), i64);

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
            queue.extend(self.later(connection, &features)?);
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
        let settled = self.settle(connection, queue, rules)?;
        // A decision about a claim that is gone joins nothing any more.
        touched.extend(self.regroup(connection, &touched)?);
        touched.extend(settled);
        Ok(touched)
    }

    /// Looks at claims and at the events that they are in again, after a decision about them.
    pub(crate) fn again(
        &mut self,
        connection: &Connection,
        claims: &[i64],
        rules: &MergeRules,
    ) -> Result<BTreeSet<i64>> {
        let (mut queue, mut events) = (BTreeSet::new(), BTreeSet::new());
        for id in claims {
            let features = self.features(connection, *id)?;
            queue.insert((features.order, *id));
            queue.extend(self.later(connection, &features)?);
            events.extend(event_of(connection, *id)?);
        }
        let mut touched = self.settle(connection, queue, rules)?;
        touched.extend(self.regroup(connection, &events)?);
        Ok(touched)
    }

    /// Claims near another in time and parties, itself left out.
    fn neighbours(&mut self, connection: &Connection, of: &Features) -> Result<Vec<Rc<Features>>> {
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
            .map(|id| self.features(connection, id))
            .collect()
    }

    /// Of these, those that come later in the order of claims: what a change of `of` may concern.
    fn later(&mut self, connection: &Connection, of: &Features) -> Result<Vec<Waiting>> {
        let near = self.neighbours(connection, of)?;
        let later = near.iter().filter(|other| other.order > of.order);
        Ok(later.map(|other| (other.order, other.id)).collect())
    }

    /// Works through the claims to be looked at, first ones first, until nothing changes any more.
    fn settle(
        &mut self,
        connection: &Connection,
        mut queue: BTreeSet<Waiting>,
        rules: &MergeRules,
    ) -> Result<BTreeSet<i64>> {
        let mut touched = BTreeSet::new();
        let mut unsettled = BTreeSet::new();
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
            unsettled.extend(event_of(connection, id)?);
            unsettled.extend(event_of(connection, place.root)?);
            if before.is_some_and(|b| b.root == place.root) {
                continue;
            }
            for other in near {
                if other.order > claim.order && conflict(&claim, &other, rules).is_none() {
                    queue.insert((other.order, other.id));
                }
            }
        }
        touched.extend(self.regroup(connection, &unsettled)?);
        Ok(touched)
    }

    /// Brings the claims of some events, and of the trees that decisions join them to, to the events of their roots.
    /// Tells the events that claims left or came to.
    fn regroup(
        &mut self,
        connection: &Connection,
        events: &BTreeSet<i64>,
    ) -> Result<BTreeSet<i64>> {
        let mut roots = BTreeSet::new();
        for event in events {
            let mut statement = connection
                .prepare_cached("SELECT DISTINCT root FROM membership WHERE event = ?1")?;
            for root in statement.query_map([event], |row| row.get::<_, i64>(0))? {
                roots.insert(root?);
            }
        }
        let mut touched = BTreeSet::new();
        for group in joined(connection)? {
            if group.is_disjoint(&roots) {
                continue;
            }
            roots.retain(|root| !group.contains(root));
            let ordered = group
                .iter()
                .map(|root| Ok((self.features(connection, *root)?.order, *root)))
                .collect::<Result<BTreeSet<Waiting>>>()?;
            if let Some((_, first)) = ordered.first() {
                touched.extend(assign(connection, &group, *first)?);
            }
        }
        for root in roots {
            touched.extend(assign(connection, &BTreeSet::from([root]), root)?);
        }
        Ok(touched)
    }

    /// The place of a claim among those before it.
    fn place(
        &mut self,
        connection: &Connection,
        claim: &Features,
        near: &[Rc<Features>],
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
        let mut fits: Vec<(f32, Waiting)> = near
            .iter()
            .filter(|other| other.order < claim.order && !split.contains(&other.id))
            .filter_map(|other| {
                Some((
                    compare(claim, other, rules).ok()?.score,
                    (other.order, other.id),
                ))
            })
            .filter(|(score, _)| *score >= rules.threshold)
            .collect();
        fits.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for (score, (_, parent)) in fits {
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
