//! Which earlier acts of the other side an act may answer.

use super::index::Index;

/// At most so many candidates, the latest first.
pub(super) const MOST: usize = 12;

/// Numbers of the acts by the recipient of `b` on its actor that may have come before it, within the window,
/// latest first.
pub(super) fn candidates(index: &Index<'_>, b: usize) -> Vec<usize> {
    let answer = &index.nodes[b];
    let Some(list) = index.reverse[answer.list] else {
        return Vec::new();
    };
    let list = &index.lists[list];
    let end = list.partition_point(|&a| index.nodes[a as usize].first <= answer.last);
    list[..end]
        .iter()
        .rev()
        .map(|&a| a as usize)
        // A range is a year at most, so nothing that begins earlier can end within the window.
        .take_while(|&a| index.nodes[a].first >= answer.first - index.window - 366)
        .filter(|&a| answer.first - index.nodes[a].last <= index.window)
        .take(MOST)
        .collect()
}
