//! Seasons, with a year or by themselves: "the fall of 1990", "in the spring"; and those pointed at, "last summer".

use super::calendar::{self, Range};
use super::deictic::Way;
use super::scan::{Found, Scan};
use super::tense::Tense;
use crate::numbers::words::Unit;
use jiff::civil::Date;

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
pub(crate) fn pointed_season(anchor: Date, season: i64, way: Way) -> Option<Range> {
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
}
