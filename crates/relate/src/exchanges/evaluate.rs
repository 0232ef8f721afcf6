//! How well links by fit find the links that a table states.

use super::index::Index;
use super::model::LinkModel;
use super::{LinkOptions, decide, fit, passes, stated};
use crate::{Act, reference::successor};
use serde::{Deserialize, Serialize};

/// Pairs found and right, and the shares that follow.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Tally {
    /// Links that the table states.
    pub stated: usize,
    /// Links made.
    pub made: usize,
    /// Links made that the table states.
    pub right: usize,
}

impl Tally {
    /// Share of the links made that are right.
    pub fn precision(&self) -> f64 {
        self.right as f64 / self.made.max(1) as f64
    }

    /// Share of the stated links that were made.
    pub fn recall(&self) -> f64 {
        self.right as f64 / self.stated.max(1) as f64
    }

    /// Harmonic mean of the two.
    pub fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.made + self.stated).max(1) as f64
    }
}

/// Cross-validated figures of linking.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LinkEvaluation {
    /// Every pair, answer and answered the right way round.
    pub directed: Tally,
    /// Every pair, where the dates do not tell which act came first taken as right either way round.
    pub dated: Tally,
    /// Only pairs whose dates tell which act came first: stated links, and links made, of that kind.
    pub ordered: Tally,
    /// Each fold's own tally, directed.
    pub folds: Vec<Tally>,
    /// Stated links whose dates overlap, so that nothing but a text tells which act came first.
    pub undatable: usize,
    /// Links made from an act for which the table states nothing: some are answers that no source calls so.
    pub unstated: usize,
}

/// Cross-validation by pair of states and year: acts of one pair in one year are in the same fold, by a hash
/// of both and of the number `partition`; 0 is the one reported, others show how much hangs on it. For each fold the weights are fitted on the others, with every stated link hidden from the
/// features, and the links of the fold's acts are counted. Also gives the weights fitted on everything, which
/// is what the project ships.
///
/// A link that the table does not state counts as wrong, though the table states a link only where a source
/// calls the act an answer; precision is a lower bound for that reason.
pub fn cross_validate(acts: &[Act], folds: usize, partition: u64) -> (LinkEvaluation, LinkModel) {
    let options = LinkOptions::default();
    let index = Index::new(acts, &options);
    let count = index.nodes.len();
    let truth: Vec<Option<usize>> = stated::answering(&index, &stated::links(acts))
        .into_iter()
        .map(|a| a.filter(|&a| a < count))
        .collect();
    let hidden = vec![None; count];
    let fold: Vec<usize> = index
        .nodes
        .iter()
        .map(|n| fold_of(n.act, folds, partition))
        .collect();
    let mut all = LinkEvaluation {
        directed: Tally::default(),
        dated: Tally::default(),
        ordered: Tally::default(),
        folds: Vec::new(),
        undatable: 0,
        unstated: 0,
    };
    let overlap = |a: usize, b: usize| index.nodes[a].last >= index.nodes[b].first;
    for f in 0..folds {
        let rows: Vec<usize> = (0..count).filter(|&b| fold[b] != f).collect();
        let model = fit::fit(&index, &rows, &truth);
        let table = passes::chances(&index, &model, &hidden);
        let mut own = Tally {
            stated: 0,
            made: 0,
            right: 0,
        };
        for (b, _) in fold.iter().enumerate().filter(|(_, of)| **of == f) {
            if let Some(a) = truth[b] {
                own.stated += 1;
                all.undatable += usize::from(overlap(a, b));
                all.ordered.stated += usize::from(!overlap(a, b));
            }
        }
        for (b, at) in decide::pick(&index, model.least_chance, &hidden, &table) {
            if fold[b] != f {
                continue;
            }
            let a = table[b][at].act;
            let right = truth[b] == Some(a);
            let either = right || (overlap(a, b) && truth[a] == Some(b));
            own.made += 1;
            own.right += usize::from(right);
            all.dated.right += usize::from(either);
            if !overlap(a, b) {
                all.ordered.made += 1;
                all.ordered.right += usize::from(right);
            }
            all.unstated += usize::from(!either && truth[b].is_none());
        }
        all.directed.stated += own.stated;
        all.directed.made += own.made;
        all.directed.right += own.right;
        all.folds.push(own);
    }
    all.dated = Tally {
        right: all.dated.right,
        ..all.directed
    };
    let rows: Vec<usize> = (0..count).collect();
    (all, fit::fit(&index, &rows, &truth))
}

/// The fold of an act: FNV-1a of its pair of states, in order of their codes, and its year.
fn fold_of(act: &Act, folds: usize, partition: u64) -> usize {
    let (a, b) = (successor(&act.actor), successor(&act.recipient));
    let key = format!("{partition}{}-{}{}", a.min(b), a.max(b), act.first.year());
    let hash = key.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, byte| {
        (h ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    });
    ((hash >> 32) % folds.max(1) as u64) as usize
}
