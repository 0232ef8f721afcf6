//! What the record knew on a day.
//!
//! Merging looks at earlier reports only, so the events of a day are those of today with later claims left out;
//! only decisions of people, and corrected reports, are as of today.

use super::filter::{Condition, Filter, Sort};
use super::page::EventPage;
use crate::error::Result;
use crate::event::{COLUMNS, balance, claims_of, event_row};
use crate::store::Record;
use jiff::civil::Date;
use rusqlite::params_from_iter;

impl Record {
    pub(super) fn events_known_on(&self, filter: &Filter, day: Date) -> Result<EventPage> {
        // Events that nobody has reported since stand as they are.
        let mut settled = filter.condition()?;
        settled.add(
            "coalesce(e.last_reported, e.date) <= ?",
            [day.to_string().into()],
        );
        let whole = Filter {
            limit: None,
            offset: 0,
            // The order is made at the end; the newest of one pair would be walked by conditions of its own.
            sort: Sort::Oldest,
            ..filter.clone()
        };
        let mut events = Vec::new();
        self.select(&whole, &settled, |event| {
            events.push(event);
            Ok::<(), crate::Error>(())
        })?;
        // Those that were known and have been reported since are balanced anew without the later reports.
        let mut moving = Condition::default();
        if filter.text.is_some() || !filter.outlet.is_empty() {
            let only_text = Filter {
                text: filter.text.clone(),
                outlet: filter.outlet.clone(),
                as_known_on: filter.as_known_on,
                ..Filter::default()
            };
            moving = only_text.condition()?;
        }
        moving.add(
            "coalesce(e.first_reported, e.date) <= ? AND coalesce(e.last_reported, e.date) > ?",
            [day.to_string().into(), day.to_string().into()],
        );
        let query = format!("SELECT {COLUMNS} FROM event e WHERE {}", moving.sql());
        let mut statement = self.connection.prepare_cached(&query)?;
        let mut rows = statement.query(params_from_iter(&moving.values))?;
        while let Some(row) = rows.next()? {
            let claims = claims_of(&self.connection, row.get("id")?, Some(day))?;
            let Some(mut event) = balance(&claims) else {
                continue;
            };
            event.id = event_row(row)?.id;
            if filter.matches(&event) {
                events.push(event);
            }
        }
        events.sort_by(|a, b| filter.sort.compare(a, b).then_with(|| a.id.cmp(&b.id)));
        let total = events.len();
        let page = events.into_iter().skip(filter.offset);
        Ok(EventPage {
            events: page.take(filter.limit.unwrap_or(usize::MAX)).collect(),
            total,
        })
    }
}
