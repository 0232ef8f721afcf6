//! The act: what every measure of relations is made of.

use chancery_codebook::{EventType, Measure, Mode, QuadCode, Status};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One act of one state against, or towards, one other.
///
/// An event of several actors or recipients gives one act for each pair; `event_id` tells which belong
/// together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Act {
    /// Id of the act: that of its event where there is one pair, else with the pair added.
    pub id: String,
    /// Id of the merged event that it is part of.
    pub event_id: String,
    /// First day on which it may have happened.
    pub first: Date,
    /// Last day on which it may have happened, inclusive.
    pub last: Date,
    /// Day of the first report, where it is known.
    pub reported: Option<Date>,
    /// Country code of who did it.
    pub actor: String,
    /// Country code of whom it was done to.
    pub recipient: String,
    /// Event type.
    pub event: EventType,
    /// Mode of the type.
    pub mode: Option<Mode>,
    /// The diplomatic instrument.
    pub measure: Option<Measure>,
    /// Quadrant of the type.
    pub quad_code: QuadCode,
    /// Score of type and mode, -10 to +10.
    pub score: f64,
    /// Whether it happened, will, might, or did not.
    pub status: Status,
    /// How many people, posts or things, as bounds.
    pub count: Option<Count>,
    /// Whether the people or posts are the actor's own (a recall, an own post closed).
    pub own: bool,
    /// The posts concerned, where named.
    pub posts: Option<String>,
    /// Acts that a text says this one answers.
    pub answers: Vec<Stated>,
    /// Independent sources that tell of it.
    pub sources: u32,
    /// Ids of the claims behind it.
    pub claims: Vec<String>,
}

/// A number as bounds; a missing bound is unknown.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Count {
    /// Least number, inclusive.
    pub low: Option<i64>,
    /// Greatest number, inclusive.
    pub high: Option<i64>,
    /// What is counted.
    pub unit: Option<String>,
}

/// A link from answer to act that a text states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// Id of the event that is answered.
    pub event_id: String,
    /// The sentence that says so; empty where only a table does.
    pub text: String,
    /// Where it stands: the id of the document, or the source's address.
    pub source: String,
}
