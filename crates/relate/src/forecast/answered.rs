//! Fitting the chance of an answer: a logistic regression with pooled effects of recipient and pair.

use super::chance::{FIXED, Setting};
use super::moves::Move;
use std::collections::HashMap;

/// Precision of the fixed effects but the constant, and of the pooled ones: one over their variance. Both
/// chosen by a rolling check on the reference table before 2018.
pub(super) const FIXED_RIDGE: f64 = 0.3;
pub(super) const POOLED_RIDGE: f64 = 3.0;

/// A row of the regression: coordinates with their values, outcome, weight.
struct Row {
    x: Vec<(usize, f64)>,
    answered: f64,
    weight: f64,
}

/// The fitted regression.
pub(super) struct Answered {
    pub(super) weights: Vec<f64>,
    /// Where the effect of a recipient, or of an unordered pair, stands.
    effects: HashMap<(String, String), usize>,
    rows: Vec<(Vec<(usize, f64)>, f64)>,
    /// Year of the fit; later years are read as it.
    year: f64,
    /// Share answered, weighted as the fit is.
    pub(super) base: f64,
}

impl Answered {
    /// Fits on moves as they were known on day `before`. An unanswered move counts only by the share of
    /// answers that come as fast as it is old.
    pub(super) fn fit(moves: &[Move<'_>], before: i32, year: f64) -> Answered {
        let mut effects = HashMap::new();
        let mut delays: Vec<i64> = moves
            .iter()
            .filter_map(Move::delay)
            .map(|d| (d.low + d.high) / 2)
            .collect();
        delays.sort_unstable();
        let seen = |age: i32| {
            let by = delays.partition_point(|d| *d <= i64::from(age));
            (by as f64 + 1.0) / (delays.len() as f64 + 1.0)
        };
        let mut rows = Vec::with_capacity(moves.len());
        for one in moves {
            let mut x = Setting::of(one).fixed(year);
            for key in keys(one.actor, one.recipient) {
                let next = FIXED + effects.len();
                x.push((*effects.entry(key).or_insert(next), 1.0));
            }
            let answered = !one.answers.is_empty();
            let weight = if answered {
                1.0
            } else {
                seen(before - one.last)
            };
            rows.push(Row {
                x,
                answered: f64::from(u8::from(answered)),
                weight,
            });
        }
        let weights = descend(&rows, FIXED + effects.len());
        let total: f64 = rows.iter().map(|r| r.weight).sum();
        let base = rows.iter().map(|r| r.weight * r.answered).sum::<f64>() / total.max(1e-9);
        Answered {
            weights,
            effects,
            rows: rows.into_iter().map(|r| (r.x, r.weight)).collect(),
            year,
            base,
        }
    }

    /// Coordinates of a setting; a recipient or pair that was never seen has none, and so the mean of all.
    pub(super) fn coordinates(&self, setting: &Setting<'_>) -> Vec<(usize, f64)> {
        let mut x = setting.fixed(self.year);
        let known = keys(setting.actor, setting.recipient);
        x.extend(
            known
                .iter()
                .filter_map(|k| self.effects.get(k))
                .map(|at| (*at, 1.0)),
        );
        x
    }

    /// The rows that were fitted on, with their weights.
    pub(super) fn rows(&self) -> &[(Vec<(usize, f64)>, f64)] {
        &self.rows
    }

    /// Log-odds at some coordinates.
    pub(super) fn score(&self, x: &[(usize, f64)]) -> f64 {
        x.iter().map(|(at, x)| self.weights[*at] * x).sum()
    }
}

/// Names of the pooled effects: the recipient, and the pair whichever way round.
fn keys(actor: &str, recipient: &str) -> [(String, String); 2] {
    let (a, b) = (actor.min(recipient), actor.max(recipient));
    [
        (String::new(), recipient.to_owned()),
        (a.to_owned(), b.to_owned()),
    ]
}

/// Precision of a coordinate.
pub(super) fn ridge(at: usize) -> f64 {
    match at {
        0 => 0.01,
        _ if at < FIXED => FIXED_RIDGE,
        _ => POOLED_RIDGE,
    }
}

/// Share of one for log-odds.
pub(super) fn logistic(score: f64) -> f64 {
    1.0 / (1.0 + (-score).exp())
}

/// Newton's step on one coordinate after the other until none moves: the penalised likelihood is strictly
/// concave, each row touches seven coordinates, and so a round is linear in the number of moves.
fn descend(rows: &[Row], count: usize) -> Vec<f64> {
    let mut touched: Vec<Vec<(usize, f64)>> = vec![Vec::new(); count];
    for (n, row) in rows.iter().enumerate() {
        for (at, x) in &row.x {
            touched[*at].push((n, *x));
        }
    }
    let mut weights = vec![0.0; count];
    let mut scores = vec![0.0; rows.len()];
    for _ in 0..500 {
        let mut moved = 0.0_f64;
        for at in 0..count {
            let mut slope = -ridge(at) * weights[at];
            let mut bend = ridge(at);
            for (n, x) in &touched[at] {
                let p = logistic(scores[*n]);
                slope += rows[*n].weight * (rows[*n].answered - p) * x;
                // A bound of p (1 - p) from below keeps a step from overshooting.
                bend += rows[*n].weight * (p * (1.0 - p)).max(0.05) * x * x;
            }
            let step = slope / bend;
            weights[at] += step;
            for (n, x) in &touched[at] {
                scores[*n] += step * x;
            }
            moved = moved.max(step.abs());
        }
        if moved < 1e-7 {
            break;
        }
    }
    weights
}
