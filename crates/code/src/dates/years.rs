//! Years in figures, alone and in spans: "in 1953", "the 2016 election", "2014–2016".

use super::calendar::{self, Grain, Range, date};
use super::scan::{Found, Scan};
use crate::numbers::tokens::Kind;
use crate::numbers::words::class;

impl Scan<'_> {
    pub(crate) fn year_like(&self, at: usize) -> Option<Found> {
        self.decade(at)
            .or_else(|| self.century(at))
            .or_else(|| self.fiscal(at))
            .or_else(|| self.plain_year(at))
    }

    /// A year where a date may stand.
    pub(crate) fn plain_year(&self, at: usize) -> Option<Found> {
        let year = self.year_figures(at)?;
        if self.has(at + 1, class::COUNTED)
            || self.is(at + 1, "%")
            || self.has(at + 1, class::MEASURE)
        {
            return None;
        }
        if (self.dash(at + 1) || self.get(at + 1).is_some_and(|slash| slash.text == "/"))
            && self.get(at + 1).is_some_and(|dash| dash.glued)
            && let Some(found) = self.year_span(at, year)
        {
            return Some(found);
        }
        let titled = self.before_any(at, &["the"])
            && self
                .get(at + 1)
                .is_some_and(|t| t.kind == Kind::Word && t.capital());
        if titled && year >= 1500 {
            return Some(Found::point(at, at + 1, calendar::year(year)?, "year").full());
        }
        let counts = self.get(at + 1).is_some_and(|t| {
            t.kind == Kind::Word
                && !t.capital()
                && t.text.len() > 3
                && t.text.ends_with('s')
                && !t.has(class::STOP)
        });
        if counts && year < 1900 {
            return None;
        }
        if !self.may_be_year(at, year) {
            return None;
        }
        Some(Found::point(at, at + 1, calendar::year(year)?, "year").full())
    }

    /// Whether the word before lets the figures be a year; before 1900 it must be a clear one.
    fn may_be_year(&self, at: usize, year: i64) -> bool {
        let modern = (1900..=2060).contains(&year);
        let Some(before) = self.before(at) else {
            return modern;
        };
        if before.any(&["(", "["]) {
            return (1500..=2060).contains(&year);
        }
        if before.has(class::YEAR_LEAD) {
            let counting = before.is("of")
                && at.checked_sub(2).is_some_and(|at| {
                    self.any(
                        at,
                        &["total", "number", "maximum", "minimum", "some", "out"],
                    )
                });
            return !counting && (modern || before.has(class::CLEAR_YEAR_LEAD));
        }
        // "general election, 2006:" in headings.
        if before.text == "," {
            let ends = self
                .get(at + 1)
                .is_none_or(|next| matches!(next.text, ":" | "." | ")" | "-"));
            if modern && at >= 2 && self.year_figures(at - 2).is_some_and(|year| year >= 1500) {
                return true;
            }
            let word = at.checked_sub(2).and_then(|at| self.get(at));
            return modern
                && ends
                && word.is_some_and(|word| {
                    word.kind == Kind::Word
                        && !word.has(class::MONTH_ABBR)
                        && word.word.is_none_or(|w| w.month == 0)
                });
        }
        if before.kind != Kind::Word {
            return modern && before.dash() && at >= 2 && self.is(at - 2, "mid");
        }
        let noun_follows = self
            .get(at + 1)
            .is_some_and(|next| next.kind == Kind::Word && !next.has(class::STOP));
        let plain_word = !before.has(class::STOP)
            && !before.has(class::HEDGE)
            && before
                .word
                .is_none_or(|word| word.cardinal.is_none() && word.scale == 0);
        modern && (before.capital() || (plain_word && noun_follows))
    }

    /// "2014–2016" is both years and all between; "2015-16", two years in a row, is July to June.
    fn year_span(&self, at: usize, year: i64) -> Option<Found> {
        let end = self.get(at + 2)?;
        if end.kind != Kind::Figure || !end.plain || !end.glued {
            return None;
        }
        let value = end.whole()?;
        if end.digits == 4 && value > year && value <= 2199 {
            let range = calendar::year(year)?.join(calendar::year(value)?);
            return Some(Found::point(at, at + 3, range, "years").full());
        }
        if end.digits == 2 && !self.dash(at + 3) {
            let last = year - year.rem_euclid(100) + value;
            if last == year + 1 {
                let range = Range::new(date(year, 7, 1)?, date(last, 6, 30)?, Grain::Span);
                return Some(Found::point(at, at + 3, range, "season-years").full());
            }
            if last > year {
                let range = calendar::year(year)?.join(calendar::year(last)?);
                return Some(Found::point(at, at + 3, range, "years").full());
            }
        }
        None
    }
}
