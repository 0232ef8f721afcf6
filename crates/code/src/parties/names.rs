//! Mentions that the lexicon does not know: names of people, and pronouns.

use super::{Mention, MentionKind};
use crate::sentence::Sentence;
use crate::words::Class;

/// Two or more capitalised words that the lexicon does not know: a person by name, of no country yet.
pub(super) fn add_names(s: &Sentence<'_>, mentions: &mut Vec<Mention>) {
    let mut covered = vec![false; s.len()];
    for mention in mentions.iter() {
        covered[mention.first..mention.last.min(s.len())].fill(true);
    }
    let name = |t: usize| {
        !covered[t]
            && s.capital(t)
            && !s.punctuation(t)
            && s.trigger_at(t).is_none()
            && !s.is(
                t,
                Class::DETERMINER
                    .or(Class::PREPOSITION)
                    .or(Class::PRONOUN)
                    .or(Class::CONJUNCTION)
                    .or(Class::SUBORDINATOR)
                    .or(Class::ADVERB),
            )
    };
    let mut at = 0;
    while at < s.len() {
        let end = (at..s.len()).find(|&t| !name(t)).unwrap_or(s.len());
        if end - at >= 2 && end - at <= 5 {
            mentions.push(Mention {
                kind: MentionKind::Agent,
                name: Some(s.raw(at..end).to_owned()),
                ..blank(at, end, "a name that the lexicon does not know")
            });
        }
        at = end.max(at) + 1;
    }
    mentions.sort_by_key(|mention| mention.first);
}

fn blank(first: usize, last: usize, source: &str) -> Mention {
    Mention {
        first,
        last,
        kind: MentionKind::Pronoun,
        country: None,
        sector: None,
        name: None,
        role: None,
        lat: None,
        lon: None,
        prep: None,
        own: false,
        plural: false,
        locatable: false,
        modifier: false,
        host: None,
        source: source.to_owned(),
    }
}

const PRONOUNS: &[&str] = &[
    "he", "she", "they", "it", "him", "them", "his", "her", "their", "its",
];

pub(super) fn add_pronouns(s: &Sentence<'_>, mentions: &mut Vec<Mention>) {
    let mut covered = vec![false; s.len()];
    for mention in mentions.iter() {
        covered[mention.first..mention.last.min(s.len())].fill(true);
    }
    for (token, covered) in covered.iter().enumerate() {
        if *covered || !PRONOUNS.contains(&s.word(token)) {
            continue;
        }
        mentions.push(Mention {
            plural: matches!(s.word(token), "they" | "them" | "their"),
            modifier: matches!(s.word(token), "his" | "her" | "their" | "its"),
            ..blank(token, token + 1, "pronoun")
        });
    }
    mentions.sort_by_key(|mention| mention.first);
}
