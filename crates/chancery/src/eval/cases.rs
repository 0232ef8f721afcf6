//! Case by case: each gold event beside the coded event that fits it best, and what is left over.

use super::score::key;
use super::{GoldItem, Level, Scored};
use std::collections::HashMap;
use std::fmt::Write as _;

/// One row of the list of cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The item.
    pub sid: String,
    /// The gold event in short, empty where the coder gave one too many.
    pub gold: String,
    /// The coded event in short, empty where the coder missed one.
    pub predicted: String,
    /// The strictest level at which they agree, or none.
    pub matched: Option<Level>,
}

/// Pairs the events of each item, the strictest level first.
///
/// As each level's classes lie inside the classes of the level before, this pairs as many events at
/// every level as the scores count.
pub fn cases(gold: &[GoldItem], predictions: &HashMap<String, Vec<Scored>>) -> Vec<Case> {
    let mut cases = Vec::new();
    for item in gold {
        let coded = predictions
            .get(&item.sid)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let mut partner: Vec<Option<(usize, Level)>> = vec![None; item.events.len()];
        let mut taken = vec![false; coded.len()];
        for level in Level::ALL.into_iter().rev() {
            for (g, event) in item.events.iter().enumerate() {
                if partner[g].is_some() {
                    continue;
                }
                let free = |p: &usize| !taken[*p] && key(&coded[*p], level) == key(event, level);
                if let Some(p) = (0..coded.len()).find(free) {
                    partner[g] = Some((p, level));
                    taken[p] = true;
                }
            }
        }
        for (event, partner) in item.events.iter().zip(&partner) {
            cases.push(Case {
                sid: item.sid.clone(),
                gold: short(event),
                predicted: partner.map_or(String::new(), |(p, _)| short(&coded[p])),
                matched: partner.map(|(_, level)| level),
            });
        }
        for (event, _) in coded.iter().zip(&taken).filter(|(_, taken)| !**taken) {
            cases.push(Case {
                sid: item.sid.clone(),
                gold: String::new(),
                predicted: short(event),
                matched: None,
            });
        }
    }
    cases
}

/// An event in one line: `SANCTION expel USA>RUS actual expulsion 60..60 2018-03-26..2018-03-26`.
fn short(event: &Scored) -> String {
    let side = |countries: &[String]| {
        let named = countries
            .iter()
            .map(|c| if c.is_empty() { "?" } else { c.as_str() });
        named.collect::<Vec<_>>().join("+")
    };
    let mut line = event.event.clone();
    if let Some(mode) = &event.mode {
        let _ = write!(line, " {mode}");
    }
    let _ = write!(line, " {}>{}", side(&event.actors), side(&event.recipients));
    for word in [&event.status, &event.measure].into_iter().flatten() {
        let _ = write!(line, " {word}");
    }
    let bound = |n: Option<i64>| n.map_or(String::new(), |n| n.to_string());
    for (low, high) in &event.quantities {
        let _ = write!(line, " {}..{}", bound(*low), bound(*high));
    }
    if let [Some(from), to] = event.dates.as_slice() {
        let _ = write!(line, " {from}..{}", to.as_deref().unwrap_or_default());
    }
    line
}
