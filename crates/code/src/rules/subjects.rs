//! Where the subject of a verb stands, whatever its form: relative, infinitive, gerund, coordinated.

use super::clause;
use super::roles::{heads, mentions_in, nearest};
use crate::parties::MentionKind;
use crate::sentence::{Sentence, VerbForm};
use crate::words::Class;
use std::ops::Range;

/// The subject of a verb, whatever its form: regions of who acts, by shallow syntax.
pub(super) fn subject_of(s: &Sentence<'_>, verb: usize, depth: usize) -> Range<usize> {
    if depth > 4 {
        return 0..0;
    }
    let group = clause::group_start(s, verb);
    match s.verbs[verb] {
        Some(VerbForm::Infinitive) => infinitive_subject(s, verb, depth),
        Some(VerbForm::Gerund) => gerund_subject(s, verb, depth),
        Some(VerbForm::ReducedPassive) => clause::subject_region(s, group),
        _ => {
            let Some(prev) = group.checked_sub(1) else {
                return 0..0;
            };
            if s.word(prev) == "to" {
                // "to have been expelled"
                return infinitive_subject(s, verb, depth);
            }
            if s.is(prev, Class::CONJUNCTION) || (s.word(prev) == "," && !comma_subject(s, prev)) {
                // "expelled two diplomats and closed …": the subject of the verb before.
                if let Some(other) = earlier_verb(s, prev, s.verbs[verb]) {
                    return subject_of(s, other, depth + 1);
                }
            }
            if s.is(prev, Class::RELATIVE) {
                return antecedent(s, prev);
            }
            clause::subject_region(s, group)
        }
    }
}

/// A comma right before a verb closes an insertion whose subject stands before it.
fn comma_subject(s: &Sentence<'_>, comma: usize) -> bool {
    !clause::subject_region(s, comma + 1).is_empty()
}

/// The verb to which a later one is joined: of the same form, and in no relative clause.
fn earlier_verb(s: &Sentence<'_>, from: usize, like: Option<VerbForm>) -> Option<usize> {
    let carries = |t: usize| matches!(s.verbs[t], Some(VerbForm::Finite | VerbForm::Passive));
    let relative = |t: usize| {
        let group = clause::group_start(s, t);
        let start = clause::subject_region(s, group).start;
        s.is(group.saturating_sub(1), Class::RELATIVE)
            || s.is(start.saturating_sub(1), Class::RELATIVE)
    };
    let wanted = |t: usize| match like {
        Some(VerbForm::Infinitive) => s.verbs[t] == Some(VerbForm::Infinitive),
        Some(VerbForm::Gerund) => {
            let governed = t > 0 && s.is(t - 1, Class::PREPOSITION) && s.word(t - 1) != "by";
            s.verbs[t] == Some(VerbForm::Gerund) && !governed || carries(t)
        }
        _ => carries(t),
    };
    (0..from)
        .rev()
        .find(|&t| wanted(t) && !relative(t))
        .or_else(|| (0..from).rev().find(|&t| s.verbs[t].is_some()))
}

/// The noun phrase that a relative pronoun goes back to.
fn antecedent(s: &Sentence<'_>, relative: usize) -> Range<usize> {
    let mut end = relative;
    if end > 0 && s.word(end - 1) == "," {
        end -= 1;
    }
    clause::subject_region(s, end)
}

/// "Aliyev's decision to pardon", "its plan to close": whose decision or plan it is.
fn possessor(s: &Sentence<'_>, to: usize) -> Option<Range<usize>> {
    let noun = to.checked_sub(1)?;
    if s.verbs[noun].is_some() || s.mention_at(noun).is_some() {
        return None;
    }
    let m = (noun.saturating_sub(4)..noun)
        .rev()
        .take_while(|&t| s.verbs[t].is_none() && !s.punctuation_mark(t))
        .find_map(|t| {
            let m = s.mention_at(t)?;
            let mention = &s.mentions[m];
            let owns = matches!(s.word(mention.last), "'s" | "'")
                || mention.kind == MentionKind::Adjective
                || mention.kind == MentionKind::Pronoun && mention.modifier;
            owns.then_some(m)
        })?;
    Some(s.mentions[m].first..s.mentions[m].last)
}

/// "the decision of the government to expel": whose decision it is.
fn decider(s: &Sentence<'_>, to: usize) -> Option<Range<usize>> {
    let noun = (to.saturating_sub(12)..to)
        .rev()
        .take_while(|&t| s.verbs[t].is_none())
        .find(|&t| {
            matches!(
                s.word(t),
                "decision"
                    | "plan"
                    | "plans"
                    | "intention"
                    | "attempt"
                    | "attempts"
                    | "effort"
                    | "efforts"
                    | "refusal"
                    | "threat"
                    | "offer"
                    | "promise"
                    | "pledge"
                    | "agreement"
                    | "bid"
                    | "move"
            ) && matches!(s.word(t + 1), "of" | "by")
        })?;
    Some(noun + 2..to)
}

/// "agreed to expel", "ordered Russia to close": subject of the governing verb, or its object.
fn infinitive_subject(s: &Sentence<'_>, verb: usize, depth: usize) -> Range<usize> {
    if let Some(to) = (0..verb).rev().find(|&t| s.word(t) == "to")
        && let Some(owner) = possessor(s, to).or_else(|| decider(s, to))
    {
        return owner;
    }
    let Some(governor) = clause::verb_to_left(s, verb.saturating_sub(1), 30) else {
        let to = (0..verb).rev().find(|&t| s.word(t) == "to").unwrap_or(verb);
        return clause::subject_region(s, to);
    };
    let after = s
        .trigger_at(governor)
        .map_or(governor + 1, |n| s.triggers[n].last);
    let between = after..verb;
    if s.is(governor, Class::OBJECT_CONTROL) || matches!(s.word(after), "on" | "upon" | "for") {
        let controlled = mentions_in(s, &between).find(|&m| s.mentions[m].party());
        if controlled.is_some() {
            return between;
        }
    }
    if s.verbs[governor] == Some(VerbForm::Passive) && s.is(governor, Class::OBJECT_CONTROL) {
        return subject_of(s, governor, depth + 1);
    }
    subject_of(s, governor, depth + 1)
}

/// "accusing Moscow of …", "by closing …", "accused Iran of attacking …".
fn gerund_subject(s: &Sentence<'_>, verb: usize, depth: usize) -> Range<usize> {
    let Some(prev) = clause::group_start(s, verb).checked_sub(1) else {
        // At the head of the sentence: the subject of the main clause.
        return clause::main_verb(s)
            .filter(|&v| v > verb)
            .map_or(0..0, |v| subject_of(s, v, depth + 1));
    };
    if s.is(prev, Class::PREPOSITION.or(Class::SUBORDINATOR)) {
        let governor = clause::verb_to_left(s, prev, 30);
        let of_other = matches!(s.word(prev), "of" | "for" | "from" | "over");
        if let Some(governor) = governor {
            let after = s
                .trigger_at(governor)
                .map_or(governor + 1, |n| s.triggers[n].last);
            let between = after..prev;
            if of_other && s.verbs[governor] != Some(VerbForm::Passive) {
                let object = mentions_in(s, &between).find(|&m| s.mentions[m].party());
                if object.is_some() {
                    return between;
                }
            }
            return subject_of(s, governor, depth + 1);
        }
        return clause::main_verb(s)
            .filter(|&v| v != verb)
            .map_or(0..0, |v| subject_of(s, v, depth + 1));
    }
    if s.word(prev) == "," || s.is(prev, Class::CONJUNCTION) {
        let like = if s.word(prev) == "," {
            None
        } else {
            s.verbs[verb]
        };
        if let Some(other) = earlier_verb(s, prev, like) {
            return subject_of(s, other, depth + 1);
        }
    }
    if s.mention_at(prev).is_some() {
        return clause::subject_region(s, prev + 1);
    }
    earlier_verb(s, prev, None).map_or_else(
        || clause::subject_region(s, prev + 1),
        |v| subject_of(s, v, depth + 1),
    )
}

/// Who acts where the clause itself names nobody: the subject of the sentence, if it comes before.
pub(super) fn fallback_subject(s: &Sentence<'_>, verb: usize, tried: &Range<usize>) -> Vec<usize> {
    let relative = tried
        .start
        .checked_sub(1)
        .is_some_and(|t| s.is(t, Class::RELATIVE))
        || s.is(
            clause::group_start(s, verb).saturating_sub(1),
            Class::RELATIVE,
        );
    let dependent = matches!(s.verbs[verb], Some(VerbForm::Gerund | VerbForm::Infinitive));
    let own_noun = s.verbs[verb] == Some(VerbForm::Gerund)
        && verb.checked_sub(1).is_some_and(|t| {
            !s.punctuation(t)
                && !s.is(
                    t,
                    Class::PREPOSITION
                        .or(Class::CONJUNCTION)
                        .or(Class::SUBORDINATOR)
                        .or(Class::ADVERB),
                )
        });
    if !(relative || dependent || tried.is_empty()) || own_noun {
        return Vec::new();
    }
    let Some(main) = clause::main_verb(s).filter(|&main| main < verb) else {
        // No verb before it carries a clause that the word list knows: the first party of the sentence.
        let before = 0..clause::group_start(s, verb);
        let participial = s.verbs[verb] == Some(VerbForm::Gerund);
        return if participial {
            heads(s, &before)
        } else {
            Vec::new()
        };
    };
    let region = subject_of(s, main, 0);
    if region == *tried {
        Vec::new()
    } else {
        heads(s, &region)
    }
}

/// "which Russia recognised": the object of a verb in a relative clause is what the clause goes back to.
pub(super) fn relative_object(
    s: &Sentence<'_>,
    _verb: usize,
    subject: &Range<usize>,
) -> Vec<usize> {
    let Some(relative) = subject
        .start
        .checked_sub(1)
        .filter(|&t| matches!(s.word(t), "which" | "whom" | "that" | "who"))
    else {
        return Vec::new();
    };
    if subject.is_empty() {
        return Vec::new();
    }
    nearest(s, &antecedent(s, relative))
}
