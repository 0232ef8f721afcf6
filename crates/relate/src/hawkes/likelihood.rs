//! The log-likelihood, its gradient and the observed information.

use super::recursion::evaluate;
use super::value::value;
use super::{Events, Parameters};
use crate::fit::FitError;

/// Σ ln λ(t_k) - Σ_i ∫ λ_i dt over 0 to the horizon (Ozaki 1979), in time linear in the events.
///
/// Fails where the shape or sign of `parameters` is wrong.
///
/// ```
/// use chancery_relate::hawkes::{Events, Parameters, log_likelihood};
///
/// let events = Events::new(&[vec![1.0, 2.0]], 3.0)?;
/// let poisson = Parameters { mu: vec![0.5], alpha: vec![vec![0.0]], beta: vec![1.0] };
/// assert!((log_likelihood(&events, &poisson)? - (2.0 * 0.5_f64.ln() - 1.5)).abs() < 1e-12);
/// # Ok::<(), chancery_relate::FitError>(())
/// ```
pub fn log_likelihood(events: &Events, parameters: &Parameters) -> Result<f64, FitError> {
    Ok(value(events, &checked(events, parameters)?))
}

/// First derivatives of the log-likelihood, in the order of [`Parameters::pack`].
pub fn gradient(events: &Events, parameters: &Parameters) -> Result<Vec<f64>, FitError> {
    Ok(evaluate::<1>(events, &checked(events, parameters)?).gradient)
}

/// Observed information: second derivatives of the log-likelihood with the sign turned, as rows, in the
/// order of [`Parameters::pack`].
pub fn information(events: &Events, parameters: &Parameters) -> Result<Vec<Vec<f64>>, FitError> {
    let theta = checked(events, parameters)?;
    let hessian = evaluate::<2>(events, &theta).hessian;
    Ok(hessian
        .chunks(theta.len())
        .map(|row| row.iter().map(|x| -x).collect())
        .collect())
}

fn checked(events: &Events, parameters: &Parameters) -> Result<Vec<f64>, FitError> {
    parameters.check()?;
    if parameters.mu.len() == events.dimensions() {
        Ok(parameters.pack())
    } else {
        Err(FitError::invalid(format!(
            "the process has {} dimensions, the events {}",
            parameters.mu.len(),
            events.dimensions()
        )))
    }
}
