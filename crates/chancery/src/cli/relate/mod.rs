//! Commands on relations: what the record's events say of pairs of states.

pub mod exchanges;
pub mod forecast;
pub mod presence;
pub mod reciprocity;
pub mod reference;
pub mod series;

use crate::cli::record::RecordArgs;
use anyhow::Result;
use chancery::ask::in_order;
pub use chancery::ask::two_states;
use chancery::relate::Act;
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
        Ok(two_states(&self.first, &self.second)?)
    }
}

/// One line for an act: `2018-03-26  USA → RUS  expulsion 60`.
pub fn act_line(act: &Act) -> String {
    use chancery::codebook::short::days;
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
