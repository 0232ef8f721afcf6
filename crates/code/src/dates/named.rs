//! Holidays and named periods, from `data/code/dates_named.tsv`.

use super::calendar::{self, Grain, Range, date};
use super::scan::{Found, Scan};
use crate::numbers::tokens::Kind;
use crate::numbers::words::class;
use jiff::civil::{Date, Weekday};
use std::sync::LazyLock;

enum Days {
    OfYear { month: i64, day: i64 },
    FromEaster(i64),
    NthWeekday { month: i64, weekday: i8, nth: i8 },
    Fixed(Range),
}

struct Named {
    words: Vec<&'static str>,
    days: Days,
}

static NAMED: LazyLock<Vec<Named>> = LazyLock::new(|| {
    let mut list: Vec<Named> = include_str!("../../../../data/code/dates_named.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(read)
        .collect();
    list.sort_by_key(|named| std::cmp::Reverse(named.words.len()));
    list
});

fn read(line: &'static str) -> Option<Named> {
    let mut fields = line.split('\t');
    let (words, kind, value) = (fields.next()?, fields.next()?, fields.next()?);
    let days = match kind {
        "day" => {
            let (month, day) = value.split_once('-')?;
            Days::OfYear {
                month: month.parse().ok()?,
                day: day.parse().ok()?,
            }
        }
        "easter" => Days::FromEaster(value.parse().ok()?),
        "nth" => {
            let mut parts = value.split('/');
            Days::NthWeekday {
                month: parts.next()?.parse().ok()?,
                weekday: parts.next()?.parse().ok()?,
                nth: parts.next()?.parse().ok()?,
            }
        }
        "range" => {
            let (first, last) = value.split_once("..")?;
            let (first, last): (Date, Date) = (first.parse().ok()?, last.parse().ok()?);
            let grain = if first == last {
                Grain::Day
            } else {
                Grain::Span
            };
            Days::Fixed(Range::new(first, last, grain))
        }
        _ => return None,
    };
    Some(Named {
        words: crate::numbers::tokens::tokenize(words)
            .iter()
            .map(|token| token.text)
            .collect(),
        days,
    })
}

impl Days {
    fn in_year(&self, year: i64) -> Option<Range> {
        let day = match *self {
            Days::OfYear { month, day } => date(year, month, day)?,
            Days::FromEaster(days) => calendar::add_days(calendar::easter(year)?, days)?,
            Days::NthWeekday {
                month,
                weekday,
                nth,
            } => {
                let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
                date(year, month, 1)?
                    .nth_weekday_of_month(nth, weekday)
                    .ok()?
            }
            Days::Fixed(range) => return Some(range),
        };
        Some(Range::day(day))
    }
}

impl Scan<'_> {
    /// A holiday or named period that begins at the token, with its year if one follows.
    pub(crate) fn named(&self, at: usize) -> Option<Found> {
        let start = at;
        let at = self.skip(at, &["the"]);
        let first = self.get(at)?;
        if !first.has(class::NAMED) && first.kind != Kind::Figure {
            return None;
        }
        let named = NAMED.iter().find(|named| {
            first.is(named.words[0])
                && named.words.iter().enumerate().all(|(offset, word)| {
                    self.get(at + offset).is_some_and(|token| {
                        token.is(word)
                            || (*word == "'" && token.apostrophe())
                            || (*word == "-" && token.dash())
                    })
                })
        })?;
        let next = at + named.words.len();
        if let Days::Fixed(range) = named.days {
            return Some(Found::point(start, next, range, "named-period").full());
        }
        if !first.capital() {
            return None;
        }
        // "New Year" needs no article before it, and "Easter" may be an island.
        if self.any(next, &["island", "islands"])
            || (named.words.last() == Some(&"year") && self.any(next, &["s", "'", "’"]))
        {
            return None;
        }
        let year_at = self.skip(next, &[",", "of", "in"]);
        if let Some(year) = self.year_figures(year_at) {
            return Some(
                Found::point(start, year_at + 1, named.days.in_year(year)?, "holiday").full(),
            );
        }
        let range = match (self.anchor, self.before(start)) {
            (Some(anchor), Some(before)) if before.any(&["last", "next"]) => {
                let this = i64::from(anchor.year());
                let back = before.is("last");
                [0, -1, 1].into_iter().find_map(|shift| {
                    named.days.in_year(this + shift).filter(|range| {
                        if back {
                            range.first < anchor && shift <= 0
                        } else {
                            range.first > anchor && shift >= 0
                        }
                    })
                })?
            }
            _ => self.nearest(start, next, |year| named.days.in_year(year))?,
        };
        Some(Found::point(start, next, range, "holiday"))
    }
}
