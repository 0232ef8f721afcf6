//! A distribution as weighted values.

use serde::{Deserialize, Serialize};

/// Values in order, each with its weight; the weights sum to one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Distribution {
    values: Vec<f64>,
    weights: Vec<f64>,
}

impl Distribution {
    /// From values and weights of any sum; values that are no number and weights not above zero are left
    /// out. None where nothing is left.
    pub fn new(pairs: impl IntoIterator<Item = (f64, f64)>) -> Option<Distribution> {
        let mut pairs: Vec<(f64, f64)> = pairs
            .into_iter()
            .filter(|(x, w)| x.is_finite() && w.is_finite() && *w > 0.0)
            .collect();
        pairs.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let total: f64 = pairs.iter().map(|(_, w)| w).sum();
        let values: Vec<f64> = pairs.iter().map(|(x, _)| *x).collect();
        let weights = pairs.iter().map(|(_, w)| w / total).collect();
        (!values.is_empty()).then_some(Distribution { values, weights })
    }

    /// Values and weights, in order of value.
    pub fn pairs(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        self.values
            .iter()
            .copied()
            .zip(self.weights.iter().copied())
    }

    /// The same distribution of another scale; `scale` must not change the order.
    pub fn map(&self, scale: impl Fn(f64) -> f64) -> Distribution {
        Distribution {
            values: self.values.iter().map(|x| scale(*x)).collect(),
            weights: self.weights.clone(),
        }
    }

    /// Least value below or at which a share `q`, 0 to 1, of the weight lies.
    pub fn quantile(&self, q: f64) -> f64 {
        let mut sum = 0.0;
        for (x, w) in self.pairs() {
            sum += w;
            if sum >= q - 1e-12 {
                return x;
            }
        }
        self.values[self.values.len() - 1]
    }

    /// Weight of the values that satisfy a condition.
    pub fn share(&self, holds: impl Fn(f64) -> bool) -> f64 {
        self.pairs()
            .filter(|(x, _)| holds(*x))
            .map(|(_, w)| w)
            .sum()
    }

    /// Number of equally weighted values that would tell as much: one over the sum of squared weights (Kish
    /// 1965).
    pub fn effective(&self) -> f64 {
        1.0 / self.weights.iter().map(|w| w * w).sum::<f64>()
    }

    /// Continuous ranked probability score at what came about, in the unit of the values; less is better. Of
    /// a single value it is the absolute error. Exact for weighted values: the mean distance to the outcome
    /// less half the mean distance among the values (Gneiting and Raftery 2007, equation 21).
    pub fn crps(&self, outcome: f64) -> f64 {
        let miss: f64 = self.pairs().map(|(x, w)| w * (x - outcome).abs()).sum();
        // Half the mean distance among values in order: the sum over gaps of F (1 - F) times the gap.
        let mut below = 0.0;
        let mut spread = 0.0;
        for n in 1..self.values.len() {
            below += self.weights[n - 1];
            spread += below * (1.0 - below) * (self.values[n] - self.values[n - 1]);
        }
        miss - spread
    }
}

#[cfg(test)]
mod tests {
    use super::Distribution;
    use proptest::prelude::*;

    #[test]
    fn the_score_of_one_value_is_its_error() {
        let one = Distribution::new([(3.0, 2.0)]).expect("one value");
        assert_eq!(one.crps(5.0), 2.0);
    }

    #[test]
    fn the_score_of_two_values_is_that_of_the_formula() {
        let two = Distribution::new([(0.0, 1.0), (2.0, 1.0)]).expect("two values");
        // |x-y| mean 1, half of mean distance 1 is 0.5.
        assert!((two.crps(1.0) - 0.5).abs() < 1e-12);
        assert_eq!((two.quantile(0.5), two.quantile(0.6)), (0.0, 2.0));
    }

    #[test]
    fn nothing_makes_no_distribution() {
        assert_eq!(Distribution::new([(f64::NAN, 1.0), (1.0, 0.0)]), None);
    }

    proptest! {
        #[test]
        fn the_score_is_the_mean_distance_less_half_the_spread(
            pairs in prop::collection::vec((-50.0..50.0_f64, 0.1..5.0_f64), 1..20), y in -60.0..60.0_f64,
        ) {
            let d = Distribution::new(pairs).expect("weights are above zero");
            let miss: f64 = d.pairs().map(|(x, w)| w * (x - y).abs()).sum();
            let spread: f64 = d
                .pairs()
                .flat_map(|(a, v)| d.pairs().map(move |(b, w)| v * w * (a - b).abs()))
                .sum();
            prop_assert!((d.crps(y) - (miss - spread / 2.0)).abs() < 1e-9);
            prop_assert!(d.crps(y) > -1e-9);
        }

        #[test]
        fn quantiles_rise(pairs in prop::collection::vec((-50.0..50.0_f64, 0.1..5.0_f64), 1..20)) {
            let d = Distribution::new(pairs).expect("weights are above zero");
            let q: Vec<f64> = (0..=10).map(|n| d.quantile(f64::from(n) / 10.0)).collect();
            prop_assert!(q.windows(2).all(|w| w[0] <= w[1]));
        }
    }
}
