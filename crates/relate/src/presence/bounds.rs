//! Interval arithmetic on numbers of people.

use crate::Count;
use serde::{Deserialize, Serialize};
use std::fmt;

/// At least `low`, at most `high`; no `high` is unknown. Numbers of people are never below zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Bounds {
    /// Least number, inclusive.
    pub low: i64,
    /// Greatest number, inclusive; none where it is unknown.
    pub high: Option<i64>,
}

impl Bounds {
    /// Nothing known.
    pub const UNKNOWN: Bounds = Bounds { low: 0, high: None };

    /// From low to high; a low below zero is zero.
    pub fn new(low: i64, high: Option<i64>) -> Bounds {
        Bounds {
            low: low.max(0),
            high: high.map(|high| high.max(0)),
        }
    }

    /// What a count says: a missing bound is unknown.
    pub fn of(count: &Count) -> Bounds {
        Bounds::new(count.low.unwrap_or(0), count.high)
    }

    /// Whether a number lies within.
    pub fn contains(&self, number: i64) -> bool {
        number >= self.low && self.high.is_none_or(|high| number <= high)
    }

    /// What both allow; none where they exclude each other.
    pub fn meet(self, other: Bounds) -> Option<Bounds> {
        let low = self.low.max(other.low);
        let high = match (self.high, other.high) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        high.is_none_or(|high| low <= high)
            .then_some(Bounds { low, high })
    }

    /// What either allows, and what lies between.
    pub fn hull(self, other: Bounds) -> Bounds {
        Bounds {
            low: self.low.min(other.low),
            high: self.high.zip(other.high).map(|(a, b)| a.max(b)),
        }
    }

    /// After `gone` may have left: the least number falls by the most that may be gone.
    #[must_use]
    pub fn fewer(self, gone: Bounds) -> Bounds {
        Bounds {
            low: gone.high.map_or(0, |high| (self.low - high).max(0)),
            high: self.high,
        }
    }

    /// After `come` may have arrived: the greatest number grows by the most that may have come.
    #[must_use]
    pub fn more(self, come: Bounds) -> Bounds {
        Bounds {
            low: self.low,
            high: self.high.zip(come.high).map(|(a, b)| a.saturating_add(b)),
        }
    }

    /// Held to at most so many, if the limit is known.
    #[must_use]
    pub fn at_most(self, limit: Option<i64>) -> Bounds {
        let high = match (self.high, limit) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        Bounds {
            low: high.map_or(self.low, |high| self.low.min(high)),
            high,
        }
    }
}

impl Bounds {
    /// As people say it: `220`, `60 to 80`, `23 or more`, `any number`.
    pub fn in_words(self) -> String {
        match (self.low, self.high) {
            (0, None) => "any number".to_owned(),
            (low, Some(high)) if low == high => low.to_string(),
            (low, Some(high)) => format!("{low} to {high}"),
            (low, None) => format!("{low} or more"),
        }
    }
}

impl fmt::Display for Bounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.high {
            Some(high) => write!(f, "{}..{high}", self.low),
            None => write!(f, "{}..", self.low),
        }
    }
}
