//! What the pages of a record share: its events in columns, and the relations between its states.
//!
//! A snapshot is made once for a state of the record and then only read, by any number of requests; when the record
//! changes, the next one is made beside it. So a page costs a walk over some hundred thousand short rows, not a query.

mod columns;
mod counted;
mod facets;
mod index;
mod motion;
mod relations;
mod select;
mod told;

pub use columns::Columns;
pub use facets::{Facets, Span};
pub use motion::Motion;
pub use relations::Relations;

use chancery_record::{Record, Result, Stamp};
use jiff::civil::Date;

/// A record at one moment.
#[derive(Debug)]
pub struct Snapshot {
    /// Which moment.
    pub stamp: Stamp,
    /// Its events.
    pub events: Columns,
    /// Acts by diplomatic measures, their links, and what is forecast from them.
    pub relations: Relations,
    /// Pairs of states between which more happens lately than before.
    pub motion: Vec<Motion>,
    /// First and last day of its events, a few that lie far out left aside.
    pub span: Option<(Date, Date)>,
    /// What was searched for in it.
    pub(crate) told: told::Told,
    /// What is counted over all of it.
    pub(crate) counted: counted::Counted,
}

impl Snapshot {
    /// The record as it is now; what `last` holds of it is not read again.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn take(record: &Record, last: Option<&Snapshot>) -> Result<Snapshot> {
        let stamp = record.stamp()?;
        let events = Columns::load(record, last.map(|s| (&s.events, s.stamp.revision)))?;
        let relations = Relations::load(record, events.last_day())?;
        let counted = counted::Counted::after(last.map(|s| &s.counted), record)?;
        let motion = motion::motion(&events);
        let all: Vec<usize> = (0..events.len()).collect();
        let span = events.span_of(&all);
        Ok(Snapshot {
            stamp,
            span,
            events,
            relations,
            motion,
            told: told::Told::default(),
            counted,
        })
    }

    /// The day on which the record stands: the last on which something happened that is not told ahead of time.
    pub fn day(&self) -> Option<Date> {
        self.events.last_day()
    }
}
