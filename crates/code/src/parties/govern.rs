//! The preposition that governs a mention, and what the members of a list share.

use super::{Mention, MentionKind};
use crate::sentence::Sentence;
use crate::words::Class;

/// "on Russia and the Crimea": the later members of a list stand under the preposition of the first.
pub(super) fn inherit_prepositions(s: &Sentence<'_>, mentions: &mut [Mention]) {
    for m in 1..mentions.len() {
        let gap = mentions[m - 1].last..mentions[m].first;
        let listed = mentions[m].prep.is_none()
            && !gap.is_empty()
            && gap.len() <= 4
            && (s.word(gap.start) == "," || s.is(gap.start, Class::CONJUNCTION))
            && gap.clone().all(|t| {
                s.word(t) == ","
                    || s.is(t, Class::CONJUNCTION.or(Class::DETERMINER))
                    || s.class(t) == Class::default() && !s.punctuation(t)
            })
            && (gap.clone().any(|t| s.is(t, Class::CONJUNCTION)) || goes_on(s, mentions, m));
        if listed {
            mentions[m].prep = mentions[m - 1].prep;
        }
    }
}

/// Whether a list of parties parted by commas goes on after a mention, up to an "and".
pub(crate) fn goes_on(s: &Sentence<'_>, mentions: &[Mention], m: usize) -> bool {
    for pair in mentions[m..].windows(2) {
        let gap = pair[0].last..pair[1].first;
        let plain = (1..=3).contains(&gap.len())
            && gap
                .clone()
                .all(|t| s.word(t) == "," || s.is(t, Class::CONJUNCTION.or(Class::DETERMINER)));
        if !plain || pair[1].kind == MentionKind::Pronoun {
            return false;
        }
        if gap.clone().any(|t| s.is(t, Class::CONJUNCTION)) {
            return true;
        }
    }
    false
}

/// "Indian and Chinese soldiers": the noun belongs to both nations.
pub(super) fn inherit_nouns(s: &Sentence<'_>, mentions: &mut [Mention]) {
    for m in (1..mentions.len()).rev() {
        let (left, right) = (&mentions[m - 1], &mentions[m]);
        let gap = left.last..right.first;
        let shared = left.kind == MentionKind::Adjective
            && right.role.is_some()
            && right.plural
            && gap.len() == 1
            && (s.is(gap.start, Class::CONJUNCTION) || s.word(gap.start) == ",");
        if shared {
            let (sector, role) = (right.sector.clone(), right.role.clone());
            mentions[m - 1].sector = sector;
            mentions[m - 1].role = role;
            mentions[m - 1].plural = true;
            mentions[m - 1].kind = MentionKind::Named;
        }
    }
}

/// The locative preposition before a place name that ends at a comma.
fn place_before(s: &Sentence<'_>, comma: usize) -> Option<usize> {
    let name = (comma.saturating_sub(4)..comma)
        .rev()
        .take_while(|&t| s.capital(t) && !s.punctuation(t))
        .last()?;
    name.checked_sub(1).filter(|&t| s.is(t, Class::LOCATIVE))
}

/// Finds the preposition that governs a mention, and whether it is the actor's own.
pub(super) fn govern(s: &Sentence<'_>, mention: &mut Mention) {
    let mut unknown = 0;
    let mut at = mention.first;
    while let Some(prev) = at.checked_sub(1) {
        at = prev;
        if matches!(s.word(at), "its" | "their" | "his" | "her") {
            mention.own = true;
            continue;
        }
        let approximate = matches!(s.word(at), "about" | "around" | "over" | "under" | "near")
            && (s.word(at + 1).starts_with(|c: char| c.is_ascii_digit())
                || s.is(at + 1, Class::DETERMINER));
        if approximate && s.word(at + 1) != "the" {
            continue;
        }
        if s.is(at, Class::PREPOSITION) && !s.is(at, Class::SUBORDINATOR) {
            mention.prep = Some(at);
            return;
        }
        if matches!(s.word(at), "after" | "since" | "before" | "as" | "than") {
            mention.prep = Some(at);
            return;
        }
        if s.is(at, Class::DETERMINER.or(Class::ADVERB)) || s.word(at) == "-" {
            continue;
        }
        if s.word(at) == "," && mention.locatable {
            // "in Shtula, northern Israel": the larger place stands under the preposition of the smaller.
            mention.prep = place_before(s, at);
            return;
        }
        let adjective = s.is(at, Class::PARTICIPLE) && s.trigger_at(at).is_none();
        let opaque = !adjective
            && (s.punctuation(at)
                || s.trigger_at(at).is_some()
                || s.is(
                    at,
                    Class::CONJUNCTION
                        .or(Class::SUBORDINATOR)
                        .or(Class::RELATIVE)
                        .or(Class::VERB)
                        .or(Class::BE)
                        .or(Class::HAVE),
                ));
        if opaque || matches!(s.word(at), "'s" | "'") {
            return;
        }
        unknown += 1;
        if unknown > 3 {
            return;
        }
    }
}
