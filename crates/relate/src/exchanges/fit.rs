//! Fitting the weights of the link model.

use super::index::Index;
use super::model::LinkModel;
use super::passes::{self, Table};
use nalgebra::{DMatrix, DVector};

/// Strength of the ridge on all weights but the constant. Chosen by cross-validation on the reference table
/// (mean over 20 partitions) among 0.5, 1, 2 and 4.
pub(super) const RIDGE: f64 = 1.0;

/// Weights for the acts in `rows`, where `truth` tells of each act what it answers.
pub(super) fn fit(index: &Index<'_>, rows: &[usize], truth: &[Option<usize>]) -> LinkModel {
    let unknown = vec![None; index.nodes.len()];
    let mut table = passes::table(index);
    let first = logit(&table, rows, truth);
    passes::weigh(&mut table, &first);
    passes::second(index, &mut table, &unknown);
    let second = logit(&table, rows, truth);
    LinkModel {
        least_chance: 0.45,
        first,
        second,
    }
}

/// Penalised likelihood of a conditional logit, its gradient and its curvature at some weights.
fn likelihood(
    table: &Table,
    rows: &[usize],
    truth: &[Option<usize>],
    w: &DVector<f64>,
) -> (f64, DVector<f64>, DMatrix<f64>) {
    let n = w.len();
    let penalty = DVector::from_fn(n, |i, _| if i == 0 { 1e-6 } else { RIDGE });
    let mut value = -0.5 * w.component_mul(w).dot(&penalty);
    let mut slope = -w.component_mul(&penalty);
    let mut bend = DMatrix::from_diagonal(&penalty);
    for &b in rows.iter().filter(|&&b| !table[b].is_empty()) {
        let xs: Vec<DVector<f64>> = table[b]
            .iter()
            .map(|c| DVector::from_column_slice(&c.features))
            .collect();
        let scores: Vec<f64> = xs.iter().map(|x| x.dot(w)).collect();
        let most = scores.iter().copied().fold(0.0, f64::max);
        let total: f64 = scores.iter().map(|s| (s - most).exp()).sum::<f64>() + (-most).exp();
        value -= most + total.ln();
        let mut mean = DVector::zeros(n);
        for (x, s) in xs.iter().zip(&scores) {
            let p = (s - most).exp() / total;
            mean.axpy(p, x, 1.0);
            bend.ger(p, x, x, 1.0);
        }
        bend.ger(-1.0, &mean, &mean, 1.0);
        slope -= &mean;
        if let Some(at) = table[b].iter().position(|c| truth[b] == Some(c.act)) {
            value += scores[at];
            slope += &xs[at];
        }
    }
    (value, slope, bend)
}

/// Newton's method with halved steps; the likelihood is concave, so it ends at the one maximum.
fn logit(table: &Table, rows: &[usize], truth: &[Option<usize>]) -> Vec<f64> {
    let n = table
        .iter()
        .flatten()
        .next()
        .map_or(0, |c| c.features.len());
    let mut w = DVector::zeros(n);
    let (mut value, mut slope, mut bend) = likelihood(table, rows, truth, &w);
    for _ in 0..50 {
        let Some(step) = bend.clone().cholesky().map(|c| c.solve(&slope)) else {
            break;
        };
        let mut scale = 1.0;
        let next = loop {
            let next = likelihood(table, rows, truth, &(&w + &step * scale));
            if next.0 >= value || scale < 1e-6 {
                break next;
            }
            scale *= 0.5;
        };
        w += &step * scale;
        let gain = next.0 - value;
        (value, slope, bend) = next;
        if gain < 1e-9 {
            break;
        }
    }
    w.iter().copied().collect()
}
