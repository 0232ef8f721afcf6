//! What a forecast says.

use super::Distribution;
use chancery_codebook::Measure;
use serde::{Deserialize, Serialize};

/// The forecast of the answer to one planned act.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Forecast {
    /// Chance of an answer within the horizon, 0 to 1.
    pub chance: f64,
    /// Bounds of its interval.
    pub chance_low: f64,
    /// Bounds of its interval.
    pub chance_high: f64,
    /// Share of all past moves that were answered: what one would say knowing nothing of this one.
    pub base_rate: f64,
    /// The measure of the answer, if one comes; likeliest first. Empty where no past move was answered.
    pub kinds: Vec<Kinds>,
    /// The answer's size over the act's, if one comes.
    pub ratio: Option<Spread>,
    /// Chance, 0 to 1, that an answer is exactly as large.
    pub equal: Option<f64>,
    /// The answer's size in people or posts; by proportion where the act has a number.
    pub size: Option<Spread>,
    /// Days until the answer, if one comes.
    pub delay: Option<Spread>,
    /// Past moves that it leans on most, heaviest first.
    pub cases: Vec<PastCase>,
    /// How many past moves it was fitted on.
    pub moves: usize,
}

/// A measure, and the chance that the answer is by it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Kinds {
    /// The measure.
    pub measure: Measure,
    /// Whether it concerns the answering state's own people or posts.
    pub own: bool,
    /// Chance, 0 to 1.
    pub chance: f64,
}

/// A distribution with the quantiles that are told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    /// Bound that one in twenty lies at or below.
    pub q05: f64,
    /// Lower quartile.
    pub q25: f64,
    /// Median.
    pub q50: f64,
    /// Upper quartile.
    pub q75: f64,
    /// Bound that nineteen in twenty lie at or below.
    pub q95: f64,
    /// Number of equally weighted cases that would tell as much.
    pub effective_cases: f64,
    /// All values with their weights.
    pub distribution: Distribution,
}

impl From<Distribution> for Spread {
    fn from(distribution: Distribution) -> Spread {
        let q = |share| distribution.quantile(share);
        Spread {
            q05: q(0.05),
            q25: q(0.25),
            q50: q(0.5),
            q75: q(0.75),
            q95: q(0.95),
            effective_cases: distribution.effective(),
            distribution,
        }
    }
}

/// A past move that a forecast leans on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PastCase {
    /// Id of the move's chief act.
    pub act: String,
    /// Id of its chief answer; none where it was not answered as far as known.
    pub answer: Option<String>,
    /// Its share of the weight of all past moves, 0 to 1.
    pub weight: f64,
    /// What it has in common.
    pub alike: Vec<String>,
}
