//! The act that someone is blamed, accused or punished for: its actor is the one blamed.

use super::act::Act;
use crate::sentence::{Sentence, VerbForm};
use chancery_codebook::EventType;

/// Gives each act without an actor that stands after "of", "for" or "over" in an accusation or a sanction the
/// accused as actor, and the accuser as speaker.
pub(super) fn attribute(s: &Sentence<'_>, acts: &mut [Act]) {
    for inner in 1..acts.len() {
        let named = !acts[inner].actors.is_empty();
        let loose = !acts[inner].verbal() || matches!(acts[inner].form, Some(VerbForm::Gerund));
        if !loose {
            continue;
        }
        let Some(outer) = (0..inner)
            .rev()
            .find(|&outer| blames(s, &acts[outer], &acts[inner]))
        else {
            continue;
        };
        if acts[outer].event == EventType::Sanction
            && !acts[inner].verbal()
            && acts[inner].event == EventType::Assault
        {
            // Who is punished over an attack is not thereby who did it (CODEBOOK, parties).
            continue;
        }
        let (blamed, accuser) = (acts[outer].recipients.clone(), acts[outer].actors.clone());
        let accused_of = acts[outer].event == EventType::Accuse;
        let act = &mut acts[inner];
        if !named && !blamed.is_empty() {
            act.actors = blamed.clone();
            act.recipients.retain(|m| !blamed.contains(m));
            act.note("blame", "the one blamed is the actor");
        }
        if accused_of && act.speakers.is_empty() && act.actors.iter().any(|m| blamed.contains(m)) {
            act.speakers = accuser;
        }
    }
}

/// Whether an act is what another blames or punishes for: "accused … of", "condemned … for", "expelled … over".
fn blames(s: &Sentence<'_>, outer: &Act, inner: &Act) -> bool {
    if !matches!(outer.event, EventType::Accuse | EventType::Sanction)
        || !outer.verbal()
        || outer.recipients.is_empty()
    {
        return false;
    }
    let gap = outer.trigger.end..inner.trigger.start;
    let linked = gap.clone().any(|t| match outer.event {
        EventType::Accuse => matches!(s.word(t), "of" | "for"),
        _ => s.word(t) == "for",
    });
    gap.len() <= 18
        && linked
        && !gap
            .clone()
            .any(|t| matches!(s.word(t), ";" | "after" | "following" | "while"))
}
