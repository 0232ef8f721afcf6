//! How often an answer that the coder says a text states is one that the text states.
//!
//! `cargo run --profile quick -p chancery --example stated_links -- ../shared/data/news/wcep_entries.jsonl.gz
//! data/eval/links_stated.jsonl [--model NAME]`
//!
//! Codes the entries that the file names, and looks each link between the acts of two sides up in what was judged by
//! reading: an entry, where the words of the answer and of the act answered begin, and whether the text says that the
//! one was done because of the other. Prints the precision of each part with Wilson's interval at 95 %. Links of these
//! entries that nobody judged are counted apart: a sample was read, not all, and the coder may have changed since.

use chancery::code::Coder;
use chancery::codebook::{Entity, Event};
use chancery::read::{Input, Item, ReadOptions, read};
use chancery::relate::reciprocity::wilson;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// One link that was judged.
#[derive(serde::Deserialize)]
struct Judged {
    entry: String,
    /// Where the answer's words begin in the text, in characters.
    answer: usize,
    /// Where those of the act answered begin.
    answered: usize,
    /// `tune` was read to find errors, `test` once the coder stood.
    part: String,
    right: bool,
}

/// Of one part.
#[derive(Default)]
struct Tally {
    right: usize,
    wrong: usize,
    /// Judged wrong, or right, and no longer given.
    gone: [usize; 2],
}

type Link = (String, usize, usize);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [news, judged, ..] = &args[..] else {
        return Err("give NEWS.jsonl.gz LINKS.jsonl".into());
    };
    let model = args.iter().position(|a| a == "--model");
    let model = model.and_then(|at| args.get(at + 1));
    let mut verdicts: BTreeMap<Link, (String, bool)> = BTreeMap::new();
    let mut entries: BTreeSet<String> = BTreeSet::new();
    for line in std::fs::read_to_string(judged)?.lines() {
        let one: Judged = serde_json::from_str(line)?;
        entries.insert(one.entry.clone());
        let link = (one.entry, one.answer, one.answered);
        if verdicts
            .insert(link.clone(), (one.part, one.right))
            .is_some()
        {
            return Err(format!("{link:?} was judged twice").into());
        }
    }
    let mut coder = Coder::default();
    if let Some(model) = chancery::model::load(model.map_or("standard", String::as_str))? {
        coder = coder.with_model(model);
    }
    let wanted: Vec<_> = read(vec![Input::Path(news.into())], ReadOptions::default())
        .filter_map(|item| match item {
            Item::Document(document) => Some(document),
            _ => None,
        })
        .filter(|document| entries.contains(&document.id))
        .collect();
    let given: BTreeSet<Link> = wanted
        .par_iter()
        .flat_map_iter(|document| links(&coder.code(document).events))
        .collect();
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for (link, (part, right)) in &verdicts {
        let tally = tallies.entry(part).or_default();
        match (given.contains(link), right) {
            (true, true) => tally.right += 1,
            (true, false) => tally.wrong += 1,
            (false, right) => tally.gone[usize::from(*right)] += 1,
        }
    }
    for (part, tally) in tallies {
        let of = tally.right + tally.wrong;
        let interval = wilson(tally.right, of, 0.95)?;
        println!(
            "{part}: {} of {of} right, {:.3} ({:.3} to {:.3}); no longer given: {} wrong, {} right",
            tally.right,
            tally.right as f64 / of.max(1) as f64,
            interval.low,
            interval.high,
            tally.gone[0],
            tally.gone[1]
        );
    }
    let others = given.iter().filter(|link| !verdicts.contains_key(link));
    println!(
        "{} of {} entries coded; {} more of their links were not judged",
        wanted.len(),
        entries.len(),
        others.count()
    );
    Ok(())
}

/// The links of a report whose answered act was done by whom the answer is done to, and not by its own side.
fn links(events: &[Event]) -> Vec<Link> {
    fn codes(parties: &[Entity]) -> BTreeSet<&str> {
        parties
            .iter()
            .filter_map(|p| p.country.as_deref())
            .collect()
    }
    let start = |e: &Event| e.text_info.trigger.as_ref().map(|t| t.start);
    let mut found = Vec::new();
    for answer in events {
        for id in &answer.answers {
            let Some(act) = events.iter().find(|e| e.id == *id) else {
                continue;
            };
            let (own, other, by) = (
                codes(&answer.actor),
                codes(&answer.recipient),
                codes(&act.actor),
            );
            let two_sides = !own.is_empty() && own.is_disjoint(&by) && !other.is_disjoint(&by);
            if let (true, Some(x), Some(y)) = (two_sides, start(answer), start(act)) {
                found.push((answer.cite_info.id.clone(), x, y));
            }
        }
    }
    found
}
