//! How the acts of the reference table that reports tell of stand in a record.
//!
//! `cargo run --release -p chancery --example expulsions -- RECORD TABLE.csv data/eval/expulsions_reported.jsonl`
//!
//! For each act of the table that some of the record's reports tell of: whether one merged event has its parties and
//! measure, with a number inside the table's bounds, and whether there are several. `TELL=1` names those that are not
//! right.

use chancery::record::{ClaimPage, MergedEvent, Party, Record};
use std::collections::{BTreeMap, HashMap};

#[derive(serde::Deserialize)]
struct Reported {
    id: String,
    entries: Vec<String>,
}

#[derive(serde::Deserialize)]
struct Act {
    id: String,
    actor: String,
    recipient: String,
    measure: String,
    count_low: Option<i64>,
    count_high: Option<i64>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [record, table, reported] = &args[..] else {
        return Err("give RECORD TABLE.csv REPORTED.jsonl".into());
    };
    let record = Record::open(record.as_ref())?;
    let acts: HashMap<String, Act> = csv::Reader::from_path(table)?
        .deserialize()
        .map(|row: Result<Act, csv::Error>| row.map(|act| (act.id.clone(), act)))
        .collect::<Result<_, _>>()?;
    let mut tally: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut n, mut doubled) = (0, 0);
    for line in std::fs::read_to_string(reported)?.lines() {
        let reported: Reported = serde_json::from_str(line)?;
        let act = acts
            .get(&reported.id)
            .ok_or("an act that the table does not have")?;
        n += 1;
        let events: Vec<MergedEvent> = events(&record, &reported.entries)?
            .into_iter()
            .filter(|event| fits(event, act))
            .collect();
        doubled += usize::from(events.len() > 1);
        let verdict = match &events[..] {
            [] => "no event with these parties and this measure",
            some if some.iter().any(|e| inside(e, act)) => "right",
            _ => "another number",
        };
        *tally.entry(verdict).or_default() += 1;
        if std::env::var_os("TELL").is_some() && verdict != "right" {
            println!("{} {verdict} {:?}", act.id, reported.entries);
        }
    }
    let percent = |count: usize| 100.0 * count as f64 / f64::from(n);
    println!("{n} acts of the table are reported");
    for (verdict, count) in tally {
        println!("{count:>4}  {:>5.1} %  {verdict}", percent(count));
    }
    println!(
        "{doubled:>4}  {:>5.1} %  in several events",
        percent(doubled)
    );
    Ok(())
}

/// The events that some reports tell of.
fn events(
    record: &Record,
    entries: &[String],
) -> Result<Vec<MergedEvent>, chancery::record::Error> {
    let mut ids = Vec::new();
    for entry in entries {
        let page = ClaimPage {
            document: Some(entry.clone()),
            ..ClaimPage::default()
        };
        ids.extend(
            record
                .claims(&page)?
                .into_iter()
                .filter_map(|claim| claim.event_id),
        );
    }
    ids.sort_unstable();
    ids.dedup();
    ids.iter()
        .map(|id| Ok(record.event(id, None)?.event))
        .collect()
}

/// Whether an event has the act's parties and measure. A cut of staff sends people out; a recall may name nobody whom
/// it is done to.
fn fits(event: &MergedEvent, act: &Act) -> bool {
    let on = |side: &[Party], code: &str| side.iter().any(|p| p.country.as_deref() == Some(code));
    let people = |m: &str| ["expulsion", "staff_cut", "staff_cap"].contains(&m);
    let measure = event
        .measure
        .is_some_and(|m| m.as_str() == act.measure || people(m.as_str()) && people(&act.measure));
    let recipient = on(&event.recipient, &act.recipient)
        || act.measure == "recall" && event.recipient.is_empty();
    measure && on(&event.actor, &act.actor) && recipient
}

/// Whether the event's number, if it has one, can be the table's, if that has one.
fn inside(event: &MergedEvent, act: &Act) -> bool {
    let low = act.count_low.unwrap_or(i64::MIN);
    let high = act.count_high.unwrap_or(i64::MAX);
    let fits = |q: &chancery::codebook::Quantity| {
        q.low.is_none_or(|l| l <= high) && q.high.is_none_or(|h| h >= low)
    };
    event.quantity.is_empty() || event.quantity.iter().any(fits)
}
