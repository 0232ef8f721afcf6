//! A page of events.

use super::filter::Filter;
use crate::error::Result;
use crate::event::{COLUMNS, MergedEvent, event_row};
use crate::store::Record;
use rusqlite::params_from_iter;
use rusqlite::types::Value;
use serde::Serialize;

/// Events that a filter asks for, and how many there are in all.
#[derive(Debug, Clone, Serialize)]
pub struct EventPage {
    /// The events of this page.
    pub events: Vec<MergedEvent>,
    /// How many the filter finds, whatever the page's size.
    pub total: usize,
}

impl Record {
    /// The events that a filter asks for.
    ///
    /// # Errors
    /// If the filter's text has no word, or the record cannot be read.
    pub fn events(&self, filter: &Filter) -> Result<EventPage> {
        if let Some(day) = filter.as_known_on {
            return self.events_known_on(filter, day);
        }
        let condition = filter.condition()?;
        let total = self.count(filter, &condition)?;
        let mut events = Vec::new();
        self.select(filter, &condition, |event| {
            events.push(event);
            Ok::<(), crate::Error>(())
        })?;
        Ok(EventPage { events, total })
    }

    fn count(&self, filter: &Filter, condition: &super::filter::Condition) -> Result<usize> {
        if filter.is_open() {
            return Ok(self.connection.query_row(
                "SELECT value FROM counter WHERE name = 'events'",
                [],
                |row| row.get(0),
            )?);
        }
        let query = format!("SELECT count(*) FROM event e WHERE {}", condition.sql());
        let mut statement = self.connection.prepare_cached(&query)?;
        Ok(statement.query_row(params_from_iter(&condition.values), |row| row.get(0))?)
    }

    /// Hands over the events of a condition, in the filter's order, within its page.
    pub(super) fn select<E: From<crate::Error>>(
        &self,
        filter: &Filter,
        condition: &super::filter::Condition,
        mut take: impl FnMut(MergedEvent) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let limit = filter.limit.map_or(-1, |n| n as i64);
        let mut values = condition.values.clone();
        // One pair of states in order of date is walked in the index of pairs.
        let pair = match (&filter.actor[..], &filter.recipient[..], filter.sort) {
            ([actor], [recipient], super::Sort::Newest) => Some((actor.clone(), recipient.clone())),
            _ => None,
        };
        let query = match pair {
            Some((actor, recipient)) => {
                let mut all: Vec<Value> = vec![actor.into(), recipient.into()];
                all.append(&mut values);
                values = all;
                format!(
                    "SELECT {COLUMNS} FROM event_dyad d CROSS JOIN event e ON e.id = d.event \
                     WHERE d.actor = ? AND d.recipient = ? AND {} ORDER BY d.date DESC, d.event DESC LIMIT {limit} OFFSET {}",
                    condition.sql(),
                    filter.offset
                )
            }
            None => format!(
                "SELECT {COLUMNS} FROM event e WHERE {} ORDER BY {} LIMIT {limit} OFFSET {}",
                condition.sql(),
                filter.sort.sql(),
                filter.offset
            ),
        };
        let mut statement = self
            .connection
            .prepare_cached(&query)
            .map_err(crate::Error::from)?;
        let mut rows = statement
            .query(params_from_iter(&values))
            .map_err(crate::Error::from)?;
        while let Some(row) = rows.next().map_err(crate::Error::from)? {
            take(event_row(row)?)?;
        }
        Ok(())
    }
}
