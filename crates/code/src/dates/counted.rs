//! Counted units of time: "two weeks ago", "a day after", "the past three months", "for two years", "a 60-day truce".

use super::calendar::{self, Grain, Range, add_days, add_units};
use super::scan::{Found, Scan};
use super::tense::Tense;
use crate::numbers::tokens::Kind;
use crate::numbers::words::{Unit, class};
use jiff::civil::Date;

impl Scan<'_> {
    /// Expressions that rest on a count of units.
    pub(crate) fn counted(&self, at: usize) -> Option<Found> {
        self.rolling(at)
            .or_else(|| self.shifted(at))
            .or_else(|| self.age(at))
            .or_else(|| self.repeated(at))
    }

    /// "the past three months", "the last 24 hours", "the next six months", "the past few days".
    fn rolling(&self, at: usize) -> Option<Found> {
        let anchor = self.anchor?;
        let start = at;
        let at = self.skip(at, &["the", "these"]);
        let back = self.any(at, &["past", "last", "previous", "preceding"]);
        if !back && !self.any(at, &["next", "coming", "following"]) {
            return None;
        }
        let (low, high, next) = self.count(at + 1)?;
        let next = self.skip(next, &["more"]);
        let unit = self.unit(next)?;
        let count = low.max(high);
        let range = if back {
            Range::new(add_units(anchor, unit, -count)?, anchor, Grain::Span)
        } else {
            Range::new(anchor, add_units(anchor, unit, count)?, Grain::Span)
        };
        Some(Found::point(start, next + 1, range, "rolling"))
    }

    /// "two weeks ago", "several days earlier", "a day after", "three months prior", "in ten days".
    fn shifted(&self, at: usize) -> Option<Found> {
        let start = at;
        let at = if self.has(at, class::HEDGE) && !self.any(at + 1, &["the", "last"]) {
            at + 1
        } else {
            at
        };
        let (low, high, mut next, unit) = self.count_of_units(at)?;
        if let Some(found) = self.beside_date(start, next, (low, high), unit) {
            return Some(found);
        }
        if self.any(next, &["later", "afterwards", "thereafter"]) {
            let reference = self.leaning(unit)?;
            let reference = if reference.grain == Grain::Year {
                reference.first
            } else {
                reference.last
            };
            let range = moved(reference, unit, low, high)?;
            return Some(Found::point(start, next + 1, range, "later"));
        }
        // "the week before", "the week before last": left to the rules of pointing words.
        if self.is(at, "the")
            && matches!(unit, Unit::Week | Unit::Month | Unit::Year)
            && self.any(next, &["before", "after"])
            && (self.any(next + 1, &["last", "next"])
                || self
                    .get(next + 1)
                    .is_none_or(|token| token.kind == Kind::Mark))
        {
            return None;
        }
        let anchor = self.anchor?;
        let hedged = at > start;
        let exact = hedged && self.is(start, "exactly");
        let mut low = low;
        let mut high = high;
        let mut unit = unit;
        if let Some(after) = self.words(next, &["and", "a", "half"]) {
            if unit == Unit::Year {
                let months = |years: i64| years.saturating_mul(12).saturating_add(6);
                (low, high, unit) = (months(low), months(high), Unit::Month);
            }
            next = after;
        }
        let word = self.get(next);
        let is = |words: &[&str]| word.is_some_and(|token| token.any(words));
        if exact && is(&["ago", "after", "since", "before", "earlier"]) {
            let day = add_units(anchor, unit, -low)?;
            return Some(Found::point(start, next + 1, Range::day(day), "exact"));
        }
        if is(&["after"]) && self.before_any(start, &["within"]) {
            let range = Range::new(add_units(anchor, unit, -high)?, anchor, Grain::Span);
            return Some(Found::point(start, next + 1, range, "within-after"));
        }
        if is(&["ago"]) {
            // "a year ago today" names the day.
            if self.is(next + 1, "today") || self.words(next + 1, &["to", "the", "day"]).is_some() {
                let day = add_units(anchor, unit, -low)?;
                let end = if self.is(next + 1, "today") {
                    next + 2
                } else {
                    next + 4
                };
                return Some(Found::point(start, end, Range::day(day), "exact"));
            }
            return Some(Found::point(
                start,
                next + 1,
                moved(anchor, unit, -low, -high)?,
                "ago",
            ));
        }
        if is(&["earlier", "before", "previously", "prior", "beforehand"]) {
            let reference = self
                .leaning(unit)
                .filter(|_| is(&["earlier", "previously", "prior"]))
                .map_or(anchor, |r| r.first);
            return Some(Found::point(
                start,
                next + 1,
                moved(reference, unit, -low, -high)?,
                "earlier",
            ));
        }
        if is(&["since"]) && self.before_any(start, &["the"]) {
            // "in the 18 months since the vote": the whole stretch.
            let range = Range::new(add_units(anchor, unit, -high)?, anchor, Grain::Span);
            return Some(Found::point(start, next + 1, range, "rolling"));
        }
        if is(&["after", "following", "since"]) {
            // "a day after the vote": the vote was a day before the report.
            return Some(Found::point(
                start,
                next + 1,
                moved(anchor, unit, -low, -high)?,
                "after-event",
            ));
        }
        if self.words(next, &["from", "now"]).is_some()
            || self.words(next, &["from", "today"]).is_some()
        {
            return Some(Found::point(
                start,
                next + 2,
                moved(anchor, unit, low, high)?,
                "from-now",
            ));
        }
        // "faces up to 15 years in prison" looks ahead.
        let sentence = self.before_any(start, &["to", "face", "faces", "facing", "of"])
            || self.tense(start, next) == Tense::Future;
        if is(&["in"]) && self.has(next + 1, class::HELD) && !sentence {
            let range = Range::new(add_units(anchor, unit, -high)?, anchor, Grain::Span);
            return Some(Found::point(start, next + 2, range, "days-held"));
        }
        if self.before_any(start, &["in"])
            && !self.set_against(start - 1)
            && self.looks_ahead(start, next, hedged)
            && !self.is(next, "of")
        {
            return Some(Found::point(
                start,
                next,
                moved(anchor, unit, low, high)?,
                "in-units",
            ));
        }
        if self.before_any(start, &["within"]) && self.tense(start - 1, next) != Tense::Past {
            let range = Range::new(anchor, add_units(anchor, unit, high)?, Grain::Span);
            return Some(Found::point(start, next, range, "within"));
        }
        None
    }

    /// The expression before that "two days later" leans on: never coarser than what is counted.
    fn leaning(&self, unit: Unit) -> Option<Range> {
        self.last_range.filter(|range| match unit {
            Unit::Year | Unit::Decade | Unit::Century => true,
            Unit::Month | Unit::Quarter => {
                matches!(range.grain, Grain::Day | Grain::Weekday | Grain::Month)
            }
            _ => matches!(range.grain, Grain::Day | Grain::Weekday),
        })
    }

    /// "two days before March 3", "three weeks after 3 March 1990", "a month prior to the end of 2016".
    fn beside_date(
        &self,
        start: usize,
        next: usize,
        (low, high): (i64, i64),
        unit: Unit,
    ) -> Option<Found> {
        let back = self.any(next, &["before", "prior"]);
        if !back && !self.any(next, &["after", "following"]) {
            return None;
        }
        let near = self.words(next, &["prior", "to"]).unwrap_or(next + 1);
        if self.any(near, &["yesterday", "tomorrow"]) && self.anchor.is_some() && unit == Unit::Day
        {
            let found = self.deictic(near)?;
            let sign = if back { -1 } else { 1 };
            let range = moved_range(
                found.range,
                unit,
                low.checked_mul(sign)?,
                high.checked_mul(sign)?,
            )?;
            return Some(Found {
                start,
                range,
                rule: "near-day",
                ..found
            });
        }
        let found = self.reference(near)?;
        let (low, high) = if back {
            (low.checked_neg()?, high.checked_neg()?)
        } else {
            (low, high)
        };
        if !back && !found.full {
            return None;
        }
        let range = moved_range(found.range, unit, low, high)?;
        Some(Found {
            start,
            range,
            rule: "from-date",
            ..found
        })
    }

    fn looks_ahead(&self, start: usize, next: usize, hedged: bool) -> bool {
        match self.tense(start.saturating_sub(1), next) {
            Tense::Future => true,
            Tense::Unknown => hedged,
            Tense::Past => false,
        }
    }

    /// The date that "two days before March 3" leans on.
    fn reference(&self, at: usize) -> Option<Found> {
        let found = self.absolute(at).or_else(|| self.named(at))?;
        let owned = self.get(found.next).is_some_and(|token| token.apostrophe());
        (!owned && matches!(found.range.grain, Grain::Day | Grain::Month)).then_some(found)
    }
}

/// The day, month or year that lies so many units away: days and weeks to the day, months to the month, years to the year.
fn moved(from: Date, unit: Unit, low: i64, high: i64) -> Option<Range> {
    let one = |count: i64| -> Option<Range> {
        match unit {
            Unit::Second | Unit::Minute => Some(Range::day(from)),
            Unit::Hour => {
                let days = count.checked_abs()? / 24;
                Some(Range::day(add_days(from, days * count.signum())?))
            }
            Unit::Month | Unit::Quarter => {
                calendar::unit_of(add_units(from.first_of_month(), unit, count)?, Unit::Month)
            }
            Unit::Year | Unit::Decade | Unit::Century => {
                calendar::unit_of(add_units(from, unit, count)?, Unit::Year)
            }
            _ => Some(Range::day(add_units(from, unit, count)?)),
        }
    };
    let (a, b) = (one(low)?, one(high)?);
    Some(if a == b { a } else { a.join(b) })
}

fn moved_range(range: Range, unit: Unit, low: i64, high: i64) -> Option<Range> {
    if range.grain == Grain::Day {
        return moved(range.first, unit, low, high);
    }
    Some(moved(range.first, unit, low, high)?.join(moved(range.last, unit, low, high)?))
}
