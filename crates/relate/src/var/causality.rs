//! Whether one series helps to foretell another.

use super::model::Var;
use crate::fit::FitError;
use nalgebra::{DMatrix, DVector};
use serde::Serialize;
use statrs::distribution::{ChiSquared, ContinuousCDF, FisherSnedecor};

/// Test that all coefficients of one series in the equation of another are zero.
///
/// Granger 1969, Econometrica 37: the cause's past improves the forecast of the effect from the
/// effect's own past. It tells of foretelling within these series, not of motives; a third state that
/// moves both looks the same.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Causality {
    /// Index of the series whose past is tested.
    pub cause: usize,
    /// Index of the series that is foretold.
    pub effect: usize,
    /// Wald statistic b'[C((Z'Z)⁻¹⊗Σ)C']⁻¹b.
    pub wald: f64,
    /// Coefficients tested: the lags.
    pub df: usize,
    /// p-value of `wald` by chi-squared with `df` degrees of freedom; too small in short samples.
    pub p_wald: f64,
    /// `wald / df`.
    pub f: f64,
    /// Second degrees of freedom of F: K·`df_resid`.
    pub df_f: usize,
    /// p-value of `f` by F(`df`, `df_f`); prefer it (Lütkepohl 2005, section 3.6).
    pub p_f: f64,
}

impl Var {
    /// Tests whether series `cause` Granger-causes series `effect` (indices from 0).
    ///
    /// Fails where an index is too great, they are equal, or there is no lag.
    pub fn granger(&self, cause: usize, effect: usize) -> Result<Causality, FitError> {
        if cause >= self.series || effect >= self.series || cause == effect || self.lags == 0 {
            return Err(FitError::invalid(
                "causality needs two different series of the fit and at least one lag",
            ));
        }
        let places: Vec<usize> = (0..self.lags)
            .map(|lag| usize::from(self.intercept) + lag * self.series + cause)
            .collect();
        let b = DVector::from_fn(self.lags, |i, _| self.coefficients[effect][places[i]]);
        let covariance = DMatrix::from_fn(self.lags, self.lags, |i, j| {
            self.inverse[(places[i], places[j])] * self.sigma[effect][effect]
        });
        let wald = b.dot(&covariance.cholesky().ok_or(FitError::Singular)?.solve(&b));
        let (df, df_f) = (self.lags, self.series * self.df_resid);
        let chi = ChiSquared::new(df as f64).map_err(|e| FitError::invalid(e.to_string()))?;
        let fisher = FisherSnedecor::new(df as f64, df_f as f64)
            .map_err(|e| FitError::invalid(e.to_string()))?;
        let f = wald / df as f64;
        Ok(Causality {
            cause,
            effect,
            wald,
            df,
            p_wald: chi.sf(wald),
            f,
            df_f,
            p_f: fisher.sf(f),
        })
    }
}
