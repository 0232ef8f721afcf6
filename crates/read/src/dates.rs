//! Dates as reports print them and as files store them.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Words that may stand around a date without changing it.
const AROUND: [&str; 38] = [
    "published",
    "updated",
    "posted",
    "first",
    "last",
    "modified",
    "on",
    "at",
    "of",
    "the",
    "date",
    "am",
    "pm",
    "a",
    "p",
    "m",
    "utc",
    "gmt",
    "z",
    "et",
    "est",
    "edt",
    "ct",
    "cst",
    "cdt",
    "pt",
    "pst",
    "pdt",
    "bst",
    "cet",
    "cest",
    "eet",
    "msk",
    "ist",
    "jst",
    "local",
    "time",
    "h",
];

/// The date that `text` states: the day as printed, whatever its time zone.
///
/// Accepts ISO 8601 and RFC 3339, RFC 2822, `March 30, 2018`, `30 March 2018`, `20180330` with or
/// without a time, and seconds, milliseconds or microseconds since 1970 (as UTC). A date in slashes
/// counts only where it can be read in one way (`30/03/2018`, never `03/04/2018`). Years 1800 to 2199.
///
/// ```
/// use chancery_read::parse_date;
/// assert_eq!(parse_date("Fri, 30 Mar 2018 10:15:00 +0000").unwrap().to_string(), "2018-03-30");
/// assert_eq!(parse_date("03/04/2018"), None);
/// ```
pub fn parse_date(text: &str) -> Option<Date> {
    let text = text.trim();
    // Anything longer is prose; the bound also keeps the work per field small.
    if text.is_empty() || text.len() > 100 {
        return None;
    }
    numeric(text)
        .or_else(|| separated(text))
        .or_else(|| named(text))
}

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

fn civil(year: i64, month: i64, day: i64) -> Option<Date> {
    if !(1800..2200).contains(&year) {
        return None;
    }
    Date::new(
        year as i16,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()
}

/// `20180330`, `20180330T101500Z`, `20180330101500`, and times since 1970.
fn numeric(text: &str) -> Option<Date> {
    // Tables written by floating-point tools carry whole seconds as `1522368000.0`.
    let text = text.strip_suffix(".0").unwrap_or(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[digits..];
    let number: i64 = text[..digits].parse().ok()?;
    let compact = digits == 8 && (rest.is_empty() || rest.starts_with(['T', 't', ' ']));
    if compact || (digits == 14 && (rest.is_empty() || rest.starts_with(['Z', 'z']))) {
        let number = if digits == 14 {
            number / 1_000_000
        } else {
            number
        };
        return civil(number / 10_000, number / 100 % 100, number % 100);
    }
    let fraction = rest
        .strip_prefix('.')
        .is_some_and(|r| r.bytes().all(|b| b.is_ascii_digit()));
    let stamp = match digits {
        9 | 10 if rest.is_empty() || fraction => Timestamp::from_second(number),
        12 | 13 if rest.is_empty() => Timestamp::from_millisecond(number),
        15 | 16 if rest.is_empty() => Timestamp::from_microsecond(number),
        _ => return None,
    };
    let date = TimeZone::UTC.to_datetime(stamp.ok()?).date();
    (1800..2200).contains(&date.year()).then_some(date)
}

/// `2018-03-30`, `2018/3/30`, `30.03.2018`, each with a time or without.
fn separated(text: &str) -> Option<Date> {
    let end = text
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '/' | '.')))
        .unwrap_or(text.len());
    let (day_part, rest) = text.split_at(end);
    if !rest.is_empty() && !is_time(rest) {
        return None;
    }
    let separator = day_part.chars().find(|c| !c.is_ascii_digit())?;
    let mut parts = day_part.trim_end_matches('.').split(separator);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let number = |part: &str| part.parse::<i64>().ok();
    let (a, b, c) = (number(first)?, number(second)?, number(third)?);
    if first.len() == 4 {
        return civil(a, b, c);
    }
    if third.len() != 4 {
        return None;
    }
    match (a > 12, b > 12) {
        (true, false) => civil(c, b, a),
        (false, true) => civil(c, a, b),
        // With dots the day comes first everywhere that dates are written so.
        (false, false) if separator == '.' || a == b => civil(c, b, a),
        _ => None,
    }
}

/// Whether `rest` begins as the time after a date does.
fn is_time(rest: &str) -> bool {
    let rest = rest
        .trim_start_matches([',', ' '])
        .trim_start_matches(['T', 't']);
    if rest.is_empty() || rest.eq_ignore_ascii_case("z") {
        return true;
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    matches!(digits, 1 | 2) && rest[digits..].starts_with([':', 'h', '.', 'a', 'p', 'A', 'P', ' '])
        || rest.starts_with(['+', '-'])
            && rest[1..].bytes().all(|b| b.is_ascii_digit() || b == b':')
}

fn month(word: &str) -> Option<i64> {
    let word = word.to_ascii_lowercase();
    if word == "sept" {
        return Some(9);
    }
    let at = MONTHS
        .iter()
        .position(|m| *m == word || (word.len() == 3 && m.starts_with(&word)));
    at.map(|at| at as i64 + 1)
}

fn is_weekday(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ]
    .iter()
    .any(|day| *day == word || (matches!(word.len(), 3..=5) && day.starts_with(&word)))
}

fn day(word: &str) -> Option<i64> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let suffix = word[digits..].to_ascii_lowercase();
    let plain = matches!(suffix.as_str(), "" | "st" | "nd" | "rd" | "th");
    let number = word[..digits].parse().ok()?;
    (matches!(digits, 1 | 2) && plain && (1..=31).contains(&number)).then_some(number)
}

/// `March 30, 2018`, `30 March 2018`, RFC 2822, with weekday, time and words such as "Published".
fn named(text: &str) -> Option<Date> {
    let words: Vec<&str> = text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|w| !matches!(*w, "" | "of"))
        .collect();
    let at = words.iter().position(|word| month(word).is_some())?;
    let month = month(words[at])?;
    let before = at
        .checked_sub(1)
        .and_then(|i| words.get(i))
        .and_then(|w| day(w));
    let next = |offset: usize| words.get(at + offset).copied();
    let year_of = |word: Option<&str>| word.filter(|w| w.len() == 4).and_then(|w| w.parse().ok());
    let (date, first, last) = match (before, year_of(next(1))) {
        (Some(day), Some(year)) => (civil(year, month, day)?, at - 1, at + 1),
        _ => {
            let day = day(next(1)?)?;
            // C's ctime puts the time between day and year: "Mar 30 10:15:00 2018".
            let year_at = (at + 2..words.len().min(at + 6)).find(|i| words[*i].len() == 4)?;
            (
                civil(year_of(Some(words[year_at]))?, month, day)?,
                at,
                year_at,
            )
        }
    };
    let mut around = words[..first].iter().chain(&words[last + 1..]);
    let harmless = |word: &&str| {
        word.bytes().all(|b| b.is_ascii_digit())
            || is_weekday(word)
            || AROUND.contains(&word.to_ascii_lowercase().as_str())
            || word.ends_with(|c: char| c.is_ascii_alphabetic()) && is_clock(word)
    };
    around.all(harmless).then_some(date)
}

/// `10am`, `9h`, `30pm`: what is left of a clock time once punctuation has split it.
fn is_clock(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let unit = word[digits..].to_ascii_lowercase();
    matches!(digits, 1 | 2) && matches!(unit.as_str(), "am" | "pm" | "h" | "z")
}

#[cfg(test)]
mod tests {
    use super::{Slashes, find_date, parse_date};

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

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let found = parse_date(text).map(|date| date.to_string());
        assert_eq!(found.as_deref().unwrap_or("none"), expected, "{text}");
    }

    #[test]
    fn dates_are_read_in_every_usual_form() {
        for text in [
            "2018-03-30",
            "2018-03-30T23:15:00Z",
            "2018-03-30T23:15:00+02:00",
            "2018-03-30 23:15",
            "2018-03-30T10:00:00.000Z",
            "2018/03/30",
            "2018.3.30",
            "20180330",
            "20180330T101500Z",
            "20180330101500",
            "Fri, 30 Mar 2018 10:15:00 +0000",
            "30 Mar 2018 10:15:00 GMT",
            "Fri Mar 30 10:15:00 2018",
            "March 30, 2018",
            "Friday, March 30, 2018",
            "Mar. 30, 2018",
            "30 March 2018",
            "30th of March 2018",
            "30/03/2018",
            "03/30/2018",
            "30.03.2018",
            "1522368000",
            "1522368000000",
            "1522368000.0",
            "1522368000000000",
            "Published: March 30, 2018 at 10:15 am ET",
            "Updated 10:15am, 30 March 2018",
            " 2018-03-30\n",
        ] {
            check(text, "2018-03-30");
        }
        check("Sept. 4, 2017", "2017-09-04");
        check("04.09.2017", "2017-09-04");
    }

    #[test]
    fn what_is_no_date_or_two_dates_is_refused() {
        for text in [
            "",
            "yesterday",
            "03/04/2018",
            "2018-13-01",
            "2018-02-30",
            "20181301",
            "2018",
            "March 2018",
            "2018-03-30garbage",
            "March 30",
            "The talks of March 30, 2018 failed",
            "99999999999999999999",
            "0000-00-00",
            "NaN",
            "12345",
            "30 Foo 2018",
            "é30 March 2018é",
        ] {
            check(
                text,
                if text.starts_with('é') {
                    "2018-03-30"
                } else {
                    "none"
                },
            );
        }
    }
}
