//! The dates that restrict a code: `>900101 <=930120`, `010101-041231`.

use jiff::civil::Date;

/// First and last day, inclusive.
pub(super) type Span = (Option<Date>, Option<Date>);

/// Reads the restrictions of one code; none means always.
pub(super) fn span(dates: &str) -> Result<Span, String> {
    let (mut from, mut to) = (None, None);
    // "> 900101" is the same as ">900101".
    let joined = dates
        .replace(',', " ")
        .split_whitespace()
        .fold(String::new(), |mut out, part| {
            if !out.is_empty() && !out.ends_with(['<', '>', '=', '-']) && !part.starts_with('-') {
                out.push(' ');
            }
            out.push_str(part);
            out
        });
    for part in joined.split_whitespace() {
        let bad = || format!("`{part}` is no date; write it as YYMMDD or YYYYMMDD");
        if let Some(rest) = part.strip_prefix(">=") {
            from = Some(day(rest).ok_or_else(bad)?);
        } else if let Some(rest) = part.strip_prefix("<=") {
            to = Some(day(rest).ok_or_else(bad)?);
        } else if let Some(rest) = part.strip_prefix('>') {
            from = Some(day(rest).and_then(|d| d.tomorrow().ok()).ok_or_else(bad)?);
        } else if let Some(rest) = part.strip_prefix('<') {
            to = Some(day(rest).and_then(|d| d.yesterday().ok()).ok_or_else(bad)?);
        } else {
            let (first, last) = part.split_once('-').unwrap_or((part, part));
            from = Some(day(first).ok_or_else(bad)?);
            to = Some(day(last).ok_or_else(bad)?);
        }
    }
    if let (Some(first), Some(last)) = (from, to)
        && first > last
    {
        return Err(format!(
            "`{joined}` ends before it begins; exchange the dates"
        ));
    }
    Ok((from, to))
}

/// A day in six or eight digits; years of two digits up to 30 are of this century, as in PETRARCH.
fn day(digits: &str) -> Option<Date> {
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number =
        |range: std::ops::Range<usize>| digits.get(range).and_then(|d| d.parse::<i16>().ok());
    let (year, rest) = match digits.len() {
        6 => (
            number(0..2).map(|y| if y > 30 { 1900 + y } else { 2000 + y })?,
            2,
        ),
        8 => (number(0..4)?, 4),
        _ => return None,
    };
    let (month, date) = (number(rest..rest + 2)?, number(rest + 2..rest + 4)?);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(date).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn strict_signs_leave_the_day_itself_out() {
        assert_eq!(
            span(">900101 <=930120"),
            Ok((Some(date(1990, 1, 2)), Some(date(1993, 1, 20))))
        );
        assert_eq!(span("< 19891231"), Ok((None, Some(date(1989, 12, 30)))));
    }

    #[test]
    fn ranges_hold_both_days() {
        assert_eq!(
            span("010101-041231"),
            Ok((Some(date(2001, 1, 1)), Some(date(2004, 12, 31))))
        );
        assert_eq!(span(""), Ok((None, None)));
    }

    #[test]
    fn a_range_that_ends_before_it_begins_is_told() {
        assert_eq!(
            span("050101-041231").unwrap_err(),
            "`050101-041231` ends before it begins; exchange the dates"
        );
    }
}
