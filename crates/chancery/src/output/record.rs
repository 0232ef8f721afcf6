//! The kinds of record that the coder gives, so that each format can write any of them.

use chancery_codebook::{Event, PresenceStatement, Problem};
use serde::Serialize;

/// One record, borrowed from what the coder gave.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(untagged)]
pub enum Record<'a> {
    /// An event.
    Event(&'a Event),
    /// A presence statement.
    Presence(&'a PresenceStatement),
    /// A problem.
    Problem(&'a Problem),
}

impl Record<'_> {
    /// Which kind it is.
    pub fn kind(self) -> Kind {
        match self {
            Record::Event(_) => Kind::Event,
            Record::Presence(_) => Kind::Presence,
            Record::Problem(_) => Kind::Problem,
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
}
