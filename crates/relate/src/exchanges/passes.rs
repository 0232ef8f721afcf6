//! The chances of every candidate, in two passes.

use super::candidates::candidates;
use super::features::{self, FIRST};
use super::index::Index;
use super::model::LinkModel;

/// A candidate with its features and its chance.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// Number of the act that may be answered.
    pub(super) act: usize,
    pub(super) features: Vec<f64>,
    pub(super) score: f64,
    pub(super) chance: f64,
}

/// Candidates of each act, by its number.
pub(super) type Table = Vec<Vec<Candidate>>;

/// Weight, in acts, of the record's mean in a state's habit.
const SHRINK: f64 = 4.0;

/// All candidates with the features of the first pass, chances not yet reckoned.
pub(super) fn table(index: &Index<'_>) -> Table {
    (0..index.nodes.len())
        .map(|b| {
            candidates(index, b)
                .into_iter()
                .map(|act| Candidate {
                    act,
                    features: features::of(index, act, b).to_vec(),
                    score: 0.0,
                    chance: 0.0,
                })
                .collect()
        })
        .collect()
}

/// Fills in score and chance: a conditional logit over the candidates and "none", whose score is 0
/// (McFadden 1974, "Conditional logit analysis of qualitative choice behavior").
pub(super) fn weigh(table: &mut Table, weights: &[f64]) {
    for row in table.iter_mut().filter(|row| !row.is_empty()) {
        for c in row.iter_mut() {
            c.score = c.features.iter().zip(weights).map(|(x, w)| x * w).sum();
        }
        let most = row.iter().map(|c| c.score).fold(0.0, f64::max);
        let total: f64 = row.iter().map(|c| (c.score - most).exp()).sum::<f64>() + (-most).exp();
        for c in row.iter_mut() {
            c.chance = (c.score - most).exp() / total;
        }
    }
}

/// Adds the features that need the first pass: whether the act looks like an answer itself, and how often
/// each side's acts are answers (log-odds, shrunk to the record's mean). `answering` tells of each act what
/// a text says it answers.
pub(super) fn second(index: &Index<'_>, table: &mut Table, answering: &[Option<usize>]) {
    let chance: Vec<f64> = table
        .iter()
        .zip(answering)
        .map(|(row, said)| match said {
            Some(_) => 1.0,
            None => row.iter().map(|c| c.chance).sum(),
        })
        .collect();
    let mean = chance.iter().sum::<f64>() / (chance.len().max(1)) as f64;
    let mut states = vec![(0.0, 0.0); index.states];
    for (node, chance) in index.nodes.iter().zip(&chance) {
        let state = &mut states[node.actor as usize];
        state.0 += chance;
        state.1 += 1.0;
    }
    let habit = |n: usize| {
        let (sum, count) = states[index.nodes[n].actor as usize];
        let share =
            ((sum - chance[n] + SHRINK * mean) / (count - 1.0 + SHRINK)).clamp(1e-6, 1.0 - 1e-6);
        (share / (1.0 - share)).ln()
    };
    let to_other = |a: usize, b: usize| match answering[a] {
        Some(other) => f64::from(u8::from(other != b)),
        None => table[a]
            .iter()
            .filter(|c| c.act != b)
            .map(|c| c.chance)
            .sum(),
    };
    let added: Vec<Vec<[f64; 3]>> = table
        .iter()
        .enumerate()
        .map(|(b, row)| {
            row.iter()
                .map(|c| [to_other(c.act, b), habit(b), habit(c.act)])
                .collect()
        })
        .collect();
    for (row, added) in table.iter_mut().zip(added) {
        for (c, more) in row.iter_mut().zip(added) {
            c.features.truncate(FIRST.len());
            c.features.extend(more);
        }
    }
}

/// Both passes.
pub(super) fn chances(index: &Index<'_>, model: &LinkModel, answering: &[Option<usize>]) -> Table {
    let mut table = table(index);
    weigh(&mut table, &model.first);
    second(index, &mut table, answering);
    weigh(&mut table, &model.second);
    table
}
