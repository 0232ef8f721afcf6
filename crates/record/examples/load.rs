//! Adds reports that were coded before to a record, and tells how fast the store alone is.
//!
//! `cargo run --release -p chancery-record --example load -- REPORTS EVENTS.jsonl RECORD [TIMES]`
//!
//! EVENTS.jsonl is what `chancery code REPORTS` gives. With TIMES the reports are added that many times, each time
//! under other ids and two years later, which makes a large record out of a small one.

use chancery_codebook::Event;
use chancery_read::{Document, Input, Item, ReadOptions, read};
use chancery_record::{Incoming, Writer, Written};
use std::collections::HashMap;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::time::{Duration, Instant};

const BATCH: usize = 512;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [reports, events, record, ..] = &args[..] else {
        return Err("give REPORTS EVENTS.jsonl RECORD [TIMES]".into());
    };
    let times: i64 = args.get(3).map_or(Ok(1), |n| n.parse())?;
    let mut coded: HashMap<String, Vec<Event>> = HashMap::new();
    for line in BufReader::new(std::fs::File::open(events)?).lines() {
        let event: Event = serde_json::from_str(&line?)?;
        coded
            .entry(event.cite_info.id.clone())
            .or_default()
            .push(event);
    }
    let mut writer = Writer::open(&PathBuf::from(record))?;
    let (mut total, mut spent) = (Written::default(), Duration::ZERO);
    for round in 0..times {
        let (mut batch, mut seen) = (Vec::new(), 0_usize);
        for item in read(vec![Input::Path(reports.into())], ReadOptions::default()) {
            let Item::Document(document) = item else {
                continue;
            };
            seen += 1;
            let events = coded.get(&document.id).cloned().unwrap_or_default();
            batch.push(later(document, events, round)?);
            if batch.len() == BATCH {
                let start = Instant::now();
                total += writer.write(&batch)?;
                spent += start.elapsed();
                batch.clear();
                if seen.is_multiple_of(BATCH * 40) {
                    println!(
                        "{round} {seen}: {} claims, {:.0} a second",
                        total.claims,
                        rate(&total, spent)
                    );
                }
            }
        }
        let start = Instant::now();
        total += writer.write(&batch)?;
        spent += start.elapsed();
    }
    writer.close()?;
    println!("{total:?}");
    println!(
        "{:.1} s in the store, {:.0} claims a second, peak {}",
        spent.as_secs_f64(),
        rate(&total, spent),
        peak()
    );
    Ok(())
}

fn rate(total: &Written, spent: Duration) -> f64 {
    total.claims as f64 / spent.as_secs_f64()
}

/// The report and its events, some rounds later.
fn later(
    mut document: Document,
    mut events: Vec<Event>,
    round: i64,
) -> Result<Incoming, Box<dyn std::error::Error>> {
    if round > 0 {
        let shift = jiff::Span::new().days(731 * round);
        let day = |date: Option<jiff::civil::Date>| date.map(|d| d.checked_add(shift)).transpose();
        document.id = format!("{}+{round}", document.id);
        document.published = day(document.published)?;
        for event in &mut events {
            event.id = format!(
                "{:015x}{:x}",
                u64::from_str_radix(&event.id, 16)? >> 4,
                round & 15
            );
            event.date = day(event.date)?;
            event.enddate = day(event.enddate)?;
            event.cite_info.id.clone_from(&document.id);
            event.cite_info.published = document.published;
        }
    }
    Ok(Incoming {
        document,
        events,
        ..Incoming::default()
    })
}

/// Highest memory of this process, from Linux.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    line.map_or("unknown".to_owned(), |l| {
        l.trim_start_matches("VmHWM:").trim().to_owned()
    })
}
