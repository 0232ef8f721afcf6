//! Goodness of fit by rescaled time.

use super::{Events, Parameters};
use crate::fit::FitError;
use serde::Serialize;

/// How well the gaps of one dimension follow the process.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Goodness {
    /// Number of gaps.
    pub of: usize,
    /// Their mean; 1 under the process.
    pub mean: f64,
    /// Greatest distance of their distribution from the exponential one (Kolmogorov and Smirnov).
    pub distance: f64,
    /// p-value of it. With parameters fitted to the same events it is too great (Lilliefors 1969): a
    /// small one speaks against the fit, a great one does not prove it.
    pub p: f64,
}

/// Gaps between the events of each dimension in the process' own time, ∫λ_i dt from one to the next.
///
/// Under the process they are independent and exponential with mean 1 (Ogata 1988, Journal of the
/// American Statistical Association 83; Brown et al. 2002, Neural Computation 14). Fails where
/// dimensions differ.
pub fn residuals(events: &Events, parameters: &Parameters) -> Result<Vec<Vec<f64>>, FitError> {
    parameters.check()?;
    let k = events.dimensions();
    if parameters.mu.len() != k {
        return Err(FitError::invalid("process and events differ in dimensions"));
    }
    let beta = |i: usize| parameters.beta[if parameters.beta.len() == 1 { 0 } else { i }];
    let mut gaps = vec![Vec::new(); k];
    // Per receiver: time since its last event, compensated, and the excited part of its rate.
    let (mut passed, mut excited, mut clock) = (vec![0.0; k], vec![0.0; k], 0.0);
    for (now, dim) in events.iter() {
        let dt = now - clock;
        clock = now;
        for i in 0..k {
            let fade = (-beta(i) * dt).exp();
            passed[i] += parameters.mu[i] * dt + excited[i] * (1.0 - fade) / beta(i);
            excited[i] *= fade;
        }
        gaps[dim].push(passed[dim]);
        passed[dim] = 0.0;
        for (i, rate) in excited.iter_mut().enumerate() {
            *rate += parameters.alpha[i][dim] * beta(i);
        }
    }
    Ok(gaps)
}

/// Test of `gaps` against the exponential distribution with mean 1; none where there are no gaps.
///
/// The p-value is Kolmogorov's with Stephens' correction for few cases (Stephens 1970, Journal of the
/// Royal Statistical Society B 32): within 0.01 from 5 cases on.
pub fn kolmogorov_smirnov(gaps: &[f64]) -> Option<Goodness> {
    let n = gaps.len();
    let mut sorted = gaps.to_vec();
    sorted.sort_by(f64::total_cmp);
    let distance = sorted
        .iter()
        .enumerate()
        .map(|(i, gap)| {
            let expected = 1.0 - (-gap).exp();
            (expected - i as f64 / n as f64).max((i + 1) as f64 / n as f64 - expected)
        })
        .fold(0.0, f64::max);
    let root = (n as f64).sqrt();
    (n > 0).then(|| Goodness {
        of: n,
        mean: gaps.iter().sum::<f64>() / n as f64,
        distance,
        p: kolmogorov((root + 0.12 + 0.11 / root) * distance),
    })
}

/// Chance that Kolmogorov's limit exceeds x: 2 Σ (-1)^(k-1) exp(-2k²x²).
fn kolmogorov(x: f64) -> f64 {
    if x < 0.2 {
        return 1.0;
    }
    let terms = (1..=100).map(|k| {
        let k = f64::from(k);
        let sign = if k % 2.0 == 1.0 { 1.0 } else { -1.0 };
        sign * (-2.0 * k * k * x * x).exp()
    });
    (2.0 * terms.sum::<f64>()).clamp(0.0, 1.0)
}
