//! Answers linked one by one, direction by direction.

use super::{Pair, Reciprocity};
use crate::exchanges::Link;
use crate::{Act, FitError};
use chancery_codebook::Status;
use std::collections::{BTreeMap, HashMap};

/// How the acts of one side are answered by the other.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Side {
    /// Country code of who acts.
    pub actor: String,
    /// Country code of who is acted on, and answers.
    pub recipient: String,
    /// How those acts are answered.
    #[serde(flatten)]
    pub answers: Reciprocity,
}

/// Of each direction, how many acts happened, and those that were answered.
#[derive(Debug)]
pub struct Answers<'a>(BTreeMap<(&'a str, &'a str), (usize, Vec<Pair>)>);

impl<'a> Answers<'a> {
    /// Counts the acts that happened, and pairs them with their answers.
    pub fn new(acts: &'a [Act], links: &[Link]) -> Answers<'a> {
        let actual = || acts.iter().filter(|act| act.status == Status::Actual);
        let mut answers = BTreeMap::new();
        for act in actual() {
            let direction = (act.actor.as_str(), act.recipient.as_str());
            answers.entry(direction).or_insert((0, Vec::new())).0 += 1;
        }
        let by_id: HashMap<&str, &Act> = acts.iter().map(|act| (act.id.as_str(), act)).collect();
        for link in links {
            let found = (
                by_id.get(link.answered.as_str()),
                by_id.get(link.answer.as_str()),
            );
            let (Some(act), Some(answer)) = found else {
                continue;
            };
            if act.status != Status::Actual {
                continue;
            }
            if let Some((_, pairs)) = answers.get_mut(&(act.actor.as_str(), act.recipient.as_str()))
            {
                pairs.push(pair(link, act, answer));
            }
        }
        Answers(answers)
    }

    /// The directions with `least` acts or more, those with most first.
    pub fn directions(&self, least: usize) -> Vec<(&'a str, &'a str)> {
        let mut found: Vec<_> = self
            .0
            .iter()
            .map(|(direction, (n, _))| (*n, *direction))
            .collect();
        found.retain(|(n, _)| *n >= least);
        found.sort_by_key(|(n, direction)| (std::cmp::Reverse(*n), *direction));
        found.into_iter().map(|(_, direction)| direction).collect()
    }

    /// One direction summed up, with intervals at `level` (0 to 1).
    ///
    /// # Errors
    /// If the level is none.
    pub fn side(&self, actor: &str, recipient: &str, level: f64) -> Result<Side, FitError> {
        let (acts, pairs) = match self.0.get(&(actor, recipient)) {
            Some((acts, pairs)) => (*acts, pairs.as_slice()),
            None => (0, &[][..]),
        };
        Ok(Side {
            actor: actor.to_owned(),
            recipient: recipient.to_owned(),
            answers: Reciprocity::of(acts, pairs, level)?,
        })
    }
}

fn pair(link: &Link, act: &Act, answer: &Act) -> Pair {
    let bounds = |act: &Act| act.count.as_ref().and_then(|c| Some((c.low?, c.high?)));
    Pair {
        act: act.id.clone(),
        answer: answer.id.clone(),
        delay_days: i64::midpoint(link.delay.low, link.delay.high),
        act_count: bounds(act),
        answer_count: bounds(answer),
        same_kind: act.measure == answer.measure,
    }
}
