//! Text, numbers and dates as they stand in a picture.

use jiff::civil::Date;

/// A coordinate with one digit after the point at most.
pub(super) fn n(value: f64) -> String {
    digits(value, 1)
}

/// A number with at most `most` digits after the point, and none that is not needed.
pub(super) fn digits(value: f64, most: usize) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let text = format!("{value:.most$}");
    let text = if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        &text
    };
    if text == "-0" { "0" } else { text }.to_owned()
}

/// A number for readers: thousands parted by a comma, a true minus sign, two digits after the point at most.
pub(super) fn said(value: f64) -> String {
    let plain = digits(
        value.abs(),
        if value.abs() >= 100.0 {
            0
        } else if value.abs() >= 10.0 {
            1
        } else {
            2
        },
    );
    let (whole, rest) = plain
        .split_once('.')
        .map_or((plain.as_str(), ""), |(a, b)| (a, b));
    let mut out = String::new();
    if value < 0.0 && plain != "0" {
        out.push('−');
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if !rest.is_empty() {
        out.push('.');
        out.push_str(rest);
    }
    out
}

/// Bounds in words: "60", "24 to 99", "at least 12".
pub(super) fn bounds(low: f64, high: Option<f64>) -> String {
    match high {
        Some(high) if high == low => said(low),
        Some(high) => format!("{} to {}", said(low), said(high)),
        None => format!("at least {}", said(low)),
    }
}

/// A day in words: "26 Mar 2018".
pub(super) fn day(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

/// A range of days in words, the day alone where both are one.
pub(super) fn days(first: Date, last: Date) -> String {
    if first == last {
        day(first)
    } else {
        format!("{} to {}", day(first), day(last))
    }
}

/// A bin's days in words, shorter where they are whole months or years: "Mar 2018", "Jan to Mar 2018", "2018".
pub(super) fn period(first: Date, last: Date) -> String {
    if first.day() != 1 || last != last.last_of_month() {
        return days(first, last);
    }
    let month = |date: Date, with: &str| date.strftime(with).to_string();
    let one_year = first.year() == last.year();
    match (one_year, first.month(), last.month()) {
        (true, 1, 12) => first.year().to_string(),
        (true, a, b) if a == b => month(first, "%b %Y"),
        (true, ..) => format!("{} to {}", month(first, "%b"), month(last, "%b %Y")),
        (false, 1, 12) => format!("{} to {}", first.year(), last.year()),
        (false, ..) => format!("{} to {}", month(first, "%b %Y"), month(last, "%b %Y")),
    }
}

/// A share as per cent; what is neither nothing nor all is not rounded to it.
pub(super) fn percent(share: f64) -> String {
    if share > 0.0 && share < 0.01 {
        "under 1 %".to_owned()
    } else if share > 0.99 && share < 1.0 {
        "over 99 %".to_owned()
    } else {
        format!("{} %", digits(share * 100.0, 0))
    }
}

/// "1 event", "2 events".
pub(super) fn counted(count: u64, one: &str, many: &str) -> String {
    format!(
        "{} {}",
        said(count as f64),
        if count == 1 { one } else { many }
    )
}

/// About how wide a text is, in the unit of its font size; a server has no fonts to ask.
pub(super) fn width(text: &str, size: f64) -> f64 {
    let em = |c: char| match c {
        'i' | 'l' | 'j' | 'I' | '.' | ',' | '\'' | ' ' | '|' | ':' => 0.31,
        'm' | 'w' | 'M' | 'W' | '…' | '→' | '↑' | '↓' => 0.9,
        c if c.is_ascii_uppercase() => 0.7,
        c if c > '\u{1100}' => 1.0,
        _ => 0.57,
    };
    text.chars().map(em).sum::<f64>() * size
}

/// The text, cut with an ellipsis where it would be wider than `most`.
pub(super) fn fit(text: &str, most: f64, size: f64) -> String {
    if width(text, size) <= most {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        if width(&kept, size) + size * 1.8 > most {
            break;
        }
        kept.push(c);
    }
    format!("{}…", kept.trim_end())
}

/// The text in lines no wider than `most`, two at most; the second is cut where it must be.
pub(super) fn wrap(text: &str, most: f64, size: f64) -> Vec<String> {
    if width(text, size) <= most {
        return vec![text.to_owned()];
    }
    let mut first = String::new();
    for word in text.split_whitespace() {
        if !first.is_empty() && width(&first, size) + width(word, size) + size * 0.3 > most {
            break;
        }
        if !first.is_empty() {
            first.push(' ');
        }
        first.push_str(word);
    }
    let spoken = first.split_whitespace().count();
    let rest: Vec<&str> = text.split_whitespace().skip(spoken).collect();
    let mut lines = vec![fit(&first, most, size)];
    if !rest.is_empty() {
        lines.push(fit(&rest.join(" "), most, size));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_no_digit_too_many() {
        assert_eq!(n(3.0), "3");
        assert_eq!(n(-0.04), "0");
        assert_eq!(n(12.25), "12.2");
        assert_eq!(n(f64::NAN), "0");
        assert_eq!(said(1234567.0), "1,234,567");
        assert_eq!(said(-0.5), "−0.5");
        assert_eq!(said(100.4), "100");
        assert_eq!(bounds(24.0, Some(99.0)), "24 to 99");
        assert_eq!(bounds(60.0, Some(60.0)), "60");
        assert_eq!(bounds(3.0, None), "at least 3");
    }

    #[test]
    fn a_share_that_is_not_certain_is_never_told_as_certain() {
        assert_eq!(percent(0.999), "over 99 %");
        assert_eq!(percent(0.001), "under 1 %");
        assert_eq!(percent(1.0), "100 %");
        assert_eq!(percent(0.0), "0 %");
        assert_eq!(percent(0.644), "64 %");
    }

    #[test]
    fn whole_months_and_years_are_named() {
        use jiff::civil::date;
        let say =
            |a: (i16, i8, i8), b: (i16, i8, i8)| period(date(a.0, a.1, a.2), date(b.0, b.1, b.2));
        assert_eq!(say((2018, 1, 1), (2018, 12, 31)), "2018");
        assert_eq!(say((2018, 2, 1), (2018, 2, 28)), "Feb 2018");
        assert_eq!(say((2018, 1, 1), (2018, 3, 31)), "Jan to Mar 2018");
        assert_eq!(say((2017, 1, 1), (2018, 12, 31)), "2017 to 2018");
        assert_eq!(say((2018, 3, 26), (2018, 3, 26)), "26 Mar 2018");
        assert_eq!(
            say((2018, 3, 26), (2018, 4, 1)),
            "26 Mar 2018 to 1 Apr 2018"
        );
    }

    #[test]
    fn a_long_name_is_cut_to_its_room() {
        let cut = fit(
            "Democratic People's Republic of a Very Long Name",
            100.0,
            12.0,
        );
        assert!(cut.ends_with('…') && width(&cut, 12.0) <= 104.0, "{cut}");
        assert_eq!(fit("Chad", 100.0, 12.0), "Chad");
        let lines = wrap("How the one would answer what the other did", 180.0, 12.0);
        assert_eq!(lines, ["How the one would answer", "what the other did"]);
        assert_eq!(wrap("Chad", 100.0, 12.0), ["Chad"]);
    }
}
