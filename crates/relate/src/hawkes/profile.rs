//! Intervals from the profile of the likelihood.

use super::Events;
use super::fit::{EDGE, Fit};
use super::newton::climb;
use crate::fit::{FitError, Interval, check_level, normal_width};

/// How near to the drop an end of an interval is sought: it is off by less than a ten-thousandth of its distance.
const CLOSE: f64 = 1e-5;

impl Fit {
    /// Interval of the estimate at `index` (order of `estimates`) by the profile likelihood.
    ///
    /// Holds the values at which twice the log-likelihood, made greatest over all others, falls short
    /// of its peak by no more than the quantile of chi-squared with one degree of freedom (Venzon and
    /// Moolgavkar 1988, Applied Statistics 37). It needs no symmetry and holds at 0 too, where it is a
    /// little too wide. An end that was not found is 0 or infinity: the data do not bound it there.
    pub fn profile(&self, events: &Events, index: usize, level: f64) -> Result<Interval, FitError> {
        check_level(level)?;
        let Some(estimate) = self.estimates.get(index) else {
            return Err(FitError::invalid(format!(
                "there is no parameter {index}: the last is {}",
                self.theta.len() - 1
            )));
        };
        let drop = 0.5 * normal_width(level).powi(2);
        // A little beyond where Wald's interval ends, so that the end lies between it and the estimate most often.
        let spread = estimate
            .standard_error
            .map_or(1.0, |error| error / estimate.value.max(EDGE));
        let spread = (1.1 * normal_width(level) * spread).clamp(0.01, 2.0);
        let low = if estimate.edge {
            0.0
        } else {
            self.end(events, index, drop, -spread)
        };
        Ok(Interval {
            low,
            high: self.end(events, index, drop, spread),
        })
    }

    /// Where the profile falls by `drop`, walking from the estimate in steps of `stride` in the logarithm.
    fn end(&self, events: &Events, index: usize, drop: f64, stride: f64) -> f64 {
        let k = events.dimensions();
        let branching = (k..k + k * k).contains(&index);
        let start = self.estimates[index]
            .value
            .max(if branching { 1e-3 } else { 1e-12 });
        let short = |value: f64, warm: &mut Vec<f64>| {
            let mut theta = warm.clone();
            theta[index] = value;
            let mut free = vec![true; theta.len()];
            free[index] = false;
            // What stood at 0 may leave it once another is held away from its peak.
            for (place, x) in theta.iter_mut().enumerate() {
                if place != index {
                    *x = x.max(EDGE);
                }
            }
            let peak = climb(events, theta, &free);
            *warm = peak.theta;
            self.log_likelihood - peak.value - drop
        };
        let mut warm = self.theta.clone();
        if branching && stride < 0.0 && short(0.0, &mut warm) <= 0.0 {
            return 0.0;
        }
        let mut warm = self.theta.clone();
        let (mut near, mut far) = (start.ln(), start.ln() + stride);
        let (mut near_short, mut far_short) = (-drop, short(far.exp(), &mut warm));
        let mut walked = 0;
        while far_short < 0.0 {
            walked += 1;
            if walked > 60 {
                return if stride < 0.0 { 0.0 } else { f64::INFINITY };
            }
            (near, near_short) = (far, far_short);
            far += stride * 1.5_f64.powi(walked);
            far_short = short(far.exp(), &mut warm);
        }
        // Regula falsi with Illinois' halving, then the middle.
        for _ in 0..60 {
            if (far - near).abs() < 1e-7 || far_short.abs() < CLOSE {
                break;
            }
            let middle = (near * far_short - far * near_short) / (far_short - near_short);
            let middle = if middle.is_finite() {
                middle
            } else {
                0.5 * (near + far)
            };
            let value = short(middle.exp(), &mut warm);
            if value < 0.0 {
                (near, near_short) = (middle, value);
                far_short *= 0.5;
            } else {
                (far, far_short) = (middle, value);
                near_short *= 0.5;
            }
        }
        far.exp()
    }
}
