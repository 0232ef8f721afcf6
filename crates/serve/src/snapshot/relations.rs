//! Acts by diplomatic measures with their links, and what is forecast from them.

use chancery_codebook::{Measure, Status};
use chancery_record::{Record, Result};
use chancery_relate::exchanges::{Link, LinkOptions, Wave, WaveOptions, link, waves};
use chancery_relate::forecast::{self, ForecastOptions, Forecaster};
use chancery_relate::pair::{lineage, measures_of};
use chancery_relate::{Act, presence};
use jiff::ToSpan as _;
use jiff::civil::Date;
use std::collections::HashMap;

/// The relations of a record.
pub struct Relations {
    /// Acts by any measure that is linked, folded or forecast, by date.
    pub acts: Vec<Act>,
    /// Links from answers to acts.
    pub links: Vec<Link>,
    /// The same step of several states against one.
    pub waves: Vec<Wave>,
    /// Fitted on all that is known.
    pub forecaster: Forecaster,
    by_id: HashMap<String, usize>,
    by_event: HashMap<String, Vec<usize>>,
    by_pair: HashMap<(String, String), Vec<usize>>,
    answers_of: HashMap<String, Vec<usize>>,
    answered_by: HashMap<String, Vec<usize>>,
}

impl std::fmt::Debug for Relations {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Relations")
            .field("acts", &self.acts.len())
            .field("links", &self.links.len())
            .finish_non_exhaustive()
    }
}

/// Days after which an act without an answer is no longer open.
const OPEN_DAYS: i64 = 90;

impl Relations {
    /// Reads the acts and links them. `day` is the last day that the record knows.
    pub(super) fn load(record: &Record, day: Option<Date>) -> Result<Relations> {
        let options = LinkOptions::default();
        let wanted: Vec<Measure> = (Measure::ALL.iter().copied())
            .filter(|m| {
                options.measures.contains(m)
                    || presence::MEASURES.contains(m)
                    || forecast::MEASURES.contains(m)
            })
            .collect();
        let mut acts = measures_of(record, &[], &wanted)?;
        acts.sort_by(|a, b| (a.first, a.last, &a.id).cmp(&(b.first, b.last, &b.id)));
        let of = |measures: &[Measure]| -> Vec<Act> {
            let has = |a: &&Act| a.measure.is_some_and(|m| measures.contains(&m));
            acts.iter().filter(has).cloned().collect()
        };
        let linked = of(&options.measures);
        let links = link(&linked, &options);
        let waves = waves(&linked, &links, &WaveOptions::default());
        // What a page shows as an answer also teaches its forecast, as `chancery forecast --fitted-links` has it: news
        // seldom says in so many words that one act answers another.
        let learned = of(&forecast::MEASURES);
        let after = day
            .unwrap_or(Date::constant(1970, 1, 1))
            .saturating_add(1.day());
        let forecaster = Forecaster::fit(&learned, &links, after, &ForecastOptions::default());
        let mut relations = Relations {
            by_id: HashMap::new(),
            by_event: HashMap::new(),
            by_pair: HashMap::new(),
            answers_of: HashMap::new(),
            answered_by: HashMap::new(),
            acts,
            links,
            waves,
            forecaster,
        };
        for (n, act) in relations.acts.iter().enumerate() {
            relations.by_id.insert(act.id.clone(), n);
            relations
                .by_event
                .entry(act.event_id.clone())
                .or_default()
                .push(n);
            let pair = (act.actor.clone(), act.recipient.clone());
            relations.by_pair.entry(pair).or_default().push(n);
        }
        for (n, link) in relations.links.iter().enumerate() {
            relations
                .answers_of
                .entry(link.answered.clone())
                .or_default()
                .push(n);
            relations
                .answered_by
                .entry(link.answer.clone())
                .or_default()
                .push(n);
        }
        Ok(relations)
    }

    /// An act by its id.
    pub fn act(&self, id: &str) -> Option<&Act> {
        self.by_id.get(id).map(|n| &self.acts[*n])
    }

    /// The acts of an event.
    pub fn acts_of(&self, event: &str) -> impl Iterator<Item = &Act> {
        self.by_event
            .get(event)
            .into_iter()
            .flatten()
            .map(|n| &self.acts[*n])
    }

    /// The acts between two states and those whose history they carry on, both ways, by date, under their own codes.
    pub fn between(&self, a: &str, b: &str) -> Vec<&Act> {
        let (a, b) = (lineage(a), lineage(b));
        let mut found: Vec<usize> = Vec::new();
        for (x, y) in a.iter().flat_map(|x| b.iter().map(move |y| (x, y))) {
            for pair in [(x.clone(), y.clone()), (y.clone(), x.clone())] {
                found.extend(self.by_pair.get(&pair).into_iter().flatten());
            }
        }
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|n| &self.acts[n]).collect()
    }

    /// The links to an act from its answers.
    pub fn answers_to<'s>(&'s self, act: &str) -> impl Iterator<Item = &'s Link> + use<'s> {
        self.answers_of
            .get(act)
            .into_iter()
            .flatten()
            .map(|n| &self.links[*n])
    }

    /// The links from an act to what it answers.
    pub fn answered<'s>(&'s self, act: &str) -> impl Iterator<Item = &'s Link> + use<'s> {
        self.answered_by
            .get(act)
            .into_iter()
            .flatten()
            .map(|n| &self.links[*n])
    }

    /// Hostile acts of the last three months that happened and that nobody has answered, newest first.
    pub fn open(&self, day: Date) -> impl Iterator<Item = &Act> {
        self.acts.iter().rev().filter(move |act| {
            act.status == Status::Actual
                && act.measure.is_some_and(|m| forecast::MEASURES.contains(&m))
                && act.first <= day
                && i64::from((day - act.first).get_days()) <= OPEN_DAYS
                && !self.answers_of.contains_key(&act.id)
        })
    }
}
