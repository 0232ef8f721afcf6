//! The choice of the number of lags.

use super::model::{Criteria, Var};
use crate::fit::FitError;
use serde::Serialize;

/// Which criterion chooses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Criterion {
    /// Akaike's: the best forecasts, often a lag too many.
    Aic,
    /// Schwarz's: consistent, the fewest lags.
    Bic,
    /// Hannan and Quinn's: consistent, between the two.
    Hq,
}

/// The criteria of all orders, on one sample.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OrderSelection {
    /// One row an order.
    pub rows: Vec<OrderRow>,
    /// Order of least AIC.
    pub aic: usize,
    /// Order of least BIC.
    pub bic: usize,
    /// Order of least HQ.
    pub hq: usize,
}

/// The criteria of one order.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct OrderRow {
    /// Number of lags.
    pub lags: usize,
    /// Its criteria.
    pub criteria: Criteria,
}

impl OrderSelection {
    /// Compares 0 (1 without intercept) to `most` lags, all on the observations after the first `most`.
    ///
    /// The common sample is needed for the criteria to be comparable (Lütkepohl 2005, section 4.3).
    /// Of equal values the fewest lags win.
    pub fn of(series: &[Vec<f64>], most: usize, intercept: bool) -> Result<Self, FitError> {
        let least = usize::from(!intercept);
        let rows = (least..=most)
            .map(|lags| {
                let var = Var::fit_after(series, lags, intercept, most - lags)?;
                Ok(OrderRow {
                    lags,
                    criteria: var.criteria,
                })
            })
            .collect::<Result<Vec<_>, FitError>>()?;
        let best = |value: fn(&Criteria) -> f64| {
            rows.iter()
                .min_by(|a, b| value(&a.criteria).total_cmp(&value(&b.criteria)))
                .map(|row| row.lags)
                .ok_or_else(|| {
                    FitError::invalid("without an intercept there must be at least one lag")
                })
        };
        let (aic, bic, hq) = (best(|c| c.aic)?, best(|c| c.bic)?, best(|c| c.hq)?);
        Ok(OrderSelection { rows, aic, bic, hq })
    }
}

impl Var {
    /// Fits the order that `criterion` prefers among up to `most`, on all observations.
    pub fn fit_best(
        series: &[Vec<f64>],
        most: usize,
        criterion: Criterion,
        intercept: bool,
    ) -> Result<Self, FitError> {
        let orders = OrderSelection::of(series, most, intercept)?;
        let lags = match criterion {
            Criterion::Aic => orders.aic,
            Criterion::Bic => orders.bic,
            Criterion::Hq => orders.hq,
        };
        Var::fit(series, lags, intercept)
    }
}
