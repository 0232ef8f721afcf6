//! Counted units of time: "two weeks ago", "a day after", "the past three months", "for two years", "a 60-day truce".

use super::DateKind;
use super::calendar::{self, Grain, Range, add_days, add_units};
use super::scan::{Found, Scan};
use super::tense::Tense;
use crate::numbers::tokens::Kind;
use crate::numbers::words::{Unit, class};
use jiff::civil::Date;

/// Words before a count that change nothing in the range.
const HEDGES: &[&str] = &[
    "about",
    "around",
    "roughly",
    "nearly",
    "almost",
    "just",
    "some",
    "exactly",
    "approximately",
    "only",
    "barely",
];

/// Nouns of being held: "ten days in captivity" is the ten days before the report.
const HELD: &[&str] = &[
    "captivity",
    "detention",
    "custody",
    "prison",
    "jail",
    "confinement",
    "imprisonment",
    "solitary",
    "exile",
    "hiding",
    "power",
    "office",
];

impl Scan<'_> {
    /// A small count: low, high, and the token after it.
    pub(crate) fn count(&self, at: usize) -> Option<(i64, i64, usize)> {
        let token = self.get(at)?;
        if let Some(next) = self
            .words(at, &["a", "couple", "of"])
            .or_else(|| self.words(at, &["a", "couple"]))
        {
            return Some((2, 2, next));
        }
        if let Some(next) = self.words(at, &["a", "few"]) {
            return Some((3, 3, next));
        }
        if token.is("few") {
            return Some((3, 3, at + 1));
        }
        if token.is("several") {
            return Some((3, 7, at + 1));
        }
        if token.is("dozen") || self.words(at, &["a", "dozen"]).is_some() {
            return Some((12, 12, at + if token.is("dozen") { 1 } else { 2 }));
        }
        let (low, next) = self.exact_count(at)?;
        if (self.any(next, &["or", "to"]) || self.dash(next))
            && let Some((high, after)) = self.exact_count(next + 1)
            && high > low
            && (self.unit(after).is_some() || self.dash(after))
        {
            return Some((low, high, after));
        }
        Some((low, low, next))
    }

    fn exact_count(&self, at: usize) -> Option<(i64, usize)> {
        let token = self.get(at)?;
        if token.kind == Kind::Figure {
            if token.glued
                && self
                    .before(at)
                    .is_some_and(|before| before.text == "." || before.text == "$")
            {
                return None;
            }
            return Some((token.whole()?, at + 1));
        }
        let word = token.word?;
        let first = word.cardinal?;
        let mut value = first;
        let mut next = at + 1;
        if (20..=90).contains(&first) {
            let after = if self.dash(next) { next + 1 } else { next };
            if let Some(ones) = self
                .get(after)
                .and_then(|t| t.word)
                .and_then(|word| word.cardinal)
                && (1..10).contains(&ones)
            {
                value += ones;
                next = after + 1;
            }
        }
        if let Some(scale) = self
            .get(next)
            .and_then(|t| t.word)
            .map(|word| word.scale)
            .filter(|s| (12..=1000).contains(s))
        {
            value = value.checked_mul(scale)?;
            next += 1;
        }
        Some((value, next))
    }

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
        let at = self.skip(at, HEDGES);
        let (low, high, mut next, unit) = self.count_of_units(at)?;
        let anchor = self.anchor?;
        let mut low = low;
        let mut high = high;
        let mut unit = unit;
        if let Some(after) = self.words(next, &["and", "a", "half"]) {
            if unit == Unit::Year {
                (low, high, unit) = (low * 12 + 6, high * 12 + 6, Unit::Month);
            }
            next = after;
        }
        let word = self.get(next);
        let is = |words: &[&str]| word.is_some_and(|token| token.any(words));
        if is(&["ago"]) {
            return Some(Found::point(
                start,
                next + 1,
                moved(anchor, unit, -low, -high)?,
                "ago",
            ));
        }
        if is(&["earlier", "before", "previously", "prior", "beforehand"]) {
            let mut end = next + 1;
            if is(&["before", "prior"]) {
                end = if is(&["prior"]) {
                    self.skip(end, &["to"])
                } else {
                    end
                };
                if let Some(found) = self.reference(end) {
                    let range = moved_range(found.range, unit, -low, -high)?;
                    return Some(Found {
                        start,
                        range,
                        rule: "before-date",
                        ..found
                    });
                }
            }
            let reference = self
                .last_day
                .filter(|_| is(&["earlier", "previously", "prior"]))
                .map_or(anchor, |r| r.first);
            return Some(Found::point(
                start,
                end.min(next + 1),
                moved(reference, unit, -low, -high)?,
                "earlier",
            ));
        }
        if is(&["later", "afterwards", "thereafter"]) {
            let reference = self.last_day?.last;
            return Some(Found::point(
                start,
                next + 1,
                moved(reference, unit, low, high)?,
                "later",
            ));
        }
        if is(&["after", "following", "since"]) {
            if !is(&["since"])
                && let Some(found) = self.reference(next + 1)
                && found.full
            {
                let range = moved_range(found.range, unit, low, high)?;
                return Some(Found {
                    start,
                    range,
                    rule: "after-date",
                    ..found
                });
            }
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
        if is(&["in"]) && self.any(next + 1, HELD) && !self.any(next + 1, &["power", "office"]) {
            let range = Range::new(add_units(anchor, unit, -high)?, anchor, Grain::Span);
            return Some(Found::point(start, next + 2, range, "days-held"));
        }
        if self.before_any(start, &["in"])
            && self.tense(start.saturating_sub(1), next) == Tense::Future
            && !self.is(next, "of")
        {
            return Some(Found::point(
                start,
                next,
                moved(anchor, unit, low, high)?,
                "in-units",
            ));
        }
        if self.before_any(start, &["within"]) {
            let range = Range::new(anchor, add_units(anchor, unit, high)?, Grain::Span);
            return Some(Found::point(start, next, range, "within"));
        }
        None
    }

    /// A count and its unit: "two weeks", "a day", "half a year", "four or five months".
    pub(crate) fn count_of_units(&self, at: usize) -> Option<(i64, i64, usize, Unit)> {
        if self.words(at, &["half", "a", "year"]).is_some() {
            return Some((6, 6, at + 3, Unit::Month));
        }
        if self.words(at, &["half", "a", "century"]).is_some() {
            return Some((50, 50, at + 3, Unit::Year));
        }
        if self.words(at, &["half", "a", "decade"]).is_some() {
            return Some((5, 5, at + 3, Unit::Year));
        }
        if self.any(at, &["a", "an", "the", "one"])
            && let Some(unit) = self.unit(at + 1)
            && !self.has(at + 1, class::PLURAL_UNIT)
        {
            return Some((1, 1, at + 2, unit));
        }
        let (low, high, next) = self.count(at)?;
        let next = self.skip(next, &["full", "more", "straight", "consecutive", "whole"]);
        let unit = self.unit(next)?;
        Some((low, high, next + 1, unit))
    }

    /// The date that "two days before March 3" leans on.
    fn reference(&self, at: usize) -> Option<Found> {
        let found = self.absolute(at).or_else(|| self.named(at))?;
        let owned = self.get(found.next).is_some_and(|token| token.apostrophe());
        (!owned && matches!(found.range.grain, Grain::Day | Grain::Month)).then_some(found)
    }

    /// "a 22-year-old", "aged 22", "22 years old".
    fn age(&self, at: usize) -> Option<Found> {
        let anchor = self.anchor?;
        let (_, _, next) = self.count(at)?;
        let dash = |at: usize| if self.dash(at) { at + 1 } else { at };
        let after = dash(next);
        let end = if self.unit(after).is_some() && self.any(dash(after + 1), &["old", "olds"]) {
            dash(after + 1) + 1
        } else if self.before_any(at, &["aged"]) {
            next
        } else {
            return None;
        };
        Some(Found {
            kind: DateKind::Age,
            ..Found::point(at, end, Range::day(anchor), "age")
        })
    }

    /// "every Monday", "each year", "twice a week", "daily".
    fn repeated(&self, at: usize) -> Option<Found> {
        let anchor = self.anchor?;
        let set = |next: usize| {
            Some(Found {
                kind: DateKind::Set,
                ..Found::point(at, next, Range::day(anchor), "every")
            })
        };
        let token = self.get(at)?;
        if token.any(&[
            "daily", "weekly", "monthly", "yearly", "annually", "annual", "weekdays", "nightly",
        ]) {
            return set(at + 1);
        }
        if token.any(&["every", "each"]) {
            let next = self.skip(at + 1, &["other", "single"]);
            let next = self.count(next).map_or(next, |(_, _, after)| after);
            if self.unit(next).is_some() || self.has(next, class::DAYPART) {
                return set(next + 1);
            }
            if let Some((_, next)) = self.weekday_at(next) {
                return set(next);
            }
            if let Some((_, next)) = self.month_at(next) {
                return set(next);
            }
        }
        if token.any(&["once", "twice", "times"])
            && self.any(at + 1, &["a", "per", "each", "every"])
            && self.unit(at + 2).is_some()
        {
            return set(at + 3);
        }
        if token.is("per") && self.unit(at + 1).is_some() {
            return set(at + 2);
        }
        None
    }

    /// A count of units with nothing that places it: a duration.
    pub(crate) fn bare_count(&self, at: usize) -> Option<Found> {
        let anchor = self.anchor?;
        let (low, high, next) = self
            .count(at)
            .or_else(|| self.is(at, "a").then_some((1, 1, at + 1)))?;
        let (unit, end) = if self.dash(next) {
            (self.unit(next + 1)?, next + 2)
        } else {
            let (_, _, end, unit) = self.count_of_units(at)?;
            (unit, end)
        };
        if self.is(at, "a") && self.any(at + 1, &["second"]) {
            return None;
        }
        let start = if self.before_any(at, &["for"]) {
            at - 1
        } else {
            at
        };
        let _ = low;
        let range = Range::new(
            add_units(anchor, unit, -high.max(low))?,
            anchor,
            Grain::Span,
        );
        Some(Found {
            kind: DateKind::Duration,
            ..Found::point(start, end, range, "duration")
        })
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
