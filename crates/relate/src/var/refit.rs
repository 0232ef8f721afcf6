//! The same order fitted again and again to resampled series: least squares by moments, in one pass over the data.
//!
//! The moments of lags a+1 and b+1 are those of a and b but for one value at either end, so that a pass makes those
//! of lag 0 with each other and the rest follow. Squaring the condition of the regressors is harmless where only
//! percentiles of many fits are read; the fit itself is by QR.

use super::impulse::Matrix;
use super::model::rows_of;
use crate::fit::FitError;
use nalgebra::DMatrix;

/// Coefficients, as [`super::Var::coefficients`], and the covariance of the residuals.
pub(super) struct Refit {
    pub coefficients: Matrix,
    pub sigma: Matrix,
}

/// Fits `lags` lags to `k` series; `values` holds all series of a time, time after time.
pub(super) fn refit(
    values: &[f64],
    k: usize,
    lags: usize,
    intercept: bool,
) -> Result<Refit, FitError> {
    let offset = usize::from(intercept);
    let (total, columns) = (values.len() / k, offset + k * lags);
    let rows = total.saturating_sub(lags);
    if rows <= columns {
        return Err(FitError::TooFew {
            have: total,
            need: columns + lags + 1,
        });
    }
    let moments = moments(values, k, lags, offset);
    let inner = moments.view((0, 0), (columns, columns)).into_owned();
    let cross = moments.view((0, columns), (columns, k)).into_owned();
    let squares = moments.view((columns, columns), (k, k)).into_owned();
    let solved = match columns {
        0 => DMatrix::zeros(0, k),
        _ => {
            let root = inner.clone().cholesky().ok_or(FitError::Singular)?;
            let left = root.l_dirty().diagonal();
            if (0..columns).any(|i| left[i].powi(2) <= 1e-13 * inner[(i, i)]) {
                return Err(FitError::Singular);
            }
            root.solve(&cross)
        }
    };
    let sigma = (squares - cross.transpose() * &solved) / (rows - columns) as f64;
    Ok(Refit {
        coefficients: rows_of(&solved.transpose()),
        sigma: rows_of(&sigma),
    })
}

/// Sums of products, over the times after the first `lags`, of all regressors and, after them, of the `k` values that
/// are regressed. Regressors stand in the order: a constant (where `offset` is 1), all series at lag 1, all at lag 2.
fn moments(values: &[f64], k: usize, lags: usize, offset: usize) -> DMatrix<f64> {
    let (total, columns) = (values.len() / k, offset + k * lags);
    let at = |t: usize, i: usize| values[t * k + i];
    let place = |lag: usize, i: usize| match lag {
        0 => columns + i,
        _ => offset + (lag - 1) * k + i,
    };
    let mut moments = DMatrix::zeros(columns + k, columns + k);
    let mut set = |n: usize, m: usize, value: f64| {
        moments[(n, m)] = value;
        moments[(m, n)] = value;
    };
    for i in 0..k {
        for j in 0..k {
            // Along a diagonal of lags, from lag 0 with each other lag; the matrix is symmetric.
            for apart in 0..=lags {
                let mut sum = (lags..total).map(|t| at(t, i) * at(t - apart, j)).sum();
                set(place(0, i), place(apart, j), sum);
                for a in 0..lags - apart {
                    let b = a + apart;
                    sum += at(lags - 1 - a, i) * at(lags - 1 - b, j)
                        - at(total - 1 - a, i) * at(total - 1 - b, j);
                    set(place(a + 1, i), place(b + 1, j), sum);
                }
            }
        }
        if offset > 0 {
            let mut sum = (lags..total).map(|t| at(t, i)).sum();
            set(0, place(0, i), sum);
            for lag in 1..=lags {
                sum += at(lags - lag, i) - at(total - lag, i);
                set(0, place(lag, i), sum);
            }
        }
    }
    if offset > 0 {
        set(0, 0, (total - lags) as f64);
    }
    moments
}

#[cfg(test)]
mod tests {
    use super::super::{Var, simulate};
    use super::refit;

    #[test]
    fn moments_give_what_qr_gives() {
        let lags = [
            vec![vec![0.4, 0.2], vec![-0.1, 0.3]],
            vec![vec![0.1, 0.0], vec![0.2, -0.2]],
        ];
        let noise = [vec![2.0, 0.5], vec![0.5, 1.0]];
        let series = simulate(&[3.0, -1.0], &lags, &noise, 300, 5).expect("series");
        let values: Vec<f64> = (0..300)
            .flat_map(|t| [series[0][t], series[1][t]])
            .collect();
        for (lags, intercept) in [(0, true), (1, true), (3, true), (3, false)] {
            let slow = Var::fit(&series, lags, intercept).expect("a fit");
            let fast = refit(&values, 2, lags, intercept).expect("a fit");
            let pairs = slow
                .coefficients
                .iter()
                .flatten()
                .zip(fast.coefficients.iter().flatten());
            let pairs = pairs.chain(slow.sigma.iter().flatten().zip(fast.sigma.iter().flatten()));
            for (a, b) in pairs {
                assert!(
                    (a - b).abs() < 1e-10 * a.abs().max(1.0),
                    "{lags} lags: {a} and {b}"
                );
            }
        }
    }

    #[test]
    fn series_that_do_not_vary_are_refused() {
        assert!(refit(&[1.0; 60], 2, 2, true).is_err());
        assert!(refit(&[1.0; 6], 2, 2, true).is_err());
    }
}
