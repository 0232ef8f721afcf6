//! The parties of an act told by a noun: before it, after it, or lent by a verb.

use super::act::Act;
use super::clause;
use super::roles::{self, Wanted};
use super::subjects;
use super::verbal::located;
use crate::parties::MentionKind;
use crate::sentence::{Sentence, VerbForm};
use crate::words::Class;
use chancery_codebook::{EventType, Mode};
use chancery_lexicon::Roles;
use std::ops::Range;

/// The words before a noun that modify it: "the second Russian consulate closure", "Iran's seizure".
pub(super) fn noun_front(s: &Sentence<'_>, noun: usize) -> Range<usize> {
    let mut start = noun;
    while let Some(at) = start.checked_sub(1) {
        let stop = s.punctuation(at) && !matches!(s.word(at), "'s" | "'" | "-" | "’s")
            || s.verbs[at].is_some()
            || s.is(
                at,
                Class::PREPOSITION
                    .or(Class::CONJUNCTION)
                    .or(Class::SUBORDINATOR)
                    .or(Class::RELATIVE)
                    .or(Class::BE)
                    .or(Class::HAVE),
            ) && s.mention_at(at).is_none()
            || noun - at > 8;
        if stop {
            break;
        }
        start = at;
        // A determiner opens the noun phrase; possessives do not.
        if matches!(
            s.word(at),
            "the" | "a" | "an" | "no" | "any" | "its" | "their" | "his" | "her"
        ) {
            break;
        }
    }
    start..noun
}

/// The words after a noun that belong to it: prepositional phrases up to the next clause.
pub(super) fn noun_back(s: &Sentence<'_>, start: usize) -> Range<usize> {
    let region = clause::noun_region(s, start);
    // A noun's complements begin with a preposition right away.
    let mut end = region.start;
    let mut phrase = false;
    for t in region.clone() {
        if s.is(t, Class::PREPOSITION) && s.mention_at(t).is_none() {
            phrase = true;
        } else if !phrase {
            break;
        }
        end = t + 1;
    }
    region.start..end
}

pub(super) fn nominal_parties(s: &Sentence<'_>, act: &mut Act, preps: &[String]) {
    let (front, back) = (act.subject.clone(), act.object.clone());
    let mut by = roles::by_agent(s, &back);
    if by.is_empty() && act.roles == Roles::Harm {
        by = roles::origin(s, &back);
    }
    let front_parties: Vec<usize> = roles::mentions_in(s, &front)
        .filter(|&m| !s.mentions[m].modifier || s.mentions[m].kind == MentionKind::Pronoun)
        .collect();
    let mut recipients = roles::objects(
        s,
        &back,
        Wanted {
            preps,
            direct_first: false,
            own: true,
            actors: &[],
        },
    );
    recipients.retain(|m| !by.contains(m));
    act.actors = by;
    if act.roles == Roles::Mutual {
        act.actors.extend(
            front_parties
                .iter()
                .copied()
                .filter(|&m| s.mentions[m].party()),
        );
        act.actors.extend(recipients);
        if act.actors.is_empty() {
            act.actors = light_verb_subject(s, act);
        }
        return;
    }
    if let Some(&first) = front_parties.first() {
        let mention = &s.mentions[first];
        let place_like = mention.kind == MentionKind::Place
            || (mention.locatable
                && act.roles == Roles::Harm
                && !possessive_after(s, mention.last));
        let undergone = personal(s, first) && undergone_noun(act);
        if undergone || place_like && !act.actors.is_empty() || mention.kind == MentionKind::Place {
            if recipients.is_empty() {
                recipients = vec![first];
            }
        } else if act.actors.is_empty() {
            act.actors = if s.is(act.trigger.start, Class::BE.or(Class::HAVE)) {
                roles::heads(s, &front)
            } else {
                vec![first]
            };
            // "Syria peace envoy's …": a second modifier is what is acted on ("U.S. Iran sanctions").
            if recipients.is_empty()
                && let Some(&second) = front_parties.get(1)
                && s.mentions[second].party()
            {
                recipients = vec![second];
            }
        } else if recipients.is_empty() {
            recipients = vec![first];
        }
    }
    let obtained = (act.subject.start.saturating_sub(2)..act.subject.start).any(|t| {
        matches!(
            s.word(t),
            "got" | "gotten" | "get" | "gets" | "received" | "receives"
        )
    });
    if act.actors.is_empty() || obtained && recipients.is_empty() {
        let found = light_verb_subject(s, act);
        if act.actors.is_empty() {
            act.actors = found;
        }
        if recipients.is_empty() {
            recipients = std::mem::take(&mut act.recipients);
        }
    }
    if recipients.is_empty() && act.roles == Roles::Harm {
        recipients = located(s, &back);
    }
    if recipients.is_empty() && act.event == EventType::Protest {
        recipients = roles::mentions_in(s, &front)
            .filter(|&m| against(s, m))
            .collect();
    }
    recipients.retain(|m| !act.actors.contains(m));
    act.recipients = recipients;
}

/// "anti-Japanese": what a demonstration is directed against.
fn against(s: &Sentence<'_>, m: usize) -> bool {
    let first = s.mentions[m].first;
    first >= 2 && s.word(first - 1) == "-" && s.word(first - 2) == "anti"
}

/// A person, or a pronoun for one.
fn personal(s: &Sentence<'_>, m: usize) -> bool {
    let mention = &s.mentions[m];
    match mention.kind {
        MentionKind::Pronoun => matches!(s.word(mention.first), "his" | "her" | "their"),
        _ => {
            mention.name.is_some() && mention.country.is_none()
                || mention.personal("") && mention.name.is_some()
        }
    }
}

/// "his arrest", "her expulsion", "Olmert's assassination": the person undergoes it.
fn undergone_noun(act: &Act) -> bool {
    matches!(
        act.mode,
        Some(
            Mode::Arrest
                | Mode::Expel
                | Mode::Release
                | Mode::Deport
                | Mode::Targeted
                | Mode::Abduct
                | Mode::Convict
                | Mode::Torture
        )
    ) || act.result
}

fn possessive_after(s: &Sentence<'_>, token: usize) -> bool {
    matches!(s.word(token), "'s" | "'")
}

/// "launched an attack", "imposed sanctions": the subject of the verb whose object the noun is.
fn light_verb_subject(s: &Sentence<'_>, act: &mut Act) -> Vec<usize> {
    let start = act.subject.start;
    let Some(verb) = (start.saturating_sub(5)..start)
        .rev()
        .find(|&t| s.verbs[t].is_some() || s.word(t) == ",")
    else {
        return Vec::new();
    };
    let direct = (verb + 1..start).all(|t| {
        !s.is(t, Class::PREPOSITION.or(Class::SUBORDINATOR))
            || matches!(s.word(t), "out" | "for" | "in" | "into")
    });
    if !direct || s.verbs[verb].is_none() || !s.is(verb, Class::LIGHT) {
        return Vec::new();
    }
    let region = match s.verbs[verb] {
        Some(VerbForm::Passive | VerbForm::ReducedPassive) => return Vec::new(),
        _ => subjects::subject_of(s, verb, 0),
    };
    let found = roles::heads(s, &region);
    if matches!(
        s.word(verb),
        "get" | "gets" | "got" | "gotten" | "getting" | "receive" | "receives" | "received"
    ) {
        // Who gets it is the recipient.
        act.recipients = found;
        return Vec::new();
    }
    if !found.is_empty() {
        act.note(
            "light verb",
            format!("`{}` lends its subject", s.word(verb)),
        );
        // "gave Canada no notice": what stands between is to whom.
        let between = verb + 1..start;
        if act.recipients.is_empty() && !between.is_empty() {
            act.recipients = roles::mentions_in(s, &between)
                .filter(|&m| s.mentions[m].party())
                .take(1)
                .collect();
        }
    }
    found
}
