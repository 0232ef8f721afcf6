//! The regressors of a vector autoregression, and least squares on them.

use crate::fit::FitError;
use nalgebra::DMatrix;

/// Least squares of all equations on the same regressors.
pub(crate) struct Regression {
    /// Regressors by equations.
    pub coefficients: DMatrix<f64>,
    /// Observations by equations.
    pub residuals: DMatrix<f64>,
    /// (Z'Z)⁻¹.
    pub inverse: DMatrix<f64>,
}

/// Checks that the series are as long as each other and finite, and gives that length.
pub(crate) fn length(series: &[Vec<f64>]) -> Result<usize, FitError> {
    let Some(first) = series.first() else {
        return Err(FitError::invalid("no series was given"));
    };
    if series.iter().any(|one| one.len() != first.len()) {
        return Err(FitError::invalid("the series differ in length"));
    }
    if series.iter().flatten().any(|value| !value.is_finite()) {
        return Err(FitError::invalid(
            "a value of the series is not a finite number",
        ));
    }
    Ok(first.len())
}

/// Regresses the values from `skip + lags` on, on a constant and `lags` values before each.
///
/// Regressors stand in the order: constant, all series at lag 1, all at lag 2. Solved by Householder
/// QR, so that the condition of Z, not of Z'Z, bounds the error of the coefficients.
pub(crate) fn regress(
    series: &[Vec<f64>],
    lags: usize,
    constant: bool,
    skip: usize,
) -> Result<Regression, FitError> {
    let (total, k) = (length(series)?, series.len());
    let columns = usize::from(constant) + k * lags;
    let rows = total.saturating_sub(lags + skip);
    if rows <= columns {
        return Err(FitError::TooFew {
            have: total,
            need: columns + lags + skip + 1,
        });
    }
    let begin = lags + skip;
    let y = DMatrix::from_fn(rows, k, |row, i| series[i][begin + row]);
    if columns == 0 {
        return Ok(Regression {
            coefficients: DMatrix::zeros(0, k),
            residuals: y,
            inverse: DMatrix::zeros(0, 0),
        });
    }
    let z = DMatrix::from_fn(rows, columns, |row, column| {
        match column.checked_sub(usize::from(constant)) {
            None => 1.0,
            Some(place) => series[place % k][begin + row - 1 - place / k],
        }
    });
    let qr = z.clone().qr();
    let r = qr.r();
    if (0..columns).any(|i| r[(i, i)].abs() <= 1e-10 * z.column(i).norm()) {
        return Err(FitError::Singular);
    }
    let coefficients = r
        .solve_upper_triangular(&(qr.q().transpose() * &y))
        .ok_or(FitError::Singular)?;
    let root = r
        .solve_upper_triangular(&DMatrix::identity(columns, columns))
        .ok_or(FitError::Singular)?;
    let residuals = y - &z * &coefficients;
    Ok(Regression {
        coefficients,
        residuals,
        inverse: &root * root.transpose(),
    })
}
