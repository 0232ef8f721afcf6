//! How alike a past case is to the one at hand.

use super::chance::Setting;

/// Years in which a case's weight halves.
const HALF_LIFE: f64 = 20.0;

/// The weight of a past case, above zero, and what raised it, in words. Factors, chosen on the table before
/// 2018 among a handful of such sets: 1.5 the same recipient, 2 more if the actor is the same too, 1.5 the
/// same pair the other way round, 2 the same measure, 3 alike in being a joint step or not; the ratio of sizes,
/// the smaller over the larger; half for each twenty years.
pub(super) fn likeness(case: &Setting<'_>, at_hand: &Setting<'_>) -> (f64, Vec<&'static str>) {
    let mut weight = 1.0;
    let mut why = Vec::new();
    let mut raise = |holds: bool, factor: f64, says: &'static str| {
        if holds {
            weight *= factor;
            why.push(says);
        }
    };
    let recipient = case.recipient == at_hand.recipient;
    let pair = recipient && case.actor == at_hand.actor;
    raise(recipient, 1.5, "same recipient");
    raise(pair, 2.0, "same actor and recipient");
    let reversed = case.actor == at_hand.recipient && case.recipient == at_hand.actor;
    raise(reversed, 1.5, "same pair, the other way round");
    raise(case.measure == at_hand.measure, 2.0, "same measure");
    raise(
        case.joint == at_hand.joint,
        3.0,
        if case.joint {
            "joint step too"
        } else {
            "not a joint step either"
        },
    );
    if let (Some(a), Some(b)) = (case.size, at_hand.size) {
        weight *= a.min(b) / a.max(b);
        if a.min(b) / a.max(b) >= 0.5 {
            why.push("similar size");
        }
    }
    let years = f64::from((at_hand.day - case.day).abs()) / 365.25;
    if years <= 5.0 {
        why.push("within five years");
    }
    (weight * 0.5_f64.powf(years / HALF_LIFE), why)
}
