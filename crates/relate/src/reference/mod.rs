//! The reference table of expulsions and related measures as acts.
//!
//! The caller reads the file (`data/reference/expulsions.csv` in this repository) and hands over its text;
//! `data/reference/README.md` tells the columns, how the table was compiled and where it has gaps.

mod coding;
mod dates;
mod error;
mod row;
mod states;

pub use error::ReferenceError;
pub use states::successor;

use crate::Act;
use row::Row;

/// Reads the text of the reference table into acts, in the table's order.
///
/// Each row is one act by one state against one other. `first` and `last` span a date that the table gives
/// by month or year; counts are bounds, a missing one unknown; type and mode follow the codebook and `score`
/// is [`chancery_codebook::Codebook::event_scale`] of them. Country codes stay as the table has them
/// (`SUN`, `CSK`, `DDR` too): see [`successor`]. `answers` has the act of `answers_id`, its `text` empty
/// because the table takes no sentence from its sources, its `source` the addresses of the answering row.
///
/// # Errors
///
/// [`ReferenceError`] with line and column for a column that is missing, a date, count or measure that is
/// none, counts the wrong way round, a repeated id, or an `answers_id` that is no id of the table.
///
/// ```
/// let table = "id,date,actor,recipient,measure,count_low,count_high,unit,posts,trigger,answers_id,sources,agreement\n\
///     2000-FJI-TON-1,2000-05,FJI,TON,expulsion,2,,diplomats,,alleged meddling,,https://example.org/a,single\n";
/// let acts = chancery_relate::reference::parse(table)?;
/// assert_eq!(acts[0].last.to_string(), "2000-05-31");
/// assert_eq!(acts[0].count.as_ref().and_then(|c| c.high), None);
/// # Ok::<(), chancery_relate::reference::ReferenceError>(())
/// ```
pub fn parse(text: &str) -> Result<Vec<Act>, ReferenceError> {
    let rows = row::rows(text)?;
    let mut ids = std::collections::BTreeSet::new();
    for row in &rows {
        if !ids.insert(row.id.as_str()) {
            return Err(row.error(
                "id",
                format!("`{}` stands twice: give each act its own", row.id),
            ));
        }
    }
    for row in &rows {
        if !row.answers_id.is_empty() && !ids.contains(row.answers_id.as_str()) {
            return Err(row.error(
                "answers_id",
                format!("no row has the id `{}`", row.answers_id),
            ));
        }
    }
    rows.iter().map(Row::act).collect()
}
