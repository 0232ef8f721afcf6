//! Several words, one act: results beside their act, and nouns that refer back to a verb.

use super::act::Act;
use crate::sentence::{Knowledge, Sentence, VerbForm};
use chancery_codebook::{EventType, Measure, Mode};
use chancery_lexicon::Roles;

/// Merges acts of one sentence that tell the same thing.
pub(super) fn merge(s: &Sentence<'_>, mut acts: Vec<Act>) -> Vec<Act> {
    drop_charges(s, &mut acts);
    let mut kept: Vec<Act> = Vec::new();
    for act in acts {
        let twin = kept.iter().position(|other| same_act(s, other, &act));
        match twin {
            Some(index) => {
                let other = kept.remove(index);
                let merged = join(s, other, act);
                kept.insert(index, merged);
            }
            None => kept.push(act),
        }
    }
    kept
}

/// An accusation told beside the conviction for it is no record (CODEBOOK, ruling 4).
fn drop_charges(s: &Sentence<'_>, acts: &mut Vec<Act>) {
    let convicted: Vec<usize> = acts
        .iter()
        .filter(|a| a.mode == Some(Mode::Convict))
        .flat_map(|a| a.recipients.clone())
        .collect();
    if convicted.is_empty() {
        return;
    }
    let mut charged: Vec<std::ops::Range<usize>> = Vec::new();
    acts.retain(|act| {
        let content = charged.iter().any(|r| r.contains(&act.trigger.start));
        let charge = act.event == EventType::Accuse && act.mode == Some(Mode::Allege);
        let same = act
            .recipients
            .iter()
            .chain(&act.actors)
            .any(|m| convicted.contains(m))
            || compatible(s, &act.recipients, &convicted);
        if charge && same {
            // What the charge was goes with it.
            charged.push(act.trigger.end..act.trigger.end + 6);
        }
        !(charge && same || content)
    });
}

/// Drops nouns that are no acts of their own but what a verb's frame asks for.
pub(super) fn drop_objects(s: &Sentence<'_>, acts: &mut Vec<Act>, know: Knowledge<'_>) {
    let objects: Vec<bool> = acts
        .iter()
        .map(|act| acts.iter().any(|verb| is_its_object(s, verb, act, know)))
        .collect();
    let mut index = 0;
    acts.retain(|_| {
        index += 1;
        !objects[index - 1]
    });
}

/// Whether a noun is no act of its own but what a verb's frame asks for: "lifted the *sanctions*".
fn is_its_object(s: &Sentence<'_>, verb: &Act, noun: &Act, know: Knowledge<'_>) -> bool {
    if !verb.verbal() || noun.verbal() || verb.trigger == noun.trigger {
        return false;
    }
    let Some(rule) = verb.rule else {
        return false;
    };
    let conditions = know.triggers.conditions(rule);
    let after = verb.object.contains(&noun.trigger.start);
    let region = if after { &verb.object } else { &verb.subject };
    let asked = |t: usize| {
        conditions.object.contains(s.word(t)) || !after && conditions.subject.contains(s.word(t))
    };
    let consultations =
        verb.measure == Some(Measure::Recall) && s.word(noun.trigger.start) == "consultations";
    region.contains(&noun.trigger.start) && (noun.trigger.clone().any(asked) || consultations)
}

fn countries(s: &Sentence<'_>, list: &[usize]) -> Vec<String> {
    let mut codes: Vec<String> = list
        .iter()
        .filter_map(|&m| s.mentions[m].country.clone())
        .collect();
    codes.sort();
    codes.dedup();
    codes
}

/// Whether one list of parties can stand for the other: equal, or one says less.
fn compatible(s: &Sentence<'_>, a: &[usize], b: &[usize]) -> bool {
    if a.is_empty() || b.is_empty() {
        return true;
    }
    if a.iter().any(|m| b.contains(m)) {
        return true;
    }
    let (a, b) = (countries(s, a), countries(s, b));
    a.is_empty() || b.is_empty() || a == b
}

fn same_act(s: &Sentence<'_>, a: &Act, b: &Act) -> bool {
    if a.event != b.event {
        return false;
    }
    let compatible =
        compatible(s, &a.actors, &b.actors) && compatible(s, &a.recipients, &b.recipients);
    if a.event == EventType::Assault {
        // "killed in an air strike", "a bomber detonates a bomb": one act, whichever word says more.
        return (a.result || b.result || !a.verbal() || !b.verbal()) && compatible
            || a.result != b.result && self::compatible(s, &a.actors, &b.actors);
    }
    if a.event == EventType::Consult && b.form == Some(VerbForm::Infinitive) && compatible {
        // "met to discuss": one meeting.
        return true;
    }
    if a.measure != b.measure && a.measure.is_some() && b.measure.is_some() {
        return false;
    }
    if a.mode != b.mode && a.verbal() && b.verbal() {
        return false;
    }
    // Two verbs with the same dyad are two acts only where both have an object of their own.
    compatible && (!a.verbal() || !b.verbal())
}

/// The act that says more, completed by the other.
fn join(s: &Sentence<'_>, a: Act, b: Act) -> Act {
    let weight = |act: &Act| {
        (
            !act.result,
            act.mode.is_some(),
            act.measure.is_some(),
            act.verbal(),
            usize::from(!act.actors.is_empty()) + usize::from(!act.recipients.is_empty()),
        )
    };
    let (mut main, other) = if weight(&b) > weight(&a) {
        (b, a)
    } else {
        (a, b)
    };
    main.note(
        "merge",
        format!("`{}` tells the same act", s.raw(other.trigger.clone())),
    );
    if main.actors.is_empty() && !other.actors.is_empty() {
        main.actors = other
            .actors
            .iter()
            .copied()
            .filter(|m| !main.recipients.contains(m))
            .collect();
    }
    if other.result && !other.recipients.is_empty() || main.recipients.is_empty() {
        let victims: Vec<usize> = other
            .recipients
            .iter()
            .copied()
            .filter(|m| !main.actors.contains(m))
            .collect();
        if main.roles == Roles::Mutual {
            // Clashes: all sides act, the dead among them (CODEBOOK, ruling 12).
            let sides = victims
                .into_iter()
                .filter(|&m| s.mentions[m].sector.as_deref() != Some("CVL"));
            main.actors.extend(sides);
        } else if !victims.is_empty() {
            main.recipients = victims;
        }
    }
    main.mode = main.mode.or(other.mode);
    main.measure = main.measure.or(other.measure);
    if main.speakers.is_empty() {
        main.speakers = other.speakers;
    }
    main.object.start = main.object.start.min(other.object.start);
    main.object.end = main.object.end.max(other.object.end);
    main.subject.start = main.subject.start.min(other.subject.start);
    main
}
