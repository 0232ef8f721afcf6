//! Everything of one kind, one after another, for files.

use super::detail::{ClaimPage, ClaimRow};
use super::filter::Filter;
use crate::error::Error;
use crate::event::MergedEvent;
use crate::store::Record;
use chancery_codebook::Event;
use serde::{Deserialize, Serialize};

/// What a person decided about merging.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// `join` or `split`.
    pub kind: String,
    /// Id of the claim.
    pub claim: String,
    /// Id of the claim that it is joined to.
    pub other: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// When (UTC).
    pub made: String,
}

impl Record {
    /// Hands over the current claims of the whole record, or all of them, in the order in which they were
    /// added.
    ///
    /// # Errors
    /// If the record cannot be read, or `take` fails.
    pub fn export_claims<E: From<crate::Error>>(
        &self,
        superseded: bool,
        take: impl FnMut(ClaimRow) -> Result<(), E>,
    ) -> Result<(), E> {
        let page = ClaimPage {
            superseded,
            ..ClaimPage::default()
        };
        self.each_claim(None, &page, take)
    }

    /// Hands over the events that a filter asks for.
    ///
    /// # Errors
    /// If the record cannot be read, or `take` fails.
    pub fn export_events<E: From<crate::Error>>(
        &self,
        filter: &Filter,
        mut take: impl FnMut(MergedEvent) -> Result<(), E>,
    ) -> Result<(), E> {
        if filter.as_known_on.is_some() {
            return self.events(filter)?.events.into_iter().try_for_each(take);
        }
        let condition = filter.condition()?;
        self.select(filter, &condition, &mut take)
    }

    /// The claim of an event that was reported first.
    ///
    /// # Errors
    /// If there is no such event.
    pub fn first_claim(&self, event: &str) -> Result<Event, Error> {
        let (_, key) = super::first_claim(&self.connection, event)?;
        self.claim(&key)
    }

    /// What people decided about merging, in the order in which they did.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn decisions(&self) -> Result<Vec<Decision>, Error> {
        let mut statement = self.connection.prepare(
            "SELECT kind, claim, nullif(other, ''), reason, made FROM decision ORDER BY id",
        )?;
        let rows = statement.query_map([], |row| {
            Ok(Decision {
                kind: row.get(0)?,
                claim: row.get(1)?,
                other: row.get(2)?,
                reason: row.get(3)?,
                made: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
