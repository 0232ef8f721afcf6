//! Presence statements as the register takes them.

use crate::Count;
use chancery_codebook::{PostState, PresenceStatement};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A count of staff or the state of a post, as one report states it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// Id of the statement.
    pub id: String,
    /// Country code of the state whose people or post it is.
    pub sender: String,
    /// Country code of the state that they are in.
    pub host: String,
    /// The post ("Embassy in Kabul"), the head of mission ("Ambassador"), or none for the whole country.
    pub post: Option<String>,
    /// What is told of the post; with neither post nor staff, of relations.
    pub state: Option<PostState>,
    /// How many.
    pub staff: Option<Count>,
    /// First day for which it is stated.
    pub first: Date,
    /// Last day, inclusive.
    pub last: Date,
    /// The sentence.
    pub text: String,
}

impl Statement {
    /// Of a record; none where it names no sender, host or date.
    pub fn of(record: &PresenceStatement) -> Option<Statement> {
        let first = record.date?;
        Some(Statement {
            id: record.id.clone(),
            sender: record.sender.clone()?,
            host: record.host.clone()?,
            post: record.post.clone(),
            state: record.state,
            staff: record.staff.as_ref().map(|q| Count {
                low: q.low,
                high: q.high,
                unit: q.unit.clone(),
            }),
            first,
            last: record.enddate.unwrap_or(first).max(first),
            text: record.text.clone(),
        })
    }
}
