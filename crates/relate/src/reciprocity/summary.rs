//! Answered pairs summed up: share, delay, proportion, mirrors.

use super::Share;
use crate::fit::{FitError, quantile};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An act and one answer to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pair {
    /// Id of the act.
    pub act: String,
    /// Id of the answer.
    pub answer: String,
    /// Days from act to answer.
    pub delay_days: i64,
    /// Size of the act as bounds, where it has one.
    pub act_count: Option<(i64, i64)>,
    /// Size of the answer as bounds, where it has one.
    pub answer_count: Option<(i64, i64)>,
    /// Whether both are of the same measure (or type, where neither is a measure).
    pub same_kind: bool,
}

/// Quantiles by linear interpolation (type 7 of Hyndman and Fan 1996).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Quantiles {
    /// How many values there are.
    pub of: usize,
    /// A tenth of the values are at or below.
    pub p10: f64,
    /// Lower quartile.
    pub p25: f64,
    /// Median.
    pub p50: f64,
    /// Upper quartile.
    pub p75: f64,
    /// Nine tenths of the values are at or below.
    pub p90: f64,
}

/// How the acts of one side are answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reciprocity {
    /// Acts that have at least one answer, of all acts.
    pub answered: Share,
    /// Days to the first answer of each answered act; none without answers.
    pub delay_days: Option<Quantiles>,
    /// Size of the answer over size of the act, for pairs of one kind that both have a size; the
    /// middle of the bounds stands for the size. None without such pairs.
    pub proportion: Option<Quantiles>,
    /// Pairs of one kind with equal size, of all pairs of which both sizes are known.
    pub mirrored: Share,
}

impl Reciprocity {
    /// Sums up `pairs` among `acts` acts that could have been answered, with intervals at `level`.
    ///
    /// An act with several answers counts once in `answered`. Sizes are equal where their bounds are.
    /// Acts near the end of the record have had less time to be answered: leave those out of `acts`
    /// and `pairs` that are younger than the delay you allow. Fails where more acts are answered than
    /// there are.
    pub fn of(acts: usize, pairs: &[Pair], level: f64) -> Result<Self, FitError> {
        let mut soonest: BTreeMap<&str, i64> = BTreeMap::new();
        for pair in pairs {
            let days = soonest.entry(&pair.act).or_insert(pair.delay_days);
            *days = pair.delay_days.min(*days);
        }
        let sized = || {
            pairs
                .iter()
                .filter_map(|pair| Some((pair, pair.act_count?, pair.answer_count?)))
        };
        let ratios = sized()
            .filter(|(pair, ..)| pair.same_kind)
            .filter_map(|(_, act, answer)| {
                let size = middle(act);
                (size > 0.0).then(|| middle(answer) / size)
            });
        let mirrors = sized()
            .filter(|(pair, act, answer)| pair.same_kind && act == answer)
            .count();
        Ok(Reciprocity {
            answered: Share::new(soonest.len(), acts, level)?,
            delay_days: Quantiles::of(soonest.values().map(|days| *days as f64).collect()),
            proportion: Quantiles::of(ratios.collect()),
            mirrored: Share::new(mirrors, sized().count(), level)?,
        })
    }
}

impl Quantiles {
    /// The five quantiles of `values`, in any order; none where there is no finite value.
    pub fn of(mut values: Vec<f64>) -> Option<Self> {
        values.retain(|value| value.is_finite());
        values.sort_by(f64::total_cmp);
        let at = |p| quantile(&values, p);
        Some(Quantiles {
            of: values.len(),
            p10: at(0.10)?,
            p25: at(0.25)?,
            p50: at(0.50)?,
            p75: at(0.75)?,
            p90: at(0.90)?,
        })
    }
}

fn middle((low, high): (i64, i64)) -> f64 {
    (low as f64 + high as f64) / 2.0
}
