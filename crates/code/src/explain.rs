//! What `explain` tells: the marks under the words and the steps that led to each record.

use crate::Coded;
use serde::Serialize;

/// A document's records with the reasons for them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Explanation {
    /// The records, the same as [`crate::Coder::code`] gives.
    pub coded: Coded,
    /// Each sentence, coded or not.
    pub sentences: Vec<SentenceExplanation>,
}

/// One sentence with its marks and steps.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SentenceExplanation {
    /// Number of the sentence in the document, from 0.
    pub sentence: usize,
    /// First character in the document.
    pub start: usize,
    /// The sentence.
    pub text: String,
    /// Whether the gate let it through to the reader.
    pub passed_gate: bool,
    /// Tokens, as [start, end) characters in the document.
    pub tokens: Vec<(usize, usize)>,
    /// What was recognised where, ordered by layer and start.
    pub marks: Vec<Mark>,
    /// What each rule did, in order.
    pub steps: Vec<Step>,
}

/// One recognised stretch of words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// What kind of thing it is.
    pub layer: MarkLayer,
    /// First character in the document.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// Short label to print under the words, such as `RUS GOV` or `SANCTION expel`.
    pub label: String,
    /// The lexicon entry or pattern that it comes from.
    pub detail: String,
}

/// The layers of marks, in printing order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkLayer {
    /// A party.
    Party,
    /// Words of an act.
    Trigger,
    /// Words that decide the status.
    Status,
    /// Words of saying.
    Speech,
    /// A date expression.
    Date,
    /// A number with what it counts.
    Number,
    /// A place.
    Place,
}

/// One thing that a rule did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Name of the rule, as in `docs/rules.md`.
    pub rule: String,
    /// What it did, in words.
    pub detail: String,
    /// The record that it helped to make, if it did.
    pub event: Option<String>,
}
