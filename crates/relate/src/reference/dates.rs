//! Dates as fine as a source gives them: day, month or year.

use jiff::civil::{Date, date};

/// First and last day of `2018-03-26`, `2018-03` or `2018`.
pub(super) fn range(text: &str) -> Option<(Date, Date)> {
    if !text.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
        return None;
    }
    let mut parts = text.split('-');
    let year: i16 = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
    let mut two = || -> Option<Option<i8>> {
        match parts.next() {
            None => Some(None),
            Some(part) if part.len() == 2 => part.parse().ok().map(Some),
            Some(_) => None,
        }
    };
    let (month, day) = (two()?, two()?);
    if parts.next().is_some() {
        return None;
    }
    match (month, day) {
        (None, _) => Some((date(year, 1, 1), date(year, 12, 31))),
        (Some(month), None) => {
            let first = Date::new(year, month, 1).ok()?;
            Some((first, first.last_of_month()))
        }
        (Some(month), Some(day)) => {
            let day = Date::new(year, month, day).ok()?;
            Some((day, day))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::range;

    fn check(text: &str, expected: Option<(&str, &str)>) {
        let got = range(text).map(|(a, b)| (a.to_string(), b.to_string()));
        assert_eq!(
            got.as_ref().map(|(a, b)| (a.as_str(), b.as_str())),
            expected,
            "{text}"
        );
    }

    #[test]
    fn a_date_spans_what_it_leaves_open() {
        check("2018-03-26", Some(("2018-03-26", "2018-03-26")));
        check("2016-02", Some(("2016-02-01", "2016-02-29")));
        check("1983", Some(("1983-01-01", "1983-12-31")));
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "18",
            "2018-3",
            "2018-13",
            "2018-02-30",
            "2018-03-26-1",
            "2018-",
            "+018",
            "in 2018",
        ] {
            check(text, None);
        }
    }
}
