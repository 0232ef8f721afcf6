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

/// First day, days more, who acts (1 or 2), quad, least and greatest number, whether it happened, words.
const ACTS: &str = "\
2017-07-30|0|2|3|755|755|no|orders staff cut by 755, planned
2017-08-31|0|1|4|3|3|yes|closes a consulate and two annexes
2017-11-12|0|1|1|||yes|says that talks may be useful
2018-01-15|20|1|2|||yes|grants visas again
2018-03-14|0|1|3|||yes|accuses over an attack
2018-03-26|0|1|4|60|60|yes|expels 60
2018-03-26|0|1|4|1|1|yes|closes a consulate
2018-03-27|0|2|3|||no|may expel as many
2018-03-29|0|2|4|58|60|yes|expels 58 to 60
2018-03-29|0|2|4|1|1|yes|closes a consulate
2018-04-06|0|1|4|38||yes|sanctions 38 persons and firms
2018-04-20|0|2|3|||yes|summons the ambassador
2018-06-10|20|2|1|||yes|proposes a meeting
2018-07-16|0|1|2|||yes|meets";

fn act(line: &str) -> timeline::Mark {
    let fields: Vec<&str> = line.split('|').collect();
    let number = |place: usize| fields[place].parse::<i64>().ok();
    let first: Date = fields[0].parse().expect("a date");
    timeline::Mark {
        href: format!("/event/{}", fields[7].replace(' ', "-")),
        label: format!("{first}: {}", fields[7]),
        first,
        last: first.saturating_add(number(1).expect("days").days()),
        forward: fields[2] == "1",
        quad: fields[3].parse().expect("a quad"),
        size: number(4).map(|low| (low, number(5))),
        actual: fields[6] == "yes",
    }
}

/// Two invented states that expel one another's diplomats.
pub fn timeline(id: &str, width: u32) -> timeline::Timeline {
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
        marks: ACTS.lines().map(act).collect(),
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
