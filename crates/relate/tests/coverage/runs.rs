//! Simulations from known parameters and how often the 95% intervals hold them.

use chancery_relate::hawkes::{self, Decay, Fit, Parameters};
use chancery_relate::var::{self, Var};

/// How often one parameter's interval held the truth.
#[derive(Debug)]
#[allow(dead_code)] // The test reads what the example prints only through Debug.
pub struct Tally {
    pub name: String,
    pub held: usize,
    pub of: usize,
}

fn tallies(names: impl IntoIterator<Item = String>) -> Vec<Tally> {
    names
        .into_iter()
        .map(|name| Tally {
            name,
            held: 0,
            of: 0,
        })
        .collect()
}

/// A stationary autoregression of two series and two lags.
pub fn var(simulations: usize, length: usize) -> Vec<Tally> {
    let constant = [0.5, -0.3];
    let lags = [
        vec![vec![0.4, 0.2], vec![0.1, 0.3]],
        vec![vec![0.1, -0.1], vec![0.15, 0.1]],
    ];
    let sigma = vec![vec![1.0, 0.3], vec![0.3, 0.8]];
    let truth: Vec<Vec<f64>> = (0..2)
        .map(|i| [vec![constant[i]], lags[0][i].clone(), lags[1][i].clone()].concat())
        .collect();
    let names = (0..2)
        .flat_map(|i| ["c", "A1[0]", "A1[1]", "A2[0]", "A2[1]"].map(|name| format!("y{i} {name}")));
    let mut out = tallies(names);
    for seed in 0..simulations {
        let series =
            var::simulate(&constant, &lags, &sigma, length, seed as u64).expect("a series");
        let intervals = Var::fit(&series, 2, true)
            .and_then(|var| var.intervals(0.95))
            .expect("a fit");
        for ((tally, interval), truth) in out.iter_mut().zip(intervals.concat()).zip(truth.concat())
        {
            tally.of += 1;
            tally.held += usize::from(interval.contains(truth));
        }
    }
    out
}

/// A process of two dimensions that answer each other. An estimate without a Wald interval (a branching
/// ratio at 0) counts as not held, as does a fit that fails.
pub fn hawkes(simulations: usize, horizon: f64, profile: bool) -> Vec<Tally> {
    let truth = Parameters {
        mu: vec![0.3, 0.2],
        alpha: vec![vec![0.3, 0.3], vec![0.35, 0.2]],
        beta: vec![1.2],
    };
    let mut out = tallies(truth.names());
    for seed in 0..simulations {
        let events = hawkes::simulate(&truth, horizon, seed as u64).expect("events");
        let fit = Fit::of(&events, Decay::Common);
        for (index, (tally, truth)) in out.iter_mut().zip(truth.pack()).enumerate() {
            tally.of += 1;
            let Ok(fit) = &fit else { continue };
            let interval = if profile {
                Some(fit.profile(&events, index, 0.95).expect("a profile"))
            } else {
                fit.estimates[index].wald(0.95).expect("a level")
            };
            tally.held += usize::from(interval.is_some_and(|interval| interval.contains(truth)));
        }
    }
    out
}
