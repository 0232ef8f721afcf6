//! The log-likelihood alone, for processes with one decay: what a search asks for most often.
//!
//! The same recursion as in [`super::recursion`], with its sums in registers: the number of dimensions is known to the
//! compiler, and the exponentials are taken beforehand for a block of events, since a call within the loop would
//! write the sums to memory and back.

use super::Events;
use super::fade::fades;
use super::recursion::evaluate;

/// Events whose exponentials are taken at once.
const BLOCK: usize = 128;

/// The log-likelihood at `theta`, packed as [`super::Parameters::pack`].
pub(super) fn value(events: &Events, theta: &[f64]) -> f64 {
    let k = events.dimensions();
    if theta.len() == k + k * k + 1 {
        match k {
            1 => return common::<1>(events, theta),
            2 => return common::<2>(events, theta),
            _ => {}
        }
    }
    evaluate::<0>(events, theta).value
}

/// One decay for all of `K` dimensions.
fn common<const K: usize>(events: &Events, theta: &[f64]) -> f64 {
    let beta = theta[K + K * K];
    let base: [f64; K] = std::array::from_fn(|i| theta[i]);
    // Row i: what an act of each dimension adds to the rate of i at once.
    let jump: [[f64; K]; K] =
        std::array::from_fn(|i| std::array::from_fn(|j| beta * theta[K + i * K + j]));
    // What an act adds to the sums: read from a table, as a branch on the dimension is guessed wrong half the time.
    let one: [[f64; K]; K] =
        std::array::from_fn(|i| std::array::from_fn(|j| f64::from(u8::from(i == j))));
    // Sums over earlier acts, and acts of this very time, which do not excite each other.
    let (mut sums, mut fresh) = ([0.0; K], [0.0; K]);
    let (mut gaps, mut fade) = ([0.0; BLOCK], [0.0; BLOCK]);
    let (mut clock, mut product, mut logs) = (0.0, 1.0_f64, 0.0);
    for (times, dims) in events.times.chunks(BLOCK).zip(events.dims.chunks(BLOCK)) {
        for (gap, &now) in gaps.iter_mut().zip(times) {
            *gap = now - clock;
            clock = now;
        }
        fades(beta, &gaps[..times.len()], &mut fade);
        for ((&fade, &gap), &dim) in fade.iter().zip(&gaps).zip(dims) {
            if gap > 0.0 {
                for j in 0..K {
                    sums[j] = (sums[j] + fresh[j]) * fade;
                    fresh[j] = 0.0;
                }
            }
            let mut rate = base[dim];
            for j in 0..K {
                rate += jump[dim][j] * sums[j];
                fresh[j] += one[dim][j];
            }
            // One logarithm for many factors, taken before the product leaves the range of f64.
            product *= rate;
            if !(1e-150..1e150).contains(&product) {
                logs += product.ln();
                product = 1.0;
            }
        }
    }
    let last = (-beta * (events.horizon - clock)).exp();
    let mut total = logs + product.ln();
    for i in 0..K {
        total -= base[i] * events.horizon;
        for j in 0..K {
            let left = (sums[j] + fresh[j]) * last;
            total -= theta[K + i * K + j] * (events.counts[j] as f64 - left);
        }
    }
    total
}

#[cfg(test)]
mod tests {
    use super::super::{Events, Parameters, simulate};
    use super::{evaluate, value};

    /// The value in registers, and by the recursion for any number of dimensions.
    fn check(events: &Events, theta: &[f64]) {
        let (fast, slow) = (value(events, theta), evaluate::<0>(events, theta).value);
        assert!(
            (fast - slow).abs() <= 1e-11 * slow.abs(),
            "{fast} and {slow}"
        );
    }

    #[test]
    fn both_ways_to_the_value_agree_and_acts_of_one_time_do_not_excite_each_other() {
        let truth = Parameters {
            mu: vec![0.3, 0.2],
            alpha: vec![vec![0.2, 0.4], vec![0.3, 0.1]],
            beta: vec![1.5],
        };
        check(&simulate(&truth, 900.0, 3).expect("events"), &truth.pack());
        let ties = [vec![0.0, 1.0, 1.0, 2.5, 9.0], vec![0.0, 1.0, 4.0, 4.0, 9.0]];
        let ties = Events::new(&ties, 9.0).expect("events");
        check(&ties, &truth.pack());
        check(&ties, &[0.3, 0.2, 0.0, 0.0, 0.0, 0.0, 1e6]);
        let one = Events::new(&[vec![0.5, 0.5, 3.0]], 4.0).expect("events");
        check(&one, &[0.4, 0.6, 2.0]);
    }
}
