//! From trigger words to acts: which sense of a trigger holds in its frame, and who stands in it.

use super::act::Act;
use super::arrange::arrange;
use super::nominal::{nominal_parties, noun_back, noun_front};
use super::verbal::verbal_parties;
use super::{clause, diplomacy};
use super::{roles, subjects};
use crate::parties::MentionKind;
use crate::sentence::{Knowledge, Sentence, VerbForm};
use crate::words::Class;
use chancery_codebook::{EventType, Measure, Status};
use chancery_lexicon::{Form, Needs, Roles, TriggerHit, TriggerSense};
use std::collections::HashSet;
use std::ops::Range;

/// The frame of one trigger: regions and parties before its conditions are asked.
struct Frame {
    form: Option<VerbForm>,
    subject: Range<usize>,
    object: Range<usize>,
}

/// All acts of a sentence, in the order of their triggers.
pub(crate) fn read_acts(s: &Sentence<'_>, know: Knowledge<'_>) -> Vec<Act> {
    s.triggers
        .iter()
        .filter_map(|hit| read_hit(s, hit, know))
        .collect()
}

fn read_hit(s: &Sentence<'_>, hit: &TriggerHit<'_>, know: Knowledge<'_>) -> Option<Act> {
    if (hit.first..hit.last).any(|t| s.mention_at(t).is_some_and(|m| covers(s, m, hit)))
        || s.in_date(hit.first) && matches!(s.word(hit.first), "march" | "may" | "second" | "fast")
    {
        return None;
    }
    let verb = s.verbs[hit.first];
    let frame = frame(s, &(hit.first..hit.last), verb);
    hit.senses
        .iter()
        .filter(|sense| fits_form(sense, verb, s, hit))
        .find_map(|sense| read_sense(s, hit, sense, &frame, know))
}

/// A name that contains the trigger's words ("Strike Force", "Freedom March") is no act; a bare common
/// noun that is also a trigger ("resistance") yields to the trigger.
fn covers(s: &Sentence<'_>, m: usize, hit: &TriggerHit<'_>) -> bool {
    let mention = &s.mentions[m];
    mention.kind != MentionKind::Pronoun
        && (mention.kind != MentionKind::Agent
            || mention.last - mention.first > hit.last - hit.first)
}

fn fits_form(
    sense: &TriggerSense,
    verb: Option<VerbForm>,
    s: &Sentence<'_>,
    hit: &TriggerHit<'_>,
) -> bool {
    match sense.form {
        Form::Phrase => true,
        Form::Noun => verb.is_none(),
        // A participle before a noun is an adjective ("detained journalist"), still telling the act.
        _ => verb.is_some() && !(verb == Some(VerbForm::Finite) && attributive(s, hit)),
    }
}

/// "the expelled diplomats": a participle between determiner and noun.
fn attributive(s: &Sentence<'_>, hit: &TriggerHit<'_>) -> bool {
    hit.first.checked_sub(1).is_some_and(|p| {
        s.is(p, Class::DETERMINER.or(Class::PREPOSITION))
            && s.mention_at(p).is_none()
            && !matches!(s.word(p), "as" | "each" | "both" | "all")
    })
}

/// Blame, threats and sanctions between states are aimed at another: where what the rules found is of the
/// actor's own side and the object names another, that one it is.
fn other_side(s: &Sentence<'_>, act: &mut Act) {
    let across = matches!(
        act.event,
        EventType::Accuse
            | EventType::Sanction
            | EventType::Threaten
            | EventType::Reject
            | EventType::Request
    );
    let country = |m: usize| s.mentions[m].country.as_deref();
    let acting: Vec<&str> = act.actors.iter().filter_map(|&m| country(m)).collect();
    let own = |m: usize| country(m).is_some_and(|c| acting.contains(&c));
    if !across || act.recipients.is_empty() || !act.recipients.iter().all(|&m| own(m)) {
        return;
    }
    let other = roles::mentions_in(s, &act.object)
        .find(|&m| s.mentions[m].party() && country(m).is_some() && !own(m));
    if let Some(other) = other {
        act.recipients = roles::with_list(s, other, &act.object);
    }
}

/// "expels seven officials and declares them …": an object pronoun does not go back to the subject (Chomsky,
/// 1981, principle B); it is the nearest other party before it.
fn not_oneself(s: &Sentence<'_>, act: &mut Act) {
    let country = |m: usize| s.mentions[m].country.as_deref();
    let acting: Vec<&str> = act.actors.iter().filter_map(|&m| country(m)).collect();
    for recipient in &mut act.recipients {
        let m = *recipient;
        let object = s.mentions[m].kind == MentionKind::Pronoun
            && matches!(s.word(s.mentions[m].first), "him" | "her" | "them" | "it");
        // An envoy who is sent away without a word of his nation is the one named before.
        let envoy = act.measure == Some(Measure::Expulsion)
            && s.mentions[m].kind == MentionKind::Agent
            && !s.mentions[m].own;
        if !(object || envoy) || !country(m).is_some_and(|c| acting.contains(&c)) {
            continue;
        }
        let other = (0..m)
            .rev()
            .find(|&o| s.mentions[o].party() && country(o).is_some_and(|c| !acting.contains(&c)));
        if let Some(other) = other {
            *recipient = other;
        }
    }
}

fn frame(s: &Sentence<'_>, words: &Range<usize>, verb: Option<VerbForm>) -> Frame {
    match verb {
        Some(form) => Frame {
            form: Some(form),
            subject: subjects::subject_of(s, words.start, 0),
            object: clause::object_region(s, words.end),
        },
        // "were released": a phrase that begins as a verb group has a subject.
        None if s.is(words.start, Class::BE.or(Class::HAVE)) => Frame {
            form: None,
            subject: clause::subject_region(s, clause::group_start(s, words.start)),
            object: noun_back(s, words.end),
        },
        None => Frame {
            form: None,
            subject: noun_front(s, words.start),
            object: noun_back(s, words.end),
        },
    }
}

/// An act of which only the words, the type and the regions around it are known.
fn framed(trigger: Range<usize>, event: EventType, frame: &Frame) -> Act {
    Act {
        trigger,
        rule: None,
        event,
        mode: None,
        measure: None,
        context: Vec::new(),
        roles: Roles::Act,
        complement: None,
        content: None,
        mutual: false,
        result: false,
        form: frame.form,
        subject: frame.subject.clone(),
        object: frame.object.clone(),
        actors: Vec::new(),
        recipients: Vec::new(),
        past_actors: Vec::new(),
        past_recipients: Vec::new(),
        speakers: Vec::new(),
        place: None,
        status: Status::Actual,
        status_words: None,
        historical: false,
        confidence: None,
        probabilities: None,
        notes: Vec::new(),
    }
}

/// An act that some words tell, with the regions of its clause and nothing else.
pub(crate) fn bare_act(s: &Sentence<'_>, words: Range<usize>, event: EventType) -> Act {
    let verb = s.verbs.get(words.start).copied().flatten();
    let frame = frame(s, &words, verb);
    framed(words, event, &frame)
}

fn words_in(s: &Sentence<'_>, region: &Range<usize>, set: &HashSet<String>) -> bool {
    region.clone().any(|t| set.contains(s.word(t)))
}

fn read_sense(
    s: &Sentence<'_>,
    hit: &TriggerHit<'_>,
    sense: &TriggerSense,
    frame: &Frame,
    know: Knowledge<'_>,
) -> Option<Act> {
    let rule = know.triggers.rule(sense.rule);
    let conditions = know.triggers.conditions(sense.rule);
    let entry = &rule.entry;
    let passive = matches!(
        frame.form,
        Some(VerbForm::Passive | VerbForm::ReducedPassive)
    );
    // What is acted on stands after an active verb, before a passive one, on both sides of a noun.
    let acted: Vec<Range<usize>> = match frame.form {
        Some(_) if passive => vec![frame.subject.clone(), frame.object.clone()],
        Some(_) => vec![frame.object.clone()],
        None => vec![frame.subject.clone(), frame.object.clone()],
    };
    let acts: Vec<Range<usize>> = match frame.form {
        Some(_) if passive => vec![frame.object.clone()],
        _ => vec![frame.subject.clone()],
    };
    let whole = 0..s.len();
    let rest = hit.first + 1..hit.last;
    let holds = (conditions.object.is_empty()
        || acted
            .iter()
            .chain([&rest])
            .any(|r| words_in(s, r, &conditions.object)))
        && (conditions.subject.is_empty()
            || acts.iter().any(|r| words_in(s, r, &conditions.subject)))
        && (conditions.not_object.is_empty()
            || !acted.iter().any(|r| words_in(s, r, &conditions.not_object)))
        && (conditions.near.is_empty() || words_in(s, &whole, &conditions.near))
        && (conditions.unless.is_empty() || !words_in(s, &whole, &conditions.unless))
        && (conditions.next.is_empty() || conditions.next.contains(s.word(hit.last)))
        && (conditions.not_next.is_empty() || !conditions.not_next.contains(s.word(hit.last)));
    if !holds {
        return None;
    }
    let mut act = Act {
        rule: Some(sense.rule),
        mode: entry.mode,
        measure: entry.measure,
        context: entry.context.clone(),
        roles: entry.roles,
        complement: entry.complement,
        result: entry.result,
        ..framed(hit.first..hit.last, rule.event, frame)
    };
    act.note(
        "trigger",
        format!(
            "`{}` is `{}` of {}",
            s.raw(act.trigger.clone()),
            entry.id,
            rule.event
        ),
    );
    match frame.form {
        Some(_) => verbal_parties(s, &mut act, &entry.prep, passive),
        None => nominal_parties(s, &mut act, &entry.prep),
    }
    arrange(s, &mut act);
    not_oneself(s, &mut act);
    other_side(s, &mut act);
    diplomacy::settle(s, &mut act);
    if act.measure == Some(Measure::Expulsion) {
        // "declares them persona non grata" has its parties only now.
        not_oneself(s, &mut act);
    }
    // A noun can still get its party from who is blamed for it; a verb cannot.
    (!act.verbal() || complete(s, &act, know)).then_some(act)
}

/// Whether an act has the parties that its trigger cannot do without.
pub(super) fn complete(s: &Sentence<'_>, act: &Act, know: Knowledge<'_>) -> bool {
    let Some(rule) = act.rule else {
        return true;
    };
    match know.triggers.rule(rule).entry.needs {
        None => true,
        Some(Needs::Actor) => !act.actors.is_empty(),
        Some(Needs::Recipient) => !act.recipients.is_empty(),
        Some(Needs::Any) => {
            let placed = || {
                !act.verbal() && roles::mentions_in(s, &act.object).any(|m| s.mentions[m].locatable)
            };
            !act.actors.is_empty() || !act.recipients.is_empty() || placed()
        }
        Some(Needs::Both) => {
            !act.actors.is_empty()
                && (!act.recipients.is_empty()
                    || act.roles == Roles::Mutual && act.actors.len() > 1)
        }
    }
}
