//! When a post changed: the date nearest to the words that say so, else the one told before.

use crate::dates::{DateExpression, DateKind, find_dates};
use crate::sentence::Sentence;
use jiff::civil::{Date, date};
use std::ops::Range;

/// The dates of a sentence as far as they can be told; without a report's date, days without a year take the year
/// named last.
pub(super) fn dates_of(
    s: &Sentence<'_>,
    published: Option<Date>,
    year: Option<i16>,
) -> Vec<DateExpression> {
    let mut dates: Vec<DateExpression> = if s.dates.is_empty() {
        find_dates(s.text, published)
    } else {
        s.dates.clone()
    };
    if published.is_none() {
        // A day without a year of its own takes that told before it, not one that the sentence tells later.
        dates.retain(|d| has_year(&s.text[d.start..d.end]));
        let named: Vec<(usize, i16)> = dates.iter().map(|d| (d.start, d.first.year())).collect();
        let year_at = |at: usize| {
            let before = named.iter().rev().find(|(start, _)| *start < at);
            before
                .map(|(_, y)| *y)
                .or(year)
                .or(named.first().map(|(_, y)| *y))
        };
        let mut years: Vec<i16> = named.iter().map(|(_, y)| *y).chain(year).collect();
        years.dedup();
        for year in years {
            for found in find_dates(s.text, Some(date(year, 12, 31))) {
                let inside = dates
                    .iter()
                    .any(|d| d.start < found.end && found.start < d.end);
                let fits = year_at(found.start) == Some(year) && found.first.year() == year;
                if !inside && fits && names_month(&s.text[found.start..found.end]) {
                    dates.push(found);
                }
            }
        }
        dates.sort_by_key(|d| d.start);
    }
    dates.retain(|d| d.kind == DateKind::Point);
    dates
}

/// Whether the words of a date name a month: "that same day" resolves to nothing without a report's date.
fn names_month(words: &str) -> bool {
    let words = words.to_lowercase();
    MONTHS.iter().any(|month| words.contains(month))
}

fn has_year(words: &str) -> bool {
    words
        .split(|c: char| !c.is_ascii_digit())
        .any(|number| number.len() == 4)
}

const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// The date nearest to the act at `cue`, what stands between counting as its boundaries do.
pub(super) fn nearest(
    s: &Sentence<'_>,
    dates: &[DateExpression],
    cue: &Range<usize>,
) -> Option<(Date, Date)> {
    dates
        .iter()
        .map(|d| (distance(s, cue, &s.tokens_of(d.start..d.end)), d))
        .filter(|(distance, _)| *distance < 90)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, d)| (d.first, d.last))
}

fn distance(s: &Sentence<'_>, cue: &Range<usize>, date: &Range<usize>) -> usize {
    let after = date.start >= cue.end;
    let gap = if after {
        cue.end..date.start
    } else {
        date.end..cue.start
    };
    let mut cost = gap.len();
    for t in gap {
        cost += match s.word(t) {
            ";" => 40,
            "when" | "who" | "which" | "while" | "that" => 6,
            "after" | "following" | "since" | "until" | "before" | "prior" => 15,
            "and" | "but" | "however" => 6,
            "," => 1,
            _ => 0,
        };
    }
    // A date that opens the sentence belongs to all of it.
    if !after && date.start <= 1 {
        cost = cost.min(12);
    }
    // "after June 5", "until June 5", "dated June 5": not the day of the act.
    let governor = date.start.checked_sub(1).map_or("", |t| s.word(t));
    let own = date.start.checked_sub(2).map_or("", |t| s.word(t));
    if matches!(governor, "until" | "since" | "dated") || matches!(own, "until" | "since" | "dated")
    {
        cost += 30;
    }
    // What stands before its act is less often its date.
    if after { cost } else { cost + 4 }
}
