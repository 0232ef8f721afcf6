//! Why the claims of an event stand together.

use super::compare::Term;
use super::forest::{Merger, place_of};
use super::rules::MergeRules;
use crate::error::Result;
use rusqlite::Connection;
use serde::Serialize;

/// Why one claim belongs to its event.
#[derive(Debug, Clone, Serialize)]
pub struct Membership {
    /// Id of the claim.
    pub claim: String,
    /// The reason.
    pub why: Why,
}

/// A reason for belonging.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Why {
    /// It is the first report of the act.
    First,
    /// A person split it off; it stands alone.
    Split,
    /// It fits an earlier claim.
    Fits {
        /// Id of that claim.
        parent: String,
        /// How likely it is that the two are one act, 0 to 1.
        score: f32,
        /// What speaks for and against, strongest first: name, how far it holds, what it adds to the
        /// log-odds for each unit.
        terms: Vec<(&'static str, f32, f32)>,
    },
    /// Its first claim is joined to the event by a person's decision.
    Joined,
}

impl Merger {
    /// Why the claims of an event stand together, in the order of their reports.
    pub(crate) fn explain(
        &mut self,
        connection: &Connection,
        event: i64,
        rules: &MergeRules,
    ) -> Result<Vec<Membership>> {
        let mut statement = connection.prepare(
            "SELECT m.claim, c.key, EXISTS (SELECT 1 FROM decision d WHERE d.kind = 'split' AND d.claim = c.key) \
             FROM membership m JOIN claim c ON c.id = m.claim WHERE m.event = ?1",
        )?;
        let rows = statement
            .query_map([event], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<rusqlite::Result<Vec<(i64, String, bool)>>>()?;
        let mut ordered = Vec::new();
        for (id, key, split) in rows {
            ordered.push((self.features(connection, id)?.order, id, key, split));
        }
        ordered.sort();
        let mut out = Vec::new();
        for (place, (_, id, key, split)) in ordered.iter().enumerate() {
            let parent = place_of(connection, *id)?.and_then(|p| p.parent);
            let why = match parent {
                Some(parent) => self.fits(connection, *id, parent, rules)?,
                None if *split => Why::Split,
                None if place == 0 => Why::First,
                None => Why::Joined,
            };
            out.push(Membership {
                claim: key.clone(),
                why,
            });
        }
        Ok(out)
    }

    fn fits(
        &mut self,
        connection: &Connection,
        claim: i64,
        parent: i64,
        rules: &MergeRules,
    ) -> Result<Why> {
        let key = connection.query_row("SELECT key FROM claim WHERE id = ?1", [parent], |row| {
            row.get(0)
        })?;
        Ok(match self.judge(connection, claim, parent, rules)? {
            Ok(comparison) => Why::Fits {
                parent: key,
                score: comparison.score,
                terms: (comparison.terms(rules).iter())
                    .map(|t: &Term| (t.name, t.value, t.weight))
                    .collect(),
            },
            Err(_) => Why::Joined,
        })
    }
}
