//! The search for the greatest likelihood from several starts: L-BFGS of the argmin crate.

use super::Events;
use super::newton::{Peak, climb};
use super::parameters::Decay;
use super::recursion::evaluate;
use super::value::value;
use argmin::core::{CostFunction, Error, Executor, Gradient, State};
use argmin::solver::linesearch::MoreThuenteLineSearch;
use argmin::solver::quasinewton::LBFGS;

/// The negative log-likelihood per event as a function of the logarithms.
struct Problem<'a> {
    events: &'a Events,
    scale: f64,
}

impl Problem<'_> {
    fn theta(&self, logs: &[f64]) -> Vec<f64> {
        logs.iter().map(|x| x.clamp(-40.0, 40.0).exp()).collect()
    }
}

impl CostFunction for Problem<'_> {
    type Param = Vec<f64>;
    type Output = f64;
    fn cost(&self, logs: &Vec<f64>) -> Result<f64, Error> {
        Ok(-value(self.events, &self.theta(logs)) * self.scale)
    }
}

impl Gradient for Problem<'_> {
    type Param = Vec<f64>;
    type Gradient = Vec<f64>;
    fn gradient(&self, logs: &Vec<f64>) -> Result<Vec<f64>, Error> {
        let theta = self.theta(logs);
        let slope = evaluate::<1>(self.events, &theta).gradient;
        Ok(slope
            .iter()
            .zip(&theta)
            .map(|(g, x)| -g * x * self.scale)
            .collect())
    }
}

/// The best peak from three starts that differ in the decay.
///
/// Given β the log-likelihood is concave in μ and α (Ogata 1981), so that starts need to differ in β
/// alone: memories of a fifth, one and five mean gaps between events.
pub(crate) fn search(events: &Events, decay: Decay) -> Option<Peak> {
    let k = events.dimensions();
    let rate = events.len() as f64 / events.horizon();
    let betas = if decay == Decay::Common { 1 } else { k };
    [0.2, 1.0, 5.0]
        .into_iter()
        .map(|factor| {
            let mut start: Vec<f64> = events
                .counts()
                .iter()
                .map(|n| 0.5 * *n as f64 / events.horizon())
                .collect();
            start.extend(std::iter::repeat_n(0.4 / k as f64, k * k));
            start.extend(std::iter::repeat_n(factor * rate, betas));
            let free = vec![true; start.len()];
            climb(events, approach(events, start), &free)
        })
        .filter(|peak| peak.value.is_finite())
        .max_by(|a, b| a.value.total_cmp(&b.value))
}

/// A point near the peak by L-BFGS (Nocedal 1980); the start where the line search gives up.
fn approach(events: &Events, start: Vec<f64>) -> Vec<f64> {
    let problem = Problem {
        events,
        scale: 1.0 / events.len().max(1) as f64,
    };
    let logs: Vec<f64> = start.iter().map(|x| x.ln()).collect();
    let run = || -> Result<Option<Vec<f64>>, Error> {
        let solver = LBFGS::new(MoreThuenteLineSearch::new(), 7).with_tolerance_grad(1e-5)?;
        let result = Executor::new(problem, solver)
            .timer(false) // nothing here reads a clock
            .configure(|s| s.param(logs).max_iters(15))
            .run()?;
        Ok(result.state().get_best_param().cloned())
    };
    match run() {
        // Far below, a logarithm has no slope to come back by; Newton may take it down again.
        Ok(Some(best)) if best.iter().all(|x| x.is_finite()) => {
            best.iter().map(|x| x.clamp(-12.0, 40.0).exp()).collect()
        }
        _ => start,
    }
}
