//! Where the events of a country, type or measure stand in the columns, so that few rows are looked at.

use super::columns::{Columns, NO_DAY, day};
use chancery_codebook::{EventType, Measure};
use chancery_record::Filter;

/// Places in the columns, ascending, by what stands in them.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    actor: Vec<Vec<u32>>,
    recipient: Vec<Vec<u32>>,
    event: Vec<Vec<u32>>,
    measure: Vec<Vec<u32>>,
}

impl Index {
    pub(super) fn new(columns: &Columns) -> Index {
        let countries = columns.countries.words.len();
        let mut index = Index {
            actor: vec![Vec::new(); countries],
            recipient: vec![Vec::new(); countries],
            event: vec![Vec::new(); EventType::ALL.len()],
            measure: vec![Vec::new(); Measure::ALL.len()],
        };
        for (n, row) in columns.rows.iter().enumerate() {
            let n = n as u32;
            for code in columns.actors(row) {
                index.actor[usize::from(*code)].push(n);
            }
            for code in columns.recipients(row) {
                index.recipient[usize::from(*code)].push(n);
            }
            index.event[row.event as usize].push(n);
            if let Some(measure) = row.measure {
                index.measure[measure as usize].push(n);
            }
        }
        index
    }
}

/// Several lists as one, ascending, without doubles.
fn union<'l>(lists: impl Iterator<Item = &'l Vec<u32>>) -> Vec<u32> {
    let mut all: Vec<u32> = Vec::new();
    let mut several = false;
    for list in lists {
        several |= !all.is_empty();
        all.extend(list);
    }
    if several {
        all.sort_unstable();
        all.dedup();
    }
    all
}

impl Columns {
    /// Places of rows that may answer to a filter: all that do are among them, ascending.
    pub(super) fn candidates(&self, filter: &Filter) -> Vec<u32> {
        // Rows stand newest first: those that began after the last day come first, those that began long before the
        // first day, in which no range of days reaches, last.
        let until = filter.until.map_or(i32::MAX, day);
        let since = filter
            .since
            .map_or(NO_DAY, |d| day(d).saturating_sub(Filter::WIDEST_DAYS));
        let from = self.rows.partition_point(|r| r.first > until);
        let to = self.rows.partition_point(|r| r.first >= since);
        let within = from as u32..(to.max(from)) as u32;
        let numbers = |codes: &[String]| -> Vec<usize> {
            codes
                .iter()
                .filter_map(|c| self.countries.find(c))
                .collect()
        };
        let index = &self.index;
        let actor = || union(numbers(&filter.actor).into_iter().map(|n| &index.actor[n]));
        let mut lists: Vec<Vec<u32>> = Vec::new();
        match (filter.actor.is_empty(), filter.recipient.is_empty()) {
            (true, true) => {}
            (false, true) => lists.push(actor()),
            (true, false) => lists.push(union(
                numbers(&filter.recipient)
                    .into_iter()
                    .map(|n| &index.recipient[n]),
            )),
            (false, false) => {
                lists.push(actor());
                // Who acts together without a recipient is a pair: such rows have the other among the actors.
                let other = numbers(&filter.recipient).into_iter();
                lists.push(union(
                    other.flat_map(|n| [&index.recipient[n], &index.actor[n]]),
                ));
            }
        }
        if !filter.country.is_empty() {
            let codes = numbers(&filter.country).into_iter();
            lists.push(union(
                codes.flat_map(|n| [&index.actor[n], &index.recipient[n]]),
            ));
        }
        if !filter.event.is_empty() {
            lists.push(union(
                filter.event.iter().map(|e| &index.event[*e as usize]),
            ));
        }
        if !filter.measure.is_empty() {
            lists.push(union(
                filter.measure.iter().map(|m| &index.measure[*m as usize]),
            ));
        }
        match lists.into_iter().min_by_key(Vec::len) {
            Some(mut shortest) if shortest.len() < within.len() => {
                shortest.retain(|n| within.contains(n));
                shortest
            }
            _ => within.collect(),
        }
    }
}
