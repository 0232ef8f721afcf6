//! Whatever the text, dates and numbers come back in order, inside the text, and the right way round.

use chancery_code::dates::{DateKind, find_dates};
use chancery_code::numbers::find_numbers;
use jiff::civil::{Date, date};
use proptest::prelude::*;

const WORDS: &[&str] = &[
    "the",
    "last",
    "next",
    "this",
    "Monday",
    "Friday",
    "March",
    "May",
    "26",
    "3",
    "2018",
    "99999",
    "999999999999",
    "9223372036854775807",
    "weeks",
    "days",
    "years",
    "months",
    "centuries",
    "ago",
    "earlier",
    "later",
    "since",
    "by",
    "until",
    "from",
    "to",
    "between",
    "and",
    "-",
    "–",
    ",",
    ".",
    "'s",
    "’",
    "of",
    "early",
    "mid",
    "late",
    "end",
    "first",
    "quarter",
    "half",
    "Q3",
    "FY2012",
    "fiscal",
    "1990s",
    "17th",
    "century",
    "anniversary",
    "30th",
    "a",
    "few",
    "several",
    "hundred",
    "million",
    "trillion",
    "dozens",
    "tens",
    "thousands",
    "$",
    "€",
    "bn",
    "m",
    "at",
    "least",
    "more",
    "than",
    "most",
    "some",
    "both",
    "Christmas",
    "Easter",
    "on",
    "for",
    "in",
    "captivity",
    "old",
    "every",
    "9/11",
    "2/30/2018",
    "31.02.2018",
    "0",
    "00",
    "Feb.",
    "29",
    "BC",
    "ü",
    "—",
    "5",
    "or",
    "six",
    "twenty",
    "summer",
    "week",
    "weekend",
    "hours",
    "past",
];

fn check(text: &str, anchor: Option<Date>) {
    let mut floor = 0;
    for found in find_dates(text, anchor) {
        assert!(
            found.start >= floor && found.start < found.end,
            "{text:?}: {found:?}"
        );
        assert!(
            text.get(found.start..found.end).is_some(),
            "{text:?}: {found:?}"
        );
        assert!(found.first <= found.last, "{text:?}: {found:?}");
        floor = found.end;
    }
    let mut floor = 0;
    for found in find_numbers(text) {
        assert!(found.start >= floor, "{text:?}: {found:?}");
        assert!(
            found.start <= found.number_start && found.number_end <= found.end,
            "{text:?}: {found:?}"
        );
        assert!(found.number_start < found.number_end, "{text:?}: {found:?}");
        assert!(
            text.get(found.start..found.end).is_some(),
            "{text:?}: {found:?}"
        );
        assert!(
            text.get(found.number_start..found.number_end).is_some(),
            "{text:?}: {found:?}"
        );
        if let (Some(low), Some(high)) = (found.low, found.high) {
            assert!(low <= high, "{text:?}: {found:?}");
        }
        floor = found.end;
    }
}

fn anchors() -> impl Strategy<Value = Option<Date>> {
    prop_oneof![
        Just(None),
        Just(Some(Date::MIN)),
        Just(Some(Date::MAX)),
        Just(Some(date(2024, 2, 29))),
        (1i16..=9999, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| Some(date(y, m, d))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_ordered_expressions_within_it(text in "\\PC{0,80}", anchor in anchors()) {
        check(&text, anchor);
    }

    #[test]
    fn any_run_of_calendar_words_gives_ordered_expressions(
        words in prop::collection::vec(prop::sample::select(WORDS), 0..14),
        gaps in prop::collection::vec(prop::bool::weighted(0.85), 14),
        anchor in anchors(),
    ) {
        let mut text = String::new();
        for (word, gap) in words.iter().zip(gaps) {
            text.push_str(word);
            if gap {
                text.push(' ');
            }
        }
        check(&text, anchor);
    }
}

#[test]
fn years_beyond_the_calendar_resolve_to_nothing_wrong() {
    for text in [
        "It ended in 99999 BC.",
        "It fell 999999999999 years ago.",
        "It fell 9223372036854775807 weeks ago.",
        "The 99999th anniversary was marked.",
        "Within the next 99999999 centuries it will fall.",
        "It was 30 February 2018.",
    ] {
        for anchor in [
            None,
            Some(date(2018, 3, 26)),
            Some(Date::MAX),
            Some(Date::MIN),
        ] {
            check(text, anchor);
            assert!(
                find_dates(text, anchor)
                    .iter()
                    .all(|found| found.rule != "ago"),
                "{text}"
            );
        }
    }
}

#[test]
fn without_an_anchor_only_named_years_resolve() {
    assert_eq!(
        find_dates(
            "Ruritania recalled him last month and again on Friday.",
            None
        ),
        []
    );
    assert_eq!(
        find_dates("Ruritania recalled him in May 2014.", None).len(),
        1
    );
}

#[test]
fn durations_ages_and_habits_are_no_points() {
    let anchor = Some(date(2018, 3, 26));
    for (text, kind) in [
        ("He ruled for two years.", DateKind::Duration),
        ("A 22-year-old clerk was charged.", DateKind::Age),
        ("The committee meets every Monday.", DateKind::Set),
        ("It was the first visit since 2009.", DateKind::Reference),
        ("He left on Friday.", DateKind::Point),
    ] {
        let found = find_dates(text, anchor);
        assert_eq!(
            found.iter().map(|f| f.kind).collect::<Vec<_>>(),
            [kind],
            "{text}"
        );
    }
}

#[test]
fn every_rule_is_explained_in_the_documentation() {
    let page = include_str!("../../../docs/dates.md");
    let anchor = Some(date(2018, 3, 26));
    for line in include_str!("dates_table.tsv").lines() {
        for found in find_dates(line, anchor) {
            assert!(
                page.contains(&format!("`{}`", found.rule)),
                "{} is not explained",
                found.rule
            );
        }
    }
    for line in include_str!("numbers_table.tsv").lines() {
        for found in find_numbers(line) {
            assert!(
                page.contains(&format!("`{}`", found.rule)),
                "{} is not explained",
                found.rule
            );
        }
    }
}

#[test]
fn the_last_word_of_a_text_needs_no_stop() {
    let anchor = Some(date(2018, 3, 26));
    for text in [
        "He left in 1953",
        "He left in March",
        "He left on Friday",
        "He left last week",
        "He left two weeks ago",
        "He left on March 4",
        "He left on 4 March",
        "He left since 2016",
        "He left in the 1980s",
        "He left by May 2018",
        "He left in Q3 2020",
        "He left at the end of March",
        "He served for two years",
    ] {
        let found = find_dates(text, anchor);
        assert!(
            found.last().is_some_and(|last| last.end == text.len()),
            "{text}: {found:?}"
        );
    }
    for text in [
        "They were 34",
        "at least 34",
        "34 envoys",
        "$34 million",
        "34 km",
        "34 percent",
        "dozens",
        "two dozen",
    ] {
        let found = find_numbers(text);
        assert!(
            found.last().is_some_and(|last| last.end == text.len()),
            "{text}: {found:?}"
        );
    }
}
