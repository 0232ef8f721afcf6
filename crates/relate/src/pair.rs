//! What the record holds between two states, with those whose history they carry on.

use crate::Act;
use crate::reference::successor;
use chancery_codebook::Measure;
use chancery_record::{Filter, MergedEvent, Record, Result, Sort};
use jiff::civil::Date;

/// A state's code with those of the states whose history it carries on: RUS with SUN.
pub fn lineage(code: &str) -> Vec<String> {
    let before = ["SUN", "CSK", "DDR"]
        .into_iter()
        .filter(|old| *old != code && successor(old) == code);
    std::iter::once(code)
        .chain(before)
        .map(str::to_owned)
        .collect()
}

/// What the record holds between two states, in both directions.
///
/// # Errors
/// If it cannot be read.
pub fn between(
    record: &Record,
    a: &str,
    b: &str,
    since: Option<Date>,
    until: Option<Date>,
) -> Result<Vec<Act>> {
    let (a, b) = (lineage(a), lineage(b));
    let mut events = Vec::new();
    for (actor, recipient) in [(&a, &b), (&b, &a)] {
        for x in actor {
            for y in recipient {
                let filter = Filter {
                    actor: vec![x.clone()],
                    recipient: vec![y.clone()],
                    since,
                    until,
                    sort: Sort::Newest,
                    ..Filter::default()
                };
                events.append(&mut record.events(&filter)?.events);
            }
        }
    }
    acts_of(record, events, Some(&a[0]), false).map(|acts| {
        acts.into_iter()
            .filter(|act| {
                a.contains(&act.actor) && b.contains(&act.recipient)
                    || b.contains(&act.actor) && a.contains(&act.recipient)
            })
            .collect()
    })
}

/// What any of some states does or suffers by way of some measures; all states where none is named.
///
/// # Errors
/// If the record cannot be read.
pub fn measures_of(record: &Record, states: &[String], measures: &[Measure]) -> Result<Vec<Act>> {
    let filter = Filter {
        country: states.to_vec(),
        measure: measures.to_vec(),
        sort: Sort::Oldest,
        ..Filter::default()
    };
    let mut events = Vec::new();
    record.export_events::<chancery_record::Error>(&filter, |event| {
        events.push(event);
        Ok(())
    })?;
    acts_of(record, events, None, true)
}

fn acts_of(
    record: &Record,
    mut events: Vec<MergedEvent>,
    country: Option<&str>,
    measured: bool,
) -> Result<Vec<Act>> {
    events.sort_by(|a, b| a.id.cmp(&b.id));
    events.dedup_by(|a, b| a.id == b.id);
    Ok(crate::acts(
        &events,
        &record.stated_answers(country, measured)?,
    ))
}

/// The acts between two states, with the codes of today.
pub fn present(mut acts: Vec<Act>, a: &str, b: &str) -> Vec<Act> {
    let (of_a, of_b) = (lineage(a), lineage(b));
    for act in &mut acts {
        for side in [&mut act.actor, &mut act.recipient] {
            if of_a.contains(side) {
                *side = a.to_owned();
            } else if of_b.contains(side) {
                *side = b.to_owned();
            }
        }
    }
    acts
}
