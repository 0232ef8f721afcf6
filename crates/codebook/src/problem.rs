//! Problems: what could not be read or coded, told as data so that the rest of the work goes on.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What kind of problem it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProblemKind {
    /// A file or stream could not be opened or read.
    Unreadable,
    /// A row, line or document is not in the form that was expected.
    Malformed,
    /// A document has no text left once the furniture is gone.
    Empty,
    /// A document is in a language that is not coded, and is set aside.
    Language,
    /// A document was read, but is not the whole of one report: truncated, behind a paywall, a listing.
    Partial,
    /// A date could not be understood, or is missing where one is needed.
    Date,
    /// A sentence is too long or too broken to be coded.
    Sentence,
    /// An act was found whose parties could not be.
    NoParty,
}

/// One problem, with where it is and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    /// What kind it is.
    pub kind: ProblemKind,
    /// File, or document id, that it is in.
    pub source: String,
    /// Line of the file, from 1, where that is known.
    pub line: Option<usize>,
    /// What is wrong and what to do: lowercase, one line.
    pub message: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{}: {}", self.source, line, self.message),
            None => write!(f, "{}: {}", self.source, self.message),
        }
    }
}
