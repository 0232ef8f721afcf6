//! Days and months by name and in figures: "March 26, 2018", "26-28 March", "2018-03-26", "late on Sunday, 4 March".

use super::calendar::{self, Grain, Range, date};
use super::scan::{Found, Scan};
use super::tense::Tense;
use crate::numbers::tokens::Kind;
use crate::numbers::words::class;

impl Scan<'_> {
    pub(crate) fn absolute(&self, at: usize) -> Option<Found> {
        self.numeric(at)
            .or_else(|| self.numeric_month(at))
            .or_else(|| self.weekday_date(at))
            .or_else(|| self.month_first(at, at, None))
            .or_else(|| self.day_first(at, at, None))
            .or_else(|| self.day_alone(at))
    }

    /// A month's name at a token: its number and the token after it.
    pub(crate) fn month_at(&self, at: usize) -> Option<(i64, usize)> {
        let token = self.get(at)?;
        let word = token.word?;
        // In small letters only the names that are no other words.
        let small = !word.has(class::MONTH_ABBR) && !token.any(&["march", "may", "august"]);
        if word.month == 0 || !(token.capital() || small) {
            return None;
        }
        let dot = word.has(class::MONTH_ABBR) && self.is(at + 1, ".") && at + 2 < self.tokens.len();
        Some((i64::from(word.month), if dot { at + 2 } else { at + 1 }))
    }

    /// A day of the month in figures at a token.
    fn day_at(&self, at: usize) -> Option<i64> {
        let token = self.get(at)?;
        let fits = match token.kind {
            Kind::Figure => token.plain && token.digits <= 2,
            Kind::OrdinalFigure => true,
            // "the first of May", "the fifth of November".
            Kind::Word => {
                let day = token
                    .word
                    .map(|word| word.ordinal)
                    .filter(|day| (1..=31).contains(day))?;
                return (self.is(at + 1, "of") && self.month_at(at + 2).is_some()).then_some(day);
            }
            _ => false,
        };
        let day = token.whole()?;
        (fits && (1..=31).contains(&day)).then_some(day)
    }

    /// "Monday, March 26" and "Monday 26 March": the weekday helps to choose the year.
    fn weekday_date(&self, at: usize) -> Option<Found> {
        let (weekday, next) = self.weekday_at(at)?;
        let next = self.skip(next, &[","]);
        let next = self.skip(next, &["the"]);
        self.month_first(at, next, Some(weekday))
            .filter(|found| found.range.grain == Grain::Day)
            .or_else(|| self.day_first(at, next, Some(weekday)))
    }

    /// A weekday's name at a token.
    pub(crate) fn weekday_at(&self, at: usize) -> Option<(i8, usize)> {
        let token = self.get(at)?;
        let word = token.word?;
        let named = token.capital() || !word.has(class::WEEKDAY_ABBR);
        if word.weekday == 0 || !named || word.has(class::WEEKDAYS) {
            return None;
        }
        if word.has(class::WEEKDAY_ABBR) {
            if self.is(at + 1, ".") && at + 2 < self.tokens.len() {
                return Some((word.weekday, at + 2));
            }
            let dated = self.month_at(at + 1).is_some()
                || (self.is(at + 1, ",") && self.month_at(at + 2).is_some());
            return dated.then_some((word.weekday, at + 1));
        }
        Some((word.weekday, at + 1))
    }

    /// "March 26", "March 26–28, 2018", "March 26 and 28", "March 2018", "March".
    fn month_first(&self, start: usize, at: usize, weekday: Option<i8>) -> Option<Found> {
        let (month, next) = self.month_at(at)?;
        if let Some(day) = self.day_at(next) {
            let (last, next) = self.more_days(day, next + 1);
            let (year, next) = self.year_after(next);
            return self.days(start, next, month, day, last, year, weekday);
        }
        let year_at = match self.get(next) {
            Some(token) if token.any(&["of", ","]) => next + 1,
            _ => next,
        };
        if let Some(year) = self.year_figures(year_at) {
            let range = calendar::month(year, month)?;
            return Some(Found::point(start, year_at + 1, range, "month-year").full());
        }
        if let (Some(year), next) = self.year_after(next) {
            let range = calendar::month(year, month)?;
            return Some(Found::point(start, next, range, "month-year"));
        }
        self.month_alone(start, at, month, next)
    }

    /// Further days of the same month: "–28", "and 28", "to 28", ", 27 and 28".
    fn more_days(&self, first: i64, at: usize) -> (i64, usize) {
        let mut last = first;
        let mut next = at;
        loop {
            let listed = self.is(next, ",")
                && self.day_at(next + 1).is_some()
                && (self.is(next + 2, "and")
                    || (self.is(next + 2, ",") && self.is(next + 3, "and")));
            let dashed = self.dash(next) || self.any(next, &["to", "through"]);
            let joined = dashed || self.any(next, &["and", "or"]) || listed;
            let skip = if self.is(next, ",") && self.is(next + 1, "and") {
                2
            } else {
                1
            };
            match self.day_at(next + skip) {
                Some(day)
                    if (joined || skip == 2)
                        && day > last
                        && (dashed || !self.clock(next + skip))
                        && self.month_at(next + skip + 1).is_none() =>
                {
                    last = day;
                    next += skip + 1;
                }
                _ => return (last, next),
            }
        }
    }

    fn clock(&self, at: usize) -> bool {
        self.any(at + 1, &[":", "pm", "am", "p", "a"])
            || self.get(at + 1).is_some_and(|token| {
                token.kind == Kind::Word && !token.has(class::STOP) && !token.capital()
            })
    }

    /// An optional year after a day: ", 2018", "2018", "of 2018", "of last year", "this year".
    fn year_after(&self, at: usize) -> (Option<i64>, usize) {
        let next = self.skip(at, &[",", "of"]);
        if let Some(year) = self.year_figures(next) {
            return (Some(year), next + 1);
        }
        if let Some(anchor) = self.anchor
            && self.is(next + 1, "year")
        {
            let shift = match self.get(next).map(|token| token.text) {
                Some("this") => 0,
                Some("last") => -1,
                Some("next") => 1,
                _ => return (None, at),
            };
            return (Some(i64::from(anchor.year()) + shift), next + 2);
        }
        (None, at)
    }

    /// "26 March", "26-28 March 2018", "26th of March", "26 and 28 March".
    fn day_first(&self, start: usize, at: usize, weekday: Option<i8>) -> Option<Found> {
        let day = self.day_at(at)?;
        if self
            .before(at)
            .is_some_and(|token| token.dash() || token.text == "$" || token.text == ".")
            && self.get(at)?.glued
        {
            return None;
        }
        let (last, next) = self.more_days_before(day, at + 1);
        let (month, next) = self.month_at(self.skip(next, &["of"]))?;
        let (year, next) = self.year_after(next);
        self.days(start, next, month, day, last, year, weekday)
    }

    fn more_days_before(&self, first: i64, at: usize) -> (i64, usize) {
        if (self.dash(at) || self.any(at, &["and", "to", "or"]))
            && let Some(day) = self.day_at(at + 1)
            && day > first
        {
            return (day, at + 2);
        }
        (first, at)
    }

    #[expect(clippy::too_many_arguments)]
    fn days(
        &self,
        start: usize,
        next: usize,
        month: i64,
        first: i64,
        last: i64,
        year: Option<i64>,
        weekday: Option<i8>,
    ) -> Option<Found> {
        let make = |year: i64| -> Option<Range> {
            let first = date(year, month, first)?;
            Some(match date(year, month, last)? {
                last if last == first => Range::day(first),
                last => Range::new(first, last, Grain::Span),
            })
        };
        if let Some(year) = year {
            return Some(Found::point(start, next, make(year)?, "day-month-year").full());
        }
        if let Some(weekday) = weekday
            && let Some(anchor) = self.anchor
        {
            let near = [0, -1, 1].into_iter().find_map(|shift| {
                make(i64::from(anchor.year()) + shift)
                    .filter(|range| range.first.weekday().to_monday_one_offset() == weekday)
            });
            if let Some(range) = near {
                return Some(Found::point(start, next, range, "weekday-day-month"));
            }
        }
        Some(Found::point(
            start,
            next,
            self.nearest(start, next, make)?,
            "day-month",
        ))
    }

    /// A month by itself, where its name is no other word.
    fn month_alone(&self, start: usize, at: usize, month: i64, next: usize) -> Option<Found> {
        let token = self.get(at)?;
        let led = self.before_any(
            at,
            &[
                "in", "of", "since", "until", "till", "by", "during", "from", "through", "early",
                "mid", "late", "for", "before", "after", "between", "and", "to", "on", "this",
                "the",
            ],
        ) || self.before(at).is_some_and(|token| token.dash());
        let owned =
            self.get(next).is_some_and(|token| token.apostrophe()) && self.is(next + 1, "s");
        let doubtful = token.any(&["may", "march"]) || token.has(class::MONTH_ABBR);
        let loosely = !led
            || self.before_any(at, &["the", "and", "on", "to"])
            || (token.is("may") && self.before_any(at, &["for"]));
        let attribute = self.before_any(at, &["the"])
            && self
                .get(next)
                .is_some_and(|t| t.kind == Kind::Word && !t.has(class::STOP) && !t.capital());
        // "January and March", "from February to May": the other month makes it one.
        let paired = self.before_any(at, &["and", "to", "or", "through"])
            && at
                .checked_sub(2)
                .is_some_and(|at| self.month_at(at).is_some());
        if doubtful && loosely && !paired && !attribute && !owned {
            return None;
        }
        if token.any(&["may"]) && self.get(next).is_some_and(|t| t.is("day")) {
            return None;
        }
        // A person: "April Jones", "Theresa May" is caught by the lack of a preposition.
        if !led
            && !owned
            && self
                .get(next)
                .is_some_and(|t| t.kind == Kind::Word && t.capital())
        {
            return None;
        }
        let range = self.nearest(start, next, |year| calendar::month(year, month))?;
        Some(Found::point(start, next, range, "month"))
    }

    /// "on the 26th".
    fn day_alone(&self, at: usize) -> Option<Found> {
        let token = self.get(at)?;
        if token.kind != Kind::OrdinalFigure || !self.before_any(at, &["the"]) {
            return None;
        }
        let led = at
            .checked_sub(2)
            .is_some_and(|at| self.any(at, &["on", "since", "until", "by"]));
        let ends = self
            .get(at + 1)
            .is_none_or(|next| next.kind == Kind::Mark || next.has(class::STOP));
        let day = self.day_at(at)?;
        let anchor = self.anchor?;
        if !led || !ends {
            return None;
        }
        let future = self.tense(at, at + 1) == Tense::Future;
        let steps: [i64; 3] = if future { [0, 1, 2] } else { [0, -1, -2] };
        let day = steps.into_iter().find_map(|step| {
            let month = calendar::add_months(anchor.first_of_month(), step)?;
            date(i64::from(month.year()), i64::from(month.month()), day).filter(|day| {
                if future {
                    *day >= anchor
                } else {
                    *day <= anchor
                }
            })
        })?;
        Some(Found::point(at, at + 1, Range::day(day), "day-of-month"))
    }
}
