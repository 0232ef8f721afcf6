//! Anniversaries, eves and nights: "the 30th anniversary", "the eve of the summit", "the night of November 9".

use super::calendar::{self, Grain, Range, add_days, add_units};
use super::scan::{Found, Scan};
use crate::numbers::tokens::Kind;
use crate::numbers::words::Unit;

impl Scan<'_> {
    /// "the 30th anniversary": the day that is marked if it is marked now, else the year; "on the … anniversary" is the day itself.
    pub(crate) fn anniversary(&self, at: usize) -> Option<Found> {
        let anchor = self.anchor?;
        let start = at;
        let at = self.skip(at, &["the"]);
        let token = self.get(at)?;
        let (years, next) = match token.kind {
            Kind::OrdinalFigure => (token.whole()?, at + 1),
            Kind::Word if token.word.is_some_and(|word| word.ordinal > 0) => {
                (token.word?.ordinal, at + 1)
            }
            _ => {
                let (low, _, next) = self.count(at)?;
                let next = if self.dash(next) { next + 1 } else { next };
                if self.unit(next) != Some(Unit::Year) {
                    return None;
                }
                (low, next + 1)
            }
        };
        if !self.any(next, &["anniversary"]) {
            return None;
        }
        let end = next + 1;
        let named = self.is(end, "of").then(|| self.named(end + 1)).flatten();
        let on = self.before_any(start, &["on"]);
        if on {
            if let Some(event) = named
                && event.range.grain == Grain::Day
                && let Some(day) = add_units(event.range.first, Unit::Year, years)
            {
                return Some(Found::point(
                    start,
                    event.next,
                    Range::day(day),
                    "anniversary-day",
                ));
            }
            return Some(Found::point(
                start,
                end,
                Range::day(anchor),
                "anniversary-day",
            ));
        }
        let then = add_units(anchor, Unit::Year, years.checked_neg()?)?;
        let marked = (start.saturating_sub(3)..start)
            .chain(end..(end + 14).min(self.tokens.len()))
            .any(|at| self.any(at, &["mark", "marks", "marked", "marking", "today"]));
        let range = if marked {
            Range::day(then)
        } else {
            calendar::unit_of(then, Unit::Year)?
        };
        Some(Found::point(start, end, range, "anniversary"))
    }

    /// "on the eve of the summit": the act is placed a day before what follows, which stands a day after the report.
    pub(crate) fn eve(&self, at: usize) -> Option<Found> {
        let next = self.words(at, &["the", "eve", "of"])?;
        if let Some(found) = self
            .period(next)
            .filter(|found| found.range.grain == Grain::Day)
        {
            let range = Range::day(add_days(found.range.first, -1)?);
            return Some(Found {
                start: at,
                range,
                ..found
            });
        }
        let day = add_days(self.anchor?, 1)?;
        Some(Found::point(at, next, Range::day(day), "eve"))
    }

    /// "the night of November 9", "the night of November 9-10".
    pub(crate) fn night_of(&self, at: usize) -> Option<Found> {
        let the = self.skip(at, &["the"]);
        if !self.any(
            the,
            &[
                "night",
                "morning",
                "evening",
                "afternoon",
                "day",
                "week",
                "month",
            ],
        ) || !self.is(the + 1, "of")
        {
            return None;
        }
        let found = self.absolute(the + 2)?;
        if self.is(the, "week") {
            let range = calendar::week_of(found.range.first)?;
            return (found.range.grain == Grain::Day).then_some(Found {
                start: at,
                range,
                rule: "week-of",
                ..found
            });
        }
        Some(Found { start: at, ..found })
    }
}
