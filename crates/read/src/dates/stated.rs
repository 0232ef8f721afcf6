//! The date that a field states, in any usual form and nothing beside it but what dates stand with.

use super::civil;
use super::words::{day, is_around, is_clock, is_weekday, month};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

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
            || is_around(word)
            || word.ends_with(|c: char| c.is_ascii_alphabetic()) && is_clock(word)
    };
    around.all(harmless).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::parse_date;

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
