//! Events, parties and numbers in words, as pages tell them.

use chancery_codebook::short::{self, bounds};
use chancery_codebook::{Codebook, EventType, Measure, Mode, Quantity, Status};
use chancery_record::{MergedEvent, Party};
use chancery_relate::Act;
use jiff::civil::Date;
use std::collections::HashMap;

/// A number with spaces between thousands.
pub(crate) fn thousands(n: i64) -> String {
    let digits = n.abs().to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    if n < 0 { format!("−{out}") } else { out }
}

/// `1 act`, `3 acts`; words that end in s, x or "ch" are not counted here.
pub(crate) fn counted(n: usize, what: &str) -> String {
    let s = if n == 1 { "" } else { "s" };
    format!("{} {what}{s}", thousands(n as i64))
}

/// The type with its mode: `SANCTION expel`.
pub(crate) fn kind(event: EventType, mode: Option<Mode>) -> String {
    match mode {
        Some(mode) => format!("{event} {mode}"),
        None => event.to_string(),
    }
}

/// A word of the codebook as people write it: `staff_cut` as "staff cut".
pub(crate) fn plain(word: &str) -> String {
    word.replace(['_', '-'], " ")
}

/// What was done, in words: "expulsion of 60 diplomats", "consult visit".
pub(crate) fn act(
    event: EventType,
    mode: Option<Mode>,
    measure: Option<Measure>,
    quantity: &[Quantity],
) -> String {
    let what = match measure {
        Some(measure) => plain(measure.as_str()),
        None => match mode {
            Some(mode) => format!(
                "{}, {}",
                event.as_str().to_lowercase(),
                plain(mode.as_str())
            ),
            None => event.as_str().to_lowercase(),
        },
    };
    let Some(first) = quantity.first() else {
        return what;
    };
    let number = spaced(&bounds(std::slice::from_ref(first)));
    match &first.unit {
        Some(unit) if number == "1" => format!("{what}: 1 {}", single(unit)),
        Some(unit) => format!("{what}: {number} {unit}"),
        None => format!("{what}: {number}"),
    }
}

/// Numbers in a text with spaces between thousands: `250000000` as `250 000 000`.
fn spaced(text: &str) -> String {
    let mut out = String::new();
    let mut digits = String::new();
    for c in text.chars().chain(['\0']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        match digits.parse() {
            Ok(n) if digits.len() > 4 => out.push_str(&thousands(n)),
            _ => out.push_str(&digits),
        }
        digits.clear();
        if c != '\0' {
            out.push(c);
        }
    }
    out
}

/// One of what is counted: "posts" as "post". Only the plainest plurals; others stay.
fn single(unit: &str) -> &str {
    match unit.strip_suffix('s') {
        Some(one) if !unit.contains(' ') && !one.ends_with(['s', 'e', 'i', 'u']) => one,
        _ => unit,
    }
}

/// Days in full, as pages have room: `2018-03-26`, `2018-03`, `2026-07-06 to 2026-07-12`.
pub(crate) fn days(from: Option<Date>, to: Option<Date>) -> String {
    let short = short::days(from, to);
    match (short.contains('+'), from, to) {
        (true, Some(from), Some(to)) => format!("{from} to {to}"),
        _ => short,
    }
}

/// The same of an act.
pub(crate) fn act_words(a: &Act) -> String {
    let quantity: Vec<Quantity> = (a.count.iter())
        .map(|c| Quantity {
            low: c.low,
            high: c.high,
            unit: c.unit.clone(),
            raw_text: String::new(),
        })
        .collect();
    act(a.event, a.mode, a.measure, &quantity)
}

/// One side in words: names of countries, and of people or bodies where no country is known.
pub(crate) fn side(parties: &[Party], names: &HashMap<String, String>) -> String {
    let mut told: Vec<&str> = Vec::new();
    for party in parties {
        let word = match (&party.country, &party.name) {
            (Some(code), _) => names.get(code).map_or(code.as_str(), String::as_str),
            (None, Some(name)) => name,
            (None, None) => "unknown",
        };
        if !told.contains(&word) {
            told.push(word);
        }
    }
    match told[..] {
        [] => "–".to_owned(),
        [one] => one.to_owned(),
        [one, two] => format!("{one} and {two}"),
        [one, two, three] => format!("{one}, {two} and {three}"),
        [one, two, ..] => format!("{one}, {two} and {} more", told.len() - 2),
    }
}

/// An event in one line: "United States → Russia: expulsion: 60 diplomats".
pub(crate) fn headline(event: &MergedEvent, names: &HashMap<String, String>) -> String {
    let what = act(event.event, event.mode, event.measure, &event.quantity);
    let status = match event.status {
        Status::Actual => String::new(),
        other => format!(" ({other})"),
    };
    let to = if event.recipient.is_empty() {
        String::new()
    } else {
        format!(" → {}", side(&event.recipient, names))
    };
    format!("{}{to}: {what}{status}", side(&event.actor, names))
}

/// The days of an event.
pub(crate) fn when(event: &MergedEvent) -> String {
    days(event.date, event.enddate)
}

/// The definition of a type, mode or measure in the codebook.
pub(crate) fn definition(event: EventType, mode: Option<Mode>) -> &'static str {
    let codebook = Codebook::builtin();
    match mode.and_then(|m| codebook.mode(event, m)) {
        Some(mode) => &mode.definition,
        None => &codebook.event_type(event).definition,
    }
}

/// A day as a cell; empty where there is none.
pub(crate) fn day(day: Option<Date>) -> String {
    day.map_or(String::new(), |d| d.to_string())
}

/// A share as a percentage.
pub(crate) fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// A value as it is shown in a pill: codes of the codebook without underscores, other words as they are.
pub(crate) fn plain_value(value: &str) -> String {
    match value
        .chars()
        .all(|c| c.is_ascii_lowercase() || c == '_' || c == '-')
    {
        true => plain(value),
        false => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn numbers_units_and_days_are_told_as_people_write_them() {
        assert_eq!(spaced("250000000"), "250\u{202f}000\u{202f}000");
        assert_eq!(
            (spaced("24–99"), spaced("≥1500"), spaced("≤12000")),
            (
                "24–99".to_owned(),
                "≥1500".to_owned(),
                "≤12\u{202f}000".to_owned()
            )
        );
        assert_eq!(
            (
                single("posts"),
                single("diplomats"),
                single("deputy chiefs"),
                single("embassies")
            ),
            ("post", "diplomat", "deputy chiefs", "embassies")
        );
        let long = |a, b| days(Some(a), Some(b));
        assert_eq!(
            long(date(2026, 7, 6), date(2026, 7, 12)),
            "2026-07-06 to 2026-07-12"
        );
        assert_eq!(long(date(2026, 7, 1), date(2026, 7, 31)), "2026-07");
        assert_eq!(thousands(-1234567), "−1\u{202f}234\u{202f}567");
    }
}
