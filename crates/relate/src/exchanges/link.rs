//! One link from an answer to what it answers, with its reason.

use super::{Days, Ratio};
use serde::{Deserialize, Serialize};

/// An answer, the act that it answers, and why they are joined.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// Id of the act that answers.
    pub answer: String,
    /// Id of the act that is answered.
    pub answered: String,
    /// Days between them.
    pub delay: Days,
    /// The answer's count over the act's, where both count the same kind of thing.
    pub ratio: Option<Ratio>,
    /// Why.
    pub reason: Reason,
}

/// Why two acts are joined.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "lowercase")]
pub enum Reason {
    /// A text says so.
    Text {
        /// The sentence; empty where a table says it.
        text: String,
        /// Id of the document, or the source's address.
        source: String,
    },
    /// Parties, kind, size and time fit.
    Fit {
        /// Chance, 0 to 1, that the answer answers this act and no other.
        chance: f64,
        /// Log-odds of this act against "answers nothing": the sum of the evidence.
        score: f64,
        /// What speaks for and against, strongest first.
        evidence: Vec<Evidence>,
    },
}

/// One thing that speaks for a link (weight above zero) or against it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Name of the feature, as in the weights file.
    pub feature: String,
    /// The finding in words.
    pub says: String,
    /// What it adds to the log-odds.
    pub weight: f64,
}
