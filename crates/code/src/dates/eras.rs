//! Decades, centuries and fiscal years: "the 1980s", "the 17th century", "fiscal 2012".

use super::calendar::{self, Grain, Range, date};
use super::scan::{Found, Scan};
use crate::numbers::tokens::Kind;
use crate::numbers::words::Unit;

impl Scan<'_> {
    /// "1980s", "'90s", "the nineteen-eighties" is left out; "the nineties".
    pub(crate) fn decade(&self, at: usize) -> Option<Found> {
        let token = self.get(at)?;
        if token.kind == Kind::PluralFigure && token.plain {
            let value = token.whole()?;
            if token.digits == 4 && value % 10 == 0 && (1000..=2190).contains(&value) {
                let range = if value % 100 == 0 && value < 2000 {
                    Range::new(
                        date(value, 1, 1)?,
                        date(value + 99, 12, 31)?,
                        Grain::Century,
                    )
                } else {
                    calendar::decade(value)?
                };
                return Some(Found::point(at, at + 1, range, "decade").full());
            }
            // "the 60s", "the early 60s", "'60s"; but "in his early 40s" is an age.
            let led = self.before(at).is_some_and(|t| t.apostrophe())
                || self.before_any(at, &["the"])
                || (self.before_any(at, &["early", "late", "mid"])
                    && at.checked_sub(2).is_some_and(|at| self.is(at, "the")));
            if token.digits == 2 && value % 10 == 0 && led {
                return Some(
                    Found::point(at, at + 1, calendar::decade(1900 + value)?, "decade").full(),
                );
            }
        }
        let decade = i64::from(token.word?.decade);
        if decade > 0
            && self.before_any(at, &["the", "early", "late", "mid"])
            && at.checked_sub(2).is_some_and(|b| {
                self.any(b, &["in", "of", "since", "the", "during", "until", "from"])
            })
        {
            return Some(
                Found::point(at, at + 1, calendar::decade(1900 + decade)?, "decade").full(),
            );
        }
        None
    }

    /// "the 17th century", "19th-century", "the seventeenth century".
    pub(crate) fn century(&self, at: usize) -> Option<Found> {
        let token = self.get(at)?;
        let ordinal = match token.kind {
            Kind::OrdinalFigure => token.whole()?,
            Kind::Word => token
                .word
                .map(|word| word.ordinal)
                .filter(|ordinal| *ordinal > 0)?,
            _ => return None,
        };
        let mut next = at + 1;
        let mut ordinal = ordinal;
        if token.kind == Kind::Word && self.dash(next) {
            next += 1;
        }
        if token.kind != Kind::Word && self.dash(next) {
            next += 1;
        }
        if ordinal == 20
            && let Some(word) = self.get(next).and_then(|token| token.word)
            && word.ordinal > 0
            && word.ordinal < 10
        {
            ordinal += word.ordinal;
            next += 1;
        }
        if self.unit(next) != Some(Unit::Century) || !(1..=30).contains(&ordinal) {
            return None;
        }
        if self.any(next + 1, &["bc", "bce"]) {
            return None;
        }
        // "his second century": only figures or ordinals past the ninth speak of the calendar.
        if token.kind == Kind::Word && ordinal < 9 {
            return None;
        }
        Some(Found::point(at, next + 1, calendar::century(ordinal)?, "century").full())
    }

    /// United States government fiscal years: October to September, named by the year in which they end.
    pub(crate) fn fiscal(&self, at: usize) -> Option<Found> {
        let token = self.get(at)?;
        let mut next = at + 1;
        let year = if token.is("fiscal") || token.is("fy") || token.is("financial") {
            next = self.skip(next, &["year"]);
            self.year_figures(next)?
        } else {
            let figures = token.text.strip_prefix("FY")?;
            next -= 1;
            match figures.len() {
                2 => figures.parse::<i64>().ok()? + 2000,
                4 => figures.parse().ok()?,
                _ => return None,
            }
        };
        let range = calendar::fiscal_year(year)?;
        Some(Found::point(at, next + 1, range, "fiscal-year").full())
    }
}
