//! Shallow syntax: where a verb's subject and object stand, and where clauses end.

use crate::parties::goes_on;
use crate::sentence::{Sentence, VerbForm};
use crate::words::Class;
use std::ops::Range;

/// Auxiliaries and adverbs that stand between subject and verb.
fn in_verb_group(s: &Sentence<'_>, token: usize) -> bool {
    s.is(
        token,
        Class::BE
            .or(Class::HAVE)
            .or(Class::DO)
            .or(Class::GET)
            .or(Class::FUTURE)
            .or(Class::HYPOTHETICAL)
            .or(Class::ADVERB)
            .or(Class::NEGATION),
    ) && s.mention_at(token).is_none()
}

/// First token of the verb group that ends in a verb: its auxiliaries, modals and adverbs.
pub(super) fn group_start(s: &Sentence<'_>, verb: usize) -> usize {
    let mut at = verb;
    while at > 0
        && (in_verb_group(s, at - 1)
            || s.word(at - 1) == "\"" && at > 1 && in_verb_group(s, at - 2))
    {
        at -= 1;
    }
    at
}

/// Whether a token is a verb that carries a clause.
fn carries_clause(s: &Sentence<'_>, token: usize) -> bool {
    matches!(s.verbs[token], Some(VerbForm::Finite | VerbForm::Passive))
        || (s.is(
            token,
            Class::BE
                .or(Class::HAVE)
                .or(Class::FUTURE)
                .or(Class::HYPOTHETICAL),
        ) && s.mention_at(token).is_none()
            && s.trigger_at(token).is_none())
}

/// A clause boundary when reading to the left.
fn closes_left(s: &Sentence<'_>, token: usize) -> bool {
    matches!(
        s.word(token),
        ";" | ":" | "\"" | "“" | "”" | "—" | "–" | "(" | ")"
    ) || (s.is(token, Class::SUBORDINATOR) && !as_preposition(s, token))
}

/// "as" and "than" and "since" before a noun are prepositions.
fn as_preposition(s: &Sentence<'_>, token: usize) -> bool {
    match s.word(token) {
        "as" => !follows_clause(s, token),
        "than" | "so" => true,
        "that" => false,
        "after" | "before" | "since" | "until" => !follows_clause(s, token),
        _ => false,
    }
}

/// Whether a verb that carries a clause, or a gerund, comes before the next comma.
fn follows_clause(s: &Sentence<'_>, token: usize) -> bool {
    (token + 1..s.len().min(token + 12))
        .take_while(|&t| s.word(t) != ",")
        .any(|t| carries_clause(s, t) || (t == token + 1 && s.verbs[t] == Some(VerbForm::Gerund)))
}

/// The tokens in which the subject of a verb group stands, read to the left from `end`.
pub(super) fn subject_region(s: &Sentence<'_>, end: usize) -> Range<usize> {
    let mut start = end;
    while let Some(at) = start.checked_sub(1) {
        if s.word(at) == ")"
            && let Some(open) = (at.saturating_sub(12)..at)
                .rev()
                .find(|&t| s.word(t) == "(")
        {
            // A parenthesis belongs to the noun before it.
            start = open;
            continue;
        }
        if closes_left(s, at) || s.is(at, Class::RELATIVE) || carries_clause(s, at) {
            break;
        }
        if s.is(at, Class::CONJUNCTION) && !list_conjunction(s, at) {
            break;
        }
        if s.word(at) == "," {
            match over_comma(s, at, start == end) {
                Some(new_start) => {
                    start = new_start;
                    continue;
                }
                None => break,
            }
        }
        start = at;
    }
    start..end
}

/// "Poland and Latvia": a conjunction between two parties or nouns, not between two clauses.
fn list_conjunction(s: &Sentence<'_>, at: usize) -> bool {
    let left = at
        .checked_sub(1)
        .is_some_and(|l| s.mention_at(l).is_some() || s.word(l) == "," || !carries_clause(s, l));
    let Some(right) = (at + 1..(at + 7).min(s.len())).find(|&t| s.mention_at(t).is_some()) else {
        return false;
    };
    left && !(at + 1..right).any(|t| carries_clause(s, t) || s.verbs[t].is_some())
}

/// A comma inside the subject: a list, an apposition or a relative clause is passed over.
/// Gives the token from which to read on, or `None` where the comma ends the clause.
fn over_comma(s: &Sentence<'_>, comma: usize, adjacent: bool) -> Option<usize> {
    // A list: "France, Italy and Spain".
    let listed = |t: usize| s.mention_at(t).is_some_and(|m| s.mentions[m].party());
    if comma > 0 && listed(comma - 1) && !adjacent {
        let right = (comma + 1..(comma + 5).min(s.len())).find(|&t| s.mention_at(t).is_some());
        let joined = right.is_some_and(|t| {
            (comma + 1..t).all(|u| {
                s.is(
                    u,
                    Class::DETERMINER.or(Class::CONJUNCTION).or(Class::ADVERB),
                ) || !s.is(u, Class::VERB)
            })
        });
        let on = right
            .and_then(|t| s.mention_at(t))
            .is_some_and(|m| goes_on(s, &s.mentions, m));
        if joined && (on || (comma + 1..s.len().min(comma + 14)).any(|t| s.word(t) == "and")) {
            return Some(comma);
        }
    }
    if !adjacent {
        return None;
    }
    // The comma stands right before the verb: find the comma that opens the insertion.
    let open = (0..comma).rev().take(28).find(|&t| s.word(t) == ",")?;
    let inside = open + 1..comma;
    let first = inside.start;
    let relative =
        s.is(first, Class::RELATIVE) || matches!(s.word(first), "including" | "led" | "along");
    let verbless = !inside
        .clone()
        .any(|t| carries_clause(s, t) || s.is(t, Class::SUBORDINATOR));
    if relative || verbless {
        Some(open)
    } else {
        None
    }
}

/// The tokens in which what a verb acts on stands, read to the right from `start`.
pub(super) fn object_region(s: &Sentence<'_>, start: usize) -> Range<usize> {
    region_after(s, start, false)
}

/// The tokens after a noun up to the verb of which it may be the subject.
pub(super) fn noun_region(s: &Sentence<'_>, start: usize) -> Range<usize> {
    region_after(s, start, true)
}

fn region_after(s: &Sentence<'_>, start: usize, noun: bool) -> Range<usize> {
    let mut end = start;
    while end < s.len() {
        let at = end;
        if closes_right(s, at) {
            break;
        }
        if carries_clause(s, at)
            || s.verbs[at] == Some(VerbForm::Infinitive)
            || s.verbs[at] == Some(VerbForm::Gerund)
        {
            if s.verbs[at] == Some(VerbForm::Gerund) && at == start {
                break;
            }
            // The verb's own subject begins before it.
            let own = if carries_clause(s, at) {
                clause_onset(s, start, at, noun)
            } else {
                before_particle(s, at)
            };
            return start..own.max(start);
        }
        if s.is(at, Class::CONJUNCTION) && verb_follows(s, at) {
            break;
        }
        if s.word(at) == "," && ends_object(s, at) {
            break;
        }
        end = at + 1;
    }
    start..end
}

fn closes_right(s: &Sentence<'_>, at: usize) -> bool {
    matches!(s.word(at), ";" | ":" | "—" | "–" | "“" | "\"" | "(")
        || (s.is(at, Class::SUBORDINATOR) && !as_preposition(s, at))
        || (s.is(at, Class::RELATIVE) && s.word(at) != "that")
        || (s.word(at) == "that" && follows_clause(s, at))
}

/// "and" before a verb: "expelled two diplomats and closed the consulate".
pub(super) fn verb_follows(s: &Sentence<'_>, at: usize) -> bool {
    (at + 1..(at + 4).min(s.len()))
        .find(|&t| !in_verb_group(s, t) || carries_clause(s, t))
        .is_some_and(|t| s.verbs[t].is_some() || carries_clause(s, t))
}

fn before_particle(s: &Sentence<'_>, verb: usize) -> usize {
    let mut at = verb;
    while at > 0 && (s.word(at - 1) == "to" || s.is(at - 1, Class::NEGATION.or(Class::ADVERB))) {
        at -= 1;
    }
    at
}

/// Where the clause of a verb begins that comes after an object: its subject, and no list before it.
fn clause_onset(s: &Sentence<'_>, start: usize, verb: usize, noun: bool) -> usize {
    let group = group_start(s, verb).max(start);
    let between = (start..group).any(|t| s.word(t) == "between");
    let boundary = (start..group)
        .rev()
        .find(|&t| s.word(t) == "," || s.is(t, Class::CONJUNCTION));
    match boundary {
        Some(at) if !between => at,
        // "the sanctions it has imposed": what stands right before the verb is its subject.
        _ if between || noun => group,
        _ => group
            .checked_sub(1)
            .and_then(|t| s.mention_at(t))
            .map_or(group, |m| s.mentions[m].first.max(start)),
    }
}

/// A comma after which no object goes on: before a gerund, a conjunction with a verb, a subordinate clause.
fn ends_object(s: &Sentence<'_>, comma: usize) -> bool {
    let next = comma + 1;
    if next >= s.len() || s.is(next, Class::SUBORDINATOR.or(Class::RELATIVE)) {
        return true;
    }
    if s.verbs[next].is_some() || carries_clause(s, next) {
        return true;
    }
    if s.is(next, Class::ADVERB) && next + 1 < s.len() && s.verbs[next + 1].is_some() {
        return true;
    }
    s.is(next, Class::CONJUNCTION) && verb_follows(s, next)
}

/// The verb that carries the clause to the left of a position, if no stronger boundary lies between.
pub(super) fn verb_to_left(s: &Sentence<'_>, from: usize, limit: usize) -> Option<usize> {
    (from.saturating_sub(limit)..from)
        .rev()
        .take_while(|&t| s.word(t) != ";")
        .find(|&t| s.verbs[t].is_some())
}

/// The first verb of the sentence that carries a clause.
pub(super) fn main_verb(s: &Sentence<'_>) -> Option<usize> {
    (0..s.len()).find(|&t| matches!(s.verbs[t], Some(VerbForm::Finite | VerbForm::Passive)))
}
