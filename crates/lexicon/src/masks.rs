//! Masks: names that hold a state's or place's name and are neither, such as the Red Sea, which is also a province.

use crate::entry::{Entry, Kind};
use crate::sources::Listed;
use std::collections::HashSet;

/// Drops the built-in places that are spelled like a mask.
pub(crate) fn hide_masked(entries: &mut Vec<Listed>) {
    let mask = |e: &Entry| e.kind == Kind::Place && e.code.is_none();
    let masks: HashSet<String> = entries
        .iter()
        .filter(|l| mask(&l.entry))
        .map(|l| l.key.clone())
        .collect();
    entries.retain(|l| {
        l.entry.kind != Kind::Place || l.entry.user || mask(&l.entry) || !masks.contains(&l.key)
    });
}
