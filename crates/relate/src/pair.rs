//! What the record holds between two states, with those whose history they carry on.

use crate::Act;
use crate::reference::successor;
use chancery_codebook::Measure;
use chancery_record::{DyadicFilter, Record, Result};
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

/// What the record holds between two states, in both directions, by way of some measures or of whatever it is.
/// Answers that texts state are not looked up.
///
/// # Errors
/// If it cannot be read.
pub fn between(
    record: &Record,
    (a, b): (&str, &str),
    measures: &[Measure],
    since: Option<Date>,
    until: Option<Date>,
) -> Result<Vec<Act>> {
    let (a, b) = (lineage(a), lineage(b));
    let filter = DyadicFilter {
        between: Some((&a, &b)),
        measure: measures,
        since,
        until,
        ..DyadicFilter::default()
    };
    let mut acts = crate::acts(&record.dyadic_events(&filter)?, &[]);
    acts.retain(|act| {
        a.contains(&act.actor) && b.contains(&act.recipient)
            || b.contains(&act.actor) && a.contains(&act.recipient)
    });
    Ok(acts)
}

/// What any of some states does or suffers by way of some measures; all states where none is named.
///
/// # Errors
/// If the record cannot be read.
pub fn measures_of(record: &Record, states: &[String], measures: &[Measure]) -> Result<Vec<Act>> {
    let filter = DyadicFilter {
        states,
        measure: measures,
        ..DyadicFilter::default()
    };
    Ok(crate::acts(
        &record.dyadic_events(&filter)?,
        &record.stated_answers(measures)?,
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
