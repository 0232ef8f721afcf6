//! Acts that are the content of a promise, refusal, threat or request: folded into it, its mode set by theirs.

use super::act::Act;
use crate::sentence::{Knowledge, Sentence, VerbForm};
use crate::words::Class;
use chancery_codebook::{EventType, Measure, Mode, Status};
use chancery_lexicon::Complement;

/// Folds each content act into the act that promises, refuses, threatens or requests it.
pub(super) fn fold(s: &Sentence<'_>, acts: &mut Vec<Act>, _know: Knowledge<'_>) {
    let mut gone = vec![false; acts.len()];
    for outer in 0..acts.len() {
        let Some(complement) = acts[outer].complement.filter(|c| *c != Complement::Stand) else {
            continue;
        };
        if gone[outer] {
            continue;
        }
        let mut first = None;
        for inner in outer + 1..acts.len() {
            if gone[inner]
                || !is_content(
                    s,
                    &acts[outer],
                    &acts[inner],
                    first.map(|i: usize| &acts[i]),
                )
            {
                continue;
            }
            if first.is_none() {
                first = Some(inner);
            }
            gone[inner] = true;
        }
        let content = first.map(|i| acts[i].clone());
        apply(s, &mut acts[outer], complement, content.as_ref());
    }
    let mut index = 0;
    acts.retain(|_| {
        index += 1;
        !gone[index - 1]
    });
}

/// Whether one act is said to be the content of another: it follows "to", "that", "for" or "from".
fn is_content(s: &Sentence<'_>, outer: &Act, inner: &Act, earlier: Option<&Act>) -> bool {
    let gap = outer.trigger.end..inner.trigger.start;
    if gap.len() > 16 || gap.clone().any(|t| matches!(s.word(t), ";" | "“" | "\"")) {
        return false;
    }
    if let Some(first) = earlier {
        // "to release him and withdraw": coordinated with the first content act.
        let between = first.trigger.end..inner.trigger.start;
        return first.verbal()
            && inner.form == Some(VerbForm::Infinitive)
            && between.clone().any(|t| s.is(t, Class::CONJUNCTION));
    }
    match inner.form {
        Some(VerbForm::Infinitive) => !gap.clone().any(|t| {
            s.verbs[t].is_some() && t + 1 != inner.trigger.start && s.trigger_at(t).is_some()
        }),
        Some(VerbForm::Finite | VerbForm::Passive) => {
            gap.clone().any(|t| {
                matches!(s.word(t), "that" | "it" | "they" | "he")
                    || s.is(t, Class::HYPOTHETICAL.or(Class::FUTURE))
            }) && !gap
                .clone()
                .any(|t| s.word(t) == "," || s.is(t, Class::SUBORDINATOR) && s.word(t) != "that")
        }
        Some(VerbForm::Gerund) => false,
        Some(VerbForm::ReducedPassive) => false,
        None => {
            // "called for the release of", "threatened sanctions", "offered talks"
            gap.len() <= 6
                && !gap
                    .clone()
                    .any(|t| s.verbs[t].is_some() || matches!(s.word(t), ","))
                && !gap.clone().any(|t| {
                    matches!(
                        s.word(t),
                        "over" | "after" | "in" | "at" | "by" | "during" | "following"
                    )
                })
        }
    }
}

fn apply(s: &Sentence<'_>, outer: &mut Act, complement: Complement, content: Option<&Act>) {
    let Some(inner) = content else { return };
    outer.content = Some(inner.event);
    outer.note(
        "content",
        format!(
            "`{}` ({}) is its content",
            s.raw(inner.trigger.clone()),
            inner.event
        ),
    );
    match complement {
        Complement::Promise => {
            if matches!(inner.event, EventType::Retreat | EventType::Concede)
                && inner.mode != Some(Mode::Ceasefire)
            {
                outer.event = EventType::Concede;
            } else if matches!(inner.event.quad_code().get(), 3 | 4)
                && !matches!(inner.event, EventType::Request | EventType::Mobilize)
            {
                outer.event = if inner.event == EventType::Assault {
                    EventType::Threaten
                } else {
                    inner.event
                };
                outer.mode = inner.mode;
                if outer.event == EventType::Threaten {
                    outer.mode = threat_mode(inner);
                } else {
                    outer.status = Status::Future;
                }
            }
        }
        Complement::Refusal => {
            let (mode, measure) = refused(inner);
            outer.mode = mode;
            outer.measure = measure.or(outer.measure);
        }
        Complement::Threat => outer.mode = threat_mode(inner),
        Complement::Request => outer.mode = requested_mode(inner),
        Complement::Stand => {}
    }
    if outer.measure.is_none() && inner.measure != Some(Measure::Refusal) {
        outer.measure = inner.measure.filter(|m| keeps_measure(*m, complement));
    }
    if outer.recipients.is_empty() && !outer.mutual {
        let others = |list: &[usize]| -> Vec<usize> {
            list.iter()
                .copied()
                .filter(|m| !outer.actors.contains(m))
                .collect()
        };
        outer.recipients = match complement {
            // The recipient of a refusal is whoever asked, save where a meeting is refused.
            Complement::Refusal
                if !matches!(inner.event, EventType::Consult | EventType::Agree) =>
            {
                Vec::new()
            }
            Complement::Request => {
                let doer = others(&inner.actors);
                if doer.is_empty() {
                    others(&inner.recipients)
                } else {
                    doer
                }
            }
            _ => others(&inner.recipients),
        };
        if outer.recipients.is_empty() && inner.roles == chancery_lexicon::Roles::Mutual {
            outer.recipients = others(&inner.actors);
        }
        if outer.recipients.is_empty() || inner.roles == chancery_lexicon::Roles::Solo {
            let joined = super::arrange::joined(s, inner);
            if !joined.is_empty() {
                outer.recipients = joined;
            }
        }
    }
    outer.object.end = outer.object.end.max(inner.object.end);
}

fn keeps_measure(measure: Measure, complement: Complement) -> bool {
    match complement {
        Complement::Promise => true,
        _ => !matches!(measure, Measure::Agreement),
    }
}

/// The mode of a refusal by what is refused, and its measure where that is a meeting or an agreement.
pub(super) fn refused(inner: &Act) -> (Option<Mode>, Option<Measure>) {
    if matches!(inner.event, EventType::Consult | EventType::Agree) {
        (Some(Mode::Meet), Some(Measure::Refusal))
    } else {
        (requested_mode(inner), None)
    }
}

/// The mode of a request or refusal by what is asked for (PLOVER: assist, change, yield, meet).
fn requested_mode(inner: &Act) -> Option<Mode> {
    Some(match inner.event {
        EventType::Retreat if inner.mode == Some(Mode::Resign) => Mode::Change,
        EventType::Retreat | EventType::Concede => Mode::Yield,
        EventType::Consult => Mode::Meet,
        EventType::Aid | EventType::Cooperate | EventType::Support => Mode::Assist,
        EventType::Assault | EventType::Protest | EventType::Mobilize => Mode::Yield,
        _ => Mode::Change,
    })
}

/// The mode of a threat by what is threatened.
fn threat_mode(inner: &Act) -> Option<Mode> {
    Some(match (inner.event, inner.mode, inner.measure) {
        (EventType::Threaten, Some(Mode::Territory), _)
        | (EventType::Coerce, Some(Mode::Seize), _) => Mode::Territory,
        (EventType::Assault | EventType::Mobilize, ..) => Mode::Violence,
        (EventType::Sanction, Some(Mode::Expel), _) => Mode::Expel,
        (EventType::Coerce, Some(Mode::Arrest), _) => Mode::Arrest,
        (
            EventType::Sanction,
            _,
            Some(Measure::Severance | Measure::Recall | Measure::Talks | Measure::Agreement),
        ) => Mode::Relations,
        (EventType::Sanction, Some(Mode::Withdraw), _) | (EventType::Reject, ..) => Mode::Relations,
        (EventType::Sanction | EventType::Coerce, ..) => Mode::Restrict,
        _ => return None,
    })
}
