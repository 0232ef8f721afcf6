//! Intervals of impulse responses by resampled residuals.

use super::impulse::{Matrix, lag_matrices, responses};
use super::model::Var;
use super::refit::refit;
use crate::fit::{FitError, Interval, check_level, quantile};
use crate::random::Random;
use serde::Serialize;

/// How the intervals are made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BootstrapOptions {
    /// Steps after the shock.
    pub horizon: usize,
    /// Resamples; 1000 or more for figures that are printed.
    pub draws: usize,
    /// Level of the intervals, such as 0.95.
    pub level: f64,
    /// Seed: the same gives the same numbers on every machine.
    pub seed: u64,
}

impl Default for BootstrapOptions {
    fn default() -> Self {
        BootstrapOptions {
            horizon: 12,
            draws: 1000,
            level: 0.95,
            seed: 1,
        }
    }
}

/// Pointwise intervals of impulse responses, indexed as [`super::Impulses`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bands {
    /// Of the orthogonal responses.
    pub orthogonal: Vec<Vec<Vec<Interval>>>,
    /// Of their sums.
    pub cumulative: Vec<Vec<Vec<Interval>>>,
    /// Resamples that could be fitted.
    pub draws: usize,
}

impl Var {
    /// Percentile intervals by the residual bootstrap (Runkle 1987; Lütkepohl 2005, appendix D.3).
    ///
    /// Each draw takes centred residuals at random with replacement, rebuilds the series from its first
    /// p values, and fits the same order anew. Residuals are taken as independent over time: their size
    /// may not change with it. Intervals are pointwise, not joint.
    pub fn bands(&self, options: &BootstrapOptions) -> Result<Bands, FitError> {
        check_level(options.level)?;
        let mut random = Random::new(options.seed);
        let centred = self.centred();
        let (mut orthogonal, mut cumulative) = (Vec::new(), Vec::new());
        for _ in 0..options.draws {
            let values = self.resample(&centred, &mut random);
            let drawn = refit(&values, self.series, self.lags, self.intercept).and_then(|drawn| {
                responses(
                    &lag_matrices(&drawn.coefficients, self.series, self.intercept),
                    &drawn.sigma,
                    options.horizon,
                )
            });
            if let Ok(impulses) = drawn {
                orthogonal.push(impulses.orthogonal);
                cumulative.push(impulses.cumulative);
            }
        }
        if orthogonal.is_empty() {
            return Err(FitError::Singular);
        }
        Ok(Bands {
            draws: orthogonal.len(),
            orthogonal: intervals(&orthogonal, options.level),
            cumulative: intervals(&cumulative, options.level),
        })
    }

    fn centred(&self) -> Matrix {
        let n = self.residuals.len() as f64;
        let mean: Vec<f64> = (0..self.series)
            .map(|i| self.residuals.iter().map(|row| row[i]).sum::<f64>() / n)
            .collect();
        self.residuals
            .iter()
            .map(|row| row.iter().zip(&mean).map(|(u, m)| u - m).collect())
            .collect()
    }

    /// A series out of residuals drawn at random, all values of a time together, time after time.
    fn resample(&self, residuals: &Matrix, random: &mut Random) -> Vec<f64> {
        let k = self.series;
        let mut values = Vec::with_capacity((self.lags + self.observations) * k);
        for t in 0..self.lags {
            values.extend(self.data.iter().map(|one| one[t]));
        }
        for t in self.lags..self.lags + self.observations {
            let shock = &residuals[random.below(residuals.len())];
            for (equation, shock) in self.coefficients.iter().zip(shock) {
                let (constant, rest) = equation.split_at(usize::from(self.intercept));
                let mut value = shock + constant.iter().sum::<f64>();
                for (lag, terms) in rest.chunks_exact(k).enumerate() {
                    let from = &values[(t - 1 - lag) * k..(t - lag) * k];
                    value += terms.iter().zip(from).map(|(a, y)| a * y).sum::<f64>();
                }
                values.push(value);
            }
        }
        values
    }
}

fn intervals(draws: &[Vec<Matrix>], level: f64) -> Vec<Vec<Vec<Interval>>> {
    let one = |step: usize, row: usize, column: usize| {
        let mut values: Vec<f64> = draws.iter().map(|draw| draw[step][row][column]).collect();
        values.sort_by(f64::total_cmp);
        let at = |p| quantile(&values, p).unwrap_or(f64::NAN);
        Interval {
            low: at(0.5 - level / 2.0),
            high: at(0.5 + level / 2.0),
        }
    };
    let shape = &draws[0];
    (0..shape.len())
        .map(|step| {
            let rows = shape[step].len();
            (0..rows)
                .map(|row| (0..rows).map(|column| one(step, row, column)).collect())
                .collect()
        })
        .collect()
}
