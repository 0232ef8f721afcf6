//! Two states over time.

use super::{AskError, in_order};
use chancery_record::Record;
use chancery_relate::Act;
use chancery_relate::pair::{between, present};
use chancery_relate::series::{Bin, DyadSeries, SeriesOptions};
use jiff::civil::Date;

/// What two states, given by their codes, did to each other in each bin of time; `None` where the record holds nothing
/// between them.
///
/// # Errors
/// If the days are out of order or the record cannot be read.
pub fn series(
    record: &Record,
    (a, b): (&str, &str),
    by: Bin,
    since: Option<Date>,
    until: Option<Date>,
) -> Result<Option<DyadSeries>, AskError> {
    in_order(since, until)?;
    let acts = present(between(record, (a, b), &[], since, until)?, a, b);
    let days = || acts.iter().flat_map(|act| [act.first, act.last]);
    let (Some(first), Some(last)) = (since.or(days().min()), until.or(days().max())) else {
        return Ok(None);
    };
    let refs: Vec<&Act> = acts.iter().collect();
    let options = SeriesOptions::new(by, first, last);
    Ok(Some(DyadSeries::of(&refs, a, b, &options)))
}
