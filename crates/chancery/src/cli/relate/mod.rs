//! Commands on relations: what the record's events say of pairs of states.

pub mod exchanges;
pub mod forecast;
pub mod presence;
pub mod reciprocity;
pub mod reference;
pub mod series;

use crate::cli::record::RecordArgs;
use crate::cli::record::events::{country, in_order};
use anyhow::{Result, bail};
use chancery::codebook::Measure;
use chancery::record::{DyadicFilter, Record};
use chancery::relate::Act;
use chancery::relate::reference::successor;
use clap::Args;
use jiff::civil::Date;

/// Two states and a stretch of time.
#[derive(Debug, Args)]
pub struct PairArgs {
    /// One state: a code such as USA, or a name
    #[arg(value_name = "A")]
    pub first: String,
    /// The other
    #[arg(value_name = "B")]
    pub second: String,
    /// First day
    #[arg(long, value_name = "DATE")]
    pub since: Option<Date>,
    /// Last day
    #[arg(long, value_name = "DATE")]
    pub until: Option<Date>,
    #[command(flatten)]
    pub record: RecordArgs,
}

impl PairArgs {
    /// The codes of the two.
    ///
    /// # Errors
    /// If one is unknown, they are one, or the days are out of order.
    pub fn codes(&self) -> Result<(String, String)> {
        in_order(self.since, self.until)?;
        two_states(&self.first, &self.second)
    }
}

/// The codes of two states, each given by code or name.
///
/// # Errors
/// If one is unknown, or they are one.
pub fn two_states(first: &str, second: &str) -> Result<(String, String)> {
    let (a, b) = (country(first)?, country(second)?);
    if a == b {
        bail!("{a} and {b} are one state: give two");
    }
    Ok((a, b))
}

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
    let mut acts = chancery::relate::acts(&record.dyadic_events(&filter)?, &[]);
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
    Ok(chancery::relate::acts(
        &record.dyadic_events(&filter)?,
        &record.stated_answers(measures)?,
    ))
}

/// One line for an act: `2018-03-26  USA → RUS  expulsion 60`.
pub fn act_line(act: &Act) -> String {
    use chancery::output::table::days;
    let kind = act
        .measure
        .map_or_else(|| act.event.to_string(), |m| m.to_string());
    let number = act
        .count
        .as_ref()
        .map_or(String::new(), |c| match (c.low, c.high) {
            (Some(low), Some(high)) if low == high => format!(" {low}"),
            (Some(low), Some(high)) => format!(" {low}–{high}"),
            (Some(low), None) => format!(" ≥{low}"),
            (None, Some(high)) => format!(" ≤{high}"),
            (None, None) => String::new(),
        });
    let status = match act.status.as_str() {
        "actual" => String::new(),
        other => format!(", {other}"),
    };
    let posts = act
        .posts
        .as_ref()
        .map_or(String::new(), |p| format!(" ({p})"));
    format!(
        "{}  {} → {}  {kind}{number}{posts}{status}",
        days(Some(act.first), Some(act.last)),
        act.actor,
        act.recipient
    )
}
