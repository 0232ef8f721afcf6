//! What the fits share: why one cannot be made, and intervals.

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why a fit cannot be made from what was given.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
pub enum FitError {
    /// More is to be estimated than was observed.
    #[error(
        "{have} observations are too few: at least {need} are needed; take shorter bins, fewer lags or a longer time"
    )]
    TooFew {
        /// Observations there are.
        have: usize,
        /// Observations that the fit needs.
        need: usize,
    },
    /// One series is a combination of the others, or does not vary.
    #[error(
        "the series do not vary enough to tell the coefficients apart; leave out the constant one or take fewer lags"
    )]
    Singular,
    /// A number, length or index that makes no sense.
    #[error("{0}")]
    Invalid(String),
    /// The search stopped before the likelihood was at its greatest.
    #[error(
        "the likelihood had not reached its greatest value after {0} steps; more events or fewer parameters may help"
    )]
    NotConverged(usize),
}

impl FitError {
    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        FitError::Invalid(message.into())
    }
}

/// An interval, both ends inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// Least value.
    pub low: f64,
    /// Greatest value.
    pub high: f64,
}

impl Interval {
    /// Whether `value` lies in it.
    pub fn contains(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}

/// The standard normal's quantile that leaves `level` in the middle: 1.96 for 0.95.
pub(crate) fn normal_width(level: f64) -> f64 {
    use statrs::distribution::{ContinuousCDF, Normal};
    Normal::standard().inverse_cdf(0.5 + level / 2.0)
}

/// The refusal of a level that is not strictly between 0 and 1.
pub(crate) fn check_level(level: f64) -> Result<(), FitError> {
    if level > 0.0 && level < 1.0 {
        Ok(())
    } else {
        Err(FitError::invalid(format!(
            "level {level} is not between 0 and 1: 0.95 is usual"
        )))
    }
}

/// Quantile by linear interpolation of the order statistics (type 7 of Hyndman and Fan 1996, "Sample
/// quantiles in statistical packages", American Statistician 50; the default of R and numpy).
///
/// `sorted` is in ascending order; `None` where it is empty.
pub(crate) fn quantile(sorted: &[f64], p: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let place = p.clamp(0.0, 1.0) * last as f64;
    let below = place.floor() as usize;
    let above = (below + 1).min(last);
    Some(sorted[below] + (place - below as f64) * (sorted[above] - sorted[below]))
}

#[cfg(test)]
mod tests {
    use super::normal_width;

    #[test]
    fn quantiles_of_the_normal_are_those_of_the_tables() {
        for (level, z) in [(0.0, 0.0), (0.9, 1.644_854), (0.95, 1.959_964)] {
            assert!((normal_width(level) - z).abs() < 1e-4, "{level}");
        }
    }
}
