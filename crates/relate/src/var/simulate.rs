//! Series drawn from a known vector autoregression, to try fits on.

use super::impulse::Matrix;
use super::model::matrix_of;
use crate::fit::FitError;
use crate::random::Random;
use nalgebra::DVector;

/// Draws `length` values of y_t = c + A_1 y_{t-1} + … + u_t with normal u of covariance `sigma`.
///
/// Begins at zero and drops the first 200 values. Gives one vector a series; the same `seed` gives the
/// same on every machine. Fails where shapes differ or `sigma` is not positive definite.
pub fn simulate(
    constant: &[f64],
    lags: &[Matrix],
    sigma: &[Vec<f64>],
    length: usize,
    seed: u64,
) -> Result<Matrix, FitError> {
    let k = constant.len();
    let square = |m: &[Vec<f64>]| m.len() == k && m.iter().all(|row| row.len() == k);
    if !square(sigma) || !lags.iter().all(|m| square(m)) {
        return Err(FitError::invalid(
            "each matrix needs as many rows and columns as there are series",
        ));
    }
    let root = matrix_of(&sigma.to_vec())
        .cholesky()
        .ok_or(FitError::Singular)?
        .l();
    let mut random = Random::new(seed);
    let mut series: Matrix = vec![vec![0.0; lags.len()]; k];
    let burn = 200;
    for t in lags.len()..lags.len() + burn + length {
        let shock = &root * DVector::from_fn(k, |_, _| random.normal());
        for i in 0..k {
            let mut value = constant[i] + shock[i];
            for (lag, a) in lags.iter().enumerate() {
                value += (0..k)
                    .map(|j| a[i][j] * series[j][t - 1 - lag])
                    .sum::<f64>();
            }
            series[i].push(value);
        }
    }
    Ok(series
        .into_iter()
        .map(|one| one[lags.len() + burn..].to_vec())
        .collect())
}
