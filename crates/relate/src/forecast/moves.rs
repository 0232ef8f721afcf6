//! Moves: the hostile diplomatic acts of one state against one other of the same date, and their answers.

use crate::exchanges::{Days, Kind, Link, day};
use crate::{Act, reference::successor};
use chancery_codebook::{Measure, Status};
use std::collections::{BTreeMap, HashMap};

/// Measures that make a move, the weightiest first.
pub const MEASURES: [Measure; 8] = [
    Measure::Expulsion,
    Measure::StaffCut,
    Measure::StaffCap,
    Measure::Closure,
    Measure::Severance,
    Measure::Recall,
    Measure::Visa,
    Measure::Access,
];

/// One move, told by its chief act.
#[derive(Debug, Clone)]
pub(super) struct Move<'a> {
    pub(super) chief: &'a Act,
    pub(super) actor: &'a str,
    pub(super) recipient: &'a str,
    /// First and last day, counted from 1970.
    pub(super) first: i32,
    pub(super) last: i32,
    pub(super) size: Option<f64>,
    /// Whether any act of it answers an act of the other side.
    pub(super) is_answer: bool,
    /// Whether three states or more, this one included, moved by the same measure in the week up to it.
    pub(super) joint: bool,
    /// Acts of other moves that answer it, the chief answer first.
    pub(super) answers: Vec<&'a Act>,
}

impl Move<'_> {
    pub(super) fn measure(&self) -> Measure {
        self.chief.measure.unwrap_or(Measure::Expulsion)
    }

    pub(super) fn own(&self) -> bool {
        self.chief.own
    }

    /// Days to the first answer.
    pub(super) fn delay(&self) -> Option<Days> {
        let delays = self.answers.iter().map(|b| Days::between(self.chief, b));
        delays.min_by_key(|d| (d.high, d.low))
    }

    /// What its answers were by a day: those that were over before it, and no later than `horizon` days on.
    pub(super) fn as_known(&self, before: i32, horizon: i32) -> Self {
        let known = |b: &&&Act| {
            day(b.last) < before && Days::between(self.chief, b).low <= i64::from(horizon)
        };
        Move {
            answers: self.answers.iter().filter(known).copied().collect(),
            ..self.clone()
        }
    }

    /// The chief answer's size over the move's, where both count people or both count posts.
    pub(super) fn ratio(&self) -> Option<f64> {
        let b = self.answers.first()?;
        let kind = Kind::of(self.chief).filter(|k| *k != Kind::Places)?;
        (Kind::of(b) == Some(kind)).then_some(size(b)? / self.size?)
    }
}

/// The count, least number first.
pub(super) fn size(act: &Act) -> Option<f64> {
    let count = act.count.as_ref()?;
    count
        .low
        .or(count.high)
        .filter(|n| *n > 0)
        .map(|n| n as f64)
}

/// All moves, by date, actor and recipient.
pub(super) fn moves<'a>(acts: &'a [Act], links: &[Link]) -> Vec<Move<'a>> {
    let mut groups: BTreeMap<(i32, i32, &str, &str), Vec<&Act>> = BTreeMap::new();
    for act in acts {
        let hostile = act.measure.is_some_and(|m| MEASURES.contains(&m)) && act.quad_code.get() > 2;
        let (actor, recipient) = (successor(&act.actor), successor(&act.recipient));
        if hostile && act.status == Status::Actual && actor != recipient {
            let key = (day(act.first), day(act.last), actor, recipient);
            groups.entry(key).or_default().push(act);
        }
    }
    let mut found = Vec::with_capacity(groups.len());
    let mut at: HashMap<&str, (usize, &Act)> = HashMap::new();
    for ((first, last, actor, recipient), mut members) in groups {
        members.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| a.id.cmp(&b.id)));
        for act in &members {
            at.insert(&act.id, (found.len(), act));
        }
        found.push(Move {
            chief: members[0],
            actor,
            recipient,
            first,
            last,
            size: size(members[0]),
            is_answer: false,
            joint: false,
            answers: Vec::new(),
        });
    }
    for link in links {
        let Some(&(b, answer)) = at.get(link.answer.as_str()) else {
            continue;
        };
        found[b].is_answer = true;
        if let Some(&(a, _)) = at.get(link.answered.as_str()).filter(|(a, _)| *a != b) {
            found[a].answers.push(answer);
        }
    }
    for one in &mut found {
        let chief = (one.measure(), one.own());
        one.answers.sort_by(|a, b| {
            let key = |x: &Act| {
                (
                    (x.measure, x.own) != (Some(chief.0), chief.1),
                    x.first,
                    rank(x),
                )
            };
            key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
        });
        one.answers.dedup_by(|a, b| a.id == b.id);
    }
    mark_joint(&mut found);
    found
}

/// Order among the acts of a move: the weightier measure, the other side's people first, the larger.
fn rank(act: &Act) -> (usize, bool, std::cmp::Reverse<i64>) {
    let place = MEASURES
        .iter()
        .position(|m| act.measure == Some(*m))
        .unwrap_or(MEASURES.len());
    (
        place,
        act.own,
        std::cmp::Reverse(size(act).unwrap_or(0.0) as i64),
    )
}

/// Marks moves of a known day that are the third or more by the same measure in a week; only acts up to that
/// day are asked.
fn mark_joint(moves: &mut [Move<'_>]) {
    let mut by: HashMap<(&str, Measure), Vec<usize>> = HashMap::new();
    for (n, one) in moves.iter().enumerate() {
        by.entry((one.recipient, one.measure()))
            .or_default()
            .push(n);
    }
    let mut joint = Vec::new();
    for group in by.values() {
        for &n in group.iter().filter(|&&n| moves[n].first == moves[n].last) {
            let day = moves[n].first;
            let mut actors: Vec<&str> = group
                .iter()
                .map(|&x| &moves[x])
                .filter(|x| (day - 7..=day).contains(&x.last))
                .map(|x| x.actor)
                .collect();
            actors.sort_unstable();
            actors.dedup();
            if actors.len() >= 3 {
                joint.push(n);
            }
        }
    }
    for n in joint {
        moves[n].joint = true;
    }
}
