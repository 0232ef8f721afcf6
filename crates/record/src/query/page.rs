//! A page of events.

use super::filter::Filter;
use crate::error::Result;
use crate::event::{COLUMNS, MergedEvent, event_row};
use crate::store::Record;
use rusqlite::params_from_iter;
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
        if filter.text.is_some() {
            return self.found(filter);
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

    /// A page of what a search for words finds. The words are searched once: all ids in order, then the rows of
    /// the page.
    fn found(&self, filter: &Filter) -> Result<EventPage> {
        let condition = filter.condition()?;
        let query = format!(
            "SELECT e.id FROM event e WHERE {} ORDER BY {}",
            condition.sql(),
            filter.sort.sql()
        );
        let mut statement = self.connection.prepare_cached(&query)?;
        let ids = statement
            .query_map(params_from_iter(&condition.values), |row| row.get(0))?
            .collect::<rusqlite::Result<Vec<i64>>>()?;
        let row = format!("SELECT {COLUMNS} FROM event e WHERE e.id = ?1");
        let mut statement = self.connection.prepare_cached(&row)?;
        let page = ids.iter().skip(filter.offset);
        let events = page
            .take(filter.limit.unwrap_or(usize::MAX))
            .map(|id| {
                let mut rows = statement.query([id])?;
                match rows.next()? {
                    Some(row) => event_row(row),
                    None => Err(rusqlite::Error::QueryReturnedNoRows.into()),
                }
            })
            .collect::<Result<_>>()?;
        Ok(EventPage {
            events,
            total: ids.len(),
        })
    }

    fn count(&self, filter: &Filter, condition: &super::filter::Condition) -> Result<usize> {
        if filter.is_open() {
            return Ok(self.connection.query_row(
                "SELECT value FROM counter WHERE name = 'events'",
                [],
                |row| row.get(0),
            )?);
        }
        let pair = pair(filter);
        let query = match &pair {
            // What is asked of one pair alone is counted in the index of pairs.
            Some(only) if only.is_open() => {
                return Ok(self
                    .connection
                    .prepare_cached(
                        "SELECT count(*) FROM event_dyad WHERE actor = ?1 AND recipient = ?2",
                    )?
                    .query_row([&filter.actor[0], &filter.recipient[0]], |row| row.get(0))?);
            }
            _ => format!("SELECT count(*) FROM event e WHERE {}", condition.sql()),
        };
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
        let query = match pair(filter).filter(|_| filter.sort == super::Sort::Newest) {
            Some(rest) => {
                let condition = rest.condition()?;
                values = vec![
                    filter.actor[0].clone().into(),
                    filter.recipient[0].clone().into(),
                ];
                values.extend(condition.values.iter().cloned());
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

/// What a filter asks beyond one pair of states; `None` where it asks for no pair, or for several.
fn pair(filter: &Filter) -> Option<Filter> {
    let one = filter.actor.len() == 1 && filter.recipient.len() == 1;
    one.then(|| Filter {
        actor: Vec::new(),
        recipient: Vec::new(),
        ..filter.clone()
    })
}
