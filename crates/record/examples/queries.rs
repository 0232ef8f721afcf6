//! Times the questions that people ask of a record, each many times over with other values.
//!
//! `cargo run --release -p chancery-record --example queries -- RECORD`; `data/eval/record_bench.py` compares with DuckDB.

use chancery_codebook::{EventType, Measure};
use chancery_record::{Filter, Record};
use std::time::Instant;

const DYADS: [(&str, &str); 8] = [
    ("USA", "RUS"),
    ("RUS", "USA"),
    ("ISR", "PSE"),
    ("IND", "PAK"),
    ("CHN", "TWN"),
    ("GBR", "IRN"),
    ("FRA", "MLI"),
    ("TUR", "SYR"),
];
const TYPES: [EventType; 4] = [
    EventType::Sanction,
    EventType::Consult,
    EventType::Assault,
    EventType::Accuse,
];
const WORDS: [&str; 8] = [
    "persona non grata",
    "diplomats",
    "embassy",
    "ceasefire",
    "uranium",
    "hostages",
    "summit",
    "ambassador recalled",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("give RECORD")?;
    let start = Instant::now();
    let record = Record::open(path.as_ref())?;
    println!("open\t{:.2}", start.elapsed().as_secs_f64() * 1e3);
    let page = Filter {
        limit: Some(50),
        ..Filter::default()
    };
    time("dyad", DYADS.len(), |i| {
        let (a, b) = DYADS[i];
        let filter = Filter {
            actor: vec![a.into()],
            recipient: vec![b.into()],
            ..page.clone()
        };
        Ok(record.events(&filter)?.total)
    })?;
    time("page with count", TYPES.len(), |i| {
        let filter = Filter {
            event: vec![TYPES[i]],
            since: Some(jiff::civil::date(2010, 1, 1)),
            until: Some(jiff::civil::date(2025, 12, 31)),
            ..page.clone()
        };
        Ok(record.events(&filter)?.total)
    })?;
    time("country, measure", DYADS.len(), |i| {
        let filter = Filter {
            country: vec![DYADS[i].0.into()],
            measure: vec![Measure::Expulsion, Measure::Closure],
            ..page.clone()
        };
        Ok(record.events(&filter)?.total)
    })?;
    time("text", WORDS.len(), |i| {
        let filter = Filter {
            text: Some(WORDS[i].into()),
            ..page.clone()
        };
        Ok(record.events(&filter)?.total)
    })?;
    time("as known on", 4, |i| {
        let day = jiff::civil::date(2012 + i as i16, 6, 1);
        let filter = Filter {
            actor: vec![DYADS[i].0.into()],
            recipient: vec![DYADS[i].1.into()],
            as_known_on: Some(day),
            ..page.clone()
        };
        Ok(record.events(&filter)?.total)
    })?;
    Ok(())
}

/// Prints the name, the median and the highest of the times in milliseconds, and how many events were found.
fn time(
    name: &str,
    n: usize,
    mut ask: impl FnMut(usize) -> Result<usize, chancery_record::Error>,
) -> Result<(), chancery_record::Error> {
    let (mut times, mut found) = (Vec::new(), 0);
    for round in 0..5 {
        for i in 0..n {
            let start = Instant::now();
            let events = ask(i)?;
            // The first round warms the file's pages.
            if round > 0 {
                times.push(start.elapsed().as_secs_f64() * 1e3);
                found += events;
            }
        }
    }
    times.sort_by(f64::total_cmp);
    println!(
        "{name}\t{:.2}\t{:.2}\t{}",
        times[times.len() / 2],
        times[times.len() - 1],
        found / (4 * n)
    );
    Ok(())
}
