//! What goes into a record, and what became of it.

use chancery_codebook::{Event, PresenceStatement, Problem};
use chancery_read::Document;

/// A report with what the coder made of it.
#[derive(Debug, Clone, Default)]
pub struct Incoming {
    /// The report.
    pub document: Document,
    /// Its events.
    pub events: Vec<Event>,
    /// Its presence statements.
    pub presence: Vec<PresenceStatement>,
    /// What could not be coded in it.
    pub problems: Vec<Problem>,
    /// Versions of what coded it; taken from the events where they have it.
    pub made_by: chancery_codebook::MadeBy,
    /// Whether the text is not there: claims that came from elsewhere, without their report.
    pub without_text: bool,
}

/// What became of a batch.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Reports that the record did not know.
    pub new: usize,
    /// Reports that are a new version of one that it knew.
    pub versions: usize,
    /// Reports that it had already, word for word.
    pub same: usize,
    /// Of the new ones, those that repeat the text of another.
    pub copies: usize,
    /// Claims added.
    pub claims: usize,
    /// Presence statements added.
    pub presence: usize,
    /// Problems kept.
    pub problems: usize,
}

impl std::ops::AddAssign for Written {
    fn add_assign(&mut self, other: Written) {
        self.new += other.new;
        self.versions += other.versions;
        self.same += other.same;
        self.copies += other.copies;
        self.claims += other.claims;
        self.presence += other.presence;
        self.problems += other.problems;
    }
}
