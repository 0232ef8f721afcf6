//! The fitted vector autoregression.

use super::design::regress;
use super::impulse::Matrix;
use crate::fit::{FitError, Interval, check_level};
use nalgebra::DMatrix;
use serde::Serialize;
use statrs::distribution::{ContinuousCDF, Normal, StudentsT};

/// A vector autoregression of order p: y_t = c + A_1 y_{t-1} + … + A_p y_{t-p} + u_t.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Var {
    /// Number of lags, p.
    pub lags: usize,
    /// Number of series, K.
    pub series: usize,
    /// Whether each equation has an intercept.
    pub intercept: bool,
    /// Observations that were fitted, T: those after the first p.
    pub observations: usize,
    /// T less the regressors of an equation.
    pub df_resid: usize,
    /// One row an equation; in it the intercept (where there is one), all series at lag 1, all at lag 2.
    pub coefficients: Matrix,
    /// Standard errors √diag((Z'Z)⁻¹ ⊗ Σ), in the shape of `coefficients`.
    pub standard_errors: Matrix,
    /// Coefficient over standard error.
    pub t_values: Matrix,
    /// Two-sided p-values of those by the normal distribution, to which they tend.
    pub p_values: Matrix,
    /// Covariance of the residuals, divided by `df_resid`.
    pub sigma: Matrix,
    /// Log-likelihood under normal residuals.
    pub log_likelihood: f64,
    /// Criteria for the order.
    pub criteria: Criteria,
    /// Greatest modulus of the companion matrix' eigenvalues; below 1 shocks die out.
    pub modulus: f64,
    /// One row an observation.
    #[serde(skip)]
    pub residuals: Matrix,
    #[serde(skip)]
    pub(crate) inverse: DMatrix<f64>,
    #[serde(skip)]
    pub(crate) data: Vec<Vec<f64>>,
}

/// Information criteria; less is better. Lütkepohl 2005, section 4.3.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Criteria {
    /// Akaike 1974: ln|Σ̃| + 2m/T, with m free coefficients and Σ̃ the covariance divided by T.
    pub aic: f64,
    /// Schwarz 1978: ln|Σ̃| + m·ln(T)/T.
    pub bic: f64,
    /// Hannan and Quinn 1979: ln|Σ̃| + 2m·ln(ln T)/T.
    pub hq: f64,
}

impl Var {
    /// Fits `lags` lags to `series` (one vector each, oldest first, evenly spaced) by least squares.
    ///
    /// Fails where series differ in length, hold what is not finite, are too short, or do not vary.
    ///
    /// ```
    /// use chancery_relate::var::{Var, simulate};
    ///
    /// let lag = vec![vec![0.5, 0.2], vec![0.0, 0.4]];
    /// let series = simulate(&[0.0, 0.0], &[lag], &[vec![1.0, 0.0], vec![0.0, 1.0]], 400, 7)?;
    /// let var = Var::fit(&series, 1, true)?;
    /// assert!(var.granger(1, 0)?.p_f < 0.01); // the second helps to foretell the first
    /// # Ok::<(), chancery_relate::FitError>(())
    /// ```
    pub fn fit(series: &[Vec<f64>], lags: usize, intercept: bool) -> Result<Self, FitError> {
        Self::fit_after(series, lags, intercept, 0)
    }

    /// As [`Var::fit`], without the first `skip` values.
    pub(crate) fn fit_after(
        series: &[Vec<f64>],
        lags: usize,
        intercept: bool,
        skip: usize,
    ) -> Result<Self, FitError> {
        let regression = regress(series, lags, intercept, skip)?;
        let k = series.len();
        let (rows, columns) = (
            regression.residuals.nrows(),
            regression.coefficients.nrows(),
        );
        let (t, df_resid) = (rows as f64, rows - columns);
        let squares = regression.residuals.transpose() * &regression.residuals;
        let sigma = &squares / df_resid as f64;
        let root = (squares / t).cholesky().ok_or(FitError::Singular)?;
        let log_det = 2.0 * root.l().diagonal().iter().map(|x| x.ln()).sum::<f64>();
        if !log_det.is_finite() {
            return Err(FitError::Singular);
        }
        let free = (columns * k) as f64;
        let coefficients = rows_of(&regression.coefficients.transpose());
        let standard_errors: Matrix = (0..k)
            .map(|i| {
                (0..columns)
                    .map(|c| (regression.inverse[(c, c)] * sigma[(i, i)]).sqrt())
                    .collect()
            })
            .collect();
        let t_values: Matrix = zip(&coefficients, &standard_errors, |b, se| b / se);
        let normal = Normal::standard();
        let p_values = t_values
            .iter()
            .map(|row| row.iter().map(|t| 2.0 * normal.sf(t.abs())).collect())
            .collect();
        let mut var = Var {
            lags,
            series: k,
            intercept,
            observations: rows,
            df_resid,
            coefficients,
            standard_errors,
            t_values,
            p_values,
            sigma: rows_of(&sigma),
            log_likelihood: -0.5
                * t
                * (k as f64 * (2.0 * std::f64::consts::PI).ln() + log_det + k as f64),
            criteria: Criteria {
                aic: log_det + 2.0 * free / t,
                bic: log_det + t.ln() * free / t,
                hq: log_det + 2.0 * t.ln().ln() * free / t,
            },
            modulus: 0.0,
            residuals: rows_of(&regression.residuals),
            inverse: regression.inverse,
            data: series.iter().map(|one| one[skip..].to_vec()).collect(),
        };
        // Without lags there is no companion matrix, and nalgebra takes no empty one.
        if lags > 0 {
            var.modulus = var
                .companion()
                .complex_eigenvalues()
                .iter()
                .map(|z| z.re.hypot(z.im))
                .fold(0.0, f64::max);
        }
        Ok(var)
    }

    /// Intervals of the coefficients at `level` by Student's t with `df_resid` degrees of freedom.
    ///
    /// Exact for fixed regressors; with lagged ones it holds as observations grow.
    pub fn intervals(&self, level: f64) -> Result<Vec<Vec<Interval>>, FitError> {
        check_level(level)?;
        let student = StudentsT::new(0.0, 1.0, self.df_resid as f64)
            .map_err(|e| FitError::invalid(e.to_string()))?;
        let width = student.inverse_cdf(0.5 + level / 2.0);
        let one = |(b, se): (&f64, &f64)| Interval {
            low: b - width * se,
            high: b + width * se,
        };
        Ok(self
            .coefficients
            .iter()
            .zip(&self.standard_errors)
            .map(|(b, se)| b.iter().zip(se).map(one).collect())
            .collect())
    }

    fn companion(&self) -> DMatrix<f64> {
        let (k, p) = (self.series, self.lags);
        let offset = usize::from(self.intercept);
        DMatrix::from_fn(k * p, k * p, |row, column| {
            if row < k {
                self.coefficients[row][offset + column]
            } else {
                f64::from(u8::from(row == column + k))
            }
        })
    }
}

pub(crate) fn rows_of(matrix: &DMatrix<f64>) -> Matrix {
    matrix
        .row_iter()
        .map(|row| row.iter().copied().collect())
        .collect()
}

pub(crate) fn matrix_of(rows: &Matrix) -> DMatrix<f64> {
    DMatrix::from_fn(rows.len(), rows.first().map_or(0, Vec::len), |i, j| {
        rows[i][j]
    })
}

fn zip(a: &Matrix, b: &Matrix, f: impl Fn(f64, f64) -> f64) -> Matrix {
    a.iter()
        .zip(b)
        .map(|(a, b)| a.iter().zip(b).map(|(a, b)| f(*a, *b)).collect())
        .collect()
}
