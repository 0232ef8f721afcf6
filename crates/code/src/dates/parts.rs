//! Parts of periods: "early March", "the end of 2016", "the first half of last year", "Q3 2020", "later this month".

use super::calendar::{self, Grain, Range, add_days, add_months, date};
use super::scan::{Found, Scan};
use crate::numbers::words::Unit;

/// Which part of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Early,
    Mid,
    Late,
    /// The first unit of the next smaller kind.
    Start,
    /// The last one.
    End,
}

impl Scan<'_> {
    pub(crate) fn part(&self, at: usize) -> Option<Found> {
        self.thirds(at)
            .or_else(|| self.edge(at))
            .or_else(|| self.rest(at))
            .or_else(|| self.fraction(at))
            .or_else(|| self.quarter_code(at))
    }

    /// "early March", "mid-2017", "late last year".
    fn thirds(&self, at: usize) -> Option<Found> {
        let part = match self.get(at)?.text.to_ascii_lowercase().as_str() {
            "early" => Part::Early,
            "mid" | "middle" => Part::Mid,
            "late" => Part::Late,
            _ => return None,
        };
        let mut next = at + 1;
        if self.dash(next) {
            next += 1;
            if self.any(next, &["to"])
                && self.dash(next + 1)
                && self.any(next + 2, &["late", "mid"])
            {
                // "mid-to-late 2019"
                let found = self.whole(self.skip(next + 3, &["-"]))?;
                let range = cut(found.range, part)?.join(cut(found.range, Part::Late)?);
                return Some(Found {
                    start: at,
                    range,
                    rule: "part",
                    ..found
                });
            }
        }
        if self.any(next, &["or", "and", "to"]) && self.any(next + 1, &["early", "mid", "late"]) {
            let found = self.thirds(next + 1)?;
            let whole = self.whole(next + 2).or_else(|| self.whole(next + 3))?;
            return Some(Found {
                start: at,
                range: cut(whole.range, part)?.join(found.range),
                ..found
            });
        }
        let found = self.whole(self.skip(next, &["in", "on", "the"]))?;
        if matches!(found.range.grain, Grain::Day | Grain::Weekday) {
            return Some(Found { start: at, ..found });
        }
        Some(Found {
            start: at,
            range: cut(found.range, part)?,
            rule: "part",
            ..found
        })
    }

    /// "the end of March", "the start of next year", "year's end", "end of month".
    fn edge(&self, at: usize) -> Option<Found> {
        let the = self.skip(at, &["the"]);
        let token = self.get(the)?;
        let part = if token.any(&["beginning", "start", "outset", "opening"]) {
            Part::Start
        } else if token.any(&["end", "close"]) {
            Part::End
        } else if token.any(&["middle"]) {
            Part::Mid
        } else {
            let ends = self.any(at, &["year", "month"])
                && ((self.get(at + 1).is_some_and(|t| t.apostrophe())
                    && self.is(at + 2, "s")
                    && self.is(at + 3, "end"))
                    || (self.dash(at + 1) && self.is(at + 2, "end")));
            if ends && let Some(anchor) = self.anchor {
                let whole = calendar::unit_of(anchor, self.unit(at)?)?;
                let next = if self.dash(at + 1) { at + 3 } else { at + 4 };
                return Some(Found::point(at, next, cut(whole, Part::End)?, "edge"));
            }
            return None;
        };
        if !self.is(the + 1, "of") {
            return None;
        }
        let found = self.whole(the + 2)?;
        Some(Found {
            start: at,
            range: cut(found.range, part)?,
            rule: "edge",
            ..found
        })
    }

    /// A whole period after "early" or "end of": also "the year", "month", "that week".
    pub(crate) fn whole(&self, at: usize) -> Option<Found> {
        let mut next = at;
        let article = self.any(next, &["the", "this", "that"]);
        if article {
            next += 1;
        }
        if let Some(unit) = self.unit(next).filter(|unit| {
            matches!(
                unit,
                Unit::Day
                    | Unit::Week
                    | Unit::Weekend
                    | Unit::Month
                    | Unit::Quarter
                    | Unit::Year
                    | Unit::Decade
                    | Unit::Century
            )
        }) && !self.has(next, crate::numbers::words::class::PLURAL_UNIT)
            && (article || self.before_any(at, &["of"]))
            && let Some(anchor) = self.anchor
        {
            return Some(Found::point(
                at,
                next + 1,
                calendar::unit_of(anchor, unit)?,
                "part",
            ));
        }
        if self.is(at, "the") {
            let found = self
                .absolute(next)
                .or_else(|| self.deictic(next))
                .or_else(|| self.year_like(next))?;
            return Some(Found { start: at, ..found });
        }
        self.absolute(at)
            .or_else(|| self.deictic(at))
            .or_else(|| self.fraction(at))
            .or_else(|| self.year_like(at))
            .or_else(|| {
                let year = self.year_figures(at)?;
                Some(Found::point(at, at + 1, calendar::year(year)?, "year").full())
            })
    }

    /// "earlier this month", "later in the week", "earlier today", "later that year".
    fn rest(&self, at: usize) -> Option<Found> {
        let token = self.get(at)?;
        let back = if token.is("earlier") {
            true
        } else if token.is("later") {
            false
        } else {
            return None;
        };
        let anchor = self.anchor?;
        let next = self.skip(at + 1, &["in", "on", "during"]);
        if self.any(next, &["today", "tonight"]) {
            return Some(Found::point(at, next + 1, Range::day(anchor), "rest"));
        }
        if let Some((_, _)) = self.weekday_at(next) {
            let found = self.deictic(next)?;
            return Some(Found { start: at, ..found });
        }
        if !self.any(next, &["this", "the", "that"]) {
            return None;
        }
        let unit = self.unit(next + 1)?;
        let whole = calendar::unit_of(anchor, unit)?;
        let range = match (unit, back) {
            (Unit::Day | Unit::Hour, _) => Range::day(anchor),
            (Unit::Year | Unit::Decade, true) => Range::new(
                whole.first,
                add_days(anchor, -1)?.max(whole.first),
                Grain::Span,
            ),
            (_, true) => Range::new(whole.first, anchor, Grain::Span),
            (_, false) => Range::new(
                add_days(anchor, 1)?.min(whole.last),
                whole.last,
                Grain::Span,
            ),
        };
        Some(Found::point(at, next + 2, range, "rest"))
    }
}

fn cut(range: Range, part: Part) -> Option<Range> {
    let (first, last) = (range.first, range.last);
    let (y, m) = (i64::from(first.year()), i64::from(first.month()));
    let years = |from: i64, to: i64| -> Option<Range> {
        Some(Range::new(
            date(y + from, 1, 1)?,
            date(y + to, 12, 31)?,
            Grain::Span,
        ))
    };
    Some(match (range.grain, part) {
        (Grain::Day | Grain::Weekday, _) => range,
        (Grain::Month, Part::Early) => Range::new(first, date(y, m, 10)?, Grain::Span),
        (Grain::Month, Part::Mid) => Range::new(date(y, m, 11)?, date(y, m, 20)?, Grain::Span),
        (Grain::Month, Part::Late) => Range::new(date(y, m, 21)?, last, Grain::Span),
        (Grain::Year, Part::Early) => {
            Range::new(first, add_months(first, 3)?.last_of_month(), Grain::Span)
        }
        (Grain::Year, Part::Mid) => Range::new(
            add_months(first, 4)?,
            add_months(first, 7)?.last_of_month(),
            Grain::Span,
        ),
        (Grain::Year, Part::Late) => Range::new(add_months(first, 8)?, last, Grain::Span),
        (Grain::Year, Part::Start) => Range::new(first, first.last_of_month(), Grain::Month),
        (Grain::Year, Part::End) => Range::new(last.first_of_month(), last, Grain::Month),
        (Grain::Decade, Part::Early) => years(0, 3)?,
        (Grain::Decade, Part::Mid) => years(4, 6)?,
        (Grain::Decade, Part::Late) => years(6, 9)?,
        (Grain::Decade, Part::Start) => years(0, 0)?,
        (Grain::Decade, Part::End) => years(9, 9)?,
        (Grain::Century, Part::Early) => years(0, 32)?,
        (Grain::Century, Part::Mid) => years(33, 65)?,
        (Grain::Century, Part::Late) => years(66, 99)?,
        (Grain::Century, Part::Start) => years(0, 9)?,
        (Grain::Century, Part::End) => years(90, 99)?,
        (Grain::Season | Grain::Quarter, Part::Early) => {
            Range::new(first, first.last_of_month(), Grain::Span)
        }
        (Grain::Season | Grain::Quarter, Part::Mid) => {
            let middle = add_months(first, 1)?;
            Range::new(middle, middle.last_of_month(), Grain::Span)
        }
        (Grain::Season | Grain::Quarter, Part::Late) => {
            Range::new(last.first_of_month(), last, Grain::Span)
        }
        (_, Part::Start) => Range::day(first),
        (_, Part::End) => Range::day(last),
        (_, part) => {
            let days = i64::from((last - first).get_days()) + 1;
            let third = days / 3;
            match part {
                Part::Early => Range::new(first, add_days(first, third.max(1) - 1)?, Grain::Span),
                Part::Mid => Range::new(
                    add_days(first, third)?,
                    add_days(last, -third)?,
                    Grain::Span,
                ),
                _ => Range::new(add_days(last, 1 - third.max(1))?, last, Grain::Span),
            }
        }
    })
}
