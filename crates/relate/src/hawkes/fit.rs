//! The fit by greatest likelihood, with standard errors.

use super::Events;
use super::newton::climb;
use super::parameters::{Decay, Parameters};
use super::recursion::evaluate;
use super::search::search;
use super::spectral::{radius_slope, spectral_radius};
use crate::fit::{FitError, Interval, check_level, normal_width};
use nalgebra::DMatrix;
use serde::Serialize;

/// A branching ratio below this is taken as 0, the edge of what is possible.
pub(crate) const EDGE: f64 = 1e-6;

/// A fitted process.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fit {
    /// The estimates of greatest likelihood.
    pub parameters: Parameters,
    /// The same one by one, in the order of [`Parameters::pack`].
    pub estimates: Vec<Estimate>,
    /// Greatest log-likelihood.
    pub log_likelihood: f64,
    /// That of a process without excitation, in which each dimension has a constant rate.
    pub poisson_log_likelihood: f64,
    /// Akaike's criterion, 2m - 2·`log_likelihood` with m parameters.
    pub aic: f64,
    /// Number of events.
    pub events: usize,
    /// Spectral radius of the branching ratios; at or above 1 the fit is of a process that explodes.
    pub radius: f64,
    /// Standard error of it by the delta method; none where it is not smooth there.
    pub radius_error: Option<f64>,
    /// Covariance of the estimates, in their order; zero for those at the edge.
    #[serde(skip)]
    pub covariance: Vec<Vec<f64>>,
    pub(crate) theta: Vec<f64>,
}

/// One estimate.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Estimate {
    /// Name, as [`Parameters::names`].
    pub name: String,
    /// Estimate.
    pub value: f64,
    /// Standard error from the observed information; none at the edge or where the data do not tell.
    pub standard_error: Option<f64>,
    /// Whether it is a branching ratio at 0, where only a profile interval holds.
    pub edge: bool,
}

impl Estimate {
    /// Wald's interval on the logarithm, exp(ln θ ± z·se/θ), which keeps it above 0.
    ///
    /// None without a standard error. It covers near its level where the standard error is well below
    /// the estimate; elsewhere take [`Fit::profile`].
    pub fn wald(&self, level: f64) -> Result<Option<Interval>, FitError> {
        check_level(level)?;
        Ok(self.standard_error.map(|error| {
            let factor = (normal_width(level) * error / self.value).exp();
            Interval {
                low: self.value / factor,
                high: self.value * factor,
            }
        }))
    }
}

impl Fit {
    /// Fits a process to `events` by greatest likelihood (Ozaki 1979).
    ///
    /// L-BFGS from three decays, then Newton's method with exact second derivatives, both on the
    /// logarithms. Standard errors are those of the inverse observed information, with branching ratios
    /// at 0 held there. Fails where a dimension has fewer than 5 events, or the search does not arrive.
    ///
    /// ```
    /// use chancery_relate::hawkes::{Decay, Fit, Parameters, simulate};
    ///
    /// let truth = Parameters { mu: vec![0.3, 0.2], alpha: vec![vec![0.2, 0.4], vec![0.3, 0.1]], beta: vec![1.5] };
    /// let fit = Fit::of(&simulate(&truth, 2000.0, 1)?, Decay::Common)?;
    /// assert!((fit.parameters.alpha[0][1] - 0.4).abs() < 0.15);
    /// # Ok::<(), chancery_relate::FitError>(())
    /// ```
    pub fn of(events: &Events, decay: Decay) -> Result<Self, FitError> {
        let k = events.dimensions();
        if let Some(few) = events.counts().iter().find(|n| **n < 5) {
            return Err(FitError::TooFew {
                have: *few,
                need: 5,
            });
        }
        let peak = search(events, decay).ok_or(FitError::NotConverged(0))?;
        let (mut theta, mut free) = (peak.theta, vec![true; peak_len(k, decay)]);
        for i in k..k + k * k {
            if theta[i] < EDGE {
                (theta[i], free[i]) = (0.0, false);
            }
        }
        let peak = climb(events, theta, &free);
        if !peak.converged {
            return Err(FitError::NotConverged(200));
        }
        Ok(Self::describe(events, peak.theta, peak.value, &free))
    }

    fn describe(events: &Events, theta: Vec<f64>, log_likelihood: f64, free: &[bool]) -> Self {
        let k = events.dimensions();
        let parameters = Parameters::unpack(&theta, k);
        let covariance = covariance(events, &theta, free);
        let estimates = parameters
            .names()
            .into_iter()
            .enumerate()
            .map(|(i, name)| {
                let variance = covariance[i][i];
                let standard_error = (free[i] && variance > 0.0).then(|| variance.sqrt());
                Estimate {
                    name,
                    value: theta[i],
                    standard_error,
                    edge: !free[i],
                }
            })
            .collect();
        let radius_error = radius_slope(&parameters.alpha).and_then(|slope| {
            let place = |n: usize| k + n;
            let mut sum = 0.0;
            for (a, left) in slope.iter().enumerate() {
                sum += slope
                    .iter()
                    .enumerate()
                    .map(|(b, right)| left * right * covariance[place(a)][place(b)])
                    .sum::<f64>();
            }
            (sum > 0.0).then(|| sum.sqrt())
        });
        let poisson = |n: &usize| *n as f64 * (*n as f64 / events.horizon()).ln() - *n as f64;
        Fit {
            radius: spectral_radius(&parameters.alpha),
            parameters,
            estimates,
            log_likelihood,
            poisson_log_likelihood: events.counts().iter().map(poisson).sum(),
            aic: 2.0 * theta.len() as f64 - 2.0 * log_likelihood,
            events: events.len(),
            radius_error,
            covariance,
            theta,
        }
    }
}

fn peak_len(k: usize, decay: Decay) -> usize {
    k + k * k + if decay == Decay::Common { 1 } else { k }
}

/// Inverse observed information of the free parameters. A decay whose branching ratios are all 0 tells
/// nothing and is left out.
fn covariance(events: &Events, theta: &[f64], free: &[bool]) -> Vec<Vec<f64>> {
    let p = theta.len();
    let hessian = evaluate::<2>(events, theta).hessian;
    let told: Vec<usize> = (0..p)
        .filter(|i| free[*i] && hessian[i * p + i] != 0.0)
        .collect();
    let mut covariance = vec![vec![0.0; p]; p];
    let information = DMatrix::from_fn(told.len(), told.len(), |a, b| {
        -hessian[told[a] * p + told[b]]
    });
    if let Some(factor) = information.cholesky() {
        let inverse = factor.inverse();
        for (a, i) in told.iter().enumerate() {
            for (b, j) in told.iter().enumerate() {
                covariance[*i][*j] = inverse[(a, b)];
            }
        }
    }
    covariance
}
