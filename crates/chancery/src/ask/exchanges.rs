//! Who began and who answered, between two states.

use super::AskError;
use chancery_record::Record;
use chancery_relate::Act;
use chancery_relate::exchanges::{
    Exchange, Link, LinkOptions, Wave, WaveOptions, exchanges as chains, link, waves,
};
use chancery_relate::pair::{lineage, measures_of};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, HashSet};

/// Which exchanges.
#[derive(Debug, Clone, Default)]
pub struct ExchangesQuestion {
    /// First day.
    pub since: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
    /// Only links that a text states.
    pub stated_only: bool,
    /// Least chance, 0 to 1, for a link that no text states.
    pub least_chance: Option<f64>,
}

/// Acts between two states, the exchanges that they make, and the waves that they are part of.
#[derive(Debug, Clone, Serialize)]
pub struct ExchangesAnswer {
    /// Acts, oldest first.
    pub acts: Vec<Act>,
    /// Chains of act and answer.
    pub exchanges: Vec<Exchange>,
    /// Acts of several states in one.
    pub waves: Vec<Wave>,
}

/// Links what two states, given by their codes, did to each other.
///
/// # Errors
/// If the record cannot be read.
pub fn exchanges(
    record: &Record,
    (a, b): (&str, &str),
    question: &ExchangesQuestion,
) -> Result<ExchangesAnswer, AskError> {
    let mut options = LinkOptions::default();
    options.fitted = !question.stated_only;
    options.least_chance = question.least_chance.unwrap_or(options.least_chance);
    let (a, b) = (lineage(a), lineage(b));
    let states = [a.clone(), b.clone()].concat();
    let all = measures_of(record, &states, &options.measures)?;
    let links = link(&all, &options);
    let within = |act: &&Act| {
        let pair = a.contains(&act.actor) && b.contains(&act.recipient)
            || b.contains(&act.actor) && a.contains(&act.recipient);
        pair && question.since.is_none_or(|d| act.last >= d)
            && question.until.is_none_or(|d| act.first <= d)
    };
    let ordered: BTreeMap<(Date, &str), &Act> = (all.iter().filter(within))
        .map(|act| ((act.first, act.id.as_str()), act))
        .collect();
    let acts: Vec<Act> = ordered.into_values().cloned().collect();
    let ids: HashSet<&str> = acts.iter().map(|act| act.id.as_str()).collect();
    let here: Vec<Link> = (links.iter())
        .filter(|l| ids.contains(l.answer.as_str()) && ids.contains(l.answered.as_str()))
        .cloned()
        .collect();
    let found = chains(&acts, &here);
    let mut of_waves = waves(&all, &links, &WaveOptions::default());
    of_waves.retain(|wave| wave.acts.iter().any(|id| ids.contains(id.as_str())));
    Ok(ExchangesAnswer {
        exchanges: found,
        waves: of_waves,
        acts,
    })
}
