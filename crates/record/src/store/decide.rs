//! What a person decides about claims: that events are one, that a claim stands alone, and neither.

use super::write::{Writer, now};
use crate::error::Result;
use crate::event::refresh;
use std::collections::BTreeSet;

impl Writer {
    /// Decides that two events, each named by its id or that of a claim, are one.
    ///
    /// # Errors
    /// If an id is unknown or they are one already; or as [`Writer::write`].
    pub fn join(&mut self, a: &str, b: &str, reason: Option<&str>) -> Result<()> {
        self.decide(|w| {
            let a = crate::query::first_claim(&w.connection, a)?;
            let b = crate::query::first_claim(&w.connection, b)?;
            w.merger.join(
                &w.connection,
                (a.0, &a.1),
                (b.0, &b.1),
                reason,
                &now(),
                w.rules,
            )
        })
    }

    /// Decides that a claim stands alone.
    ///
    /// # Errors
    /// If the id is unknown or it was split off before; or as [`Writer::write`].
    pub fn split(&mut self, claim: &str, reason: Option<&str>) -> Result<()> {
        self.decide(|w| {
            let (id, key) = crate::query::claim_id(&w.connection, claim)?;
            w.merger
                .split(&w.connection, id, &key, reason, &now(), w.rules)
        })
    }

    /// Takes back what was decided about a claim, or about the first claim of an event; tells how many
    /// decisions that were.
    ///
    /// # Errors
    /// If the id is unknown; or as [`Writer::write`].
    pub fn undo(&mut self, id: &str) -> Result<usize> {
        let mut gone = 0;
        self.decide(|w| {
            let (id, key) = crate::query::claim_id(&w.connection, id)
                .or_else(|_| crate::query::first_claim(&w.connection, id))?;
            let (n, touched) = w.merger.undo(&w.connection, id, &key, w.rules)?;
            gone = n;
            Ok(touched)
        })?;
        Ok(gone)
    }

    fn decide(&mut self, act: impl FnOnce(&mut Writer) -> Result<BTreeSet<i64>>) -> Result<()> {
        self.transaction(|writer| {
            let touched = act(writer)?;
            refresh(&writer.connection, &touched)
        })
    }
}
