//! How far a record of the rule-based reader is to be trusted: the share of its trigger's records that were
//! right on the training annotations, lessened where parties are missing.

use super::act::Act;
use chancery_codebook::Event;
use chancery_lexicon::Triggers;
use std::collections::HashMap;
use std::sync::LazyLock;

const CONFIDENCE: &str = include_str!("../../../../data/code/confidence.tsv");

/// Trigger id -> (share with both parties, share with one).
static TABLE: LazyLock<HashMap<&str, (f64, f64)>> = LazyLock::new(|| {
    CONFIDENCE
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some((
                cells.next()?,
                (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?),
            ))
        })
        .collect()
});

/// The confidence of a record, from 0 to 1: the model's, in thousandths, or the share of the trigger's records.
pub(crate) fn confidence(act: &Act, event: &Event, triggers: &Triggers) -> f64 {
    if let Some(confidence) = act.confidence {
        return (confidence * 1000.0).round() / 1000.0;
    }
    let id = act
        .rule
        .map_or("*", |rule| triggers.rule(rule).entry.id.as_str());
    let (full, partial) = TABLE
        .get(id)
        .or_else(|| TABLE.get("*"))
        .copied()
        .unwrap_or((0.4, 0.3));
    let complete = !event.actor.is_empty() && !event.recipient.is_empty();
    let share: f64 = if complete { full } else { partial };
    (share * 100.0).round() / 100.0
}
