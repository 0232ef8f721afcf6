//! What a model says of itself: its version, labels, thresholds, calibration and figures.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `manifest.json` of a model's folder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Name, such as `standard`.
    pub name: String,
    /// Version, as in a record's `made_by`.
    pub version: String,
    /// Where the weights began and under which licence.
    pub base: String,
    /// Licence of the base's weights.
    pub licence: String,
    /// Day of the training.
    pub trained: String,
    /// Transformer layers.
    pub layers: usize,
    /// Layers of the second look at each act.
    pub role_layers: usize,
    /// Width of a word piece's vector.
    pub width: usize,
    /// SHA-256 of each file of the model.
    pub files: BTreeMap<String, String>,
    /// SHA-256 of each file of data that it was trained on.
    pub data: BTreeMap<String, String>,
    /// What it measured on the tuning items when it was made.
    pub figures: BTreeMap<String, f64>,
    /// The labels of the heads, in their order.
    pub labels: Labels,
    /// How probable an act must be to be recorded.
    pub act_threshold: f32,
    /// How probable a party must be.
    pub party_threshold: f32,
    /// From the model's own probability to the share of records that are right.
    pub calibration: Calibration,
    /// The same for the relation head.
    pub relation_calibration: Calibration,
}

/// Labels of the heads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Labels {
    /// Event types, from 1; 0 is no act.
    pub types: Vec<String>,
    /// Modes; the first is none.
    pub modes: Vec<String>,
    /// Measures; the first is none.
    pub measures: Vec<String>,
    /// Statuses.
    pub statuses: Vec<String>,
}

/// A rising line through points (isotonic regression: Zadrozny and Elkan, 2002).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Calibration {
    /// The model's own probability, rising.
    pub raw: Vec<f64>,
    /// The share that was right.
    pub share: Vec<f64>,
}

impl Calibration {
    /// The share that belongs to a probability, between the points by a straight line.
    pub fn apply(&self, raw: f64) -> f64 {
        let at = self.raw.partition_point(|&x| x < raw);
        match (at.checked_sub(1), self.raw.get(at)) {
            (Some(left), Some(&x1)) => {
                let (x0, y0, y1) = (self.raw[left], self.share[left], self.share[at]);
                if x1 > x0 {
                    y0 + (y1 - y0) * (raw - x0) / (x1 - x0)
                } else {
                    y1
                }
            }
            (None, Some(_)) => self.share.first().copied().unwrap_or(raw),
            (_, None) => self.share.last().copied().unwrap_or(raw),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calibration_is_a_rising_line_and_flat_beyond_its_ends() {
        let line = Calibration {
            raw: vec![0.2, 0.6],
            share: vec![0.1, 0.5],
        };
        assert_eq!(line.apply(0.0), 0.1);
        assert!((line.apply(0.4) - 0.3).abs() < 1e-9);
        assert_eq!(line.apply(0.9), 0.5);
    }
}
