//! Events as measures of relations need them: parties as codes, what was done, when, how much; nothing else is read.

use super::filter::Condition;
use crate::error::Result;
use crate::store::{Record, json, optional_json, required, word};
use chancery_codebook::{EventType, Measure, Mode, Place, QuadCode, Quantity, Status};
use jiff::civil::Date;
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A dated event by the codes of its parties. Fields mean what they mean in [`crate::MergedEvent`].
#[derive(Debug, Clone, PartialEq)]
pub struct DyadicEvent {
    /// Id of the event.
    pub id: String,
    /// First day.
    pub date: Date,
    /// Last day, inclusive.
    pub enddate: Date,
    /// Codes of the actors, in order, each once.
    pub actor: Vec<String>,
    /// Codes of the recipients, in order, each once; `None` where the event has no recipient, with a code or without.
    pub recipient: Option<Vec<String>>,
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
    /// How many people or things were acted on.
    pub quantity: Option<Quantity>,
    /// Where it happened.
    pub place: Option<Place>,
    /// Independent reports that tell of it.
    pub independent: usize,
    /// Day of the first report.
    pub first_reported: Option<Date>,
}

impl DyadicEvent {
    /// Of a merged event; none where it has no date.
    pub fn of(event: &crate::MergedEvent) -> Option<DyadicEvent> {
        let codes = |parties: &[crate::Party]| {
            let mut codes: Vec<String> = parties.iter().filter_map(|p| p.country.clone()).collect();
            codes.sort_unstable();
            codes.dedup();
            codes
        };
        let date = event.date?;
        Some(DyadicEvent {
            id: event.id.clone(),
            date,
            enddate: event.enddate.unwrap_or(date),
            actor: codes(&event.actor),
            recipient: (!event.recipient.is_empty()).then(|| codes(&event.recipient)),
            event: event.event,
            mode: event.mode,
            quad_code: event.quad_code,
            event_scale: event.event_scale,
            status: event.status,
            measure: event.measure,
            quantity: event.quantity.first().cloned(),
            place: event.place.clone(),
            independent: event.independent,
            first_reported: event.first_reported,
        })
    }
}

/// Which dyadic events. Empty lists and `None` ask for everything.
#[derive(Debug, Clone, Default)]
pub struct DyadicFilter<'a> {
    /// Codes of one side and of the other: what either does to the other.
    pub between: Option<(&'a [String], &'a [String])>,
    /// Codes, one of which is on either side; not together with `between`.
    pub states: &'a [String],
    /// Measures.
    pub measure: &'a [Measure],
    /// First day.
    pub since: Option<Date>,
    /// Last day, inclusive.
    pub until: Option<Date>,
}

const COLUMNS: &str = "e.key, e.date, e.enddate, e.actor, e.recipient, e.event, e.mode, e.quad_code, e.event_scale, e.status, \
    e.measure, e.quantity, e.place, e.independent, e.first_reported";

/// The one field of a party that is read.
#[derive(Deserialize)]
struct Code {
    country: Option<String>,
}

/// Codes of the parties in a column, in order, each once; and whether there is any party, with a code or without.
pub(super) fn codes(row: &Row<'_>, column: usize) -> Result<(bool, Vec<String>)> {
    let parties: Vec<Code> = json(row, column)?;
    let any = !parties.is_empty();
    let mut codes: Vec<String> = parties.into_iter().filter_map(|p| p.country).collect();
    codes.sort_unstable();
    codes.dedup();
    Ok((any, codes))
}

impl Record {
    /// Dated events for measures of relations, by id.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn dyadic_events(&self, filter: &DyadicFilter<'_>) -> Result<Vec<DyadicEvent>> {
        let mut found = BTreeMap::new();
        for (tables, condition) in filter.queries() {
            let query = format!("SELECT {COLUMNS} FROM {tables} WHERE {}", condition.sql());
            let mut statement = self.connection.prepare_cached(&query)?;
            let mut rows = statement.query(params_from_iter(&condition.values))?;
            while let Some(row) = rows.next()? {
                if let Some(event) = event(row)? {
                    found.insert(event.id.clone(), event);
                }
            }
        }
        Ok(found.into_values().collect())
    }
}

fn event(row: &Row<'_>) -> Result<Option<DyadicEvent>> {
    let Some(date) = word(row, 1)? else {
        return Ok(None);
    };
    let (any, recipient) = codes(row, 4)?;
    let quantity: Vec<Quantity> = json(row, 11)?;
    Ok(Some(DyadicEvent {
        id: row.get(0)?,
        date,
        enddate: word(row, 2)?.unwrap_or(date),
        actor: codes(row, 3)?.1,
        recipient: any.then_some(recipient),
        event: required(row, 5)?,
        mode: word(row, 6)?,
        quad_code: json(row, 7)?,
        event_scale: row.get(8)?,
        status: required(row, 9)?,
        measure: word(row, 10)?,
        quantity: quantity.into_iter().next(),
        place: optional_json(row, 12)?,
        independent: row.get(13)?,
        first_reported: word(row, 14)?,
    }))
}

impl DyadicFilter<'_> {
    /// Tables and conditions whose rows together are what is asked for; an event may come twice.
    fn queries(&self) -> Vec<(&'static str, Condition)> {
        let Some((a, b)) = self.between else {
            let mut condition = self.condition("e.date");
            if self.states.is_empty() {
                return vec![("event e", condition)];
            }
            // Few events have one of some measures, many a given party: the index of measures leads.
            let states = vec!["?"; self.states.len()].join(", ");
            condition.add(
                format!("EXISTS (SELECT 1 FROM event_party p WHERE p.event = e.id AND p.country IN ({states}))"),
                self.states.iter().cloned().map(Value::from),
            );
            return vec![("event e", condition)];
        };
        let pairs = a
            .iter()
            .flat_map(|x| b.iter().flat_map(move |y| [(x, y), (y, x)]));
        pairs
            .map(|(actor, recipient)| {
                let mut condition = Condition::default();
                condition.add(
                    "d.actor = ? AND d.recipient = ?",
                    [actor.clone().into(), recipient.clone().into()],
                );
                let rest = self.condition("d.date");
                condition.parts.extend(rest.parts);
                condition.values.extend(rest.values);
                (
                    "event_dyad d CROSS JOIN event e ON e.id = d.event",
                    condition,
                )
            })
            .collect()
    }

    /// What is asked beyond parties; `date` is the column of the first day that leads.
    fn condition(&self, date: &str) -> Condition {
        let mut condition = Condition::default();
        condition.any("e.measure", self.measure);
        if let Some(day) = self.since {
            condition.reaching(date, day);
        }
        if let Some(day) = self.until {
            condition.add(format!("{date} <= ?"), [day.to_string().into()]);
        }
        condition
    }
}
