//! All events of a record in some sixty bytes each, newest first.

use super::index::Index;
use chancery_codebook::{EventType, Measure, Mode, QuadCode, Status};
use chancery_record::{Outline, Record, Result};
use jiff::civil::Date;
use std::collections::{HashMap, HashSet};

/// A day as a number, for comparing and binning; the least number is "no day".
pub(crate) type Day = i32;
pub(crate) const NO_DAY: Day = i32::MIN;

/// The number of a day (days since 1 January 1970).
pub(crate) fn day(date: Date) -> Day {
    (date - Date::constant(1970, 1, 1)).get_days()
}

/// The day of a number.
pub(crate) fn date(day: Day) -> Option<Date> {
    (day != NO_DAY)
        .then(|| {
            Date::constant(1970, 1, 1)
                .checked_add(jiff::Span::new().days(day))
                .ok()
        })
        .flatten()
}

/// One event.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub row: i64,
    pub first: Day,
    pub last: Day,
    pub reported: Day,
    pub scale: f32,
    pub confidence: f32,
    pub low: i32,
    pub high: i32,
    pub place: u32,
    parties: u32,
    actors: u8,
    recipients: u8,
    pub place_country: u16,
    pub independent: u16,
    pub event: EventType,
    pub mode: Option<Mode>,
    pub quad: QuadCode,
    pub status: Status,
    pub measure: Option<Measure>,
}

/// No number, no place, no country.
pub(crate) const NONE_COUNT: i32 = i32::MIN;
pub(crate) const NO_PLACE: u32 = u32::MAX;
pub(crate) const NO_COUNTRY: u16 = u16::MAX;

/// Words by number.
#[derive(Debug, Clone, Default)]
pub(crate) struct Interned {
    pub words: Vec<String>,
    numbers: HashMap<String, usize>,
}

impl Interned {
    fn number(&mut self, word: &str) -> usize {
        if let Some(n) = self.numbers.get(word) {
            return *n;
        }
        self.numbers.insert(word.to_owned(), self.words.len());
        self.words.push(word.to_owned());
        self.words.len() - 1
    }

    pub(crate) fn find(&self, word: &str) -> Option<usize> {
        self.numbers.get(word).copied()
    }
}

/// The events of a record, newest first.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    pub(crate) rows: Vec<Row>,
    /// Countries of all rows, each row's actors and then its recipients.
    parties: Vec<u16>,
    pub(crate) countries: Interned,
    /// Places as told, in small letters.
    pub(crate) places: Interned,
    pub(super) index: Index,
}

impl Columns {
    /// Reads the events, or only those that have changed since an earlier reading.
    pub(super) fn load(record: &Record, last: Option<(&Columns, i64)>) -> Result<Columns> {
        let (mut columns, since) = match last {
            // Parties of rows that were replaced are left behind; once they are half, all is read anew.
            Some((last, revision)) if last.parties.len() < 64 + 6 * last.rows.len() => {
                let columns = Columns {
                    rows: last.rows.clone(),
                    parties: last.parties.clone(),
                    countries: last.countries.clone(),
                    places: last.places.clone(),
                    // Made anew below.
                    index: Index::default(),
                };
                (columns, revision)
            }
            _ => (Columns::default(), 0),
        };
        let mut changed = Vec::new();
        record.outlines(since, |outline| changed.push(outline))?;
        if since > 0 {
            let new: HashSet<i64> = changed.iter().map(|o| o.row).collect();
            let there = record.event_rows()?;
            columns
                .rows
                .retain(|r| !new.contains(&r.row) && there.binary_search(&r.row).is_ok());
        }
        for outline in &changed {
            columns.push(outline);
        }
        columns
            .rows
            .sort_unstable_by_key(|r| std::cmp::Reverse((r.first, r.row)));
        columns.index = Index::new(&columns);
        Ok(columns)
    }

    fn push(&mut self, o: &Outline) {
        let days = |d: Option<Date>| d.map_or(NO_DAY, day);
        let count =
            |n: Option<i64>| n.map_or(NONE_COUNT, |n| n.clamp(0, i64::from(i32::MAX)) as i32);
        let parties = u32::try_from(self.parties.len()).unwrap_or(u32::MAX);
        for code in o.actor.iter().take(255).chain(o.recipient.iter().take(255)) {
            let number = self.countries.number(code);
            self.parties
                .push(u16::try_from(number).unwrap_or(NO_COUNTRY));
        }
        let place_country = o.place_country.as_ref().map_or(NO_COUNTRY, |code| {
            u16::try_from(self.countries.number(code)).unwrap_or(NO_COUNTRY)
        });
        let place = o.place.as_ref().map_or(NO_PLACE, |place| {
            u32::try_from(self.places.number(&place.to_lowercase())).unwrap_or(NO_PLACE)
        });
        self.rows.push(Row {
            row: o.row,
            first: days(o.date),
            last: days(o.enddate.or(o.date)),
            reported: days(o.last_reported),
            scale: o.event_scale as f32,
            confidence: o.confidence as f32,
            low: count(o.low),
            high: count(o.high),
            place,
            parties,
            actors: o.actor.len().min(255) as u8,
            recipients: o.recipient.len().min(255) as u8,
            place_country,
            independent: u16::try_from(o.independent).unwrap_or(u16::MAX),
            event: o.event,
            mode: o.mode,
            quad: o.quad_code,
            status: o.status,
            measure: o.measure,
        });
    }

    /// How many events there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(crate) fn actors(&self, row: &Row) -> &[u16] {
        let from = row.parties as usize;
        &self.parties[from..from + usize::from(row.actors)]
    }

    pub(crate) fn recipients(&self, row: &Row) -> &[u16] {
        let from = row.parties as usize + usize::from(row.actors);
        &self.parties[from..from + usize::from(row.recipients)]
    }

    /// The code of a country's number.
    pub(crate) fn code(&self, number: u16) -> &str {
        &self.countries.words[usize::from(number)]
    }

    /// The last day on which something happened that was reported no earlier.
    pub(crate) fn last_day(&self) -> Option<Date> {
        let told = |r: &&Row| {
            r.status == Status::Actual && (r.reported == NO_DAY || r.first <= r.reported)
        };
        let last = self.rows.iter().find(told).or(self.rows.first())?;
        date(last.first)
    }
}

impl Columns {
    /// First day of the event at a place.
    pub(crate) fn first_day(&self, n: usize) -> Option<Date> {
        date(self.rows[n].first)
    }

    /// Last day of the event at a place.
    pub(crate) fn last_day_of(&self, n: usize) -> Option<Date> {
        date(self.rows[n].last)
    }
}

impl Columns {
    /// The record's row ids of events at some places.
    pub fn row_ids(&self, places: &[usize]) -> Vec<i64> {
        places.iter().map(|n| self.rows[*n].row).collect()
    }
}
