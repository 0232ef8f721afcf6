//! Counts of units that date no act: ages, durations and things that recur.

use super::DateKind;
use super::calendar::{Grain, Range, add_units};
use super::scan::{Found, Scan};
use crate::numbers::words::{Unit, class};

impl Scan<'_> {
    /// "a 22-year-old", "aged 22", "22 years old".
    pub(crate) fn age(&self, at: usize) -> Option<Found> {
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
    pub(crate) fn repeated(&self, at: usize) -> Option<Found> {
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
        if unit == Unit::Quarter && (self.dash(next) || self.is(end, "of")) {
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
