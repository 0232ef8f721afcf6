//! The counting: true positives as the intersection of bags, at each level.

use super::{GoldItem, Scored};
use std::collections::HashMap;
use std::fmt;

/// How much of an event must agree; each level demands what the one before it does, and more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// The item and the event type.
    Type,
    /// And the sets of actor and recipient countries.
    Dyad,
    /// And the status.
    Status,
    /// And mode and measure.
    Full,
}

impl Level {
    /// All levels, the loosest first.
    pub const ALL: [Level; 4] = [Level::Type, Level::Dyad, Level::Status, Level::Full];

    /// The level's name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Level::Type => "type",
            Level::Dyad => "dyad",
            Level::Status => "status",
            Level::Full => "full",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// What is equal for two events that agree at a level.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct Key<'a> {
    event: &'a str,
    dyad: Option<(&'a [String], &'a [String])>,
    status: Option<Option<&'a str>>,
    full: Option<(Option<&'a str>, Option<&'a str>)>,
}

pub(super) fn key(event: &Scored, level: Level) -> Key<'_> {
    Key {
        event: &event.event,
        dyad: (level >= Level::Dyad).then_some((&event.actors, &event.recipients)),
        status: (level >= Level::Status).then_some(event.status.as_deref()),
        full: (level >= Level::Full).then_some((event.mode.as_deref(), event.measure.as_deref())),
    }
}

/// Counts at one level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Score {
    /// Events that agree.
    pub matched: usize,
    /// Events that the coder gave.
    pub coded: usize,
    /// Events in the gold.
    pub gold: usize,
}

impl Score {
    /// Share of the coded events that agree; 0 where there are none.
    pub fn precision(&self) -> f64 {
        if self.coded == 0 {
            0.0
        } else {
            self.matched as f64 / self.coded as f64
        }
    }

    /// Share of the gold events that are found; 0 where there are none.
    pub fn recall(&self) -> f64 {
        if self.gold == 0 {
            0.0
        } else {
            self.matched as f64 / self.gold as f64
        }
    }

    /// Harmonic mean of the two; 0 where both are.
    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r == 0.0 {
            0.0
        } else {
            2.0 * p * r / (p + r)
        }
    }
}

/// Scores at one level over all items; predictions for other items are left aside.
pub fn score(gold: &[GoldItem], predictions: &HashMap<String, Vec<Scored>>, level: Level) -> Score {
    score_where(gold, predictions, level, |_| true)
}

/// Scores at one level over the events, gold and coded, that `counts` keeps.
pub fn score_where(
    gold: &[GoldItem],
    predictions: &HashMap<String, Vec<Scored>>,
    level: Level,
    counts: impl Fn(&Scored) -> bool,
) -> Score {
    let mut score = Score::default();
    for item in gold {
        let coded = predictions
            .get(&item.sid)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let mut bag: HashMap<Key<'_>, usize> = HashMap::new();
        for event in item.events.iter().filter(|e| counts(e)) {
            *bag.entry(key(event, level)).or_default() += 1;
            score.gold += 1;
        }
        for event in coded.iter().filter(|e| counts(e)) {
            score.coded += 1;
            if let Some(left) = bag.get_mut(&key(event, level)).filter(|left| **left > 0) {
                *left -= 1;
                score.matched += 1;
            }
        }
    }
    score
}

/// How often a value is right on events that match at level dyad and whose gold has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Agreement {
    /// Quantities that are right.
    pub quantity_right: usize,
    /// Matched events with quantities.
    pub quantity_of: usize,
    /// Dates that are right.
    pub date_right: usize,
    /// Matched events with dates.
    pub date_of: usize,
    /// Statuses that are right where the gold's is not `actual`.
    pub status_right: usize,
    /// Matched events whose gold status is not `actual`.
    pub status_of: usize,
}

/// Agreement of dates, quantities and statuses beyond `actual` over the events, gold and coded, that `counts` keeps.
pub fn agreement(
    gold: &[GoldItem],
    predictions: &HashMap<String, Vec<Scored>>,
    counts: impl Fn(&Scored) -> bool,
) -> Agreement {
    let mut agreement = Agreement::default();
    for item in gold {
        let coded = predictions
            .get(&item.sid)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let mut left: Vec<&Scored> = coded.iter().filter(|e| counts(e)).collect();
        for event in item.events.iter().filter(|e| counts(e)) {
            let fits = |p: &&Scored| key(p, Level::Dyad) == key(event, Level::Dyad);
            let Some(place) = left.iter().position(fits) else {
                continue;
            };
            let matched = left.remove(place);
            if event.status.as_deref() != Some("actual") {
                agreement.status_of += 1;
                agreement.status_right += usize::from(event.status == matched.status);
            }
            if !event.quantities.is_empty() {
                agreement.quantity_of += 1;
                agreement.quantity_right +=
                    usize::from(event.quantity_bag() == matched.quantity_bag());
            }
            if event
                .dates
                .first()
                .is_some_and(|d| d.as_deref().is_some_and(|d| !d.is_empty()))
            {
                agreement.date_of += 1;
                agreement.date_right += usize::from(event.dates == matched.dates);
            }
        }
    }
    agreement
}
