//! Expressions with a bound: "since June", "by 25 December", "until Friday", "from X to Y", "between X and Y", and anniversaries.

use super::calendar::{self, Grain, Range, add_days, add_units, date};
use super::scan::{Found, Scan};
use crate::numbers::tokens::Kind;
use crate::numbers::words::Unit;

impl Scan<'_> {
    pub(crate) fn bounded(&self, at: usize) -> Option<Found> {
        self.since(at)
            .or_else(|| self.until(at))
            .or_else(|| self.between(at))
            .or_else(|| self.stretch(at))
            .or_else(|| self.running(at))
            .or_else(|| self.anniversary(at))
            .or_else(|| self.eve(at))
            .or_else(|| self.night_of(at))
    }

    /// "since June", "since early 2016", "since last week": to the report's day.
    fn since(&self, at: usize) -> Option<Found> {
        if !self.is(at, "since") {
            return None;
        }
        let next = self.skip(at + 1, &["at", "around", "about"]);
        let next = if self.is(at + 1, "at") {
            self.skip(next, &["least"])
        } else {
            next
        };
        let found = self.period_or_year(next).or_else(|| {
            // "since the 2003 invasion", "since their capture in July 2009".
            let mut ahead = at + 1;
            while ahead < at + 11 && self.get(ahead).is_some_and(|t| t.kind != Kind::Mark) {
                if self.any(
                    ahead,
                    &[
                        "that", "who", "which", "and", "was", "were", "is", "are", "has", "have",
                    ],
                ) {
                    return None;
                }
                if let Some(found) = self
                    .period(ahead)
                    .filter(|found| found.kind == super::DateKind::Point)
                {
                    return Some(found);
                }
                ahead += 1;
            }
            None
        })?;
        let found = self.not_after_anchor(found);
        // "the first visit since 2009": the visit is no stretch from 2009 on; the words date something else.
        if self.set_against(at) {
            return Some(Found {
                start: at,
                kind: super::DateKind::Reference,
                rule: "since-first",
                ..found
            });
        }
        let last = self.anchor.unwrap_or(found.range.last);
        if last < found.range.first {
            return None;
        }
        Some(Found {
            start: at,
            range: Range::new(found.range.first, last, Grain::Span),
            rule: "since",
            ..found
        })
    }

    /// Whether "first", "last time" or a superlative stands before "since" in its clause.
    pub(crate) fn set_against(&self, at: usize) -> bool {
        for back in (at.saturating_sub(16)..at).rev() {
            if self.any(back, &[".", ";", "held", "been"]) {
                return false;
            }
            if self.any(
                back,
                &[
                    "first",
                    "worst",
                    "largest",
                    "biggest",
                    "deadliest",
                    "highest",
                    "lowest",
                    "most",
                ],
            ) || (self.is(back, "last") && self.is(back + 1, "time"))
            {
                return true;
            }
        }
        false
    }

    /// What is past needs no year of its own: "since February 1" is never a coming one.
    fn not_after_anchor(&self, found: Found) -> Found {
        match self.anchor {
            Some(anchor) if found.range.first > anchor && self.anchor_free(&found) => {
                let year = i64::from(found.range.first.year()) - 1;
                rebase(found.range, year).map_or(found, |range| Found { range, ..found })
            }
            _ => found,
        }
    }

    /// "by December 25", "until the end of the year": from the report's day; the day itself if it is past.
    fn until(&self, at: usize) -> Option<Found> {
        let later = self
            .words(at, &["no", "later", "than"])
            .or_else(|| self.words(at, &["prior", "to"]));
        if later.is_none() && !self.any(at, &["by", "until", "till", "before", "through"]) {
            return None;
        }
        let first = later.unwrap_or(at + 1);
        let next = self.skip(first, &["at"]);
        let next = if next > first {
            self.skip(next, &["least"])
        } else {
            next
        };
        let found = self.period_or_year(next)?;
        let before = self.any(at, &["before", "prior"]);
        if before && found.range.grain == Grain::Weekday {
            return None;
        }
        // "before 2014" says only what came later.
        let past = self.anchor.is_none_or(|anchor| found.range.first <= anchor);
        if before && past {
            return Some(Found {
                start: at,
                kind: super::DateKind::Reference,
                rule: "before",
                ..found
            });
        }
        let range = match self.anchor {
            Some(anchor) if anchor <= found.range.last && !before => {
                Range::new(anchor, found.range.last, Grain::Span)
            }
            Some(anchor) if anchor <= found.range.first => {
                Range::new(anchor, found.range.first, Grain::Span)
            }
            _ => found.range,
        };
        Some(Found {
            start: at,
            range,
            rule: "until",
            ..found
        })
    }

    /// "between 5 and 9 May", "between 1965 and 1973", "between Monday and Thursday".
    fn between(&self, at: usize) -> Option<Found> {
        if !self.is(at, "between") {
            return None;
        }
        if let Some(found) = self
            .absolute(at + 1)
            .filter(|found| found.range.grain == Grain::Span)
        {
            return Some(Found {
                start: at,
                rule: "between",
                ..found
            });
        }
        let first = self.period_or_year(at + 1)?;
        if !self.is(first.next, "and") {
            return (first.range.grain == Grain::Span).then_some(Found {
                start: at,
                rule: "between",
                ..first
            });
        }
        self.pair(at, first, first.next + 1, "between")
    }

    /// "from X to Y", "from X until Y", "X to Y", "X–Y".
    fn stretch(&self, at: usize) -> Option<Found> {
        let from = self.is(at, "from");
        if from {
            let first = self
                .period_or_year(at + 1)
                .or_else(|| self.bare_day(at + 1))?;
            let mut join = self.skip(first.next, &[","]);
            if !self.any(join, &["to", "until", "till", "through"]) && !self.dash(join) {
                return (first.range.grain == Grain::Span).then_some(Found { start: at, ..first });
            }
            join += 1;
            // "until his release in May 2014"
            let second_at = (join..join + 5).find(|ahead| self.period_or_year(*ahead).is_some())?;
            return self.pair(at, first, second_at, "from-to");
        }
        let token = self.get(at)?;
        if token.kind == Kind::Mark {
            return None;
        }
        let first = self.absolute(at)?;
        let join = first.next;
        let months = first.rule == "month"
            && self.any(join, &["and", "or"])
            && self.month_at(join + 1).is_some()
            && self
                .absolute(join + 1)
                .is_some_and(|second| second.range.grain == Grain::Month);
        if !(months || self.any(join, &["to", "through", "until"]) || self.dash(join)) {
            return None;
        }
        self.pair(at, first, join + 1, "from-to")
    }

    /// "from 13 to 15 May": a day that takes its month from the one after.
    fn bare_day(&self, at: usize) -> Option<Found> {
        let token = self.get(at)?;
        let day = token
            .whole()
            .filter(|day| token.digits <= 2 && (1..=31).contains(day))?;
        if !self.any(at + 1, &["to", "until", "through"]) {
            return None;
        }
        let second = self.absolute(at + 2)?;
        let first = date(
            i64::from(second.range.first.year()),
            i64::from(second.range.first.month()),
            day,
        )?;
        Some(Found {
            start: at,
            next: at + 1,
            range: Range::day(first),
            ..second
        })
    }

    fn pair(
        &self,
        start: usize,
        first: Found,
        second_at: usize,
        rule: &'static str,
    ) -> Option<Found> {
        let second = self.period_or_year(second_at)?;
        let mut begin = first.range;
        let mut end = second.range;
        if second.full && !first.full && self.anchor_free(&first) {
            // "from 13 May to 15 May 2016": the year stands once, at the end.
            let year = i64::from(end.first.year());
            begin = rebase(begin, year)
                .filter(|range| range.first <= end.last)
                .or_else(|| rebase(begin, year - 1))?;
        }
        if !second.full && self.anchor_free(&second) && end.last < begin.first {
            end = [0, 1].into_iter().find_map(|s| {
                rebase(end, i64::from(begin.first.year()) + s).filter(|r| r.last >= begin.first)
            })?;
        } else if first.full && !second.full && self.anchor_free(&second) {
            let year = i64::from(begin.first.year());
            end = rebase(end, year)
                .filter(|range| range.last >= begin.first)
                .or_else(|| rebase(end, year + 1))?;
        } else if !first.full
            && !second.full
            && end.first > begin.first
            && self.anchor_free(&second)
            && self.anchor_free(&first)
        {
            end = [0, 1].into_iter().find_map(|s| {
                rebase(end, i64::from(begin.first.year()) + s).filter(|r| r.last >= begin.first)
            })?;
        }
        if end.grain == Grain::Weekday && end.first < begin.first {
            end = Range::day(calendar::weekday_ahead(
                begin.first,
                end.first.weekday().to_monday_one_offset(),
            )?);
        }
        (begin.first <= end.last).then_some(Found {
            start,
            range: Range::new(begin.first, end.last, Grain::Span),
            rule,
            ..second
        })
    }

    /// Whether the expression's year was only guessed.
    fn anchor_free(&self, found: &Found) -> bool {
        matches!(found.rule, "day-month" | "month" | "holiday")
    }

    /// "starting January 1", "beginning next week"; "for two weeks starting January 1".
    fn running(&self, at: usize) -> Option<Found> {
        if self.is(at, "for")
            && let Some((_, count, next, unit)) = self.count_of_units(at + 1)
            && self.any(next, &["starting", "beginning", "from"])
        {
            let on = self.skip(next + 1, &["on", "from", "in"]);
            let found = self.period(on)?;
            let last = add_days(add_units(found.range.first, unit, count)?, -1)?;
            return Some(Found {
                start: at,
                range: Range::new(found.range.first, last, Grain::Span),
                rule: "for-starting",
                ..found
            });
        }
        if !self.any(at, &["starting", "beginning"]) {
            return None;
        }
        let on = self.skip(at + 1, &["on", "from", "in"]);
        let found = self.period(on)?;
        if self.any(found.next, &["until", "to", "through"])
            && let Some(pair) = self.pair(at, found, found.next + 1, "from-to")
        {
            return Some(pair);
        }
        Some(Found { start: at, ..found })
    }

    /// A period, or a year that the word before it makes one.
    pub(crate) fn period_or_year(&self, at: usize) -> Option<Found> {
        let point = |at| {
            self.period(at)
                .filter(|found| found.kind == super::DateKind::Point)
        };
        let found = point(at).or_else(|| {
            // "since the 1990s", "until the 26th".
            let bare = self.is(at, "the").then(|| point(at + 1)).flatten()?;
            Some(Found { start: at, ..bare })
        });
        found.or_else(|| {
            let year = self.year_figures(at)?;
            let counted = self.get(at + 1).is_some_and(|t| {
                t.kind == Kind::Word && t.has(crate::numbers::words::class::PLURAL)
            });
            (!counted && (1500..=2100).contains(&year))
                .then(|| calendar::year(year))
                .flatten()
                .map(|range| Found::point(at, at + 1, range, "year").full())
        })
    }
}

/// The same days of another year.
fn rebase(range: Range, year: i64) -> Option<Range> {
    let shift = year - i64::from(range.first.year());
    let first = add_units(range.first, Unit::Year, shift)?;
    let last = if range.grain == Grain::Month {
        first.last_of_month()
    } else {
        add_units(range.last, Unit::Year, shift)?
    };
    Some(Range {
        first,
        last,
        grain: range.grain,
    })
}
