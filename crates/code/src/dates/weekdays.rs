//! Weekdays by themselves: "on Monday", "Sunday and Monday", "Friday of last week".

use super::DateKind;
use super::calendar::{self, Grain, Range, add_days, weekday_ahead, weekday_back};
use super::scan::{Found, Scan};
use super::tense::{Tense, Trust};
use crate::numbers::words::{Unit, class};
use jiff::civil::Date;

impl Scan<'_> {
    /// A weekday by itself, alone or with its neighbour: "Monday", "Sunday and Monday".
    pub(crate) fn weekday(&self, at: usize, anchor: Date) -> Option<Found> {
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
        let (tense, trust) = self.tense_and_trust(at, next);
        let sure = trust == Trust::High || !self.attribute(at, next);
        let ahead_of = self.before_any(at, &["of"])
            && at.checked_sub(2).is_some_and(|at| self.is(at, "ahead"));
        let ahead = !explicit_back
            && (ahead_of
                || (tense != Tense::Past && self.before_any(at, &["before"]))
                || (tense == Tense::Future && sure)
                || (!(tense == Tense::Past && trust == Trust::High)
                    && self.before_any(
                        at,
                        &["until", "till", "by", "through", "starting", "beginning"],
                    )));
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
}
