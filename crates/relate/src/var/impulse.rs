//! What a shock to one series does to all, step by step.

use super::model::{Var, matrix_of, rows_of};
use crate::fit::FitError;
use nalgebra::DMatrix;
use serde::Serialize;

/// A matrix as rows.
pub type Matrix = Vec<Vec<f64>>;

/// Impulse responses; each is indexed by step (from 0), series that responds, series that is shocked.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Impulses {
    /// Responses to a shock of one unit, Φ_h.
    pub plain: Vec<Matrix>,
    /// Responses to a shock of one standard deviation, Φ_h·P with Σ = PP' (Cholesky): Lütkepohl 2005,
    /// section 2.3.2. The first series may move the second within a bin, not the other way round: the
    /// order of the series is an assumption.
    pub orthogonal: Vec<Matrix>,
    /// Sums of `orthogonal` from step 0 on.
    pub cumulative: Vec<Matrix>,
}

impl Var {
    /// Impulse responses for steps 0 to `horizon`.
    pub fn impulses(&self, horizon: usize) -> Result<Impulses, FitError> {
        let lags = lag_matrices(&self.coefficients, self.series, self.intercept);
        responses(&lags, &self.sigma, horizon)
    }
}

/// A_1, A_2 … out of the coefficients of `k` equations.
pub(super) fn lag_matrices(coefficients: &Matrix, k: usize, intercept: bool) -> Vec<DMatrix<f64>> {
    let offset = usize::from(intercept);
    let lags = coefficients
        .first()
        .map_or(0, |row| (row.len() - offset) / k);
    (0..lags)
        .map(|lag| DMatrix::from_fn(k, k, |i, j| coefficients[i][offset + lag * k + j]))
        .collect()
}

/// Responses to shocks of covariance `sigma`, by the matrices of the lags.
pub(super) fn responses(
    lags: &[DMatrix<f64>],
    sigma: &Matrix,
    horizon: usize,
) -> Result<Impulses, FitError> {
    let k = sigma.len();
    let root = matrix_of(sigma).cholesky().ok_or(FitError::Singular)?.l();
    let mut plain: Vec<DMatrix<f64>> = vec![DMatrix::identity(k, k)];
    for step in 1..=horizon {
        let mut next = DMatrix::zeros(k, k);
        for (lag, a) in lags.iter().enumerate().take(step) {
            next += &plain[step - lag - 1] * a;
        }
        plain.push(next);
    }
    let orthogonal: Vec<DMatrix<f64>> = plain.iter().map(|phi| phi * &root).collect();
    let mut sum = DMatrix::zeros(k, k);
    let mut cumulative = Vec::with_capacity(horizon + 1);
    for response in &orthogonal {
        sum += response;
        cumulative.push(rows_of(&sum));
    }
    Ok(Impulses {
        plain: plain.iter().map(rows_of).collect(),
        orthogonal: orthogonal.iter().map(rows_of).collect(),
        cumulative,
    })
}
