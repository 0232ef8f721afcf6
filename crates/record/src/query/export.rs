//! Everything of one kind, one after another, for files.

use super::detail::{ClaimPage, ClaimRow};
use super::filter::Filter;
use crate::event::MergedEvent;
use crate::store::Record;

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
}
