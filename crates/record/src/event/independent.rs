//! Which sources are independent of one another.

use super::balance::Told;
use std::collections::HashMap;

/// For each claim, the number of its group. Claims of one story (copies of one text) or of one outlet are one
/// group, however they are linked.
pub(super) fn groups(claims: &[Told]) -> Vec<usize> {
    let mut group: Vec<usize> = (0..claims.len()).collect();
    let mut first: HashMap<(bool, String), usize> = HashMap::new();
    for (i, claim) in claims.iter().enumerate() {
        let outlet = claim
            .event
            .cite_info
            .outlet
            .as_deref()
            .map(str::to_lowercase);
        let marks = [
            Some((false, claim.story.to_string())),
            outlet.filter(|o| !o.is_empty()).map(|o| (true, o)),
        ];
        for mark in marks.into_iter().flatten() {
            let other = *first.entry(mark).or_insert(i);
            let (a, b) = (find(&group, i), find(&group, other));
            group[a.max(b)] = a.min(b);
        }
    }
    (0..claims.len()).map(|i| find(&group, i)).collect()
}

fn find(group: &[usize], mut i: usize) -> usize {
    while group[i] != i {
        i = group[i];
    }
    i
}
