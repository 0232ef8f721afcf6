//! Delay and proportion between two acts, as bounds.

use crate::Act;
use serde::{Deserialize, Serialize};

/// A number of days as bounds, both inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    /// Least number of days.
    pub low: i64,
    /// Greatest number of days.
    pub high: i64,
}

impl Days {
    /// Days from `act` to its `answer`, by the first and last day that each may have happened on; never
    /// below zero, since an answer does not come before what it answers.
    pub fn between(act: &Act, answer: &Act) -> Days {
        let days = |a: jiff::civil::Date, b: jiff::civil::Date| i64::from((b - a).get_days());
        Days {
            low: days(act.last, answer.first).max(0),
            high: days(act.first, answer.last).max(0),
        }
    }
}

/// How large an answer is for one unit of the act, as bounds; a missing bound is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Ratio {
    /// Least proportion.
    pub low: Option<f64>,
    /// Greatest proportion.
    pub high: Option<f64>,
}

impl Ratio {
    /// The answer's count over the act's, where both count the same thing (people, posts or places) and a bound
    /// of each is known: least over greatest, greatest over least.
    pub fn between(act: &Act, answer: &Act) -> Option<Ratio> {
        let kind = Kind::of(act)?;
        if Kind::of(answer) != Some(kind) {
            return None;
        }
        let (a, b) = (act.count.as_ref()?, answer.count.as_ref()?);
        let over = |b: Option<i64>, a: Option<i64>| match (b, a) {
            (Some(b), Some(a)) if a > 0 => Some(b as f64 / a as f64),
            _ => None,
        };
        let ratio = Ratio {
            low: over(b.low, a.high),
            high: over(b.high, a.low),
        };
        (ratio.low.is_some() || ratio.high.is_some()).then_some(ratio)
    }
}

/// What an act's count counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// People who go or come back.
    People,
    /// Posts that close or open.
    Posts,
    /// People who may stay.
    Places,
}

impl Kind {
    /// People, posts or places, by the measure; none for measures whose counts mean many things.
    pub(crate) fn of(act: &Act) -> Option<Kind> {
        use chancery_codebook::Measure::*;
        match act.measure? {
            Expulsion | StaffCut | Recall | Return => Some(Kind::People),
            Closure | Opening => Some(Kind::Posts),
            StaffCap => Some(Kind::Places),
            _ => None,
        }
    }
}
