//! Invented acts of two invented states, and the numbers that the other figures are made of.

use chancery_serve::chart::{presence, timeline};
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Numbers that look random and are the same each time (a linear congruential generator, Knuth's MMIX).
pub struct Numbers(pub u64);

impl Numbers {
    pub fn below(&mut self, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

/// Two invented states that expel one another's diplomats.
pub fn timeline(id: &str, width: u32) -> timeline::Timeline {
    let acts: [(Date, i64, bool, u8, Option<(i64, Option<i64>)>, bool, &str); 14] = [
        (
            date(2017, 7, 30),
            0,
            false,
            3,
            Some((755, Some(755))),
            false,
            "orders staff cut by 755, planned",
        ),
        (
            date(2017, 8, 31),
            0,
            true,
            4,
            Some((3, Some(3))),
            true,
            "closes a consulate and two annexes",
        ),
        (
            date(2017, 11, 12),
            0,
            true,
            1,
            None,
            true,
            "says that talks may be useful",
        ),
        (
            date(2018, 1, 15),
            20,
            true,
            2,
            None,
            true,
            "grants visas again",
        ),
        (
            date(2018, 3, 14),
            0,
            true,
            3,
            None,
            true,
            "accuses over an attack",
        ),
        (
            date(2018, 3, 26),
            0,
            true,
            4,
            Some((60, Some(60))),
            true,
            "expels 60",
        ),
        (
            date(2018, 3, 26),
            0,
            true,
            4,
            Some((1, Some(1))),
            true,
            "closes a consulate",
        ),
        (
            date(2018, 3, 27),
            0,
            false,
            3,
            None,
            false,
            "may expel as many",
        ),
        (
            date(2018, 3, 29),
            0,
            false,
            4,
            Some((58, Some(60))),
            true,
            "expels 58 to 60",
        ),
        (
            date(2018, 3, 29),
            0,
            false,
            4,
            Some((1, Some(1))),
            true,
            "closes a consulate",
        ),
        (
            date(2018, 4, 6),
            0,
            true,
            4,
            Some((38, None)),
            true,
            "sanctions 38 persons and firms",
        ),
        (
            date(2018, 4, 20),
            0,
            false,
            3,
            None,
            true,
            "summons the ambassador",
        ),
        (
            date(2018, 6, 10),
            20,
            false,
            1,
            None,
            true,
            "proposes a meeting",
        ),
        (date(2018, 7, 16), 0, true, 2, None, true, "meets"),
    ];
    let marks =
        acts.iter().map(
            |(first, more, forward, quad, size, actual, text)| timeline::Mark {
                href: format!("/event/{}", text.replace(' ', "-")),
                label: format!("{first}: {text}"),
                first: *first,
                last: first.saturating_add(more.days()),
                forward: *forward,
                quad: *quad,
                size: *size,
                actual: *actual,
            },
        );
    let arc = |from, to, stated, label: &str| timeline::Arc {
        from,
        to,
        stated,
        label: label.to_owned(),
    };
    timeline::Timeline {
        id: id.to_owned(),
        first_name: "Freedonia".to_owned(),
        second_name: "Sylvania".to_owned(),
        since: date(2017, 7, 1),
        until: date(2018, 7, 31),
        marks: marks.collect(),
        arcs: vec![
            arc(0, 1, true, "answered after 32 days, says a report"),
            arc(5, 8, true, "answered after 3 days, says a report"),
            arc(6, 9, true, "answered after 3 days, says a report"),
            arc(10, 11, false, "answered after 14 days, by fit"),
            arc(12, 13, false, "answered after 36 days, by fit"),
        ],
        width,
    }
}

/// As many acts as a page shows.
pub fn crowded(id: &str, width: u32) -> timeline::Timeline {
    let mut numbers = Numbers(7);
    let marks: Vec<timeline::Mark> = (0..400)
        .map(|place| {
            let wave = if place % 3 == 0 { 0 } else { 1500 };
            let first = date(2014, 1, 1).saturating_add(
                (wave + numbers.below(if wave == 0 { 4400 } else { 700 }) as i64).days(),
            );
            let number = numbers.below(70) as i64;
            timeline::Mark {
                href: format!("/event/{place:08x}"),
                label: format!("{first}: act {place}, {number} people"),
                first,
                last: first,
                forward: numbers.below(2) == 0,
                quad: 1 + numbers.below(4) as u8,
                size: (number > 30).then_some((number - 30, Some(number - 30))),
                actual: numbers.below(6) > 0,
            }
        })
        .collect();
    let arcs = (0..120)
        .map(|k| (numbers.below(400) as usize, k))
        .filter_map(|(from, k)| {
            let act = &marks[from];
            let later = |mark: &timeline::Mark| {
                mark.forward != act.forward
                    && mark.first >= act.first
                    && mark.first <= act.first.saturating_add(40.days())
            };
            let to = marks.iter().position(later)?;
            Some(timeline::Arc {
                from,
                to,
                stated: k % 2 == 0,
                label: "answer".to_owned(),
            })
        })
        .collect();
    timeline::Timeline {
        marks,
        arcs,
        since: date(2014, 1, 1),
        until: date(2026, 2, 1),
        ..timeline(id, width)
    }
}

pub fn presence(id: &str, width: u32) -> presence::PresenceChart {
    let band = |from, to, low, high| presence::Band {
        from,
        to,
        low,
        high,
    };
    let point = |date, low, high, words: &str| presence::Point {
        date,
        low,
        high,
        href: "/event/presence".to_owned(),
        label: format!("{date}: {words}"),
    };
    let change = |date, words: &str| presence::Change {
        date,
        label: format!("{date}: {words}"),
        href: "/event/change".to_owned(),
    };
    presence::PresenceChart {
        id: id.to_owned(),
        title: "Staff of Sylvania in Freedonia".to_owned(),
        bands: vec![
            band(date(2016, 1, 1), date(2016, 12, 28), 250, None),
            band(date(2016, 12, 29), date(2017, 7, 29), 240, Some(420)),
            band(date(2017, 7, 30), date(2018, 3, 25), 220, Some(385)),
            band(date(2018, 3, 26), date(2020, 6, 30), 160, Some(325)),
            band(date(2020, 7, 1), date(2021, 12, 31), 140, Some(200)),
        ],
        points: vec![
            point(date(2016, 6, 1), 250, None, "at least 250 staff"),
            point(
                date(2017, 5, 2),
                300,
                Some(399),
                "between three and four hundred",
            ),
            point(date(2017, 10, 2), 220, Some(220), "220 diplomats"),
            point(date(2020, 9, 1), 140, Some(199), "some 140 to 199"),
        ],
        changes: vec![
            change(date(2016, 12, 29), "35 expelled"),
            change(date(2017, 7, 30), "cap on staff"),
            change(date(2018, 3, 26), "60 expelled"),
        ],
        since: date(2016, 1, 1),
        until: date(2021, 12, 31),
        width,
    }
}
