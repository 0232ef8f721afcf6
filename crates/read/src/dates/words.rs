//! The words of dates: months, weekdays, days, and what may stand around them.

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

pub(super) fn month(word: &str) -> Option<i64> {
    let word = word.to_ascii_lowercase();
    if word == "sept" {
        return Some(9);
    }
    let at = MONTHS
        .iter()
        .position(|m| *m == word || (word.len() == 3 && m.starts_with(&word)));
    at.map(|at| at as i64 + 1)
}

pub(super) fn is_weekday(word: &str) -> bool {
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

pub(super) fn day(word: &str) -> Option<i64> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let suffix = word[digits..].to_ascii_lowercase();
    let plain = matches!(suffix.as_str(), "" | "st" | "nd" | "rd" | "th");
    let number = word[..digits].parse().ok()?;
    (matches!(digits, 1 | 2) && plain && (1..=31).contains(&number)).then_some(number)
}

/// Whether a word may stand around a date without changing it.
pub(super) fn is_around(word: &str) -> bool {
    AROUND.contains(&word.to_ascii_lowercase().as_str())
}

/// `10am`, `9h`, `30pm`: what is left of a clock time once punctuation has split it.
pub(super) fn is_clock(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let unit = word[digits..].to_ascii_lowercase();
    matches!(digits, 1 | 2) && matches!(unit.as_str(), "am" | "pm" | "h" | "z")
}
