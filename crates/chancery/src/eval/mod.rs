//! How well a coder does against gold records: precision, recall and F1 at four levels.
//!
//! The levels and the counting are those of `score_events.py`, to the last digit (tested where the
//! script is at hand): events of an item are compared as bags, each matched at most once.

mod bootstrap;
mod cases;
mod gold;
mod score;
mod trust;

pub use bootstrap::interval;
pub use cases::{Case, cases};
pub use gold::{EvalError, GoldItem, read_gold, read_predictions};
pub use score::{Agreement, Level, Score, agreement, score, score_where};
pub use trust::{Kept, Outcome, calibration_error, curve, outcomes};

use chancery_codebook::{Entity, Event};
use std::collections::BTreeSet;

/// What of an event is compared.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scored {
    /// Event type.
    pub event: String,
    /// Countries of the actors: a set in order, the empty string for an actor without one.
    pub actors: Vec<String>,
    /// Countries of the recipients.
    pub recipients: Vec<String>,
    /// Status.
    pub status: Option<String>,
    /// Mode.
    pub mode: Option<String>,
    /// Measure.
    pub measure: Option<String>,
    /// Bounds of the quantities.
    pub quantities: Vec<(Option<i64>, Option<i64>)>,
    /// First and last day.
    pub dates: Vec<Option<String>>,
    /// Confidence of a coded event.
    pub confidence: Option<f64>,
}

impl Scored {
    /// What is compared of one of the coder's events.
    pub fn from_event(event: &Event) -> Scored {
        let day = |d: Option<jiff::civil::Date>| d.map(|d| d.to_string());
        Scored {
            event: event.event.to_string(),
            actors: countries(&event.actor),
            recipients: countries(&event.recipient),
            status: Some(event.status.to_string()),
            mode: event.mode.map(|m| m.to_string()),
            measure: event.measure.map(|m| m.to_string()),
            quantities: event.quantity.iter().map(|q| (q.low, q.high)).collect(),
            dates: vec![day(event.date), day(event.enddate.or(event.date))],
            confidence: Some(event.confidence),
        }
    }

    /// The quantities in an order of their own, so that two lists compare as bags.
    pub fn quantity_bag(&self) -> Vec<(Option<i64>, Option<i64>)> {
        let mut bag = self.quantities.clone();
        bag.sort_unstable();
        bag
    }
}

fn countries(entities: &[Entity]) -> Vec<String> {
    let set: BTreeSet<String> = entities
        .iter()
        .map(|e| e.country.clone().unwrap_or_default())
        .collect();
    set.into_iter().collect()
}
