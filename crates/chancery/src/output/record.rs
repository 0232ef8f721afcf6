//! The kinds of record that the coder and the store give, so that each format can write any of them.

use chancery_codebook::{Event, PresenceStatement, Problem};
use chancery_record::{ClaimRow, DocumentRow, MergedEvent};
use serde::Serialize;

/// One record, borrowed.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(untagged)]
pub enum Record<'a> {
    /// An event.
    Event(&'a Event),
    /// A presence statement.
    Presence(&'a PresenceStatement),
    /// A problem.
    Problem(&'a Problem),
    /// An event merged from claims.
    Merged(&'a MergedEvent),
    /// A claim with its place in the record.
    Claim(&'a ClaimRow),
    /// A report of the record.
    Document(&'a DocumentRow),
}

impl Record<'_> {
    /// Which kind it is.
    pub fn kind(self) -> Kind {
        match self {
            Record::Event(_) => Kind::Event,
            Record::Presence(_) => Kind::Presence,
            Record::Problem(_) => Kind::Problem,
            Record::Merged(_) => Kind::Merged,
            Record::Claim(_) => Kind::Claim,
            Record::Document(_) => Kind::Document,
        }
    }
}

/// Which kind of record an output holds; one output holds one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Events.
    Event,
    /// Presence statements.
    Presence,
    /// Problems.
    Problem,
    /// Merged events.
    Merged,
    /// Claims with their place in the record.
    Claim,
    /// Reports.
    Document,
}
