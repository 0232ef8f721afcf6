//! The scanner: walks the tokens, asks each rule in turn, and keeps what later expressions lean on.

use super::calendar::{Grain, Range};
use super::{DateExpression, DateKind};
use crate::numbers::tokens::{Kind, Token, tokenize};
use crate::numbers::words::{Unit, class};
use jiff::civil::Date;

/// What a rule found: tokens `start..next` and their days.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found {
    pub(crate) start: usize,
    pub(crate) next: usize,
    pub(crate) range: Range,
    pub(crate) kind: DateKind,
    pub(crate) rule: &'static str,
    /// Whether the words name the year.
    pub(crate) full: bool,
}

impl Found {
    pub(crate) fn point(start: usize, next: usize, range: Range, rule: &'static str) -> Found {
        Found {
            start,
            next,
            range,
            kind: DateKind::Point,
            rule,
            full: false,
        }
    }

    pub(crate) fn full(self) -> Found {
        Found { full: true, ..self }
    }
}

/// One sentence being read.
pub(crate) struct Scan<'t> {
    pub(crate) text: &'t str,
    pub(crate) tokens: Vec<Token<'t>>,
    pub(crate) anchor: Option<Date>,
    /// The last expression of the sentence, for "two days later" and "that month".
    pub(crate) last_range: Option<Range>,
    /// The last year named by a date of the sentence, for "on November 15" after "November 9, 1938".
    pub(crate) last_year: Option<i64>,
}

impl<'t> Scan<'t> {
    pub(crate) fn new(text: &'t str, anchor: Option<Date>) -> Scan<'t> {
        Scan {
            text,
            tokens: tokenize(text),
            anchor,
            last_range: None,
            last_year: None,
        }
    }

    pub(crate) fn run(mut self) -> Vec<DateExpression> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let Some(hit) = self.expression(at) else {
                at += 1;
                continue;
            };
            if let (Some(first), Some(last)) = (
                self.tokens.get(hit.start),
                self.tokens.get(hit.next.wrapping_sub(1)),
            ) {
                found.push(DateExpression {
                    start: first.start,
                    end: last.end,
                    first: hit.range.first,
                    last: hit.range.last,
                    kind: hit.kind,
                    rule: hit.rule,
                });
            }
            self.remember(&hit);
            at = hit.next.max(at + 1);
        }
        found
    }

    fn remember(&mut self, hit: &Found) {
        if hit.kind != DateKind::Point {
            return;
        }
        if hit.range.grain != Grain::Span {
            self.last_range = Some(hit.range);
        }
        if hit.full && (self.anchor.is_none() || hit.range.grain != Grain::Span) {
            self.last_year = Some(i64::from(hit.range.first.year()));
        }
    }

    /// Everything that can begin at a token.
    fn expression(&self, at: usize) -> Option<Found> {
        let token = self.get(at)?;
        let may_begin = match token.kind {
            Kind::Word => {
                token.has(class::STARTER) || token.text.ends_with(|c: char| c.is_ascii_digit())
            }
            Kind::Mark => false,
            _ => true,
        };
        if !may_begin {
            return None;
        }
        self.bounded(at)
            .or_else(|| self.period(at))
            .or_else(|| self.bare_count(at))
    }

    /// An expression without "since", "by", "until" and their like.
    pub(crate) fn period(&self, at: usize) -> Option<Found> {
        let found = self
            .named(at)
            .or_else(|| self.part(at))
            .or_else(|| self.absolute(at))
            .or_else(|| self.season_of(at))
            .or_else(|| self.counted(at))
            .or_else(|| self.deictic(at))
            .or_else(|| self.year_like(at))?;
        Some(Found {
            next: self.after_time(found.next, &found),
            ..found
        })
    }

    /// The last day named before in the sentence.
    pub(crate) fn last_day(&self) -> Option<Range> {
        self.last_range
            .filter(|range| matches!(range.grain, Grain::Day | Grain::Weekday))
    }

    pub(crate) fn get(&self, at: usize) -> Option<&Token<'t>> {
        self.tokens.get(at)
    }

    pub(crate) fn is(&self, at: usize, word: &str) -> bool {
        self.get(at).is_some_and(|token| token.is(word))
    }

    pub(crate) fn any(&self, at: usize, words: &[&str]) -> bool {
        self.get(at).is_some_and(|token| token.any(words))
    }

    pub(crate) fn has(&self, at: usize, class: u32) -> bool {
        self.get(at).is_some_and(|token| token.has(class))
    }

    pub(crate) fn dash(&self, at: usize) -> bool {
        self.get(at).is_some_and(Token::dash)
    }

    /// Whether the words from `at` on are these; gives the token after them.
    pub(crate) fn words(&self, at: usize, words: &[&str]) -> Option<usize> {
        words
            .iter()
            .enumerate()
            .all(|(offset, word)| self.is(at + offset, word))
            .then_some(at + words.len())
    }

    /// Skips one of the words if it is there.
    pub(crate) fn skip(&self, at: usize, words: &[&str]) -> usize {
        if self.any(at, words) { at + 1 } else { at }
    }

    pub(crate) fn before(&self, at: usize) -> Option<&Token<'t>> {
        at.checked_sub(1).and_then(|at| self.get(at))
    }

    pub(crate) fn before_any(&self, at: usize, words: &[&str]) -> bool {
        self.before(at).is_some_and(|token| token.any(words))
    }

    pub(crate) fn unit(&self, at: usize) -> Option<Unit> {
        self.get(at)?.word?.unit
    }

    /// A year in figures, not the start of a longer number.
    pub(crate) fn year_figures(&self, at: usize) -> Option<i64> {
        let year = self.get(at)?.figures(4)?;
        (1000..=2199).contains(&year).then_some(year)
    }

    /// Skips the time of day that follows a day: "afternoon", "at 6 p.m. local time".
    fn after_time(&self, next: usize, found: &Found) -> usize {
        if !matches!(found.range.grain, Grain::Day | Grain::Weekday) {
            return next;
        }
        let mut at = next;
        if self.has(at, class::DAYPART) {
            at += 1;
        }
        let hour = self.skip(at, &["at", "around", "about"]);
        if hour > at && self.any(hour, &["noon", "midnight", "dawn", "dusk"]) {
            return hour + 1;
        }
        if hour > at
            && self
                .get(hour)
                .is_some_and(|token| token.kind == Kind::Figure)
        {
            let mut end = hour + 1;
            if self.any(end, &[":", "."])
                && self.get(end + 1).is_some_and(|t| t.glued && t.digits == 2)
            {
                end += 2;
            }
            let clock = end;
            if self.any(end, &["am", "pm"]) {
                end += 1;
            } else if self.any(end, &["a", "p"]) && self.is(end + 1, ".") && self.is(end + 2, "m") {
                end += 3;
                if self.is(end, ".") && end + 1 < self.tokens.len() {
                    end += 1;
                }
            }
            if end > clock || clock > hour + 1 {
                end = self.words(end, &["local", "time"]).unwrap_or(end);
                end = self.skip(end, &["gmt", "utc", "est", "edt"]);
                return end;
            }
        }
        at
    }
}
