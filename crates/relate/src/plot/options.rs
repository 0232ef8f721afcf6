//! What is drawn and what is written around it.

use crate::series::Direction;
use serde::{Deserialize, Serialize};

/// Which measure of the series is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Measured {
    /// Number of acts.
    Count,
    /// Sum of scores; hostile and friendly sums are drawn in two colours by their size.
    Score,
    /// People expelled, by their least number.
    Expelled,
}

impl Measured {
    /// The measure of one direction, one number a bin.
    pub fn values(self, side: &Direction) -> Vec<f64> {
        match self {
            Measured::Count => side.count.iter().map(|n| f64::from(*n)).collect(),
            Measured::Score => side.score.clone(),
            Measured::Expelled => side.expelled.iter().map(|sum| sum.low as f64).collect(),
        }
    }

    pub(super) fn label(self) -> &'static str {
        match self {
            Measured::Count => "acts",
            Measured::Score => "score, size of the sum",
            Measured::Expelled => "people expelled, at least",
        }
    }
}

/// What stands around the bars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlotOptions {
    /// Measure drawn.
    pub measured: Measured,
    /// Title, such as "Russia and the United Kingdom, 2018"; any text, it is escaped.
    pub title: String,
    /// Name of the first state.
    pub first: String,
    /// Name of the second.
    pub second: String,
    /// Width in pixels, at least 200.
    pub width: u32,
    /// Height in pixels, at least 120.
    pub height: u32,
}
