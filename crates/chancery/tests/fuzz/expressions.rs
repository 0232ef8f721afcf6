//! What stands in a sentence: dates, numbers, and where one sentence ends and the next begins.

use super::seeds::{LINE, texts as list};
use super::{Target, Words, target};
use chancery::code::{dates::find_dates, numbers::find_numbers, split_sentences};
use chancery::lexicon::{fold, tokenize};
use chancery::read::parse_date;
use std::fmt::Write as _;

const CALENDAR: Words = &[
    b"Monday",
    b"last ",
    b"next ",
    b"March",
    b"May ",
    b"2018",
    b"99999",
    b" weeks",
    b" days",
    b" years",
    b" ago",
    b"since ",
    b"between ",
    b" and ",
    b"-",
    b"/",
    b".",
    b",",
    b"early ",
    b"mid-",
    b"Q3 ",
    b"FY2012",
    b"1990s",
    b"17th",
    b" century",
    b"the ",
    b"first ",
    b"half of ",
    b"Ramadan",
    b"Easter",
    b"B.C.",
    b"fiscal ",
    b"winter",
    b"noon",
    b"Feb. 29",
];

pub fn dates() -> Target {
    let seeds = list(&[
        "Ruritania recalled its envoy last month, on March 3, 2018.",
        "It closed between 4 and 9 May 1999.",
        "Since the early 1990s, and until mid-2012.",
        "On Feb. 29, 2024, three weeks after the second Friday of January.",
        "In the first half of the 17th century.",
        "From Monday to Wednesday next week.",
        "2018-03-26, 26/03/2018, 3.26.18 and 20180326.",
        "Two and a half years earlier, in fiscal 2012.",
    ]);
    let days = [
        None,
        Some(jiff::civil::date(2018, 3, 26)),
        Some(jiff::civil::Date::MIN),
        Some(jiff::civil::Date::MAX),
        Some(jiff::civil::date(2024, 2, 29)),
    ];
    let mut turn = 0;
    target("dates", 6000, seeds, CALENDAR, move |bytes| {
        turn += 1;
        let text = String::from_utf8_lossy(bytes);
        let (mut end, mut told) = (0, String::new());
        for found in find_dates(&text, days[turn % days.len()]) {
            assert!(found.start >= end && found.end > found.start, "{found:?}");
            assert!(text.get(found.start..found.end).is_some(), "{found:?}");
            assert!(found.first <= found.last, "{found:?}");
            end = found.end;
            let _ = write!(told, "{} ", found.rule);
        }
        told
    })
}

pub fn days() -> Target {
    let seeds = list(&[
        "2018-03-26",
        "26 March 2018",
        "March 26, 2018 10:15 am",
        "Mon, 26 Mar 2018 10:00:00 +0200",
        "20180326T101500Z",
        "1522058400",
        "3/26/18",
        "2018-W13-1",
    ]);
    target("days", 8000, seeds, CALENDAR, |bytes| {
        let found = parse_date(&String::from_utf8_lossy(bytes));
        // The kinds of outcome: none, and a day by its decade.
        found.map_or_else(String::new, |day| {
            format!(
                "{} {}",
                "x".repeat((day.year().unsigned_abs() / 10) as usize % 64),
                day.day() > 28
            )
        })
    })
}

pub fn numbers() -> Target {
    const WORDS: Words = &[
        b"dozens of ",
        b"at least ",
        b"between ",
        b" and ",
        b"hundred ",
        b"thousand ",
        b"million ",
        b"one ",
        b"ninety-nine ",
        b"half a ",
        b"%",
        b"$",
        b"a score of ",
        b"no ",
        b".5",
        b",000",
        b" to ",
        b"diplomats",
        b"more than ",
        b"fewer than ",
        b"st ",
        b"th ",
        b"km",
        b"year-old",
    ];
    let seeds = list(&[
        "Ruritania expelled at least 23 Sylvanian envoys.",
        "Between two and three dozen diplomats left; 1,200.5 tonnes came.",
        "One hundred and twenty-three thousand soldiers, half a million people.",
        "From $3.5bn to €4 million, about 40%.",
        "A 34-year-old, the 21st of 60 or more, none of the 5-7 staff.",
    ]);
    target("numbers", 6000, seeds, WORDS, |bytes| {
        let text = String::from_utf8_lossy(bytes);
        let (mut end, mut told) = (0, String::new());
        for n in find_numbers(&text) {
            assert!(
                n.start >= end
                    && n.start <= n.number_start
                    && n.number_start < n.number_end
                    && n.number_end <= n.end,
                "{n:?}"
            );
            assert!(
                text.get(n.start..n.end).is_some()
                    && text.get(n.number_start..n.number_end).is_some(),
                "{n:?}"
            );
            assert!(
                n.low.is_none() || n.high.is_none() || n.low <= n.high,
                "{n:?}"
            );
            end = n.end;
            let _ = write!(told, "{} {:?} ", n.rule, n.kind);
        }
        told
    })
}

pub fn sentences() -> Target {
    const WORDS: Words = &[
        b". ",
        b"U.S. ",
        b"Mr. ",
        b"?\" ",
        "…” ".as_bytes(),
        b"J. ",
        b"!) ",
        b"\n\n",
        b"The ",
        b"'s ",
    ];
    let seeds = list(&[
        "Gen. R. Ortiz met Mr. Sato in St. Gallen. They spoke.",
        "“We left.” Oslo agreed. The U.S. did not... Why?",
        LINE,
    ]);
    target("sentences", 6000, seeds, WORDS, |bytes| {
        let text = String::from_utf8_lossy(bytes);
        let (mut end, mut n) = (0, 0);
        for range in split_sentences(&text) {
            assert!(
                range.start >= end && range.end > range.start && text.get(range.clone()).is_some()
            );
            end = range.end;
            n += 1;
        }
        let mut end = 0;
        for token in tokenize(&text) {
            assert!(
                token.start >= end
                    && token.end > token.start
                    && text.get(token.start..token.end).is_some()
            );
            end = token.end;
        }
        let folded = fold(&text);
        assert_eq!(fold(&folded), folded, "a key of a key is the key");
        ".".repeat(n.min(40))
    })
}
