//! Exchanges: acts joined by links, with who began.

use super::Link;
use crate::Act;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A connected sequence of acts and answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Exchange {
    /// Id of the act that began it: the first by date that answers nothing.
    pub began: String,
    /// Ids of all its acts, by date; where dates overlap, an answer stands after what it answers.
    pub acts: Vec<String>,
    /// The links among them, in order of the answer's date.
    pub links: Vec<Link>,
    /// Most links on a way from an act that answers nothing to its last answer.
    pub rounds: usize,
}

/// Numbers of answer and answered, and their link.
type Pair<'l> = (usize, usize, &'l Link);

/// Joins acts and links into exchanges, in order of their first act. Acts without a link are in none; links
/// whose acts are not among `acts` are left out.
pub fn exchanges(acts: &[Act], links: &[Link]) -> Vec<Exchange> {
    let mut order: Vec<&Act> = acts.iter().collect();
    order.sort_by(|a, b| (a.first, a.last, &a.id).cmp(&(b.first, b.last, &b.id)));
    let number: HashMap<&str, usize> = order
        .iter()
        .enumerate()
        .map(|(n, a)| (a.id.as_str(), n))
        .collect();
    let pairs: Vec<Pair<'_>> = links
        .iter()
        .filter_map(|l| {
            Some((
                *number.get(l.answer.as_str())?,
                *number.get(l.answered.as_str())?,
                l,
            ))
        })
        .filter(|(b, a, _)| a != b)
        .collect();
    let mut root: Vec<usize> = (0..order.len()).collect();
    for (b, a, _) in &pairs {
        let (x, y) = (find(&mut root, *a), find(&mut root, *b));
        root[x.max(y)] = x.min(y);
    }
    let mut groups: BTreeMap<usize, (Vec<usize>, Vec<Pair<'_>>)> = BTreeMap::new();
    for pair in pairs {
        groups
            .entry(find(&mut root, pair.0))
            .or_default()
            .1
            .push(pair);
    }
    for n in 0..order.len() {
        if let Some(group) = groups.get_mut(&find(&mut root, n)) {
            group.0.push(n);
        }
    }
    groups
        .into_values()
        .map(|(members, pairs)| exchange(&order, &members, pairs))
        .collect()
}

fn find(root: &mut [usize], mut n: usize) -> usize {
    while root[n] != n {
        root[n] = root[root[n]];
        n = root[n];
    }
    n
}

fn exchange(order: &[&Act], members: &[usize], mut pairs: Vec<Pair<'_>>) -> Exchange {
    pairs.sort_by_key(|(b, a, _)| (*b, *a));
    let mut depth: HashMap<usize, usize> = members.iter().map(|&n| (n, 0)).collect();
    // Each round lengthens every way by one link at most; a circle, which stated links may make, ends it.
    for _ in 0..members.len() {
        let mut grown = false;
        for (b, a, _) in &pairs {
            let next = depth[a] + 1;
            if next > depth[b] && next < members.len() {
                depth.insert(*b, next);
                grown = true;
            }
        }
        if !grown {
            break;
        }
    }
    let began = members
        .iter()
        .copied()
        .find(|n| depth[n] == 0)
        .unwrap_or(members[0]);
    Exchange {
        began: order[began].id.clone(),
        acts: told(members, &pairs)
            .into_iter()
            .map(|n| order[n].id.clone())
            .collect(),
        links: pairs.into_iter().map(|(_, _, link)| link.clone()).collect(),
        rounds: depth.values().copied().max().unwrap_or(0),
    }
}

/// The members in the order in which they are told: by date, but an answer waits for what it answers.
fn told(members: &[usize], pairs: &[Pair<'_>]) -> Vec<usize> {
    let mut waits: HashMap<usize, usize> = members.iter().map(|&n| (n, 0)).collect();
    let mut answers: HashMap<usize, Vec<usize>> = HashMap::new();
    for (b, a, _) in pairs {
        *waits.entry(*b).or_default() += 1;
        answers.entry(*a).or_default().push(*b);
    }
    let mut left: BTreeSet<usize> = members.iter().copied().collect();
    let mut ready: BTreeSet<usize> = left.iter().copied().filter(|n| waits[n] == 0).collect();
    let mut told = Vec::with_capacity(members.len());
    // In a circle, which stated links may make, all wait: the first by date ends it.
    while let Some(next) = ready.pop_first().or_else(|| left.first().copied()) {
        left.remove(&next);
        told.push(next);
        for answer in answers.remove(&next).unwrap_or_default() {
            if let Some(n) = waits.get_mut(&answer) {
                *n -= 1;
                if *n == 0 && left.contains(&answer) {
                    ready.insert(answer);
                }
            }
        }
    }
    told
}
