//! What a selection of events is made of: counts by party, type, measure, status and time.

use super::columns::{Columns, NO_COUNTRY, NO_DAY, date, day};
use chancery_codebook::{EventType, Measure, QuadCode, Status};
use jiff::civil::Date;
use serde::Serialize;

/// Counts of a selection, each list the largest first.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Facets {
    /// Events by country of an actor.
    pub actor: Vec<(String, u32)>,
    /// Events by country of a recipient.
    pub recipient: Vec<(String, u32)>,
    /// Events by country on either side.
    pub country: Vec<(String, u32)>,
    /// Events by country of the place.
    pub place: Vec<(String, u32)>,
    /// Events by type.
    #[serde(rename = "type")]
    pub event: Vec<(EventType, u32)>,
    /// Events by measure.
    pub measure: Vec<(Measure, u32)>,
    /// Events by status.
    pub status: Vec<(Status, u32)>,
    /// Events by quad code.
    pub quad: Vec<(QuadCode, u32)>,
    /// Events over time, by quad code 1 to 4.
    pub bins: Vec<Span>,
    /// Dated events that lie so far from all others that the bins leave them out.
    pub outside: u32,
}

/// A stretch of time with its events by quad code.
#[derive(Debug, Clone, Serialize)]
pub struct Span {
    /// First day.
    pub from: Date,
    /// Last day, inclusive.
    pub to: Date,
    /// Events by quad code 1 to 4.
    pub quad: [u32; 4],
}

/// Bins that a picture has room for.
const BINS: i32 = 120;

fn largest<T: Copy + Ord>(counts: impl Iterator<Item = (T, u32)>) -> Vec<(T, u32)> {
    let mut found: Vec<(T, u32)> = counts.filter(|(_, n)| *n > 0).collect();
    found.sort_by_key(|(value, n)| (std::cmp::Reverse(*n), *value));
    found
}

impl Columns {
    /// Counts a selection, made by [`Columns::select`].
    pub fn facets(&self, selection: &[usize]) -> Facets {
        let countries = self.countries.words.len();
        let mut by = [(); 4].map(|()| vec![0_u32; countries]);
        let mut types = [0_u32; EventType::ALL.len()];
        let mut measures = [0_u32; Measure::ALL.len()];
        let mut statuses = [0_u32; Status::ALL.len()];
        let mut quads = [0_u32; 4];
        for n in selection {
            let row = &self.rows[*n];
            let (actors, recipients) = (self.actors(row), self.recipients(row));
            for code in actors {
                by[0][usize::from(*code)] += 1;
                by[2][usize::from(*code)] += 1;
            }
            for code in recipients {
                by[1][usize::from(*code)] += 1;
                by[2][usize::from(*code)] += u32::from(!actors.contains(code));
            }
            if row.place_country != NO_COUNTRY {
                by[3][usize::from(row.place_country)] += 1;
            }
            types[row.event as usize] += 1;
            statuses[row.status as usize] += 1;
            quads[usize::from(row.quad.get()) - 1] += 1;
            if let Some(measure) = row.measure {
                measures[measure as usize] += 1;
            }
        }
        let listed = |counts: &[u32]| -> Vec<(String, u32)> {
            let named = self.countries.words.iter().map(String::as_str);
            largest(named.zip(counts.iter().copied()))
                .into_iter()
                .map(|(code, n)| (code.to_owned(), n))
                .collect()
        };
        let bins = self.bins(selection);
        let within: u32 = bins.iter().flat_map(|b| b.quad).sum();
        let dated = selection
            .iter()
            .filter(|n| self.rows[**n].first != NO_DAY)
            .count();
        let quad = |n: usize| QuadCode::try_from(n as u8 + 1).ok();
        Facets {
            actor: listed(&by[0]),
            recipient: listed(&by[1]),
            country: listed(&by[2]),
            place: listed(&by[3]),
            event: largest(EventType::ALL.iter().map(|t| (*t, types[*t as usize]))),
            measure: largest(Measure::ALL.iter().map(|m| (*m, measures[*m as usize]))),
            status: largest(Status::ALL.iter().map(|s| (*s, statuses[*s as usize]))),
            quad: (0..4).filter_map(|n| Some((quad(n)?, quads[n]))).collect(),
            outside: (dated as u32).saturating_sub(within),
            bins,
        }
    }

    /// The days that a selection's events lie in; where a few lie so far out that they would stretch the time to more
    /// than three times its length (one report in a thousand misread, or about the Romans), those are left aside.
    fn core(&self, selection: &[usize]) -> Option<(i32, i32)> {
        let mut days: Vec<i32> = (selection.iter())
            .map(|n| self.rows[*n].first)
            .filter(|d| *d != NO_DAY)
            .collect();
        let (first, last) = (*days.iter().min()?, *days.iter().max()?);
        let few = days.len() / 1000;
        let low = *days.select_nth_unstable(few).1;
        let upper = days.len() - 1 - few;
        let high = *days.select_nth_unstable(upper).1;
        let whole = i64::from(last) - i64::from(first);
        let inner = i64::from(high) - i64::from(low);
        if whole > 3 * inner.max(365) {
            Some((low, high))
        } else {
            Some((first, last))
        }
    }

    /// The days that a selection is shown over.
    pub(crate) fn span_of(&self, selection: &[usize]) -> Option<(Date, Date)> {
        let (first, last) = self.core(selection)?;
        Some((date(first)?, date(last)?))
    }

    /// A selection over time, in days, weeks, months, quarters or years, as there is room.
    fn bins(&self, selection: &[usize]) -> Vec<Span> {
        let Some((first, last)) = self.core(selection) else {
            return Vec::new();
        };
        let starts = starts(first, last);
        let mut bins: Vec<[u32; 4]> = vec![[0; 4]; starts.len()];
        for n in selection {
            let row = &self.rows[*n];
            if row.first == NO_DAY || row.first > last {
                continue;
            }
            let bin = starts.partition_point(|s| *s <= row.first);
            if let Some(bin) = bin.checked_sub(1) {
                bins[bin][usize::from(row.quad.get()) - 1] += 1;
            }
        }
        let ends =
            (starts.iter().skip(1).map(|s| s - 1)).chain([last.max(starts[starts.len() - 1])]);
        (starts.iter().zip(ends).zip(bins))
            .filter_map(|((from, to), quad)| {
                Some(Span {
                    from: date(*from)?,
                    to: date(to)?,
                    quad,
                })
            })
            .collect()
    }
}

/// First days of bins that cover some days.
fn starts(first: i32, last: i32) -> Vec<i32> {
    let span = last - first + 1;
    if span <= BINS {
        return (first..=last).collect();
    }
    if span <= 7 * BINS {
        // Weeks begin on Monday; 1 January 1970 was a Thursday.
        let monday = first - (first + 3).rem_euclid(7);
        return (monday..=last).step_by(7).collect();
    }
    let (Some(from), Some(to)) = (date(first), date(last)) else {
        return vec![first];
    };
    let months: i32 = if span <= 30 * BINS {
        1
    } else if span <= 91 * BINS {
        3
    } else {
        // Years, as many together as leave no more bins than there is room for.
        12 * (span / (366 * BINS) + 1)
    };
    let month = i32::from(from.month() - 1) / months * months + 1;
    let mut start = Date::new(from.year(), month as i8, 1).unwrap_or(from);
    let mut starts = Vec::new();
    while start <= to {
        starts.push(day(start));
        start = start.saturating_add(jiff::Span::new().months(months));
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::{day, starts};
    use jiff::civil::date;

    #[test]
    fn bins_are_as_long_as_the_picture_needs() {
        let bins = |a, b| starts(day(a), day(b));
        assert_eq!(bins(date(2018, 3, 1), date(2018, 3, 4)).len(), 4);
        let weeks = bins(date(2018, 1, 3), date(2019, 1, 3));
        assert_eq!(weeks[0], day(date(2018, 1, 1)), "weeks begin on Monday");
        assert_eq!(weeks[1] - weeks[0], 7);
        let months = bins(date(2010, 5, 20), date(2018, 1, 1));
        assert_eq!(months[0], day(date(2010, 5, 1)));
        let years = bins(date(1971, 9, 24), date(2026, 5, 1));
        assert_eq!((years[0], years.len()), (day(date(1971, 1, 1)), 56));
        assert!(bins(date(1, 1, 1), date(2026, 1, 1)).len() <= 121);
    }
}
