//! The act that is planned, and what a user may choose.

use chancery_codebook::Measure;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// An act that someone may do, whose answer is asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedAct {
    /// Country code of who would do it.
    pub actor: String,
    /// Country code of whom it would be done to.
    pub recipient: String,
    /// The instrument.
    pub measure: Measure,
    /// How many people, posts or places, if that is settled.
    #[serde(default)]
    pub count: Option<u32>,
    /// When.
    pub date: Date,
    /// Whether the people or posts are the actor's own.
    #[serde(default)]
    pub own: bool,
    /// Whether it is itself an answer to an act of the recipient.
    #[serde(default)]
    pub answers: bool,
    /// Whether two other states or more do the same to the recipient within the week up to that day.
    #[serde(default)]
    pub joint: bool,
}

/// Choices for fitting.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ForecastOptions {
    /// Days within which an answer counts.
    pub horizon_days: i32,
    /// Weight of the interval told with the chance, 0 to 1.
    pub interval: f64,
    /// How many past cases are listed.
    pub cases: usize,
}

impl Default for ForecastOptions {
    fn default() -> ForecastOptions {
        ForecastOptions {
            horizon_days: 365,
            interval: 0.9,
            cases: 12,
        }
    }
}
