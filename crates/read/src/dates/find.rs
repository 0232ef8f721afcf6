//! The first date that stands in a short text among other words.

use super::civil;
use super::words::{day, month};
use jiff::civil::Date;

/// How a page writes dates in slashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slashes {
    DayFirst,
    MonthFirst,
    Unknown,
}

/// The first date that stands in a short text among other words: "By Jane Roe · March 30, 2018 · 5 min read".
///
/// A date in slashes that could be read in two ways is read as `slashes` says, or as the one that is within a day
/// of `hint`; years of two digits count in slashes and dots.
pub(crate) fn find_date(text: &str, slashes: Slashes, hint: Option<Date>) -> Option<Date> {
    /// A line with more words than this is prose.
    const MOST_WORDS: usize = 30;
    let words: Vec<&str> = text
        .split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-')))
        .flat_map(|word| {
            match word.contains('/')
                || word.bytes().filter(|b| matches!(b, b'.' | b'-')).count() == 2
            {
                true => vec![word],
                false => word.split(['.', '-']).collect(),
            }
        })
        .filter(|word| !matches!(*word, "" | "of"))
        .collect();
    if words.len() > MOST_WORDS {
        return None;
    }
    (0..words.len()).find_map(|at| {
        let year = |at: usize| words.get(at).and_then(|word| leading_year(word));
        if let Some(month) = month(words[at]) {
            let before = at.checked_sub(1).and_then(|at| day(words[at]));
            let first = before.and_then(|day| civil(year(at + 1)?, month, day));
            return first.or_else(|| civil(year(at + 2)?, month, day(words.get(at + 1)?)?));
        }
        numbers(words[at].trim_matches(['.', '-', '/']), slashes, hint)
    })
}

/// A year of this time, also where a clock is stuck to it ("20194:29").
fn leading_year(word: &str) -> Option<i64> {
    let year = word.get(..4)?.parse().ok()?;
    let rest = &word[4..];
    let stuck = rest.len() <= 2 && rest.bytes().all(|byte| byte.is_ascii_digit());
    ((1990..2100).contains(&year) && stuck).then_some(year)
}

/// `2018-03-30`, `30/03/2018`, `3/30/18`, `30.03.2018`.
fn numbers(word: &str, slashes: Slashes, hint: Option<Date>) -> Option<Date> {
    let separator = word.chars().find(|c| matches!(c, '/' | '.' | '-'))?;
    let parts: Vec<&str> = word.split(separator).collect();
    let [first, second, third] = parts[..] else {
        return None;
    };
    let number = |part: &str| {
        (part.len() <= 4)
            .then(|| part.parse::<i64>().ok())
            .flatten()
    };
    let (a, b, c) = (number(first)?, number(second)?, number(third)?);
    if first.len() == 4 {
        return civil(a, b, c).filter(|date| date.year() >= 1990);
    }
    let year = match third.len() {
        4 => c,
        2 if separator != '-' => 2000 + c,
        _ => return None,
    };
    let (day_first, month_first) = (civil(year, b, a), civil(year, a, b));
    let near = |date: &Date| hint.is_some_and(|hint| (*date - hint).get_days().abs() <= 1);
    match (day_first, month_first) {
        (Some(one), Some(other)) if one != other => {
            let hinted = [one, other].into_iter().find(near);
            hinted.or(match slashes {
                Slashes::DayFirst => Some(one),
                Slashes::MonthFirst => Some(other),
                Slashes::Unknown => (separator == '.').then_some(one),
            })
        }
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::{Slashes, find_date};

    #[test]
    fn dates_are_found_among_other_words() {
        for text in [
            "By Jane Roe · March 30, 2018 · 5 min read",
            "Published Fri, Mar 30 20184:29 AM EDT",
            "publiziert am 30. March 2018",
            "On 3/30/18 at 4:00 PM EST",
            "30.03.2018, 23:06",
            "Riga - 2018-03-30 10:15",
            "- 30/03/2018 -",
        ] {
            let found = find_date(text, Slashes::Unknown, None).map(|date| date.to_string());
            assert_eq!(found.as_deref(), Some("2018-03-30"), "{text}");
        }
        for text in [
            "3/4/2018",
            "March 2018",
            "1.2.3",
            "10-12",
            "version 2.0.18",
            "2018",
        ] {
            assert_eq!(find_date(text, Slashes::Unknown, None), None, "{text}");
        }
        let day = |slashes, hint| find_date("3/4/2018", slashes, hint).map(|date| date.to_string());
        assert_eq!(day(Slashes::DayFirst, None).as_deref(), Some("2018-04-03"));
        assert_eq!(
            day(Slashes::MonthFirst, None).as_deref(),
            Some("2018-03-04")
        );
        let hint = Some(jiff::civil::date(2018, 4, 2));
        assert_eq!(
            day(Slashes::MonthFirst, hint).as_deref(),
            Some("2018-04-03")
        );
    }
}
