//! Who says so: speakers of the clause in which an act stands.

use super::act::Act;
use super::{roles, subjects};
use crate::sentence::{Sentence, VerbForm};
use crate::words::{Class, Words};
use std::ops::Range;

/// Sets the speakers of every act that a verb of saying or "according to" governs.
pub(super) fn ascribe(s: &Sentence<'_>, acts: &mut [Act]) {
    let saying: Vec<(Range<usize>, Vec<usize>)> = says(s);
    let sources = according(s);
    for act in acts {
        let at = act.trigger.start;
        let mut speakers: Vec<usize> = Vec::new();
        for (content, who) in &saying {
            if content.contains(&at) {
                speakers = who.clone();
            }
        }
        if speakers.is_empty() {
            speakers = sources.clone();
        }
        speakers.retain(|m| !act.actors.contains(m));
        // An official who tells of an act of his own administration is its actor, not a speaker.
        let own = speakers.iter().any(|&m| {
            let country = s.mentions[m].country.as_deref();
            country.is_some()
                && act
                    .actors
                    .iter()
                    .any(|&a| s.mentions[a].country.as_deref() == country)
        });
        if own {
            continue;
        }
        if !speakers.is_empty() {
            let words: Vec<&str> = speakers
                .iter()
                .map(|&m| s.raw(s.mentions[m].first..s.mentions[m].last))
                .collect();
            act.note("speaker", words.join(", "));
        }
        act.speakers = speakers;
    }
}

/// Each verb of saying with what it says and who speaks.
fn says(s: &Sentence<'_>) -> Vec<(Range<usize>, Vec<usize>)> {
    let mut found = Vec::new();
    for verb in 0..s.len() {
        if !s.is(verb, Class::SPEECH) || !matches!(s.verbs[verb], Some(VerbForm::Finite)) {
            continue;
        }
        let mut subject = roles::heads(s, &subjects::subject_of(s, verb, 0));
        // "…, said the minister": the speaker stands after the verb.
        if subject.is_empty() {
            let after = verb + 1..(verb + 7).min(s.len());
            subject = roles::heads(s, &after);
        }
        if subject.is_empty() {
            continue;
        }
        let quoted_before = verb.checked_sub(1).is_some_and(|_| {
            (0..verb)
                .rev()
                .take(14)
                .any(|t| matches!(s.word(t), "\"" | "”" | ","))
        });
        let content = if ends_sentence(s, verb) && quoted_before {
            0..verb
        } else {
            verb + 1..s.len()
        };
        found.push((content, subject));
    }
    found
}

/// Whether nothing but the speaker, a listener or a date stands between the verb and the end.
fn ends_sentence(s: &Sentence<'_>, verb: usize) -> bool {
    let rest = verb + 1..s.len();
    !rest.clone().any(|t| {
        s.word(t) == "that"
            || (s.verbs[t].is_some() && t > verb)
            || matches!(s.word(t), "“")
            || s.word(t) == ":"
    })
}

/// The parties after "according to".
fn according(s: &Sentence<'_>) -> Vec<usize> {
    let phrases = &Words::get().according;
    for at in 0..s.len() {
        for phrase in phrases {
            if phrase
                .iter()
                .enumerate()
                .all(|(i, word)| s.word(at + i) == word)
            {
                let region = at + phrase.len()..(at + phrase.len() + 10).min(s.len());
                return roles::heads(s, &region).into_iter().collect();
            }
        }
    }
    Vec::new()
}
