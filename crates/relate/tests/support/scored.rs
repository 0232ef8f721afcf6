//! An act of a score, for series and pictures.

use chancery_codebook::{EventType, Status};
use chancery_relate::Act;

/// A verbal act with a score, of which no more is known.
pub fn scored(
    actor: &str,
    recipient: &str,
    first: jiff::civil::Date,
    last: jiff::civil::Date,
    score: f64,
) -> Act {
    Act {
        id: "a".into(),
        event_id: "a".into(),
        first,
        last,
        reported: None,
        actor: actor.into(),
        recipient: recipient.into(),
        event: EventType::Reject,
        mode: None,
        measure: None,
        quad_code: EventType::Reject.quad_code(),
        score,
        status: Status::Actual,
        count: None,
        own: false,
        posts: None,
        answers: vec![],
        sources: 1,
        claims: vec![],
    }
}
