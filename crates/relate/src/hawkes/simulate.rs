//! Events drawn from a known process.

use super::{Events, Parameters, spectral_radius};
use crate::fit::FitError;
use crate::random::Random;

/// Draws the events of a process from 0 to `horizon` by thinning (Ogata 1981, IEEE Transactions on
/// Information Theory 27).
///
/// Begins empty, as a process that has just been set going; the same `seed` gives the same events on
/// every machine. Fails where `parameters` are not those of a process or it would explode.
pub fn simulate(parameters: &Parameters, horizon: f64, seed: u64) -> Result<Events, FitError> {
    parameters.check()?;
    if !(horizon.is_finite() && horizon > 0.0) {
        return Err(FitError::invalid(format!(
            "horizon {horizon} is not a number above 0"
        )));
    }
    let radius = spectral_radius(&parameters.alpha);
    if radius >= 1.0 {
        return Err(FitError::invalid(format!(
            "a process with spectral radius {radius} of 1 or more explodes"
        )));
    }
    let k = parameters.mu.len();
    let beta = |i: usize| parameters.beta[if parameters.beta.len() == 1 { 0 } else { i }];
    let mut random = Random::new(seed);
    let mut times = vec![Vec::new(); k];
    // The excited part of each rate at `clock`; between events it only falls, so its sum bounds what comes.
    let (mut clock, mut excited) = (0.0, vec![0.0; k]);
    loop {
        let bound: f64 = parameters.mu.iter().sum::<f64>() + excited.iter().sum::<f64>();
        let wait = random.exponential() / bound;
        clock += wait;
        if clock > horizon {
            return Events::new(&times, horizon);
        }
        for (i, rate) in excited.iter_mut().enumerate() {
            *rate *= libm::exp(-beta(i) * wait);
        }
        let mut mark = random.uniform() * bound;
        let hit = (0..k).find(|i| {
            mark -= parameters.mu[*i] + excited[*i];
            mark < 0.0
        });
        if let Some(j) = hit {
            times[j].push(clock);
            for (i, rate) in excited.iter_mut().enumerate() {
                *rate += parameters.alpha[i][j] * beta(i);
            }
        }
    }
}
