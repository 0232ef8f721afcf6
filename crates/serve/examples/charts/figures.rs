//! Invented figures for the charts that count.

use super::acts::Numbers;
use chancery_serve::chart::{histogram, impulse, map, reliability, series, spread};
use jiff::ToSpan;
use jiff::civil::date;

pub fn histogram(id: &str, width: u32) -> histogram::Histogram {
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

pub fn series(id: &str, width: u32, measured: series::Measured) -> series::Series {
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

pub fn map(id: &str, width: u32) -> map::Map {
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

pub fn spread(id: &str, width: u32) -> spread::SpreadChart {
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

pub fn impulse(id: &str, width: u32) -> impulse::Impulse {
    let names = ["Freedonia", "Sylvania"];
    let panels = (0..4).map(|place: usize| {
        let (answers, acts) = (names[place / 2], names[place % 2]);
        let own = place.is_multiple_of(3);
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

pub fn reliability(id: &str, width: u32) -> reliability::Reliability {
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
