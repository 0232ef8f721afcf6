//! Expressions that point from the report's day: "yesterday", "last month", "Monday", "this summer", "next Friday".

use super::DateKind;
use super::calendar::{
    self, Grain, Range, add_days, add_months, add_units, weekday_ahead, weekday_back,
};
use super::scan::{Found, Scan};
use super::tense::Tense;
use crate::numbers::tokens::Kind;
use crate::numbers::words::{Unit, class};
use jiff::civil::Date;

/// Which way a pointing word points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Last,
    This,
    Next,
}

impl Scan<'_> {
    pub(crate) fn deictic(&self, at: usize) -> Option<Found> {
        let anchor = self.anchor?;
        self.near_day(at, anchor)
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
            let reference = self.last_day.map_or(anchor, |range| range.first);
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

    /// "last month", "this week", "next Friday", "last March", "this summer".
    fn pointed(&self, at: usize, anchor: Date) -> Option<Found> {
        let start = at;
        let the = self.is(at, "the");
        let at = if the { at + 1 } else { at };
        let word = self.get(at)?;
        let rolling = word.is("past");
        let way = if word.any(&["last", "past", "previous", "preceding", "prior"]) {
            Way::Last
        } else if word.any(&["this", "current"]) {
            Way::This
        } else if word.any(&["next", "coming", "following", "upcoming"]) {
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
            return found(
                next,
                Range {
                    grain: Grain::Weekday,
                    ..Range::day(day)
                },
                "pointed-weekday",
            );
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
        let unit = self.unit(target)?;
        if self.has(target, class::PLURAL_UNIT) {
            return None;
        }
        let next = target + 1;
        if rolling {
            let range = Range::new(add_units(anchor, unit, -1)?, anchor, Grain::Span);
            return found(next, range, "past-unit");
        }
        let range = match (unit, way) {
            (Unit::Second | Unit::Minute | Unit::Hour, _) => Range::day(anchor),
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

    /// A weekday by itself, alone or with its neighbour: "Monday", "Sunday and Monday".
    fn weekday(&self, at: usize, anchor: Date) -> Option<Found> {
        let token = self.get(at)?;
        if token.has(class::WEEKDAYS) {
            let set = Found::point(at, at + 1, Range::day(anchor), "every");
            return Some(Found {
                kind: DateKind::Set,
                ..set
            });
        }
        let (weekday, mut next) = self.weekday_at(at)?;
        // Bloody Sunday, Black Friday, Good Friday: names of days long past or of the shops.
        if self.before_any(
            at,
            &["bloody", "black", "cyber", "good", "super", "palm", "ash"],
        ) {
            return None;
        }
        let explicit_back = self.before_any(at, &["since"]);
        let tense = self.tense(at, next);
        let ahead = !explicit_back
            && (tense == Tense::Future
                || self.before_any(at, &["until", "till", "by", "starting", "beginning"]));
        let day = if ahead {
            weekday_ahead(anchor, weekday)?
        } else {
            weekday_back(anchor, weekday)?
        };
        // "Thursday last week", "Friday next week", "Monday of this week".
        let of = self.skip(next, &["of"]);
        if self.any(of, &["last", "next", "this"]) && self.unit(of + 1) == Some(Unit::Week) {
            let shift = match self.get(of).map(|t| t.text) {
                Some("last") => -7,
                Some("next") => 7,
                _ => 0,
            };
            let monday = calendar::week_of(anchor)?.first;
            let day = add_days(monday, i64::from(weekday) - 1 + shift)?;
            return Some(Found::point(
                at,
                of + 2,
                Range {
                    grain: Grain::Weekday,
                    ..Range::day(day)
                },
                "weekday-of-week",
            ));
        }
        let mut range = Range {
            grain: Grain::Weekday,
            ..Range::day(day)
        };
        let joint =
            self.any(next, &["and", "or", "through"]) || self.dash(next) || self.is(next, "to");
        if joint && let Some((second, after)) = self.weekday_at(next + 1) {
            let follow = weekday_ahead(day, second)?;
            range = Range::new(day, follow, Grain::Span);
            next = after;
        }
        Some(Found::point(at, next, range, "weekday"))
    }

    /// "recent weeks", "coming days", "Hours later", "the weekend".
    fn vague(&self, at: usize, anchor: Date) -> Option<Found> {
        let start = at;
        let at = self.skip(at, &["the"]);
        let token = self.get(at)?;
        if token.is("weekend") && at > start {
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
            let day = self.last_day.map_or(anchor, |range| range.last);
            return Some(Found::point(start, at + 2, Range::day(day), "same-day"));
        }
        if token.any(&["days", "weeks", "months", "years"])
            && self.any(at + 1, &["earlier", "ago", "after", "before"])
            && self
                .before(start)
                .is_none_or(|t| t.kind == Kind::Mark || t.is("just") || t.is("only"))
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
        if !(back || token.any(&["coming", "upcoming"])) || !self.has(at + 1, class::PLURAL_UNIT) {
            return None;
        }
        let (unit, count) = match self.unit(at + 1)? {
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
        Some(Found::point(start, at + 2, range, "vague"))
    }
}

impl Scan<'_> {
    /// A season, with its year or by itself after "in the", "this", "last".
    pub(crate) fn season_of(&self, at: usize) -> Option<Found> {
        let start = at;
        let the = self.is(at, "the");
        let at = if the { at + 1 } else { at };
        let token = self.get(at)?;
        let season = token
            .word
            .map(|word| i64::from(word.season))
            .filter(|season| *season > 0)?;
        let of = self.skip(at + 1, &["of", "in", ","]);
        if let Some(year) = self.year_figures(of) {
            let mut next = of + 1;
            // "the winter of 2015-16"
            if self.dash(next)
                && self
                    .get(next + 1)
                    .is_some_and(|t| t.glued && t.plain && t.digits >= 2)
            {
                next += 2;
            }
            return Some(
                Found::point(start, next, calendar::season(year, season)?, "season").full(),
            );
        }
        if self.is(at + 1, "of")
            && let Some(shift) = [("last", -1), ("this", 0), ("next", 1)]
                .iter()
                .find(|(word, _)| self.is(at + 2, word))
                .map(|(_, shift)| *shift)
            && self.unit(at + 3) == Some(Unit::Year)
        {
            let year = i64::from(self.anchor?.year()) + shift;
            return Some(Found::point(
                start,
                at + 4,
                calendar::season(year, season)?,
                "season",
            ));
        }
        // "spring" and "fall" are verbs and more: only after "in the", "by", "since", "early" and their like.
        let led = if the {
            start.checked_sub(1).is_some_and(|b| {
                self.any(
                    b,
                    &[
                        "in",
                        "during",
                        "since",
                        "over",
                        "by",
                        "of",
                        "until",
                        "throughout",
                        "early",
                        "late",
                    ],
                )
            })
        } else {
            self.before_any(
                start,
                &["in", "since", "early", "late", "mid", "by", "until"],
            ) || self.before(start).is_some_and(|t| t.dash())
        };
        if !led || self.any(at + 1, &["of", "olympics", "games"]) {
            return None;
        }
        let anchor = self.anchor?;
        let year = i64::from(anchor.year());
        let this = calendar::season(year, season)?;
        let way = if self.tense(start, at + 1) == Tense::Future {
            Way::Next
        } else {
            Way::Last
        };
        let range = match way {
            Way::Next => [year - 1, year, year + 1]
                .into_iter()
                .filter_map(|y| calendar::season(y, season))
                .find(|r| r.last >= anchor)?,
            _ if this.first <= anchor => this,
            _ => calendar::season(year - 1, season)?,
        };
        Some(Found::point(start, at + 1, range, "season"))
    }
}

/// "last summer" is the last one that has ended; "this summer" the year's; "next summer" the first still to begin.
fn pointed_season(anchor: Date, season: i64, way: Way) -> Option<Range> {
    let year = i64::from(anchor.year());
    let near = |years: [i64; 3]| {
        years
            .into_iter()
            .filter_map(move |y| calendar::season(y, season))
    };
    match way {
        Way::Last => near([year, year - 1, year - 2]).find(|range| range.last < anchor),
        Way::Next => near([year - 1, year, year + 1]).find(|range| range.first > anchor),
        Way::This => {
            let winter = season == 4 && anchor.month() < 6;
            calendar::season(if winter { year - 1 } else { year }, season)
        }
    }
    .filter(|range| add_months(range.first, 0).is_some())
}
