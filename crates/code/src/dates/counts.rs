//! Small counts and the units of time behind them: "two weeks", "a couple of days", "four or five months".

use super::scan::Scan;
use crate::numbers::tokens::Kind;
use crate::numbers::words::{Unit, class};

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

    pub(crate) fn exact_count(&self, at: usize) -> Option<(i64, usize)> {
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
            && unit != Unit::Second
            && !(unit == Unit::Quarter && self.is(at + 2, "of"))
        {
            return Some((1, 1, at + 2, unit));
        }
        let (low, high, next) = self.count(at)?;
        if let Some(half) = self.words(next, &["and", "a", "half"])
            && self.unit(half) == Some(Unit::Year)
        {
            let months = low.checked_mul(12)?.checked_add(6)?;
            return Some((months, months, half + 1, Unit::Month));
        }
        let next = self.skip(next, &["full", "more", "straight", "consecutive", "whole"]);
        let unit = self.unit(next)?;
        Some((low, high, next + 1, unit))
    }
}
