//! Numbered parts of periods: "the first half of 2019", "the third quarter", "the last week of May", "Q3 2020".

use super::calendar::{self, Grain, Range, add_days, add_units, date};
use super::scan::{Found, Scan};
use crate::numbers::words::Unit;
use jiff::civil::Weekday;

impl Scan<'_> {
    /// "the first half of 2019", "the third quarter", "the first six months of the year", "the last week of May".
    pub(crate) fn fraction(&self, at: usize) -> Option<Found> {
        let the = self.skip(at, &["the"]);
        let token = self.get(the)?;
        let last = token.any(&["last", "final", "closing"]);
        let ordinal = if last {
            0
        } else if token.is("opening") {
            1
        } else {
            token.word.map(|word| word.ordinal).filter(|n| *n > 0)?
        };
        if let Some((weekday, after)) = self.weekday_at(the + 1)
            && self.any(after, &["of", "in"])
        {
            let found = self
                .whole(after + 1)
                .filter(|found| found.range.grain == Grain::Month)?;
            let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
            let nth = if last {
                -1
            } else {
                i8::try_from(ordinal).ok()?
            };
            let day = found.range.first.nth_weekday_of_month(nth, weekday).ok()?;
            return Some(Found {
                start: at,
                range: Range::day(day),
                rule: "nth-weekday",
                ..found
            });
        }
        let mut next = the + 1;
        let mut count = 1;
        if let Some((low, _, after)) = self.count(next) {
            count = low;
            next = after;
        }
        if self.dash(next) {
            next += 1;
        }
        let (unit, half) = if self.is(next, "half") {
            (Unit::Quarter, true)
        } else {
            (self.unit(next)?, false)
        };
        next += 1;
        if half && !(1..=2).contains(&ordinal) && !last {
            return None;
        }
        let of = self.is(next, "of") || self.is(next, "in");
        let whole = if of {
            self.whole(next + 1)
        } else {
            self.year_figures(next).and_then(|_| self.whole(next))
        };
        let (range, next, full) = match whole {
            Some(found) => (found.range, found.next, found.full),
            None if !of && count == 1 && unit == Unit::Quarter && !half && !last => {
                // By itself: the last such quarter or half that has begun.
                let anchor = self.anchor?;
                let year = i64::from(anchor.year());
                let pick = |year| calendar::quarter(year, ordinal);
                let this = pick(year)?;
                let range = if this.first <= anchor
                    || self.tense(at, next) == super::tense::Tense::Future
                {
                    this
                } else {
                    pick(year - 1)?
                };
                return Some(Found::point(at, next, range, "fraction"));
            }
            None => return None,
        };
        let range = if half {
            halves(range, if last { 2 } else { ordinal })?
        } else if last {
            let end = add_days(range.last, 1)?;
            let first = if unit == Unit::Weekend {
                calendar::weekday_back(range.last, 6)?
            } else {
                add_units(end, unit, -count)?
            };
            Range::new(first.max(range.first), range.last, Grain::Span)
        } else if ordinal == 1 || count == 1 {
            let mut first = add_units(range.first, unit, (ordinal - 1).checked_mul(count)?)?;
            if unit == Unit::Weekend {
                first = add_days(calendar::weekday_ahead(range.first, 6)?, (ordinal - 1) * 7)?;
                Range::new(first, add_days(first, 1)?, Grain::Span)
            } else {
                let end = add_days(add_units(first, unit, count)?, -1)?;
                Range::new(first, end.min(range.last).max(first), Grain::Span)
            }
        } else {
            return None;
        };
        let grain = if range.first == range.last {
            Grain::Day
        } else {
            Grain::Span
        };
        Some(Found {
            full,
            ..Found::point(at, next, Range { grain, ..range }, "fraction")
        })
    }

    /// "Q3 2020", "H1 2019", "Q4", "2020 Q3" is read as year and quarter apart.
    pub(crate) fn quarter_code(&self, at: usize) -> Option<Found> {
        let token = self.get(at)?;
        let half = match token.text.as_bytes() {
            [b'Q', b'1'..=b'4'] => false,
            [b'H', b'1'..=b'2'] => true,
            _ => return None,
        };
        let number = i64::from(token.text.as_bytes()[1] - b'0');
        let pick = |year| {
            if half {
                calendar::half(year, number)
            } else {
                calendar::quarter(year, number)
            }
        };
        let year_at = self.skip(at + 1, &["of", ",", "in"]);
        if let Some(year) = self.year_figures(year_at) {
            return Some(Found::point(at, year_at + 1, pick(year)?, "quarter").full());
        }
        let anchor = self.anchor?;
        let this = pick(i64::from(anchor.year()))?;
        let range = if this.first <= anchor {
            this
        } else {
            pick(i64::from(anchor.year()) - 1)?
        };
        (!half).then(|| Found::point(at, at + 1, range, "quarter"))
    }
}

fn halves(range: Range, which: i64) -> Option<Range> {
    let (first, last) = (range.first, range.last);
    let middle = match range.grain {
        Grain::Year => date(i64::from(first.year()), 7, 1)?,
        Grain::Month => date(i64::from(first.year()), i64::from(first.month()), 16)?,
        Grain::Decade => date(i64::from(first.year()) + 5, 1, 1)?,
        Grain::Century => date(i64::from(first.year()) + 50, 1, 1)?,
        _ => {
            let days = i64::from((last - first).get_days());
            add_days(first, (days + 1) / 2)?
        }
    };
    Some(if which == 1 {
        Range::new(first, add_days(middle, -1)?, Grain::Span)
    } else {
        Range::new(middle, last, Grain::Span)
    })
}
