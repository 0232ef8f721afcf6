//! Date expressions of a sentence, resolved to ranges of days by the codebook's rulings (`docs/dates.md`).
//!
//! A hand-written scanner over tokens. A sentence without a digit or a word of the calendar costs one pass over its
//! bytes.

mod absolute;
mod calendar;
mod counted;
mod counts;
mod deictic;
mod durations;
mod eras;
mod fractions;
mod named;
mod nearest;
mod numeric;
mod occasions;
mod parts;
mod ranges;
mod scan;
mod seasons;
mod tense;
mod weekdays;
mod years;

use crate::numbers::words::{WORDS, class};
use jiff::civil::Date;

/// What a date expression says of its act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateKind {
    /// When something happened or will happen.
    Point,
    /// What something is set against ("the first visit since 2009"): the time of something else.
    Reference,
    /// How long something took ("for two years"); the range is the stretch that ends on the anchor.
    Duration,
    /// How old someone is ("a 22-year-old"); the range is the anchor.
    Age,
    /// How often something happens ("every Monday"); the range is the anchor.
    Set,
}

/// One date expression of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateExpression {
    /// Byte offset of the first character in the sentence.
    pub start: usize,
    /// Byte offset after the last character.
    pub end: usize,
    /// First day, included.
    pub first: Date,
    /// Last day, included; never before `first`.
    pub last: Date,
    /// Whether it dates an act.
    pub kind: DateKind,
    /// The rule that resolved it, as listed in `docs/dates.md`.
    pub rule: &'static str,
}

/// Finds the date expressions of a sentence, in order and without overlap.
///
/// `anchor` is the day of the report. Without it only expressions that name their year resolve; the others are left
/// out.
///
/// ```
/// use chancery_code::dates::find_dates;
/// use jiff::civil::date;
///
/// let found = find_dates("Ruritania recalled its envoy last month.", Some(date(2018, 3, 26)));
/// assert_eq!(found[0].first, date(2018, 2, 1));
/// assert_eq!(found[0].last, date(2018, 2, 28));
/// ```
pub fn find_dates(sentence: &str, anchor: Option<Date>) -> Vec<DateExpression> {
    if !WORDS.any(sentence, class::DATE_GATE) {
        return Vec::new();
    }
    scan::Scan::new(sentence, anchor).run()
}
