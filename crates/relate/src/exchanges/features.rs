//! What is asked of a pair of acts: time, kind, size, what came between, and who else acts.

use super::index::{Index, Node, size};
use chancery_codebook::Measure;

/// Names of the features, in the order of [`of`]; those of [`SECOND`] follow in the second pass.
pub(super) const FIRST: [&str; 22] = [
    "any",
    "order",
    "delay",
    "delay_over_week",
    "vague_dates",
    "same_measure",
    "leads",
    "equal_count",
    "larger",
    "smaller",
    "other_act_between",
    "answered_before",
    "follows_other_side",
    "answer_in_wave",
    "act_in_wave",
    "act_in_burst",
    "act_on_own",
    "answer_on_own",
    "act_severs",
    "cooperative",
    "same_rank",
    "act_on_staff",
];

/// Features that need the first pass's chances.
pub(super) const SECOND: [&str; 3] = ["act_is_answer", "answerer_habit", "actor_habit"];

/// How many neighbours in a list are looked at, either way.
const NEAR: usize = 16;

/// The features of "`b` answers `a`".
pub(super) fn of(index: &Index<'_>, a: usize, b: usize) -> [f64; FIRST.len()] {
    let (act, answer) = (&index.nodes[a], &index.nodes[b]);
    let delay = f64::from((answer.first - act.last).max(0)).ln_1p();
    let same = act.act.measure == answer.act.measure && act.act.own == answer.act.own;
    let ratio = match (size(act.act), size(answer.act)) {
        (Some(a), Some(b)) if same => Some((b as f64 / a as f64).ln()),
        _ => None,
    };
    let flag = |yes: bool| if yes { 1.0 } else { 0.0 };
    [
        1.0,
        chance_first(act, answer).max(0.02).ln(),
        delay,
        (delay - 8f64.ln()).max(0.0),
        flag(answer.last - act.first - (answer.first - act.last).max(0) > 3),
        flag(same),
        flag(same || leads(index, a)),
        flag(ratio == Some(0.0)),
        ratio.unwrap_or(0.0).clamp(0.0, 3.0),
        (-ratio.unwrap_or(0.0)).clamp(0.0, 3.0),
        flag(acted_between(index, a, b)),
        flag(answered_before(index, a, b)),
        flag(follows(index, a, b)),
        flag(answer.wave && !answer.burst),
        flag(act.wave),
        flag(act.burst),
        flag(act.act.own),
        flag(answer.act.own),
        flag(act.act.measure == Some(Measure::Severance)),
        flag(super::index::is_cooperative(act.act)),
        flag(act.ranks & answer.ranks != 0),
        flag(matches!(
            act.act.measure,
            Some(Measure::StaffCut | Measure::StaffCap)
        )),
    ]
}

/// Chance that `a` came before `b`, each day of a range being as likely; a shared day counts half.
fn chance_first(a: &Node<'_>, b: &Node<'_>) -> f64 {
    if a.last < b.first {
        return 1.0;
    }
    let days = f64::from(b.last - b.first + 1);
    let chance = |day: i32| {
        let later = f64::from((b.last - day).clamp(0, b.last - b.first + 1));
        let shared = if (b.first..=b.last).contains(&day) {
            0.5
        } else {
            0.0
        };
        (later + shared) / days
    };
    // A range longer than a year is read as its first year.
    let last = a.last.min(a.first + 366);
    (a.first..=last).map(chance).sum::<f64>() / f64::from(last - a.first + 1)
}

/// Whether `a` is the chief of the acts of its day and pair: an expulsion, then the largest, then the first.
fn leads(index: &Index<'_>, a: usize) -> bool {
    let node = &index.nodes[a];
    let list = &index.lists[node.list];
    let twin = |n: &&u32| {
        let other = &index.nodes[**n as usize];
        other.first == node.first && other.last == node.last
    };
    let rank = |n: usize| {
        let act = index.nodes[n].act;
        (
            act.measure == Some(Measure::Expulsion),
            size(act).unwrap_or(0),
        )
    };
    let before = list[..node.at].iter().rev().take(NEAR).take_while(twin);
    let after = list[node.at + 1..].iter().take(NEAR).take_while(twin);
    before.into_iter().all(|&n| rank(n as usize) < rank(a))
        && after.into_iter().all(|&n| rank(n as usize) <= rank(a))
}

/// Whether the side of `a` acted again after it and before `b`.
fn acted_between(index: &Index<'_>, a: usize, b: usize) -> bool {
    let (act, answer) = (&index.nodes[a], &index.nodes[b]);
    let list = &index.lists[act.list];
    list[act.at + 1..]
        .iter()
        .map(|&x| &index.nodes[x as usize])
        .take_while(|x| x.first <= answer.first)
        .take(NEAR)
        .any(|x| x.first > act.last && x.last <= answer.first)
}

/// Whether the side of `b` acted after `a` and before `b`.
fn answered_before(index: &Index<'_>, a: usize, b: usize) -> bool {
    let (act, answer) = (&index.nodes[a], &index.nodes[b]);
    index.lists[answer.list][..answer.at]
        .iter()
        .rev()
        .map(|&x| &index.nodes[x as usize])
        .take_while(|x| x.first >= act.first)
        .take(NEAR)
        .any(|x| x.last >= act.last && x.last < answer.first)
}

/// Whether the side of `b` had acted in the sixty days before `a`.
fn follows(index: &Index<'_>, a: usize, b: usize) -> bool {
    let (act, answer) = (&index.nodes[a], &index.nodes[b]);
    let list = &index.lists[answer.list];
    let end = list.partition_point(|&x| index.nodes[x as usize].first <= act.first);
    list[..end]
        .iter()
        .rev()
        .map(|&x| x as usize)
        .take_while(|&x| index.nodes[x].first >= act.first - 60)
        .take(NEAR)
        .any(|x| x != b && index.nodes[x].last <= act.first && index.nodes[x].first < answer.first)
}
