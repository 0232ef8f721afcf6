//! The acts that may be linked by fit, sorted, by dyad and by party.

use super::LinkOptions;
use crate::{Act, reference::successor};
use chancery_codebook::{Measure, Status};
use jiff::civil::{Date, date};
use std::collections::HashMap;

/// An act as linking sees it.
pub(super) struct Node<'a> {
    pub(super) act: &'a Act,
    /// First and last day, counted from 1970.
    pub(super) first: i32,
    pub(super) last: i32,
    pub(super) actor: u32,
    /// List of the acts of the same actor on the same recipient, of the same sign.
    pub(super) list: usize,
    /// Place in that list.
    pub(super) at: usize,
    /// Whether three states or more act against the recipient within days.
    pub(super) wave: bool,
    /// Whether the actor acts against three states or more within a day.
    pub(super) burst: bool,
    /// Ranks and kinds of people that the unit names, as bits.
    pub(super) ranks: u16,
}

/// All linkable acts in order of date and id.
pub(super) struct Index<'a> {
    pub(super) nodes: Vec<Node<'a>>,
    /// By actor, recipient and sign: numbers of nodes, in order.
    pub(super) lists: Vec<Vec<u32>>,
    /// The list of the other direction, if there is one.
    pub(super) reverse: Vec<Option<usize>>,
    pub(super) window: i32,
    /// How many states there are.
    pub(super) states: usize,
}

/// Days since 1970-01-01.
pub(crate) fn day(of: Date) -> i32 {
    (of - date(1970, 1, 1)).get_days()
}

/// Whether an act is cooperative.
pub(super) fn is_cooperative(act: &Act) -> bool {
    act.quad_code.get() <= 2
}

/// The count, least number first.
pub(super) fn size(act: &Act) -> Option<i64> {
    let count = act.count.as_ref()?;
    count.low.or(count.high).filter(|n| *n > 0)
}

impl<'a> Index<'a> {
    pub(super) fn new(acts: &'a [Act], options: &LinkOptions) -> Index<'a> {
        let mut order: Vec<&Act> = acts
            .iter()
            .filter(|a| is_linkable(a, &options.measures))
            .collect();
        order.sort_by(|a, b| (a.first, a.last, &a.id).cmp(&(b.first, b.last, &b.id)));
        let mut numbers: HashMap<&str, u32> = HashMap::new();
        let mut keys: HashMap<(u32, u32, bool), usize> = HashMap::new();
        let mut lists: Vec<Vec<u32>> = Vec::new();
        let mut to: Vec<u32> = Vec::with_capacity(order.len());
        let mut nodes = Vec::with_capacity(order.len());
        for (n, act) in order.into_iter().enumerate() {
            let mut number = |code: &'a str| {
                let next = numbers.len() as u32;
                *numbers.entry(successor(code)).or_insert(next)
            };
            let (actor, recipient) = (number(&act.actor), number(&act.recipient));
            let next = lists.len();
            let list = *keys
                .entry((actor, recipient, is_cooperative(act)))
                .or_insert(next);
            if list == next {
                lists.push(Vec::new());
            }
            nodes.push(Node {
                act,
                first: day(act.first),
                last: day(act.last),
                actor,
                list,
                at: lists[list].len(),
                wave: false,
                burst: false,
                ranks: ranks(act),
            });
            to.push(recipient);
            lists[list].push(n as u32);
        }
        let mut reverse = vec![None; lists.len()];
        for ((actor, recipient, sign), list) in &keys {
            reverse[*list] = keys.get(&(*recipient, *actor, *sign)).copied();
        }
        let from: Vec<u32> = nodes.iter().map(|n| n.actor).collect();
        let waves = crowded(&nodes, &to, &from, 4);
        let bursts = crowded(&nodes, &from, &to, 1);
        for (node, (wave, burst)) in nodes.iter_mut().zip(waves.into_iter().zip(bursts)) {
            (node.wave, node.burst) = (wave, burst);
        }
        let states = numbers.len();
        Index {
            nodes,
            lists,
            reverse,
            window: options.window_days,
            states,
        }
    }
}

fn is_linkable(act: &Act, measures: &[Measure]) -> bool {
    act.status == Status::Actual
        && act.measure.is_some_and(|m| measures.contains(&m))
        && !act.actor.is_empty()
        && !act.recipient.is_empty()
        && successor(&act.actor) != successor(&act.recipient)
}

/// For each node whether, among the acts with the same `side`, there are three different `others` within
/// some days of it. Acts dated more loosely than a month neither count nor are counted; at most 128 acts
/// either way are looked at.
fn crowded(nodes: &[Node<'_>], side: &[u32], others: &[u32], days: i32) -> Vec<bool> {
    let mut groups: HashMap<(u32, bool), Vec<usize>> = HashMap::new();
    let tight = |n: &Node<'_>| n.last - n.first <= 31;
    for (n, node) in nodes.iter().enumerate().filter(|(_, node)| tight(node)) {
        groups
            .entry((side[n], is_cooperative(node.act)))
            .or_default()
            .push(n);
    }
    let mut found = vec![false; nodes.len()];
    for group in groups.values() {
        for (at, &n) in group.iter().enumerate() {
            let node = &nodes[n];
            let near = |x: &&usize| {
                nodes[**x].first - days <= node.last && node.first - days <= nodes[**x].last
            };
            let before = group[..at].iter().rev().take(128);
            let before = before.take_while(|x| nodes[**x].first >= node.first - days - 31);
            let after = group[at + 1..].iter().take(128);
            let after = after.take_while(|x| nodes[**x].first <= node.last + days);
            let mut second = None;
            found[n] = before.chain(after).filter(near).any(|x| {
                let other = others[*x];
                match second {
                    _ if other == others[n] => false,
                    None => {
                        second = Some(other);
                        false
                    }
                    Some(one) => one != other,
                }
            });
        }
    }
    found
}

/// Ranks and kinds of people that a unit may name.
const RANKS: [&str; 10] = [
    "ambassador",
    "high commissioner",
    "charge",
    "consul",
    "attache",
    "journalist",
    "posts",
    "local",
    "national",
    "military",
];

fn ranks(act: &Act) -> u16 {
    let unit = act
        .count
        .as_ref()
        .and_then(|c| c.unit.as_deref())
        .unwrap_or_default();
    let unit = unit.to_lowercase();
    RANKS
        .iter()
        .enumerate()
        .filter(|(_, word)| unit.contains(*word))
        .fold(0, |bits, (n, _)| bits | 1 << n)
}
