//! Intervals by resampling the items (Efron, 1979; percentile interval).

use super::{GoldItem, Level, Scored, score_where};
use std::collections::HashMap;

/// Resamples of the items.
const RESAMPLES: usize = 1000;

/// The 95 % interval of F1 at a level. The items are drawn anew with replacement, always the same draws, so
/// that the interval is the same tomorrow.
pub fn interval(
    gold: &[GoldItem],
    predictions: &HashMap<String, Vec<Scored>>,
    level: Level,
    counts: impl Fn(&Scored) -> bool + Copy,
) -> (f64, f64) {
    let each: Vec<super::Score> = gold
        .iter()
        .map(|item| score_where(std::slice::from_ref(item), predictions, level, counts))
        .collect();
    let mut random = SplitMix(20_260_101);
    let mut values: Vec<f64> = (0..RESAMPLES)
        .map(|_| {
            let mut sum = super::Score::default();
            for _ in 0..each.len() {
                let drawn = &each[random.below(each.len())];
                sum.matched += drawn.matched;
                sum.coded += drawn.coded;
                sum.gold += drawn.gold;
            }
            sum.f1()
        })
        .collect();
    values.sort_by(f64::total_cmp);
    let at = |share: f64| values[((RESAMPLES - 1) as f64 * share).round() as usize];
    (at(0.025), at(0.975))
}

/// Steele, Lea and Flood (2014): enough of a generator to draw items.
struct SplitMix(u64);

impl SplitMix {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^= z >> 31;
        (z % end.max(1) as u64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_holds_the_value_and_is_the_same_again() {
        let item = |n: usize, right: bool| {
            let event = |e: &str| Scored {
                event: e.to_owned(),
                ..Scored::default()
            };
            let gold = GoldItem {
                sid: n.to_string(),
                date: None,
                text: String::new(),
                events: vec![event("AID")],
            };
            (gold, vec![event(if right { "AID" } else { "COERCE" })])
        };
        let (gold, predictions): (Vec<_>, HashMap<_, _>) = (0..50)
            .map(|n| item(n, n % 2 == 0))
            .map(|(gold, coded)| (gold.clone(), (gold.sid, coded)))
            .unzip();
        let found = interval(&gold, &predictions, Level::Type, |_| true);
        assert!(found.0 < 0.5 && 0.5 < found.1);
        assert_eq!(found, interval(&gold, &predictions, Level::Type, |_| true));
    }
}
