//! Keys under which claims find those that may tell of the same act, without looking at all of them.
//!
//! A claim with two countries stands under each pair of them; one with a single country under that one. Both kinds
//! also stand where the other kind looks. Keys are symmetric: if one claim finds another, that one finds it.

use super::claim::{Code, Features};
use crate::hash;

/// Days between the anchors of two claims of one act, at most. A range of three weeks ("last month")
/// meets any day inside it.
pub(super) const WINDOW: i32 = 10;

/// Pairs of a claim that are looked at; a list of more parties is found by its first ones.
const PAIRS: usize = 24;

/// Where a claim stands, and where it looks.
pub(super) struct Keys {
    pub stands: Vec<i64>,
    pub looks: Vec<i64>,
}

fn key(kind: &str, family: &str, codes: &[Code]) -> i64 {
    let parts = [kind, family].into_iter();
    hash::signed(hash::of(parts.chain(codes.iter().map(Code::as_str))))
}

/// Cooperation does not merge with conflict.
fn family(claim: &Features) -> &'static str {
    match claim.event.quad_code().get() {
        1 | 2 => "cooperation",
        _ => "conflict",
    }
}

/// The keys of a claim; none for one without a country.
pub(super) fn keys(claim: &Features) -> Keys {
    let family = family(claim);
    let mut all: Vec<Code> = claim
        .actors
        .iter()
        .chain(&claim.recipients)
        .copied()
        .collect();
    all.sort_unstable();
    all.dedup();
    let mut keys = Keys {
        stands: Vec::new(),
        looks: Vec::new(),
    };
    if let [only] = all[..] {
        keys.stands.push(key("one", family, &[only]));
        keys.looks.push(key("one", family, &[only]));
        keys.looks.push(key("part", family, &[only]));
        return keys;
    }
    let pairs = all
        .iter()
        .enumerate()
        .flat_map(|(i, a)| all[i + 1..].iter().map(move |b| [*a, *b]));
    for pair in pairs.take(PAIRS) {
        let pair = key("pair", family, &pair);
        keys.stands.push(pair);
        keys.looks.push(pair);
    }
    for code in all.iter().take(PAIRS) {
        keys.stands.push(key("part", family, &[*code]));
        keys.looks.push(key("one", family, &[*code]));
    }
    keys
}
