//! How far the confidence of records is to be trusted: calibration, and what a floor of confidence gives.

use super::score::key;
use super::{GoldItem, Level, Scored};
use std::collections::HashMap;

/// A coded event's confidence, and whether type and parties were right.
pub type Outcome = (f64, bool);

/// The outcome of every coded event of the items, at level dyad. Of several coded events that compete for
/// one gold event the most confident is right.
pub fn outcomes(gold: &[GoldItem], predictions: &HashMap<String, Vec<Scored>>) -> Vec<Outcome> {
    let mut all = Vec::new();
    for item in gold {
        let mut coded: Vec<(&Scored, f64)> = predictions
            .get(&item.sid)
            .into_iter()
            .flatten()
            .filter_map(|event| Some((event, event.confidence?)))
            .collect();
        coded.sort_by(|a, b| b.1.total_cmp(&a.1));
        let mut left: Vec<&Scored> = item.events.iter().collect();
        for (event, confidence) in coded {
            let fits = |g: &&Scored| key(g, Level::Dyad) == key(event, Level::Dyad);
            let place = left.iter().position(fits);
            if let Some(place) = place {
                left.remove(place);
            }
            all.push((confidence, place.is_some()));
        }
    }
    all
}

/// Expected calibration error over ten bins of equal width (Naeini, Cooper and Hauskrecht, 2015): the mean
/// distance of confidence and share right, weighted by the events of a bin. None where there are none.
pub fn calibration_error(outcomes: &[Outcome]) -> Option<f64> {
    if outcomes.is_empty() {
        return None;
    }
    let mut bins = [(0.0, 0.0); 10];
    for (confidence, right) in outcomes {
        let bin = &mut bins[((confidence * 10.0) as usize).min(9)];
        bin.0 += confidence;
        bin.1 += f64::from(*right);
    }
    let sum: f64 = bins.iter().map(|(c, r): &(f64, f64)| (c - r).abs()).sum();
    Some(sum / outcomes.len() as f64)
}

/// What keeping only the events with at least some confidence gives.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kept {
    /// The floor.
    pub floor: f64,
    /// Events kept.
    pub events: usize,
    /// Share of them whose type and parties are right.
    pub precision: f64,
    /// Share of the gold events that they find.
    pub recall: f64,
}

/// The precision-recall curve, at floors of confidence by tenths.
pub fn curve(outcomes: &[Outcome], gold: usize) -> Vec<Kept> {
    (0..10)
        .map(|tenth| {
            let floor = f64::from(tenth) / 10.0;
            let kept: Vec<bool> = outcomes
                .iter()
                .filter(|(confidence, _)| *confidence >= floor)
                .map(|(_, right)| *right)
                .collect();
            let right = kept.iter().filter(|r| **r).count() as f64;
            Kept {
                floor,
                events: kept.len(),
                precision: right / kept.len().max(1) as f64,
                recall: right / gold.max(1) as f64,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_honest_coder_has_no_calibration_error_and_a_boaster_has() {
        let honest: Vec<Outcome> = (0..100).map(|n| (0.75, n % 4 != 0)).collect();
        assert!(calibration_error(&honest).unwrap() < 1e-9);
        let boaster: Vec<Outcome> = (0..100).map(|n| (0.95, n % 2 == 0)).collect();
        assert!((calibration_error(&boaster).unwrap() - 0.45).abs() < 1e-9);
        assert_eq!(calibration_error(&[]), None);
    }

    #[test]
    fn a_higher_floor_keeps_fewer() {
        let outcomes = [(0.9, true), (0.5, false), (0.2, true)];
        let curve = curve(&outcomes, 4);
        assert_eq!((curve[0].events, curve[0].recall), (3, 0.5));
        assert_eq!((curve[6].events, curve[6].precision), (1, 1.0));
    }
}
