//! What the words around a trigger say of the act's reality: negation, modals, plans and considerations.

use super::act::Act;
use super::clause;
use crate::sentence::{Knowledge, Sentence, VerbForm};
use crate::words::Class;
use chancery_codebook::{EventType, Status};
use std::ops::Range;

/// Sets the status of every act from its verb group and what governs it.
pub(super) fn judge(s: &Sentence<'_>, acts: &mut [Act], _know: Knowledge<'_>) {
    for act in acts {
        let found = if act.verbal() {
            verbal(s, act.trigger.start, act.form, 0)
        } else {
            nominal(s, act)
        };
        if let Some((status, words)) = found {
            act.status = status;
            act.note(
                "status",
                format!("`{}` makes it {status}", s.raw(words.clone())),
            );
            act.status_words = Some(words);
        }
        promised(s, act);
    }
}

/// Whether the one who says that it will be done is the one who will: "Iceland said it would".
fn said_by_actor(s: &Sentence<'_>, act: &Act) -> bool {
    let group = clause::group_start(s, act.trigger.start);
    let Some(verb) = (group.saturating_sub(7)..group)
        .rev()
        .find(|&t| s.is(t, Class::SPEECH) && s.verbs[t].is_some())
    else {
        return false;
    };
    let speaker = super::roles::heads(s, &super::subjects::subject_of(s, verb, 0));
    let country = |list: &[usize]| list.iter().find_map(|&m| s.mentions[m].country.clone());
    country(&speaker).is_some() && country(&speaker) == country(&act.actors)
}

type Judgement = Option<(Status, Range<usize>)>;

fn one(status: Status, token: usize) -> Judgement {
    Some((status, token..token + 1))
}

fn verbal(s: &Sentence<'_>, verb: usize, form: Option<VerbForm>, depth: usize) -> Judgement {
    let start = clause::group_start(s, verb);
    let group = start..verb;
    if let Some(t) = group
        .clone()
        .find(|&t| s.is(t, Class::NEGATION) && !s.is(t, Class::DETERMINER))
    {
        // "if it does not withdraw": open, whichever way.
        return one(
            if condition(s, start) {
                Status::Hypothetical
            } else {
                Status::Negated
            },
            t,
        );
    }
    if let Some(t) = group.clone().find(|&t| s.is(t, Class::FUTURE)) {
        return one(Status::Future, t);
    }
    if let Some(t) = group.clone().find(|&t| s.is(t, Class::HYPOTHETICAL)) {
        if matches!(s.word(t), "would" | "'d") && reported(s, start) {
            // "said it would": a future told in the past.
            return one(Status::Future, t);
        }
        return one(Status::Hypothetical, t);
    }
    if let Some(t) = denied(s, start) {
        return one(Status::Negated, t);
    }
    if condition(s, start) {
        return one(Status::Hypothetical, start.saturating_sub(1));
    }
    match form {
        Some(VerbForm::Infinitive) => infinitive(s, verb, depth),
        Some(VerbForm::Passive) if matches!(s.word(verb.saturating_sub(1)), "be" | "being") => {
            // "to be expelled": the infinitive stands before "be".
            let be = verb.saturating_sub(1);
            if s.word(be) == "be" && be > 0 && s.word(be - 1) == "to" {
                infinitive(s, be, depth)
            } else {
                None
            }
        }
        Some(VerbForm::Gerund) => gerund(s, start),
        _ => None,
    }
}

/// Whether a verb of saying stands right before the subject of a clause: "said she would", "announced that it would".
fn reported(s: &Sentence<'_>, group: usize) -> bool {
    (group.saturating_sub(6)..group)
        .rev()
        .take_while(|&t| !s.punctuation(t))
        .any(|t| s.is(t, Class::SPEECH) && matches!(s.verbs[t], Some(VerbForm::Finite)))
}

/// "denied that its troops had attacked": what is denied is said not to have happened.
fn denied(s: &Sentence<'_>, group: usize) -> Option<usize> {
    (group.saturating_sub(8)..group)
        .rev()
        .take_while(|&t| !s.punctuation(t))
        .find(|&t| {
            matches!(s.word(t), "denied" | "denies" | "deny" | "denying")
                && s.verbs[t].is_some()
                && t + 1 < group
        })
}

/// "if" or "unless" opens the clause.
fn condition(s: &Sentence<'_>, start: usize) -> bool {
    (start.saturating_sub(8)..start)
        .rev()
        .take_while(|&t| !matches!(s.word(t), "," | ";" | "."))
        .any(|t| matches!(s.word(t), "if" | "unless" | "whether"))
}

fn infinitive(s: &Sentence<'_>, verb: usize, depth: usize) -> Judgement {
    let to = (0..verb).rev().find(|&t| s.word(t) == "to")?;
    let before = to.checked_sub(1)?;
    if s.is(before, Class::BE) || (s.word(before) == "due") || s.word(before) == "set" {
        return one(Status::Future, before);
    }
    // The governing word, passing over an object ("ordered Russia to", "wants its envoy to").
    for t in (to.saturating_sub(9)..to).rev() {
        if matches!(s.word(t), "," | ";") {
            break;
        }
        if s.is(t, Class::FAIL) {
            return one(Status::Negated, t);
        }
        if s.is(t, Class::PLAN) {
            return one(Status::Future, t);
        }
        if matches!(
            s.word(t),
            "tries"
                | "try"
                | "tried"
                | "trying"
                | "attempt"
                | "attempts"
                | "attempted"
                | "attempting"
        ) {
            // Attempts are acts (CODEBOOK, types).
            return None;
        }
        if s.is(t, Class::CONSIDER) {
            return one(Status::Hypothetical, t);
        }
        if s.is(t, Class::POSSIBLE) && t + 1 == to {
            return one(Status::Hypothetical, t);
        }
        if s.verbs[t].is_some() {
            // Another verb governs: what holds of it holds of its infinitive.
            return if depth < 3 {
                verbal(s, t, s.verbs[t], depth + 1)
            } else {
                None
            };
        }
    }
    None
}

fn gerund(s: &Sentence<'_>, start: usize) -> Judgement {
    let before = start.checked_sub(1)?;
    if s.is(before, Class::CONSIDER) && s.verbs[before].is_some() {
        return one(Status::Hypothetical, before);
    }
    if s.is(before, Class::PLAN) && s.verbs[before].is_some() {
        return one(Status::Future, before);
    }
    if s.word(before) == "without" || s.is(before, Class::FAIL) {
        return one(Status::Negated, before);
    }
    if matches!(s.word(before), "of" | "on" | "for" | "against")
        && before > 0
        && s.is(before - 1, Class::POSSIBLE)
    {
        return one(Status::Hypothetical, before - 1);
    }
    if s.word(before) == "from" {
        // "barred from entering", "refrain from attacking"
        return one(Status::Negated, before);
    }
    None
}

fn nominal(s: &Sentence<'_>, act: &Act) -> Judgement {
    let front = act.subject.start..act.trigger.start;
    if let Some(t) = front.clone().find(|&t| s.is(t, Class::POSSIBLE)) {
        let status = if matches!(
            s.word(t),
            "planned" | "scheduled" | "upcoming" | "impending" | "future"
        ) {
            Status::Future
        } else {
            Status::Hypothetical
        };
        return one(status, t);
    }
    if let Some(t) = front.clone().find(|&t| s.word(t) == "no") {
        return one(Status::Negated, t);
    }
    // "talks are expected to continue"
    let after = act.object.end;
    if s.is(after, Class::BE)
        && matches!(
            s.word(after + 1),
            "expected" | "set" | "due" | "scheduled" | "planned"
        )
    {
        return one(Status::Future, after + 1);
    }
    // The object of a verb of considering or planning, within five words.
    let start = act.subject.start;
    for t in (start.saturating_sub(5)..start).rev() {
        if s.punctuation(t) || s.is(t, Class::SUBORDINATOR) {
            break;
        }
        if s.is(t, Class::HYPOTHETICAL) && s.verbs[t].is_none() && !s.in_date(t) {
            // "could pave the way for a deal": the modal of a verb that is no trigger.
            return one(Status::Hypothetical, t);
        }
        if s.verbs[t].is_some() {
            if s.is(t, Class::CONSIDER) {
                return one(Status::Hypothetical, t);
            }
            if s.is(t, Class::PLAN) {
                return one(Status::Future, t);
            }
            return verbal(s, t, s.verbs[t], 1);
        }
        if s.is(t, Class::POSSIBLE) && s.word(t + 1) == "of" {
            return one(Status::Hypothetical, t);
        }
    }
    None
}

/// A future meeting, visit or agreement is AGREE, as PLOVER says; a promised withdrawal or easing CONCEDE.
fn promised(s: &Sentence<'_>, act: &mut Act) {
    if act.event == EventType::Reject && act.status == Status::Future {
        // Who says that he will not has refused already.
        act.status = Status::Actual;
    }
    if act.status != Status::Future {
        return;
    }
    let own = act.verbal() && said_by_actor(s, act);
    let expected = act
        .status_words
        .clone()
        .is_some_and(|w| s.word(w.start).starts_with("expect"));
    let becomes = match act.event {
        EventType::Consult if !expected => EventType::Agree,
        EventType::Support | EventType::Cooperate | EventType::Aid if own => EventType::Agree,
        EventType::Retreat | EventType::Concede if own => EventType::Concede,
        _ => return,
    };
    // "X will meet Y": the one who will is the actor, the other the recipient.
    if act.verbal() && act.recipients.is_empty() {
        let (others, own): (Vec<usize>, Vec<usize>) = act
            .actors
            .iter()
            .copied()
            .partition(|&m| s.mentions[m].first >= act.trigger.end);
        if !own.is_empty() {
            act.actors = own;
            act.recipients = others;
        }
    }
    act.event = becomes;
    act.mode = None;
    act.status = Status::Actual;
    act.note(
        "promised",
        format!("a future meeting or visit is {becomes}"),
    );
}
