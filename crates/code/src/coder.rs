//! The front door: one document in, its records out.

use crate::Explanation;
use chancery_codebook::{Event, PresenceStatement, Problem};
use chancery_read::Document;

/// What one document gives.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Coded {
    /// Event records, in the order of their acts in the text.
    pub events: Vec<Event>,
    /// Presence statements, in the order of the text.
    pub presence: Vec<PresenceStatement>,
    /// What could not be coded.
    pub problems: Vec<Problem>,
    /// How many sentences the document has.
    pub sentences: usize,
}

/// The coder. Cheap to share between threads; [`Coder::code`] takes `&self`.
#[derive(Debug, Default)]
pub struct Coder {}

impl Coder {
    /// Codes one document.
    pub fn code(&self, document: &Document) -> Coded {
        let _ = document;
        Coded::default()
    }

    /// Codes one document and tells, sentence by sentence, what led to each record.
    pub fn explain(&self, document: &Document) -> Explanation {
        Explanation { coded: self.code(document), sentences: Vec::new() }
    }
}
