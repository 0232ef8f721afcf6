//! Events in outline: what is needed to choose, count and place them, without their parties' names or claims.

use super::dyadic::codes;
use crate::error::Result;
use crate::event::{COLUMNS, MergedEvent, event_row};
use crate::store::{Record, json, required, word};
use chancery_codebook::{EventType, Measure, Mode, QuadCode, Status};
use jiff::civil::Date;
use rusqlite::{OptionalExtension as _, Row, params};
use serde::{Deserialize, Serialize};

/// The few facts of an event by which it is found and counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    /// Row id in table `event`; grows with time of adding, and is never used again.
    pub row: i64,
    /// First day.
    pub date: Option<Date>,
    /// Last day, inclusive.
    pub enddate: Option<Date>,
    /// Country codes of the actors.
    pub actor: Vec<String>,
    /// Country codes of the recipients.
    pub recipient: Vec<String>,
    /// The type.
    pub event: EventType,
    /// The type's mode.
    pub mode: Option<Mode>,
    /// Quadrant of the type.
    pub quad_code: QuadCode,
    /// Score of type and mode.
    pub event_scale: f64,
    /// Whether it happened, will, might, or did not.
    pub status: Status,
    /// The diplomatic instrument.
    pub measure: Option<Measure>,
    /// Least and greatest number of what was acted on.
    pub low: Option<i64>,
    /// Greatest number of what was acted on.
    pub high: Option<i64>,
    /// Country code of the place.
    pub place_country: Option<String>,
    /// The place as told, and by its name in the lexicon.
    pub place: Option<String>,
    /// The highest confidence among its claims, 0 to 1.
    pub confidence: f64,
    /// How many independent sources tell of it.
    pub independent: usize,
    /// Day of the last report.
    pub last_reported: Option<Date>,
}

/// Numbers that change whenever the record does; two records' equal stamps say nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Stamp {
    /// Grows with each change of events.
    pub revision: i64,
    /// Documents.
    pub documents: i64,
    /// Versions of them.
    pub reports: i64,
    /// Claims, superseded ones included.
    pub claims: i64,
    /// Presence statements.
    pub presence: i64,
    /// Events.
    pub events: i64,
    /// Decisions about merging, and corrections.
    pub decisions: i64,
}

/// What has changed since a revision.
#[derive(Debug, Clone, Serialize)]
pub struct Changes {
    /// Events that are new or differ, oldest change first.
    pub events: Vec<MergedEvent>,
    /// Ids of events that are no more.
    pub deleted: Vec<String>,
    /// The revision up to which this tells; ask for what changed since it next.
    pub revision: i64,
}

#[derive(Deserialize)]
struct Named {
    raw_text: String,
    name: Option<String>,
}

const OUTLINE: &str = "e.id, e.date, e.enddate, e.actor, e.recipient, e.event, e.mode, e.quad_code, e.event_scale, \
    e.status, e.measure, e.low, e.high, e.place_country, e.place, e.confidence, e.independent, e.last_reported";

fn outline(row: &Row<'_>) -> Result<Outline> {
    let place: Option<Named> = match row.get_ref(14)? {
        rusqlite::types::ValueRef::Null => None,
        _ => Some(json(row, 14)?),
    };
    Ok(Outline {
        row: row.get(0)?,
        date: word(row, 1)?,
        enddate: word(row, 2)?,
        actor: codes(row, 3)?.1,
        recipient: codes(row, 4)?.1,
        event: required(row, 5)?,
        mode: word(row, 6)?,
        quad_code: json(row, 7)?,
        event_scale: row.get(8)?,
        status: required(row, 9)?,
        measure: word(row, 10)?,
        low: row.get(11)?,
        high: row.get(12)?,
        place_country: row.get(13)?,
        place: place.map(|p| match p.name {
            Some(name) if name != p.raw_text => format!("{}\n{name}", p.raw_text),
            _ => p.raw_text,
        }),
        confidence: row.get(15)?,
        independent: row.get(16)?,
        last_reported: word(row, 17)?,
    })
}

impl Record {
    /// Hands over the outline of every event that has changed since a revision; of all events since 0.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn outlines(&self, since: i64, mut take: impl FnMut(Outline)) -> Result<()> {
        let query = format!("SELECT {OUTLINE} FROM event e WHERE e.revision > ?1 ORDER BY e.id");
        let mut statement = self.connection.prepare_cached(&query)?;
        let mut rows = statement.query([since])?;
        while let Some(row) = rows.next()? {
            take(outline(row)?);
        }
        Ok(())
    }

    /// Row ids of events that are there, ascending.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn event_rows(&self) -> Result<Vec<i64>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id FROM event ORDER BY id")?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The events in some rows, in that order; rows that are gone are passed over.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn events_in(&self, rows: &[i64]) -> Result<Vec<MergedEvent>> {
        let query = format!("SELECT {COLUMNS} FROM event e WHERE e.id = ?1");
        let mut statement = self.connection.prepare_cached(&query)?;
        let mut events = Vec::with_capacity(rows.len());
        for row in rows {
            let mut found = statement.query([row])?;
            if let Some(row) = found.next()? {
                events.push(event_row(row)?);
            }
        }
        Ok(events)
    }

    /// Row ids of the events that answer to the words and outlets of a filter, whatever else it asks; `None` where it
    /// asks for neither.
    ///
    /// # Errors
    /// If the filter's text has no word, or the record cannot be read.
    pub fn rows_told(&self, filter: &super::Filter) -> Result<Option<Vec<i64>>> {
        if filter.text.is_none() && filter.outlet.is_empty() {
            return Ok(None);
        }
        let told = super::Filter {
            text: filter.text.clone(),
            outlet: filter.outlet.clone(),
            ..super::Filter::default()
        };
        let condition = told.condition()?;
        let query = format!("SELECT e.id FROM event e WHERE {}", condition.sql());
        let mut statement = self.connection.prepare_cached(&query)?;
        let rows = statement.query_map(rusqlite::params_from_iter(&condition.values), |row| {
            row.get(0)
        })?;
        let mut rows = rows.collect::<rusqlite::Result<Vec<i64>>>()?;
        rows.sort_unstable();
        Ok(Some(rows))
    }

    /// Row id of an event by its whole id.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn event_row(&self, id: &str) -> Result<Option<i64>> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id FROM event WHERE key = ?1")?;
        Ok(statement.query_row([id], |row| row.get(0)).optional()?)
    }

    /// Numbers that change whenever the record does.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn stamp(&self) -> Result<Stamp> {
        let mut counters = self
            .connection
            .prepare_cached("SELECT value FROM counter WHERE name = ?1")?;
        let mut counter = |name: &str| counters.query_row([name], |row| row.get::<_, i64>(0));
        Ok(Stamp {
            revision: counter("revision")?,
            documents: counter("documents")?,
            reports: counter("reports")?,
            claims: counter("claims")?,
            presence: counter("presence")?,
            events: counter("events")?,
            decisions: self.said("decision")? + self.corrected()?,
        })
    }

    /// A number that changes with every word of a person in a table.
    fn said(&self, table: &str) -> Result<i64> {
        let query = format!("SELECT coalesce(max(id), 0) + count(*) FROM {table}");
        Ok(self.connection.query_row(&query, [], |row| row.get(0))?)
    }

    fn corrected(&self) -> Result<i64> {
        if super::corrections::kept(&self.connection)? {
            self.said("correction")
        } else {
            Ok(0)
        }
    }

    /// What has changed since a revision, `limit` events at most (all of one revision come together, so that there may be
    /// some more).
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn changes(&self, since: i64, limit: usize) -> Result<Changes> {
        let whole = self.stamp()?.revision;
        let mut cut = self.connection.prepare_cached(
            "SELECT revision FROM event WHERE revision > ?1 ORDER BY revision LIMIT 1 OFFSET ?2",
        )?;
        let last: Option<i64> = cut
            .query_row(params![since, limit.max(1) as i64 - 1], |row| row.get(0))
            .optional()?;
        let until = last.unwrap_or(whole);
        let query = format!(
            "SELECT {COLUMNS} FROM event e WHERE e.revision > ?1 AND e.revision <= ?2 ORDER BY e.revision, e.id"
        );
        let mut statement = self.connection.prepare_cached(&query)?;
        let mut rows = statement.query([since, until])?;
        let mut events = Vec::new();
        while let Some(row) = rows.next()? {
            events.push(event_row(row)?);
        }
        let mut gone = self.connection.prepare_cached(
            "SELECT key FROM event_gone WHERE revision > ?1 AND revision <= ?2 ORDER BY revision, key",
        )?;
        let deleted = gone.query_map([since, until], |row| row.get(0))?;
        Ok(Changes {
            events,
            deleted: deleted.collect::<rusqlite::Result<_>>()?,
            revision: until,
        })
    }
}
