//! Waves: the same measure taken by several states against one within days, and its answers.

use super::Link;
use crate::{Act, reference::successor};
use chancery_codebook::{Measure, Status};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Acts of several states against one that read as one step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Wave {
    /// Whom it is against, by the code of the present state.
    pub recipient: String,
    /// What was done.
    pub measure: Measure,
    /// First day.
    pub first: Date,
    /// Last day.
    pub last: Date,
    /// Who took part, by code of the present state, in order of the alphabet.
    pub actors: Vec<String>,
    /// Ids of the acts, by date.
    pub acts: Vec<String>,
    /// The links from answers to its acts.
    pub answers: Vec<Link>,
}

/// What makes a wave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WaveOptions {
    /// Least number of different actors.
    pub actors: usize,
    /// Most days between one act of the wave and the next.
    pub gap_days: i32,
    /// Acts dated more loosely than so many days cannot begin or carry on a wave; they join it where they
    /// overlap it.
    pub loose_days: i32,
}

impl Default for WaveOptions {
    fn default() -> WaveOptions {
        WaveOptions {
            actors: 3,
            gap_days: 3,
            loose_days: 3,
        }
    }
}

/// Waves among acts that happened, in order of first day, recipient and measure.
pub fn waves(acts: &[Act], links: &[Link], options: &WaveOptions) -> Vec<Wave> {
    let mut groups: BTreeMap<(&str, Measure), Vec<&Act>> = BTreeMap::new();
    for act in acts.iter().filter(|a| a.status == Status::Actual) {
        if let Some(measure) = act.measure {
            groups
                .entry((successor(&act.recipient), measure))
                .or_default()
                .push(act);
        }
    }
    let mut answers: HashMap<&str, Vec<&Link>> = HashMap::new();
    for link in links {
        answers.entry(&link.answered).or_default().push(link);
    }
    let mut found = Vec::new();
    for ((recipient, measure), mut members) in groups {
        members.sort_by(|a, b| (a.first, a.last, &a.id).cmp(&(b.first, b.last, &b.id)));
        let wide = |a: &Act| (a.last - a.first).get_days() > options.loose_days;
        let (loose, dated): (Vec<&Act>, Vec<&Act>) = members.into_iter().partition(|a| wide(a));
        let mut at = 0;
        while at < dated.len() {
            let mut end = at + 1;
            let mut last = dated[at].last;
            while end < dated.len() && (dated[end].first - last).get_days() <= options.gap_days {
                last = last.max(dated[end].last);
                end += 1;
            }
            let first = dated[at].first;
            let core = dated[at..end].iter();
            let joined = loose.iter().filter(|a| a.first <= last && first <= a.last);
            let mut wave: Vec<&Act> = core.chain(joined).copied().collect();
            wave.sort_by(|a, b| (a.first, a.last, &a.id).cmp(&(b.first, b.last, &b.id)));
            let actors: BTreeSet<&str> = wave.iter().map(|a| successor(&a.actor)).collect();
            let core: BTreeSet<&str> = dated[at..end].iter().map(|a| successor(&a.actor)).collect();
            if core.len() >= options.actors {
                found.push(Wave {
                    recipient: recipient.to_owned(),
                    measure,
                    first,
                    last,
                    actors: actors.into_iter().map(str::to_owned).collect(),
                    acts: wave.iter().map(|a| a.id.clone()).collect(),
                    answers: wave
                        .iter()
                        .flat_map(|a| answers.get(a.id.as_str()).into_iter().flatten())
                        .map(|link| (*link).clone())
                        .collect(),
                });
            }
            at = end;
        }
    }
    found.sort_by(|a, b| {
        (a.first, &a.recipient, a.measure).cmp(&(b.first, &b.recipient, b.measure))
    });
    found
}
