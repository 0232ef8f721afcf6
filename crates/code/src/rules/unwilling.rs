//! "Will not lift the ban": whoever says that he will not yield, help or meet has refused (codebook, REJECT).

use super::act::Act;
use super::complement::refused;
use super::{roles, subjects};
use crate::sentence::{Sentence, VerbForm};
use crate::words::Class;
use chancery_codebook::{EventType, Measure, Status};

/// Makes REJECT of the acts that their own actor says it will not do.
pub(super) fn refuse(s: &Sentence<'_>, acts: &mut [Act]) {
    for act in acts {
        let kind = matches!(
            act.event,
            EventType::Retreat
                | EventType::Concede
                | EventType::Consult
                | EventType::Agree
                | EventType::Support
                | EventType::Cooperate
                | EventType::Aid
        );
        if !kind || act.status != Status::Negated || act.form == Some(VerbForm::Passive) {
            continue;
        }
        let Some(words) = act.status_words.clone() else {
            continue;
        };
        let state = s.word(act.trigger.start.saturating_sub(1)) == "be"
            && !s.word(act.trigger.start).ends_with("ing");
        if state || !of_will(s, words.start) {
            continue;
        }
        sides(s, act, words.start);
        act.note(
            "unwilling",
            format!("who will not {} has refused", s.raw(act.trigger.clone())),
        );
        let (mode, measure) = refused(act);
        act.mode = mode;
        act.measure = measure.or(act.measure.filter(|m| *m != Measure::Agreement));
        act.event = EventType::Reject;
        act.status = Status::Actual;
    }
}

/// Whoever stands before "will not" refuses; those with whom he would not are the other side.
fn sides(s: &Sentence<'_>, act: &mut Act, negation: usize) {
    let (own, others): (Vec<usize>, Vec<usize>) = act
        .actors
        .iter()
        .copied()
        .partition(|&m| s.mentions[m].first < negation);
    if others.is_empty() {
        return;
    }
    let subject = || {
        let verb = (negation..act.trigger.end).find(|&t| s.verbs[t].is_some());
        verb.map(|t| roles::heads(s, &subjects::subject_of(s, t, 0)))
            .unwrap_or_default()
    };
    act.actors = if own.is_empty() { subject() } else { own };
    if act.recipients.is_empty() {
        act.recipients = others;
    }
    act.mutual = false;
}

/// Whether a negation belongs to a verb of will: "will not", "would never", "won't".
fn of_will(s: &Sentence<'_>, negation: usize) -> bool {
    negation
        .checked_sub(1)
        .is_some_and(|t| matches!(s.word(t), "will" | "would" | "wo" | "shall" | "'ll" | "'d"))
        && s.is(negation, Class::NEGATION)
}
