//! Newton's method on the logarithms of the parameters, some of which may be held.

use super::Events;
use super::recursion::{Value, evaluate};
use super::value::value;
use nalgebra::{DMatrix, DVector};

/// Where a climb ended.
pub(crate) struct Peak {
    pub theta: Vec<f64>,
    pub value: f64,
    pub converged: bool,
}

const STEPS: usize = 200;
/// A gain below this in log-likelihood tells nothing.
const GAIN: f64 = 1e-10;

/// Climbs from `theta`, moving only those for which `free` is true; all of those must be above 0.
///
/// Steps are damped (Levenberg) until the curvature allows them and halved until the value rises. A
/// branching ratio that wants to be negative sinks towards 0 and stops where that gains nothing.
pub(crate) fn climb(events: &Events, mut theta: Vec<f64>, free: &[bool]) -> Peak {
    let moving: Vec<usize> = (0..theta.len()).filter(|i| free[*i]).collect();
    let mut here = evaluate::<2>(events, &theta);
    let mut converged = moving.is_empty();
    for _ in 0..STEPS {
        if converged {
            break;
        }
        let Some((step, gain)) = step(&here, &theta, &moving) else {
            break;
        };
        converged = gain < GAIN;
        let mut scale = 1.0;
        loop {
            let mut next = theta.clone();
            for (place, i) in moving.iter().enumerate() {
                next[*i] *= (scale * step[place]).exp();
            }
            let value = value(events, &next);
            if value > here.value || (converged && value >= here.value - 1e-12 * here.value.abs()) {
                theta = next;
                break;
            }
            scale *= 0.5;
            if scale < 1e-10 {
                // No better point along an uphill direction: this is the top, to rounding.
                converged = converged || gain < 1e-6;
                here.value = f64::NEG_INFINITY;
                break;
            }
        }
        if here.value == f64::NEG_INFINITY {
            break;
        }
        here = evaluate::<2>(events, &theta);
    }
    let value = value(events, &theta);
    Peak {
        theta,
        value,
        converged,
    }
}

/// The damped Newton step in logarithms, at most 2 in each, and the gain that it promises.
fn step(here: &Value, theta: &[f64], moving: &[usize]) -> Option<(DVector<f64>, f64)> {
    let (n, p) = (moving.len(), theta.len());
    let slope = DVector::from_fn(n, |a, _| here.gradient[moving[a]] * theta[moving[a]]);
    let curve = DMatrix::from_fn(n, n, |a, c| {
        let (i, j) = (moving[a], moving[c]);
        let own = if a == c { slope[a] } else { 0.0 };
        -(here.hessian[i * p + j] * theta[i] * theta[j] + own)
    });
    let mut damping = 0.0;
    for _ in 0..60 {
        let mut damped = curve.clone();
        for a in 0..n {
            damped[(a, a)] += damping * (curve[(a, a)].abs() + 1e-12);
        }
        if let Some(factor) = damped.cholesky() {
            let mut step = factor.solve(&slope);
            let gain = 0.5 * slope.dot(&step);
            if !gain.is_finite() {
                return None;
            }
            let longest = step.amax();
            if longest > 2.0 {
                step *= 2.0 / longest;
            }
            return Some((step, gain));
        }
        damping = if damping == 0.0 { 1e-3 } else { damping * 3.0 };
    }
    None
}
