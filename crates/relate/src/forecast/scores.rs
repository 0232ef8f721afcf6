//! Scores of forecasts beside those of two base lines.

use serde::{Deserialize, Serialize};

/// One mean score, less being better, beside the base lines'.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// How many forecasts were scored.
    pub cases: usize,
    /// Mean score of the forecasts.
    pub model: f64,
    /// Mean score of the base rate: how often, how large, how fast before, whatever the act.
    pub base: f64,
    /// Mean score of "mirror at once": an answer for certain, as large as the act, a day later.
    pub mirror: f64,
}

impl Score {
    /// Adds one forecast's scores.
    pub(super) fn add(&mut self, model: f64, base: f64, mirror: f64) {
        let n = self.cases as f64;
        let mean = |old: f64, new: f64| (old * n + new) / (n + 1.0);
        self.model = mean(self.model, model);
        self.base = mean(self.base, base);
        self.mirror = mean(self.mirror, mirror);
        self.cases += 1;
    }

    /// Skill over the base rate: the share of its score that the forecasts save; 0 no better, 1 perfect.
    pub fn over_base(&self) -> f64 {
        1.0 - self.model / self.base
    }

    /// Skill over "mirror at once".
    pub fn over_mirror(&self) -> f64 {
        1.0 - self.model / self.mirror
    }
}

/// Forecasts of like chance, for a reliability diagram.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Bin {
    /// Least chance in the bin.
    pub from: f64,
    /// Greatest chance in the bin.
    pub to: f64,
    /// How many forecasts.
    pub cases: usize,
    /// Their mean chance.
    pub forecast: f64,
    /// Share of them that came true.
    pub observed: f64,
}

/// All scores of one way of fitting on one population.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Scores {
    /// Brier score of "is answered" (Brier 1950).
    pub answered: Score,
    /// Ranked probability score of the logarithm of the answer's size, of answered moves whose sizes are
    /// known and count the same; base rate: sizes of earlier answers.
    pub size: Score,
    /// The same beside a harder base rate: the proportions of earlier answers to what they answered.
    pub size_by_ratio: Score,
    /// Ranked probability score of ln(1 + days) until the first answer, where dates leave three days open at most.
    pub delay: Score,
    /// Reliability in five bins of a fifth each.
    pub reliability: Vec<Bin>,
}

/// Five bins of chance and outcome.
pub(super) fn reliability(pairs: &[(f64, bool)]) -> Vec<Bin> {
    let bin = |n: u8| {
        let (from, to) = (f64::from(n) / 5.0, f64::from(n + 1) / 5.0);
        let inside: Vec<&(f64, bool)> = pairs
            .iter()
            .filter(|(p, _)| *p >= from && (*p < to || n == 4))
            .collect();
        let count = inside.len().max(1) as f64;
        Bin {
            from,
            to,
            cases: inside.len(),
            forecast: inside.iter().map(|(p, _)| p).sum::<f64>() / count,
            observed: inside.iter().filter(|(_, y)| *y).count() as f64 / count,
        }
    };
    (0..5).map(bin).collect()
}
