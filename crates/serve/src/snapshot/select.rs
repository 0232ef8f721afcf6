//! Which events a filter asks for, by a walk over the columns.

use super::columns::{Columns, NO_COUNTRY, NO_PLACE, NONE_COUNT, Row, day};
use chancery_record::{Filter, Sort};
use std::cmp::Reverse;

/// A filter with codes as numbers.
struct Asked<'f> {
    filter: &'f Filter,
    actor: Option<Vec<u16>>,
    recipient: Option<Vec<u16>>,
    country: Option<Vec<u16>>,
    place_country: Option<u16>,
    /// Places whose name has the words.
    places: Option<Vec<bool>>,
    told: Option<&'f [i64]>,
    since: Option<i32>,
    until: Option<i32>,
}

impl Columns {
    /// Places in the columns of the events that a filter asks for, in its order, its page left aside. `told` are the
    /// rows that answer to its words and outlets ([`chancery_record::Record::rows_told`]). What was known on an
    /// earlier day is not for the columns to say.
    pub fn select(&self, filter: &Filter, told: Option<&[i64]>) -> Vec<usize> {
        let asked = Asked::new(self, filter, told);
        let mut found: Vec<usize> = (self.candidates(filter).into_iter())
            .map(|n| n as usize)
            .filter(|n| asked.holds(self, &self.rows[*n]))
            .collect();
        self.sort(&mut found, filter.sort);
        found
    }

    fn sort(&self, found: &mut [usize], sort: Sort) {
        let row = |n: &usize| &self.rows[*n];
        let newest = |r: &Row| Reverse((r.first, r.row));
        match sort {
            Sort::Newest => {}
            Sort::Oldest => found.reverse(),
            Sort::Reported => found.sort_by_key(|n| (Reverse(row(n).reported), newest(row(n)))),
            Sort::Sources => found.sort_by_key(|n| (Reverse(row(n).independent), newest(row(n)))),
            Sort::Size => found.sort_by_key(|n| (Reverse(row(n).high), newest(row(n)))),
            Sort::Confidence => found.sort_by(|a, b| {
                let (a, b) = (row(a), row(b));
                b.confidence
                    .total_cmp(&a.confidence)
                    .then(newest(a).cmp(&newest(b)))
            }),
        }
    }
}

impl<'f> Asked<'f> {
    fn new(columns: &Columns, filter: &'f Filter, told: Option<&'f [i64]>) -> Asked<'f> {
        let numbers = |codes: &[String]| {
            (!codes.is_empty()).then(|| {
                let known = codes.iter().filter_map(|c| columns.countries.find(c));
                known
                    .filter_map(|n| u16::try_from(n).ok())
                    .collect::<Vec<u16>>()
            })
        };
        let code = filter
            .place
            .as_ref()
            .filter(|p| p.len() == 3 && p.chars().all(|c| c.is_ascii_uppercase()));
        let words = filter.place.as_ref().filter(|_| code.is_none());
        Asked {
            actor: numbers(&filter.actor),
            recipient: numbers(&filter.recipient),
            country: numbers(&filter.country),
            place_country: code.map(|code| {
                let number = columns
                    .countries
                    .find(code)
                    .and_then(|n| u16::try_from(n).ok());
                number.unwrap_or(NO_COUNTRY - 1)
            }),
            places: words.map(|words| {
                let words = words.to_lowercase();
                columns
                    .places
                    .words
                    .iter()
                    .map(|p| p.contains(&words))
                    .collect()
            }),
            told,
            since: filter.since.map(day),
            until: filter.until.map(day),
            filter,
        }
    }

    fn holds(&self, columns: &Columns, row: &Row) -> bool {
        fn one<T: PartialEq>(wanted: &[T], is: T) -> bool {
            wanted.is_empty() || wanted.contains(&is)
        }
        fn maybe<T: PartialEq>(wanted: &[T], is: Option<T>) -> bool {
            wanted.is_empty() || is.is_some_and(|is| wanted.contains(&is))
        }
        let f = self.filter;
        // In the order of what is cheap and leaves out most.
        self.since
            .is_none_or(|day| row.last >= day && row.first >= day - Filter::WIDEST_DAYS)
            && self
                .until
                .is_none_or(|day| row.first <= day && row.first != super::columns::NO_DAY)
            && one(&f.event, row.event)
            && maybe(&f.measure, row.measure)
            && one(&f.status, row.status)
            && one(&f.quad, row.quad.get())
            && maybe(&f.mode, row.mode)
            && f.min_sources
                .is_none_or(|n| usize::from(row.independent) >= n)
            && f.min_confidence
                .is_none_or(|c| f64::from(row.confidence) >= c - 1e-6)
            && self.parties(columns, row)
            && self.place_country.is_none_or(|c| row.place_country == c)
            && (self.places.as_ref()).is_none_or(|p| row.place != NO_PLACE && p[row.place as usize])
            && self
                .told
                .is_none_or(|rows| rows.binary_search(&row.row).is_ok())
    }

    fn parties(&self, columns: &Columns, row: &Row) -> bool {
        let (actors, recipients) = (columns.actors(row), columns.recipients(row));
        let on = |side: &[u16], wanted: &[u16]| side.iter().any(|c| wanted.contains(c));
        let pair = match (&self.actor, &self.recipient) {
            (None, None) => true,
            (Some(wanted), None) => on(actors, wanted),
            (None, Some(wanted)) => on(recipients, wanted),
            // Those who act together without a recipient are pairs of one another.
            (Some(actor), Some(recipient)) if recipients.is_empty() => (actors.iter())
                .filter(|a| actor.contains(a))
                .any(|a| actors.iter().any(|b| a != b && recipient.contains(b))),
            (Some(actor), Some(recipient)) => on(actors, actor) && on(recipients, recipient),
        };
        pair && (self.country.as_ref())
            .is_none_or(|wanted| on(actors, wanted) || on(recipients, wanted))
    }
}

impl Columns {
    /// Number of what was acted on, as bounds.
    pub(crate) fn count(row: &Row) -> Option<(Option<i64>, Option<i64>)> {
        let bound = |n: i32| (n != NONE_COUNT).then_some(i64::from(n));
        let (low, high) = (bound(row.low), bound(row.high));
        (low.is_some() || high.is_some()).then_some((low, high))
    }
}
