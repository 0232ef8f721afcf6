//! From trigger words to acts: which sense of a trigger holds in its frame, and who stands in it.

use super::act::Act;
use super::{clause, diplomacy};
use super::roles::{self, Wanted};
use crate::parties::MentionKind;
use crate::sentence::{Knowledge, Sentence, VerbForm};
use crate::words::Class;
use chancery_codebook::{EventType, Measure, Mode, Status};
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
    s.triggers.iter().filter_map(|hit| read_hit(s, hit, know)).collect()
}

fn read_hit(s: &Sentence<'_>, hit: &TriggerHit<'_>, know: Knowledge<'_>) -> Option<Act> {
    if (hit.first..hit.last).any(|t| s.mention_at(t).is_some_and(|m| covers(s, m, hit)))
        || s.in_date(hit.first) && matches!(s.word(hit.first), "march" | "may" | "second" | "fast") {
        return None;
    }
    let verb = s.verbs[hit.first];
    let frame = frame(s, hit, verb);
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
        && (mention.kind != MentionKind::Agent || mention.last - mention.first > hit.last - hit.first)
}

fn fits_form(sense: &TriggerSense, verb: Option<VerbForm>, s: &Sentence<'_>, hit: &TriggerHit<'_>) -> bool {
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
        s.is(p, Class::DETERMINER.or(Class::PREPOSITION)) && s.mention_at(p).is_none() && s.word(p) != "as"
    })
}

fn frame(s: &Sentence<'_>, hit: &TriggerHit<'_>, verb: Option<VerbForm>) -> Frame {
    match verb {
        Some(form) => Frame {
            form: Some(form),
            subject: roles::subject_of(s, hit.first, 0),
            object: clause::object_region(s, hit.last),
        },
        None => Frame { form: None, subject: noun_front(s, hit.first), object: noun_back(s, hit.last) },
    }
}

/// The words before a noun that modify it: "the second Russian consulate closure", "Iran's seizure".
fn noun_front(s: &Sentence<'_>, noun: usize) -> Range<usize> {
    let mut start = noun;
    while let Some(at) = start.checked_sub(1) {
        let stop = s.punctuation(at) && !matches!(s.word(at), "'s" | "'" | "-" | "’s")
            || s.verbs[at].is_some()
            || s.is(
                at,
                Class::PREPOSITION.or(Class::CONJUNCTION).or(Class::SUBORDINATOR).or(Class::RELATIVE).or(Class::BE).or(Class::HAVE),
            ) && s.mention_at(at).is_none()
            || noun - at > 8;
        if stop {
            break;
        }
        start = at;
        // A determiner opens the noun phrase; possessives do not.
        if matches!(s.word(at), "the" | "a" | "an" | "no" | "any" | "its" | "their" | "his" | "her") {
            break;
        }
    }
    start..noun
}

/// The words after a noun that belong to it: prepositional phrases up to the next clause.
fn noun_back(s: &Sentence<'_>, start: usize) -> Range<usize> {
    let region = clause::noun_region(s, start);
    // A noun's complements begin with a preposition right away.
    let mut end = region.start;
    let mut phrase = false;
    for t in region.clone() {
        if s.is(t, Class::PREPOSITION) && s.mention_at(t).is_none() {
            phrase = true;
        } else if !phrase {
            break;
        }
        end = t + 1;
    }
    region.start..end
}

fn words_in(s: &Sentence<'_>, region: &Range<usize>, set: &HashSet<String>) -> bool {
    region.clone().any(|t| set.contains(s.word(t)))
}

fn read_sense(s: &Sentence<'_>, hit: &TriggerHit<'_>, sense: &TriggerSense, frame: &Frame, know: Knowledge<'_>) -> Option<Act> {
    let rule = know.triggers.rule(sense.rule);
    let conditions = know.triggers.conditions(sense.rule);
    let entry = &rule.entry;
    let passive = matches!(frame.form, Some(VerbForm::Passive | VerbForm::ReducedPassive));
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
        || acted.iter().chain([&rest]).any(|r| words_in(s, r, &conditions.object)))
        && (conditions.subject.is_empty() || acts.iter().any(|r| words_in(s, r, &conditions.subject)))
        && (conditions.not_object.is_empty() || !acted.iter().any(|r| words_in(s, r, &conditions.not_object)))
        && (conditions.near.is_empty() || words_in(s, &whole, &conditions.near))
        && (conditions.unless.is_empty() || !words_in(s, &whole, &conditions.unless))
        && (conditions.next.is_empty() || conditions.next.contains(s.word(hit.last)))
        && (conditions.not_next.is_empty() || !conditions.not_next.contains(s.word(hit.last)));
    if !holds {
        return None;
    }
    let mut act = Act {
        trigger: hit.first..hit.last,
        rule: sense.rule,
        event: rule.event,
        mode: entry.mode,
        measure: entry.measure,
        context: entry.context.clone(),
        roles: entry.roles,
        complement: entry.complement,
        mutual: false,
        result: entry.result,
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
        notes: Vec::new(),
    };
    act.note("trigger", format!("`{}` is `{}` of {}", s.raw(act.trigger.clone()), entry.id, rule.event));
    match frame.form {
        Some(_) => verbal_parties(s, &mut act, &entry.prep, passive),
        None => nominal_parties(s, &mut act, &entry.prep),
    }
    arrange(s, &mut act);
    diplomacy::settle(s, &mut act);
    // A noun can still get its party from who is blamed for it; a verb cannot.
    (!act.verbal() || complete(s, &act, know)).then_some(act)
}

/// Whether an act has the parties that its trigger cannot do without.
pub(super) fn complete(s: &Sentence<'_>, act: &Act, know: Knowledge<'_>) -> bool {
    match know.triggers.rule(act.rule).entry.needs {
        None => true,
        Some(Needs::Actor) => !act.actors.is_empty(),
        Some(Needs::Recipient) => !act.recipients.is_empty(),
        Some(Needs::Any) => {
            let placed = || !act.verbal() && roles::mentions_in(s, &act.object).any(|m| s.mentions[m].locatable);
            !act.actors.is_empty() || !act.recipients.is_empty() || placed()
        }
        Some(Needs::Both) => {
            !act.actors.is_empty() && (!act.recipients.is_empty() || act.roles == Roles::Mutual && act.actors.len() > 1)
        }
    }
}

fn verbal_parties(s: &Sentence<'_>, act: &mut Act, preps: &[String], passive: bool) {
    if passive {
        act.note("voice", "passive: the subject undergoes it");
        let relative = s.is(act.subject.end, Class::RELATIVE) || s.word(act.subject.end) == "," && s.is(act.subject.end + 1, Class::RELATIVE);
        act.recipients = if relative || act.form == Some(VerbForm::ReducedPassive) {
            roles::nearest(s, &act.subject)
        } else {
            roles::heads(s, &act.subject)
        };
        if act.recipients.is_empty() {
            act.recipients = roles::objects(s, &act.subject, Wanted { preps, direct_first: false, own: true, actors: &[] });
        }
        act.actors = roles::by_agent(s, &act.object);
        if act.recipients.is_empty() || matches!(act.roles, Roles::Mutual) {
            let more = roles::objects(s, &act.object, Wanted { preps, direct_first: true, own: true, actors: &act.actors });
            act.recipients.extend(more.into_iter().filter(|m| !act.actors.contains(m)));
        } else if let Some(from) = host_of(s, act, preps) {
            // "diplomats expelled from Russia": with no agent named, the place sends them away.
            if act.actors.is_empty() && (act.measure.is_some() || matches!(act.mode, Some(Mode::Expel | Mode::Deport))) {
                act.actors = vec![from];
            }
        }
        return;
    }
    let relative = s.is(act.subject.end, Class::RELATIVE) || s.word(act.subject.end) == "," && s.is(act.subject.end + 1, Class::RELATIVE);
    act.actors = if relative { roles::nearest(s, &act.subject) } else { roles::heads(s, &act.subject) };
    if act.actors.is_empty() {
        act.actors = roles::fallback_subject(s, act.trigger.start, &act.subject);
    }
    let direct_first = !matches!(act.event, EventType::Aid | EventType::Mobilize)
        && act.mode != Some(Mode::Withdraw)
        && act.measure != Some(Measure::Appointment);
    act.recipients = roles::objects(s, &act.object, Wanted { preps, direct_first, own: false, actors: &act.actors });
    if act.recipients.is_empty() {
        act.recipients = roles::relative_object(s, act.trigger.start, &act.subject);
    }
    if act.roles == Roles::Harm && act.recipients.iter().all(|&m| s.mentions[m].kind == MentionKind::Agent && s.mentions[m].country.is_none()) {
        let target = roles::target(s, &act.object);
        if !target.is_empty() {
            act.recipients = target;
        }
    }
    if act.recipients.is_empty() {
        act.recipients = roles::objects(s, &act.object, Wanted { preps, direct_first: true, own: true, actors: &act.actors });
    }
    if act.recipients.is_empty() && matches!(act.roles, Roles::Harm | Roles::Visit) {
        act.recipients = located(s, &act.object);
    }
}

fn host_of(s: &Sentence<'_>, act: &Act, _preps: &[String]) -> Option<usize> {
    roles::mentions_in(s, &act.object)
        .find(|&m| s.mentions[m].locatable && roles::prep_of(s, m, &act.object) == Some("from"))
}

/// A place named in the region: harm to it is harm to its people.
fn located(s: &Sentence<'_>, region: &Range<usize>) -> Vec<usize> {
    roles::mentions_in(s, region)
        .find(|&m| {
            let mention = &s.mentions[m];
            mention.kind == MentionKind::Place || mention.locatable
        })
        .into_iter()
        .collect()
}

fn nominal_parties(s: &Sentence<'_>, act: &mut Act, preps: &[String]) {
    let (front, back) = (act.subject.clone(), act.object.clone());
    let mut by = roles::by_agent(s, &back);
    if by.is_empty() && act.roles == Roles::Harm {
        by = roles::origin(s, &back);
    }
    let front_parties: Vec<usize> = roles::mentions_in(s, &front).filter(|&m| !s.mentions[m].modifier || s.mentions[m].kind == MentionKind::Pronoun).collect();
    let mut recipients = roles::objects(s, &back, Wanted { preps, direct_first: false, own: true, actors: &[] });
    recipients.retain(|m| !by.contains(m));
    act.actors = by;
    if act.roles == Roles::Mutual {
        act.actors.extend(front_parties.iter().copied().filter(|&m| s.mentions[m].party()));
        act.actors.extend(recipients);
        if act.actors.is_empty() {
            act.actors = light_verb_subject(s, act);
        }
        return;
    }
    if let Some(&first) = front_parties.first() {
        let mention = &s.mentions[first];
        let place_like = mention.kind == MentionKind::Place || (mention.locatable && act.roles == Roles::Harm && !possessive_after(s, mention.last));
        let undergone = personal(s, first) && undergone_noun(act);
        if undergone {
            if recipients.is_empty() {
                recipients = vec![first];
            }
        } else if place_like && !act.actors.is_empty() || mention.kind == MentionKind::Place {
            if recipients.is_empty() {
                recipients = vec![first];
            }
        } else if act.actors.is_empty() {
            act.actors = vec![first];
            // "Syria peace envoy's …": a second modifier is what is acted on ("U.S. Iran sanctions").
            if recipients.is_empty()
                && let Some(&second) = front_parties.get(1)
                && s.mentions[second].party()
            {
                recipients = vec![second];
            }
        } else if recipients.is_empty() {
            recipients = vec![first];
        }
    }
    let obtained = (act.subject.start.saturating_sub(2)..act.subject.start)
        .any(|t| matches!(s.word(t), "got" | "gotten" | "get" | "gets" | "received" | "receives"));
    if act.actors.is_empty() || obtained && recipients.is_empty() {
        let found = light_verb_subject(s, act);
        if act.actors.is_empty() {
            act.actors = found;
        }
        if recipients.is_empty() {
            recipients = std::mem::take(&mut act.recipients);
        }
    }
    if recipients.is_empty() && act.roles == Roles::Harm {
        recipients = located(s, &back);
    }
    if recipients.is_empty() && act.event == EventType::Protest {
        recipients = roles::mentions_in(s, &front).filter(|&m| against(s, m)).collect();
    }
    recipients.retain(|m| !act.actors.contains(m));
    act.recipients = recipients;
}

/// "anti-Japanese": what a demonstration is directed against.
fn against(s: &Sentence<'_>, m: usize) -> bool {
    let first = s.mentions[m].first;
    first >= 2 && s.word(first - 1) == "-" && s.word(first - 2) == "anti"
}

/// A person, or a pronoun for one.
fn personal(s: &Sentence<'_>, m: usize) -> bool {
    let mention = &s.mentions[m];
    match mention.kind {
        MentionKind::Pronoun => matches!(s.word(mention.first), "his" | "her" | "their"),
        _ => mention.name.is_some() && mention.country.is_none() || mention.personal("") && mention.name.is_some(),
    }
}

/// "his arrest", "her expulsion", "Olmert's assassination": the person undergoes it.
fn undergone_noun(act: &Act) -> bool {
    matches!(
        act.mode,
        Some(Mode::Arrest | Mode::Expel | Mode::Release | Mode::Deport | Mode::Targeted | Mode::Abduct | Mode::Convict | Mode::Torture)
    ) || act.result
}

fn possessive_after(s: &Sentence<'_>, token: usize) -> bool {
    matches!(s.word(token), "'s" | "'")
}

/// "launched an attack", "imposed sanctions": the subject of the verb whose object the noun is.
fn light_verb_subject(s: &Sentence<'_>, act: &mut Act) -> Vec<usize> {
    let start = act.subject.start;
    let Some(verb) = (start.saturating_sub(5)..start).rev().find(|&t| s.verbs[t].is_some() || s.word(t) == ",") else {
        return Vec::new();
    };
    let direct = (verb + 1..start).all(|t| {
        !s.is(t, Class::PREPOSITION.or(Class::SUBORDINATOR)) || matches!(s.word(t), "out" | "for" | "in" | "into")
    });
    if !direct || s.verbs[verb].is_none() || !s.is(verb, Class::LIGHT) {
        return Vec::new();
    }
    let region = match s.verbs[verb] {
        Some(VerbForm::Passive | VerbForm::ReducedPassive) => return Vec::new(),
        _ => roles::subject_of(s, verb, 0),
    };
    let found = roles::heads(s, &region);
    if matches!(s.word(verb), "get" | "gets" | "got" | "gotten" | "getting" | "receive" | "receives" | "received") {
        // Who gets it is the recipient.
        act.recipients = found;
        return Vec::new();
    }
    if !found.is_empty() {
        act.note("light verb", format!("`{}` lends its subject", s.word(verb)));
        // "gave Canada no notice": what stands between is to whom.
        let between = verb + 1..start;
        if act.recipients.is_empty() && !between.is_empty() {
            act.recipients = roles::mentions_in(s, &between).filter(|&m| s.mentions[m].party()).take(1).collect();
        }
    }
    found
}

/// The parties after "with" or "between".
pub(super) fn joined(s: &Sentence<'_>, act: &Act) -> Vec<usize> {
    let after = joined_in(s, &act.object);
    // "negotiations between Libya and Malta broke down"
    if after.is_empty() && act.verbal() && act.actors.is_empty() { joined_in(s, &act.subject) } else { after }
}

fn joined_in(s: &Sentence<'_>, region: &Range<usize>) -> Vec<usize> {
    roles::mentions_in(s, region)
        .find(|&m| s.mentions[m].party() && matches!(roles::prep_of(s, m, region), Some("with" | "between" | "among")))
        .map(|m| roles::with_list(s, m, region))
        .unwrap_or_default()
}

/// How many different countries are among some parties.
fn countries(s: &Sentence<'_>, list: &[usize]) -> usize {
    list.iter().filter_map(|&m| s.mentions[m].country.as_deref()).collect::<HashSet<_>>().len()
}

/// Puts the parties where the roles of the trigger want them.
fn arrange(s: &Sentence<'_>, act: &mut Act) {
    match act.roles {
        Roles::Mutual => {
            let mut all = std::mem::take(&mut act.actors);
            if act.verbal() {
                let with: Vec<usize> = joined(s, act);
                let several = countries(s, &all) > 1;
                let others = if with.is_empty() && !several { std::mem::take(&mut act.recipients) } else { with };
                all.extend(others);
            } else {
                let between = joined(s, act);
                all.extend(between);
            }
            act.recipients.clear();
            all.sort_unstable();
            all.dedup();
            act.actors = all;
        }
        Roles::Solo => act.recipients.clear(),
        Roles::Host => std::mem::swap(&mut act.actors, &mut act.recipients),
        Roles::Undergo => {
            if act.recipients.is_empty() {
                act.recipients = std::mem::take(&mut act.actors);
            }
        }
        Roles::Visit => {
            if act.recipients.is_empty() {
                act.recipients = located(s, &act.object);
            }
        }
        Roles::Act | Roles::Harm => {}
    }
    if act.event == EventType::Mobilize || act.mode == Some(Mode::Withdraw) && act.event == EventType::Retreat {
        // Forces that are moved are the mover's own, unless a nation says otherwise.
        act.recipients.retain(|&m| {
            let mention = &s.mentions[m];
            !(mention.kind == MentionKind::Agent && mention.sector.as_deref() == Some("MIL"))
        });
    }
    let actors = act.actors.clone();
    act.recipients.retain(|m| !actors.contains(m));
}
