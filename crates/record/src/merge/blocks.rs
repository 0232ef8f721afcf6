//! Merging in pieces, for claims that lie on many machines: which claims must come together, and which of them fit.
//!
//! A claim's event depends on the claims that fit it, and on theirs, and on nothing else. So claims that are joined
//! by fits, directly or through others, can be merged apart from all the rest and make the same events.

use super::claim::Features;
use super::compare::compare;
use super::keys::{WINDOW, keys};
use super::rules::MergeRules;
use chancery_codebook::Event;
use std::collections::{BTreeMap, HashMap};

/// A block that a claim belongs to: those that may tell of one act have a block in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Block {
    /// The block: family of types and one or two countries, hashed.
    pub key: i64,
    /// Others find the claim there.
    pub stands: bool,
    /// The claim looks for others there.
    pub looks: bool,
}

/// The blocks of a claim, each once; none for one without a country or a day, which is an event of its own.
pub fn blocks(claim: &Event) -> Vec<Block> {
    let claim = Features::new(0, 0, claim);
    if claim.anchor().is_none() {
        return Vec::new();
    }
    let keys = keys(&claim);
    let mut found: BTreeMap<i64, (bool, bool)> = BTreeMap::new();
    for key in keys.stands {
        found.entry(key).or_default().0 = true;
    }
    for key in keys.looks {
        found.entry(key).or_default().1 = true;
    }
    (found.into_iter())
        .map(|(key, (stands, looks))| Block { key, stands, looks })
        .collect()
}

/// Pairs of claims, by their places in `claims`, that have a block in common and fit well enough to be one act. The
/// later one, in the order of claims, comes first. `claims` holds whole blocks, of any number; each pair is told once.
pub fn fits(claims: &[Event]) -> Vec<(usize, usize)> {
    let rules = MergeRules::builtin();
    let mut reports: HashMap<&str, i64> = HashMap::new();
    let features: Vec<Features> = (claims.iter().enumerate())
        .map(|(at, claim)| {
            let next = reports.len() as i64;
            let cite = &claim.cite_info;
            let report = *(reports.entry(cite.url.as_ref().unwrap_or(&cite.id))).or_insert(next);
            Features::new(at as i64, report, claim)
        })
        .collect();
    // In each block, who stands there by day.
    let mut standing: HashMap<i64, Vec<(i32, usize)>> = HashMap::new();
    for (at, claim) in features.iter().enumerate() {
        if let Some(anchor) = claim.anchor() {
            for key in keys(claim).stands {
                standing.entry(key).or_default().push((anchor, at));
            }
        }
    }
    for block in standing.values_mut() {
        block.sort_unstable();
    }
    let mut found = Vec::new();
    for (at, claim) in features.iter().enumerate() {
        let Some(anchor) = claim.anchor() else {
            continue;
        };
        let mut near: Vec<usize> = Vec::new();
        for key in keys(claim).looks {
            let Some(block) = standing.get(&key) else {
                continue;
            };
            let from = block.partition_point(|(day, _)| *day < anchor - WINDOW);
            let within = block[from..]
                .iter()
                .take_while(|(day, _)| *day <= anchor + WINDOW);
            near.extend(within.map(|(_, other)| *other));
        }
        near.sort_unstable();
        near.dedup();
        found.extend(near.into_iter().filter_map(|other| {
            let earlier = &features[other];
            let fits = earlier.order < claim.order
                && compare(claim, earlier, rules).is_ok_and(|c| c.score >= rules.threshold);
            fits.then_some((at, other))
        }));
    }
    found
}
