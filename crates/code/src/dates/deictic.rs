//! Expressions that point from the report's day: "yesterday", "last month", "Monday", "this summer", "next Friday".

use super::calendar::{self, Grain, Range, add_days, add_units, weekday_ahead, weekday_back};
use super::scan::{Found, Scan};
use super::seasons::pointed_season;
use super::tense::Tense;
use crate::numbers::tokens::Kind;
use crate::numbers::words::{Unit, class};
use jiff::civil::Date;

/// Which way a pointing word points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    Last,
    This,
    Next,
}

impl Scan<'_> {
    pub(crate) fn deictic(&self, at: usize) -> Option<Found> {
        let anchor = self.anchor?;
        self.near_day(at, anchor)
            .or_else(|| self.same(at, anchor))
            .or_else(|| self.pointed(at, anchor))
            .or_else(|| self.weekday(at, anchor))
            .or_else(|| self.vague(at, anchor))
    }

    /// Today and the days around it.
    fn near_day(&self, at: usize, anchor: Date) -> Option<Found> {
        let token = self.get(at)?;
        let day = |shift: i64, next: usize| {
            Some(Found::point(
                at,
                next,
                Range::day(add_days(anchor, shift)?),
                "near-day",
            ))
        };
        if token.any(&["today", "tonight"]) {
            return day(0, at + 1);
        }
        if token.is("yesterday") {
            return day(-1, at + 1);
        }
        if token.is("tomorrow") {
            return day(1, at + 1);
        }
        if token.is("overnight") {
            let range = Range::new(add_days(anchor, -1)?, anchor, Grain::Span);
            return Some(Found::point(at, at + 1, range, "overnight"));
        }
        let the = self.skip(at, &["the"]);
        if let Some(next) = self.words(the, &["day", "before", "yesterday"]) {
            return day(-2, next);
        }
        if let Some(next) = self.words(the, &["day", "after", "tomorrow"]) {
            return day(2, next);
        }
        if self.any(the, &["last"]) && self.any(the + 1, &["night", "evening"]) {
            return day(-1, the + 2);
        }
        if self.is(at, "this") && self.any(at + 1, &["morning", "afternoon", "evening"]) {
            return day(0, at + 2);
        }
        if self.is(at, "the") {
            let reference = self.last_day().map_or(anchor, |range| range.first);
            if self.any(the, &["previous", "prior", "preceding"])
                && self.any(the + 1, &["day", "night", "evening"])
            {
                return Some(Found::point(
                    at,
                    the + 2,
                    Range::day(add_days(reference, -1)?),
                    "day-before",
                ));
            }
            if self.any(the, &["next", "following"]) && self.is(the + 1, "day") {
                return Some(Found::point(
                    at,
                    the + 2,
                    Range::day(add_days(reference, 1)?),
                    "day-after",
                ));
            }
            if self.is(the, "same") && self.any(the + 1, &["day", "date"]) {
                return Some(Found::point(at, the + 2, Range::day(reference), "same-day"));
            }
        }
        None
    }

    /// "that day", "the same month", "the week before", "the year after", "the week before last".
    fn same(&self, at: usize, anchor: Date) -> Option<Found> {
        let reference = self.last_range.map_or(anchor, |range| range.first);
        let of_unit = |unit: Unit, step: i64, next: usize| {
            let whole = calendar::unit_of(reference, unit)?;
            let range = calendar::unit_of(add_units(whole.first, unit, step)?, unit)?;
            Some(Found::point(at, next, range, "same-unit"))
        };
        let is_same = self.words(at, &["the", "same"]);
        if let Some(next) = is_same.or_else(|| self.is(at, "that").then_some(at + 1)) {
            if self.any(next, &["night", "evening", "morning", "afternoon"]) {
                return Some(Found::point(
                    at,
                    next + 1,
                    Range::day(reference),
                    "same-unit",
                ));
            }
            let unit = self.unit(next).filter(|unit| {
                !matches!(unit, Unit::Second | Unit::Minute | Unit::Hour)
                    && !self.has(next, class::PLURAL_UNIT)
            })?;
            return of_unit(unit, 0, next + 1);
        }
        if self.is(at, "the") && !self.has(at + 1, class::PLURAL_UNIT) {
            let unit = self.unit(at + 1).filter(|unit| {
                matches!(unit, Unit::Week | Unit::Month | Unit::Year | Unit::Weekend)
            })?;
            if self.any(at + 2, &["before", "after"]) && self.any(at + 3, &["last", "next"]) {
                let step = if self.is(at + 3, "last") { -2 } else { 2 };
                return of_unit(unit, step, at + 4);
            }
            let ends = self.get(at + 3).is_none_or(|next| next.kind == Kind::Mark);
            if ends && self.any(at + 2, &["before", "after"]) {
                return of_unit(unit, if self.is(at + 2, "before") { -1 } else { 1 }, at + 3);
            }
        }
        None
    }

    /// "last month", "this week", "next Friday", "last March", "this summer".
    fn pointed(&self, at: usize, anchor: Date) -> Option<Found> {
        let start = at;
        let the = self.is(at, "the");
        let at = if the { at + 1 } else { at };
        let word = self.get(at)?;
        let stretch = the
            && word.any(&["last", "next"])
            && self.before_any(
                start,
                &["in", "over", "during", "within", "for", "throughout"],
            );
        let rolling = word.is("past") || stretch;
        let way = if word.any(&["last", "past", "previous", "preceding", "prior"]) {
            Way::Last
        } else if word.any(&["this", "current"]) {
            Way::This
        } else if word.any(&["next", "coming", "upcoming"]) || (the && word.is("following")) {
            Way::Next
        } else {
            return None;
        };
        let (at, way) = if way == Way::This && self.any(at + 1, &["coming", "past"]) {
            (
                at + 1,
                if self.is(at + 1, "coming") {
                    Way::Next
                } else {
                    Way::Last
                },
            )
        } else {
            (at, way)
        };
        let target = at + 1;
        let found = |next: usize, range: Range, rule: &'static str| {
            Some(Found::point(start, next, range, rule))
        };
        if let Some((weekday, next)) = self.weekday_at(target) {
            let day = match way {
                Way::Last => weekday_back(add_days(anchor, -1)?, weekday)?,
                Way::Next => weekday_ahead(add_days(anchor, 1)?, weekday)?,
                Way::This => match self.tense(start, next) {
                    Tense::Past => weekday_back(anchor, weekday)?,
                    _ => weekday_ahead(anchor, weekday)?,
                },
            };
            let range = Range {
                grain: Grain::Weekday,
                ..Range::day(day)
            };
            if (self.any(next, &["and", "or", "to", "through"]) || self.dash(next))
                && let Some((second, after)) = self.weekday_at(next + 1)
            {
                let follow = Range::day(weekday_ahead(day, second)?);
                return found(after, range.join(follow), "pointed-weekday");
            }
            return found(next, range, "pointed-weekday");
        }
        if let Some((month, next)) = self.month_at(target) {
            let year = i64::from(anchor.year());
            let this = i64::from(anchor.month());
            let year = match way {
                Way::Last => {
                    if month < this {
                        year
                    } else {
                        year - 1
                    }
                }
                Way::This => year,
                Way::Next => {
                    if month > this {
                        year
                    } else {
                        year + 1
                    }
                }
            };
            let day = self
                .get(next)
                .filter(|t| t.plain && t.kind == Kind::Figure && t.digits <= 2)
                .and_then(|t| t.whole());
            if let Some(day) = day.and_then(|day| calendar::date(year, month, day)) {
                return found(next + 1, Range::day(day), "pointed-month");
            }
            return found(next, calendar::month(year, month)?, "pointed-month");
        }
        if let Some(season) = self
            .get(target)?
            .word
            .map(|word| i64::from(word.season))
            .filter(|s| *s > 0)
        {
            return found(
                target + 1,
                pointed_season(anchor, season, way)?,
                "pointed-season",
            );
        }
        if self.any(target, &["fiscal", "financial"]) && self.is(target + 1, "year") {
            let named = i64::from(anchor.year()) + i64::from(anchor.month() >= 10);
            let year = named
                + match way {
                    Way::Last => -1,
                    Way::This => 0,
                    Way::Next => 1,
                };
            return found(target + 2, calendar::fiscal_year(year)?, "fiscal-year");
        }
        let unit = self.unit(target)?;
        if self.has(target, class::PLURAL_UNIT) {
            return None;
        }
        let next = target + 1;
        if matches!(unit, Unit::Second | Unit::Minute) {
            return None;
        }
        if rolling {
            let step = if way == Way::Next { 1 } else { -1 };
            let range = Range::new(add_units(anchor, unit, step)?, anchor, Grain::Span);
            return found(next, range, "past-unit");
        }
        // "In 2014 he fled; the following year he was caught": from what the sentence named last.
        let anchor = match self.last_range {
            Some(range)
                if the && word.any(&["following", "previous", "preceding", "prior", "next"]) =>
            {
                range.first
            }
            _ => anchor,
        };
        let range = match (unit, way) {
            (Unit::Hour, _) => Range::day(anchor),
            (Unit::Day, Way::This) => return None,
            (Unit::Day, Way::Last) => Range::day(add_days(anchor, -1)?),
            (Unit::Day, Way::Next) => Range::day(add_days(anchor, 1)?),
            (Unit::Week, Way::This) => {
                if self.tense(start, next) == Tense::Future {
                    calendar::week_of(anchor)?
                } else {
                    Range::new(add_days(anchor, -6)?, anchor, Grain::Week)
                }
            }
            (Unit::Weekend, way) => {
                let this = calendar::unit_of(anchor, Unit::Weekend)?;
                let shift = match way {
                    Way::Next => {
                        if anchor >= this.first {
                            7
                        } else {
                            0
                        }
                    }
                    Way::Last => -7,
                    Way::This if anchor < this.first && self.tense(start, next) == Tense::Past => {
                        -7
                    }
                    Way::This => 0,
                };
                Range::new(
                    add_days(this.first, shift)?,
                    add_days(this.last, shift)?,
                    Grain::Span,
                )
            }
            (Unit::Fortnight, Way::Last) => Range::new(add_days(anchor, -14)?, anchor, Grain::Span),
            (Unit::Fortnight, _) => Range::new(anchor, add_days(anchor, 14)?, Grain::Span),
            (Unit::Year, Way::This) if self.tense(start, next) == Tense::Past => {
                Range::new(calendar::unit_of(anchor, unit)?.first, anchor, Grain::Span)
            }
            (unit, way) => {
                let step = match way {
                    Way::Last => -1,
                    Way::This => 0,
                    Way::Next => 1,
                };
                let whole = calendar::unit_of(anchor, unit)?;
                calendar::unit_of(add_units(whole.first, unit, step)?, unit)?
            }
        };
        found(next, range, "pointed-unit")
    }

    /// "recent weeks", "coming days", "Hours later", "the weekend".
    fn vague(&self, at: usize, anchor: Date) -> Option<Found> {
        let start = at;
        let at = self.skip(at, &["the"]);
        let token = self.get(at)?;
        let own = self.before_any(start, &["his", "her", "its", "their", "during", "of"])
            && self
                .get(at + 1)
                .is_some_and(|next| next.kind == Kind::Word && !next.has(class::STOP));
        if token.is("weekend") && (at > start || own) {
            let this = calendar::unit_of(anchor, Unit::Weekend)?;
            let back = anchor < this.first && self.tense(start, at + 1) != Tense::Future;
            let shift = if back { -7 } else { 0 };
            let range = Range::new(
                add_days(this.first, shift)?,
                add_days(this.last, shift)?,
                Grain::Span,
            );
            return Some(Found::point(start, at + 1, range, "weekend"));
        }
        if token.any(&["hours", "minutes", "moments"])
            && self.any(at + 1, &["later", "earlier", "after", "before", "ago"])
        {
            let day = self.last_day().map_or(anchor, |range| range.last);
            return Some(Found::point(start, at + 2, Range::day(day), "same-day"));
        }
        if token.any(&["days", "weeks", "months", "years"])
            && self.any(at + 1, &["earlier", "ago", "after", "before"])
            && (self.is(at + 1, "after") && at == start
                || self
                    .before(start)
                    .is_none_or(|t| t.kind == Kind::Mark || t.is("just") || t.is("only")))
        {
            let unit = self.unit(at)?;
            let range = Range::new(
                add_units(anchor, unit, -7)?,
                add_units(anchor, unit, -2)?,
                Grain::Span,
            );
            return Some(Found::point(start, at + 2, range, "vague-ago"));
        }
        let back = token.is("recent");
        let within = self.before_any(start, &["within"])
            && self.has(at, class::PLURAL_UNIT)
            && self.tense(start - 1, at + 1) != Tense::Past;
        let ahead = token.any(&["coming", "upcoming"]) || (at > start && token.is("following"));
        if !(within || (back || ahead) && self.has(at + 1, class::PLURAL_UNIT)) {
            return None;
        }
        let unit_at = if within { at } else { at + 1 };
        let (unit, count) = match self.unit(unit_at)? {
            Unit::Hour | Unit::Minute => (Unit::Day, 1),
            Unit::Day => (Unit::Day, 7),
            Unit::Week => (Unit::Month, 1),
            Unit::Month => (Unit::Month, 6),
            Unit::Year => (Unit::Year, 5),
            Unit::Decade => (Unit::Decade, 3),
            _ => return None,
        };
        let range = if back {
            Range::new(add_units(anchor, unit, -count)?, anchor, Grain::Span)
        } else {
            Range::new(
                add_days(anchor, 1)?,
                add_units(anchor, unit, count)?,
                Grain::Span,
            )
        };
        Some(Found::point(start, unit_at + 1, range, "vague"))
    }
}
