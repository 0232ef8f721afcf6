//! All charts with invented data, as a gallery to look at.
//!
//! `cargo run -p chancery-serve --example charts -- FOLDER` writes `index.html` and one SVG file a chart.

use chancery_serve::chart::{
    self, histogram, impulse, map, presence, reliability, series, spark, spread, timeline,
};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::path::Path;

/// Numbers that look random and are the same each time (a linear congruential generator, Knuth's MMIX).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

/// Two invented states that expel one another's diplomats.
fn timeline(id: &str, width: u32) -> timeline::Timeline {
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
fn crowded(id: &str, width: u32) -> timeline::Timeline {
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

fn presence(id: &str, width: u32) -> presence::PresenceChart {
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

fn histogram(id: &str, width: u32) -> histogram::Histogram {
    let mut numbers = Numbers(3);
    let bins = (0..120).map(|month: i64| {
        let from = date(2016, 1, 1).saturating_add(month.months());
        let wave = if (26..30).contains(&month) { 30 } else { 8 };
        histogram::Bin {
            from,
            to: from.last_of_month(),
            counts: [6, 3, wave, wave / 2].map(|most| numbers.below(most) as u32),
            href: format!("?since={from}&until={}", from.last_of_month()),
        }
    });
    histogram::Histogram {
        id: id.to_owned(),
        bins: bins.collect(),
        selected: Some((date(2018, 1, 1), date(2018, 9, 30))),
        width,
        height: 190,
    }
}

fn series(id: &str, width: u32, measured: series::Measured) -> series::Series {
    let mut numbers = Numbers(11);
    let bins = (0..48).map(|month: i64| {
        let from = date(2015, 1, 1).saturating_add((month * 3).months());
        let mut value = || {
            let number = numbers.below(14) as f64 * if month % 13 == 0 { 3.0 } else { 0.7 };
            match measured {
                series::Measured::Count => series::Value::exact(number.round()),
                series::Measured::Score => series::Value::exact(number.round() - 6.0),
                series::Measured::Expelled if number < 5.0 => series::Value::exact(0.0),
                series::Measured::Expelled => series::Value {
                    low: number.round(),
                    high: (month != 26).then(|| (number * 1.5).round()),
                },
            }
        };
        let (forward, back) = (value(), value());
        let to = from.saturating_add(3.months()).yesterday().unwrap_or(from);
        series::Bin {
            from,
            to,
            forward,
            back,
            href: format!("?since={from}&until={to}"),
        }
    });
    series::Series {
        id: id.to_owned(),
        first_name: "Freedonia".to_owned(),
        second_name: "Sylvania".to_owned(),
        measured,
        bins: bins.collect(),
        width,
        height: 240,
    }
}

fn map(id: &str, width: u32) -> map::Map {
    let mut numbers = Numbers(5);
    let codes = "USA RUS GBR FRA DEU POL UKR CHN IND PAK IRN ISR TUR SYR SAU EGY LBY MLI NER TCD SDN ETH KEN ZAF BRA ARG VEN CUB MEX CAN \
                 AUS JPN KOR PRK MMR THA SGP MLT BHR QAT EST LVA LTU CZE BGR SRB XKX ROU MDA GEO ARM AZE KAZ UZB AFG IRQ YEM SOM COD NGA";
    let values = codes.split_whitespace().map(|code| map::Country {
        code: code.to_owned(),
        events: 4000 / (1 + numbers.below(2000)) + numbers.below(9),
        href: format!("?party={code}"),
    });
    map::Map {
        id: id.to_owned(),
        title: "Events by party".to_owned(),
        values: values.collect(),
        selected: vec!["RUS".to_owned(), "MLT".to_owned()],
        width,
    }
}

fn spread(id: &str, width: u32) -> spread::SpreadChart {
    spread::SpreadChart {
        id: id.to_owned(),
        title: "How Sylvania would answer an expulsion of 60".to_owned(),
        chance: spread::Chance {
            low: 0.71,
            mid: 0.86,
            high: 0.94,
            base_rate: 0.41,
        },
        size: Some(spread::Spread {
            q05: 10.0,
            q25: 48.0,
            q50: 60.0,
            q75: 60.0,
            q95: 150.0,
        }),
        days: Some(spread::Spread {
            q05: 1.0,
            q25: 2.0,
            q50: 3.0,
            q75: 9.0,
            q95: 34.0,
        }),
        kinds: [
            ("expulsion", 0.83),
            ("closure", 0.31),
            ("summons", 0.22),
            ("staff cap", 0.07),
            ("recall", 0.004),
        ]
        .map(|(name, share)| (name.to_owned(), share))
        .to_vec(),
        width,
    }
}

fn impulse(id: &str, width: u32) -> impulse::Impulse {
    let names = ["Freedonia", "Sylvania"];
    let panels = (0..4).map(|place: usize| {
        let (answers, acts) = (names[place / 2], names[place % 2]);
        let own = place % 3 == 0;
        let steps = (0..=12).map(|step| {
            let time = f64::from(step);
            let mid = if own {
                1.4 * 0.55_f64.powf(time)
            } else {
                0.9 * time * 0.5_f64.powf(time)
            };
            let doubt = 0.35 * (-time / 9.0).exp();
            impulse::Step {
                low: mid - doubt,
                mid,
                high: mid + doubt,
            }
        });
        impulse::Panel {
            title: format!("{acts} acts, {answers} follows"),
            steps: steps.collect(),
        }
    });
    impulse::Impulse {
        id: id.to_owned(),
        title: "What follows on one more hostile act (acts a week, 95 % interval)".to_owned(),
        step: "week".to_owned(),
        panels: panels.collect(),
        width,
    }
}

fn reliability(id: &str, width: u32) -> reliability::Reliability {
    let bins = [
        (0.05, 0.02, 310),
        (0.14, 0.17, 120),
        (0.26, 0.21, 64),
        (0.35, 0.44, 41),
        (0.46, 0.5, 30),
        (0.55, 0.47, 28),
        (0.66, 0.7, 33),
        (0.74, 0.81, 45),
        (0.86, 0.84, 58),
        (0.94, 0.97, 40),
    ];
    reliability::Reliability {
        id: id.to_owned(),
        title: "Do the chances mean what they say?".to_owned(),
        bins: bins
            .map(|(forecast, observed, cases)| reliability::Bin {
                forecast,
                observed,
                cases,
            })
            .to_vec(),
        width,
    }
}

/// Name and drawing, at a width and under an id.
type Draw = fn(&str, u32) -> String;

const CHARTS: [(&str, Draw); 11] = [
    ("timeline", |id, width| timeline::svg(&timeline(id, width))),
    ("crowded", |id, width| timeline::svg(&crowded(id, width))),
    ("presence", |id, width| presence::svg(&presence(id, width))),
    ("histogram", |id, width| {
        histogram::svg(&histogram(id, width))
    }),
    ("count", |id, width| {
        series::svg(&series(id, width, series::Measured::Count))
    }),
    ("score", |id, width| {
        series::svg(&series(id, width, series::Measured::Score))
    }),
    ("expelled", |id, width| {
        series::svg(&series(id, width, series::Measured::Expelled))
    }),
    ("map", |id, width| map::svg(&map(id, width))),
    ("spread", |id, width| {
        spread::svg(&spread(id, width.min(520)))
    }),
    ("impulse", |id, width| impulse::svg(&impulse(id, width))),
    ("reliability", |id, width| {
        reliability::svg(&reliability(id, width.min(480)))
    }),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: charts FOLDER")?;
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    let mut page = format!(
        "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content=\"width=device-width\"><title>Charts</title>\
         <style>{}\nbody {{ max-width: 960px; margin: 1rem auto; padding: 0 8px; font: 15px system-ui, sans-serif }} \
         .small {{ max-width: 520px }} @media (prefers-color-scheme: dark) {{ body {{ background: #16191d; color: #e8e6e1 }} }}</style>\n",
        chart::CSS
    );
    for (name, draw) in CHARTS {
        let wide = draw(name, 960);
        let small = if matches!(name, "spread" | "reliability") {
            " class=small"
        } else {
            ""
        };
        page += &format!(
            "<h2>{name}</h2><div{small}>{}</div>\n",
            chart::both(name, draw)
        );
        std::fs::write(folder.join(format!("{name}.svg")), chart::standalone(&wide))?;
        println!("{name}: {} bytes", wide.len());
    }
    let mut numbers = Numbers(1);
    let mut values = || -> Vec<f64> {
        (0..40)
            .map(|_| (numbers.below(12) as f64 - 5.0).max(0.0))
            .collect()
    };
    let (forward, back) = (values(), values());
    let label = "Freedonia and Sylvania by month".to_owned();
    let both = spark::svg(&spark::Spark {
        forward: forward.clone(),
        back,
        label: label.clone(),
    });
    let one = spark::svg(&spark::Spark {
        forward,
        back: Vec::new(),
        label,
    });
    page +=
        &format!("<p>Freedonia and Sylvania {both} or one of them {one} in a line of text.</p>");
    std::fs::write(folder.join("index.html"), page)?;
    Ok(())
}
