//! The date of an act: the nearest date expression of its clause, else the report's.

use crate::dates::DateKind;
use crate::rules::Act;
use crate::sentence::Sentence;
use crate::words::Class;
use chancery_codebook::DateBasis;
use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// When an act happened and how that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dating {
    pub(crate) first: Option<Date>,
    pub(crate) last: Option<Date>,
    pub(crate) basis: DateBasis,
    pub(crate) historical: bool,
}

impl Dating {
    /// Without a date of its own, an act takes that of the sentence before.
    pub(crate) fn or_context(self, told: Option<(Date, Date)>) -> Dating {
        match told {
            Some((first, last)) if self.basis == DateBasis::Report => Dating {
                first: Some(first),
                last: Some(last),
                basis: DateBasis::Context,
                ..self
            },
            _ => self,
        }
    }
}

/// Days before the report from which an act counts as background (CODEBOOK: "about a month").
const BACKGROUND: i64 = 31;

/// Dates one act of a sentence; `all` are the sentence's acts, so that each date goes to its nearest.
pub(crate) fn date_of(s: &Sentence<'_>, act: &Act, all: &[Act], published: Option<Date>) -> Dating {
    let alone = s
        .dates
        .iter()
        .filter(|date| date.kind == DateKind::Point)
        .count()
        == 1;
    let nearest = s
        .dates
        .iter()
        .filter(|date| date.kind == DateKind::Point)
        .map(|date| (date, distance(s, act, s.tokens_of(date.start..date.end))))
        .filter(|(date, d)| {
            // A date that stands nearer to another act's words is that act's.
            let tokens = s.tokens_of(date.start..date.end);
            all.iter().all(|other| {
                other.trigger == act.trigger
                    || distance(s, other, tokens.clone()) >= *d
                    || leads(tokens.start)
                    || alone && coordinated(s, act, other)
            })
        })
        .min_by_key(|(_, d)| *d)
        .map(|(date, _)| date);
    match nearest {
        Some(date) => Dating {
            first: Some(date.first),
            last: Some(date.last),
            basis: DateBasis::Text,
            historical: published.is_some_and(|day| is_background(date.last, day)),
        },
        None => Dating {
            first: published,
            last: published,
            basis: DateBasis::Report,
            historical: false,
        },
    }
}

/// "expelled 60 diplomats and closed the consulate this week": one date for both.
fn coordinated(s: &Sentence<'_>, act: &Act, other: &Act) -> bool {
    let gap = if act.trigger.end <= other.trigger.start {
        act.trigger.end..other.trigger.start
    } else {
        other.trigger.end..act.trigger.start
    };
    act.verbal()
        && other.verbal()
        && act.actors == other.actors
        && gap.clone().any(|t| s.is(t, Class::CONJUNCTION))
        && !gap.clone().any(|t| {
            s.is(t, Class::RELATIVE)
                || matches!(s.word(t), "after" | "before" | "when" | "while" | "as")
        })
}

/// A date that opens the sentence belongs to every act of it.
fn leads(token: usize) -> bool {
    token <= 1
}

fn is_background(last: Date, published: Date) -> bool {
    let month: Span = BACKGROUND.days();
    published.checked_sub(month).is_ok_and(|limit| last < limit)
}

/// Tokens between an act's words and a date, a boundary counting as many.
fn distance(s: &Sentence<'_>, act: &Act, date: std::ops::Range<usize>) -> usize {
    let gap = if date.start >= act.trigger.end {
        act.trigger.end..date.start
    } else {
        date.end..act.trigger.start
    };
    let boundaries = gap
        .clone()
        .filter(|&t| {
            matches!(
                s.word(t),
                "," | ";"
                    | "after"
                    | "before"
                    | "and"
                    | "which"
                    | "who"
                    | "that"
                    | "when"
                    | "as"
                    | "over"
                    | "for"
            )
        })
        .count();
    gap.len() + 4 * boundaries
}
