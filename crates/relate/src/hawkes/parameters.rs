//! The parameters of a process, and their order in a vector.

use crate::fit::FitError;
use serde::{Deserialize, Serialize};

/// Whether one decay serves all dimensions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Decay {
    /// One β.
    Common,
    /// A β for each dimension that is excited.
    PerDimension,
}

/// Base rates, branching ratios and decays.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Parameters {
    /// Base rates μ_i, events per unit of time.
    pub mu: Vec<f64>,
    /// Branching ratios α_ij: row i is excited, column j excites.
    pub alpha: Vec<Vec<f64>>,
    /// Decays β, per unit of time: one, or one a dimension. ln 2/β is the half-life.
    pub beta: Vec<f64>,
}

impl Parameters {
    /// Checks shape and sign: μ and β above 0, α at or above 0.
    pub fn check(&self) -> Result<(), FitError> {
        let k = self.mu.len();
        let shape = k > 0
            && self.alpha.len() == k
            && self.alpha.iter().all(|row| row.len() == k)
            && (self.beta.len() == 1 || self.beta.len() == k);
        let above = |value: &f64| value.is_finite() && *value > 0.0;
        let sign = self.mu.iter().chain(&self.beta).all(above)
            && self
                .alpha
                .iter()
                .flatten()
                .all(|a| a.is_finite() && *a >= 0.0);
        if shape && sign {
            Ok(())
        } else {
            Err(FitError::invalid(
                "the process needs K base rates, K by K branching ratios, 1 or K decays, none negative",
            ))
        }
    }

    /// μ, then α row by row, then β: the order of gradients and of the information matrix.
    pub fn pack(&self) -> Vec<f64> {
        self.mu
            .iter()
            .chain(self.alpha.iter().flatten())
            .chain(&self.beta)
            .copied()
            .collect()
    }

    /// The inverse of [`Parameters::pack`] for `k` dimensions.
    pub(crate) fn unpack(theta: &[f64], k: usize) -> Self {
        Parameters {
            mu: theta[..k].to_vec(),
            alpha: theta[k..k + k * k].chunks(k).map(<[f64]>::to_vec).collect(),
            beta: theta[k + k * k..].to_vec(),
        }
    }

    /// Names in the order of [`Parameters::pack`]: `mu[0]`, `alpha[0][1]`, `beta`.
    pub fn names(&self) -> Vec<String> {
        let k = self.mu.len();
        let mu = (0..k).map(|i| format!("mu[{i}]"));
        let alpha = (0..k * k).map(|place| format!("alpha[{}][{}]", place / k, place % k));
        let beta = (0..self.beta.len()).map(|i| {
            if self.beta.len() == 1 {
                "beta".into()
            } else {
                format!("beta[{i}]")
            }
        });
        mu.chain(alpha).chain(beta).collect()
    }
}
