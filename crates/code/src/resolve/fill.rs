//! Parties that the clause does not name: filled from the nearest place in the report that names them.
//!
//! Which place is asked for which type stands in `data/code/fills.toml`; the shares of right fills there
//! were counted on the training annotations.

use super::history::{History, Past};
use crate::rules::Act;
use crate::sentence::{Sentence, VerbForm};
use chancery_codebook::{EventType, Mode};
use chancery_lexicon::Roles;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

const FILLS: &str = include_str!("../../../../data/code/fills.toml");

/// Where an unnamed party is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Source {
    /// The nearest other party before it in the sentence.
    Before,
    /// The nearest other party after it in the sentence.
    After,
    /// The subject of the sentence.
    Main,
    /// The state in which the sentence plays.
    Scene,
    /// The state of the other party of the act: a domestic act.
    Domestic,
    /// The last other party of the sentences before.
    Document,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Fills {
    actor: BTreeMap<EventType, Vec<Source>>,
    recipient: BTreeMap<EventType, Vec<Source>>,
}

static TABLE: LazyLock<Fills> =
    LazyLock::new(|| toml::from_str(FILLS).expect("data/code/fills.toml is checked by the tests"));

/// A party found elsewhere: a mention of the sentence, or one of the sentences before.
#[derive(Debug, Clone)]
pub(crate) enum Filler {
    Mention(usize),
    Past(Past),
}

/// Fills the missing actor or recipient of an act.
pub(crate) fn fill(s: &Sentence<'_>, act: &mut Act, history: &History) {
    let solo = act.mutual
        || matches!(
            act.roles,
            Roles::Mutual | Roles::Solo | Roles::Visit | Roles::Host | Roles::Undergo
        )
        || matches!(
            act.mode,
            Some(
                Mode::Curfew | Mode::MartialLaw | Mode::Censor | Mode::Restrict | Mode::Investigate
            )
        );
    if act.recipients.is_empty() && act.past_recipients.is_empty() && !solo {
        let hostile = matches!(act.content, Some(EventType::Sanction | EventType::Coerce));
        let sources = if act.event == EventType::Reject && hostile {
            // Who refuses to punish refuses whoever asked for it, which another sentence tells.
            &[Source::Document][..]
        } else {
            sources(&TABLE.recipient, act.event)
        };
        if let Some((source, filler)) = find(s, act, sources, &act.actors, history) {
            act.note("unnamed recipient", format!("{source:?}"));
            put(filler, &mut act.recipients, &mut act.past_recipients);
        }
    }
    if act.actors.is_empty() && act.past_actors.is_empty() && act.roles != Roles::Undergo {
        let sources = sources(&TABLE.actor, act.event);
        if let Some((source, filler)) = find(s, act, sources, &act.recipients, history) {
            act.note("unnamed actor", format!("{source:?}"));
            put(filler, &mut act.actors, &mut act.past_actors);
        }
    }
}

/// Where the table says to look, best first; nowhere for a type that it lacks.
fn sources(table: &BTreeMap<EventType, Vec<Source>>, event: EventType) -> &[Source] {
    table.get(&event).map_or(&[], Vec::as_slice)
}

/// Puts what was found among the parties of this sentence or of those before.
fn put(filler: Filler, here: &mut Vec<usize>, past: &mut Vec<Past>) {
    match filler {
        Filler::Mention(m) => here.push(m),
        Filler::Past(party) => past.push(party),
    }
}

fn find(
    s: &Sentence<'_>,
    act: &Act,
    sources: &[Source],
    other: &[usize],
    history: &History,
) -> Option<(Source, Filler)> {
    sources
        .iter()
        .find_map(|&source| Some((source, look(s, act, source, other, history)?)))
}

fn look(
    s: &Sentence<'_>,
    act: &Act,
    source: Source,
    other: &[usize],
    history: &History,
) -> Option<Filler> {
    let taken = |m: usize| {
        let mention = &s.mentions[m];
        other.contains(&m)
            || act.speakers.contains(&m)
            || !mention.party()
            || mention.country.is_none()
            || other
                .iter()
                .any(|&o| s.mentions[o].country == mention.country)
    };
    match source {
        Source::Before => (0..s.mentions.len())
            .rev()
            .find(|&m| s.mentions[m].last <= act.trigger.start && !taken(m))
            .map(Filler::Mention),
        Source::After => (0..s.mentions.len())
            .find(|&m| s.mentions[m].first >= act.trigger.end && !taken(m))
            .map(Filler::Mention),
        Source::Main => {
            let main = (0..s.len())
                .find(|&t| matches!(s.verbs[t], Some(VerbForm::Finite | VerbForm::Passive)))?;
            (0..s.mentions.len())
                .find(|&m| s.mentions[m].last <= main && !taken(m))
                .map(Filler::Mention)
        }
        Source::Scene => {
            let place = act.place.filter(|&m| s.mentions[m].country.is_some());
            place.map(Filler::Mention).or_else(|| {
                history
                    .scene
                    .clone()
                    .map(|code| Filler::Past(Past::state(code)))
            })
        }
        Source::Domestic => {
            let code = other.iter().find_map(|&m| s.mentions[m].country.clone())?;
            Some(Filler::Past(Past::state(code)))
        }
        Source::Document => history
            .antecedent(
                |p| {
                    p.country.is_some()
                        && !other.iter().any(|&o| s.mentions[o].country == p.country)
                },
                s.index,
            )
            .cloned()
            .map(Filler::Past),
    }
}
