//! Masks: names that hold a state's or place's name and are neither, such as the Red Sea, which is also a province.

use crate::entry::{Entry, Kind};
use crate::index::key;
use crate::sources::Listed;
use std::collections::HashSet;

/// Drops the built-in places that are spelled like a mask.
pub(crate) fn hide_masked(mut entries: Vec<Listed>) -> Vec<Listed> {
    let mask = |e: &Entry| e.kind == Kind::Place && e.code.is_none();
    let masks: HashSet<String> = entries
        .iter()
        .filter(|(_, _, e)| mask(e))
        .map(|(words, _, _)| key(words))
        .collect();
    entries.retain(|(words, _, e)| {
        e.kind != Kind::Place || e.user || mask(e) || !masks.contains(&key(words))
    });
    entries
}
