//! Who is who in the acts of diplomacy: missions closed and opened, envoys sent away, orders to the other side.

use super::act::Act;
use super::{clause, roles, subjects};
use crate::parties::MentionKind;
use crate::resolve::Past;
use crate::sentence::{Sentence, VerbForm};
use crate::words::Class;
use chancery_codebook::{EventType, Measure, Mode};
use std::ops::Range;

const MISSIONS: &[&str] = &[
    "embassy",
    "embassies",
    "consulate",
    "consulates",
    "mission",
    "missions",
    "legation",
    "consulate-general",
];
const ORDERS: &[&str] = &[
    "order",
    "orders",
    "ordered",
    "ordering",
    "instruct",
    "instructs",
    "instructed",
    "force",
    "forces",
    "forced",
    "compel",
    "compels",
    "compelled",
    "require",
    "requires",
    "required",
    "tells",
    "told",
    "gives",
    "gave",
    "given",
];

/// Sets the parties of a diplomatic measure right where the plain frame cannot.
pub(super) fn settle(s: &Sentence<'_>, act: &mut Act) {
    if act.measure == Some(Measure::Expulsion) && !act.verbal() {
        predicate(s, act);
    }
    if matches!(act.measure, Some(Measure::Closure | Measure::Opening)) {
        mission(s, act);
    }
    if matches!(
        act.measure,
        Some(Measure::Recall | Measure::Return | Measure::Appointment)
    ) {
        accredited(s, act);
    }
    if act.measure == Some(Measure::Expulsion) && act.actors.is_empty() {
        sent_away(s, act);
    }
    ordered(s, act);
    reciprocal(s, act);
}

/// The country of each mention, without those unknown.
fn countries<'s>(s: &'s Sentence<'_>, list: &[usize]) -> Vec<&'s str> {
    list.iter()
        .filter_map(|&m| s.mentions[m].country.as_deref())
        .collect()
}

/// "declares the envoy persona non grata": the words are a predicate of a verb of declaring.
fn predicate(s: &Sentence<'_>, act: &mut Act) {
    if s.word(act.trigger.start).starts_with("expul") {
        return;
    }
    let start = act.trigger.start;
    let declares = |t: usize| {
        ["declar", "name", "label", "call", "brand", "mak", "made"]
            .iter()
            .any(|stem| s.word(t).starts_with(stem))
    };
    let Some(verb) = (start.saturating_sub(24)..start)
        .rev()
        .find(|&t| s.verbs[t].is_some() && declares(t))
    else {
        return;
    };
    let subject = roles::heads(s, &subjects::subject_of(s, verb, 0));
    if matches!(
        s.verbs[verb],
        Some(VerbForm::Passive | VerbForm::ReducedPassive)
    ) {
        act.recipients = subject;
        act.actors = roles::by_agent(s, &(verb + 1..s.len()));
    } else {
        act.actors = subject;
        let between = verb + 1..start;
        let after = act.trigger.end..clause::object_region(s, act.trigger.end).end;
        let object = |region: &Range<usize>| {
            roles::mentions_in(s, region)
                .find(|&m| s.mentions[m].party())
                .map(|m| roles::with_list(s, m, region))
        };
        if let Some(found) = object(&between).or_else(|| object(&after)) {
            act.recipients = found;
        }
    }
    let actors = act.actors.clone();
    act.recipients.retain(|m| !actors.contains(m));
    act.object = verb + 1..act.object.end.max(act.trigger.end);
    act.note("predicate", format!("`{}` carries it", s.word(verb)));
}

/// "Morocco's ambassador to Germany was recalled": the sender acts, the host is the recipient.
fn accredited(s: &Sentence<'_>, act: &mut Act) {
    let Some(m) = act
        .recipients
        .iter()
        .chain(&act.actors)
        .copied()
        .find(|&m| s.mentions[m].host.is_some())
    else {
        return;
    };
    let Some(host) = s.mentions[m].host.clone() else {
        return;
    };
    let others: Vec<usize> = act.actors.iter().copied().filter(|&a| a != m).collect();
    act.actors = if others.is_empty() { vec![m] } else { others };
    act.recipients.clear();
    act.past_recipients = vec![Past::state(host)];
    act.note(
        "accredited",
        "the state that the envoy is accredited to is the recipient",
    );
}

/// "The Maltese ambassador to Libya was expelled": by the state to which he is accredited.
fn sent_away(s: &Sentence<'_>, act: &mut Act) {
    let host = act
        .recipients
        .iter()
        .find_map(|&m| s.mentions[m].host.clone());
    if let Some(host) = host {
        act.past_actors = vec![Past::state(host)];
        act.note(
            "accredited",
            "the state that the envoy is accredited to acts",
        );
    }
}

/// A mission and whose it is, in the words of an act.
struct Post {
    nation: Option<usize>,
    own: bool,
    host: Option<usize>,
}

/// "Denmark closed its embassy in Kabul", "the Danish embassy in Kabul was closed": a mission that its own
/// state closes or opens gives that state as actor and the host as recipient.
fn mission(s: &Sentence<'_>, act: &mut Act) {
    let Some(post) = find_post(s, act) else {
        return;
    };
    let actors = countries(s, &act.actors);
    let nation = post.nation.and_then(|m| s.mentions[m].country.as_deref());
    let passive = matches!(act.form, Some(VerbForm::Passive | VerbForm::ReducedPassive));
    let intransitive =
        act.verbal() && !passive && post.nation.is_some_and(|m| act.actors.contains(&m));
    let unnamed = act.actors.is_empty() || intransitive;
    if unnamed && (nation.is_some() || post.own) {
        if let Some(m) = post.nation {
            act.actors = vec![m];
        }
        act.recipients = post.host.into_iter().collect();
        if act.measure == Some(Measure::Closure) {
            act.mode = Some(Mode::Withdraw);
        }
        act.note("mission", "its own state acts, the host is the recipient");
    } else if post.own || nation.is_some_and(|n| actors.contains(&n)) {
        if let Some(host) = post.host.filter(|m| !act.actors.contains(m)) {
            act.recipients = vec![host];
        }
        if act.measure == Some(Measure::Closure) {
            act.mode = Some(Mode::Withdraw);
        }
        act.note("mission", "the actor's own; the host is the recipient");
    } else if let Some(m) = post.nation
        && !actors.is_empty()
    {
        act.recipients = vec![m];
        if act.measure == Some(Measure::Closure) {
            act.mode = Some(Mode::Discontinue);
        }
        act.note("mission", "the other side's");
    }
}

fn find_post(s: &Sentence<'_>, act: &Act) -> Option<Post> {
    let regions = [act.object.clone(), act.subject.clone()];
    let at = regions
        .iter()
        .flat_map(Clone::clone)
        .find(|&t| t < s.len() && MISSIONS.contains(&s.word(t)))?;
    let covering = s.mention_at(at);
    let before = covering.or_else(|| {
        // "the Iranian General Consulate": a nation within four words before.
        (at.saturating_sub(4)..at)
            .rev()
            .find_map(|t| s.mention_at(t))
            .filter(|&m| s.mentions[m].last + 3 >= at)
    });
    let owner = before.filter(|&m| {
        s.mentions[m].kind != MentionKind::Pronoun && s.mentions[m].kind != MentionKind::Place
    });
    let own = (at.saturating_sub(5)..at).any(|t| matches!(s.word(t), "its" | "their" | "his"));
    // "the Consulate-General of the United Kingdom"
    let of = s.mentions.iter().position(|m| {
        m.first > at
            && m.first <= at + 5
            && m.prep
                .is_some_and(|p| p > at && p <= at + 3 && s.word(p) == "of")
    });
    let nation = owner
        .filter(|&m| s.mentions[m].country.is_some() && !own)
        .or(of);
    let host = s.mentions.iter().position(|m| {
        m.first > at
            && m.country.is_some()
            && m.first <= at + 12
            && m.prep
                .is_some_and(|p| p > at && matches!(s.word(p), "in" | "at" | "to"))
            && nation.is_none_or(|n| s.mentions[n].country != m.country)
    });
    // A mission known only by its place ("the embassy in Kabul") names no nation.
    let nation = nation.filter(|&n| {
        Some(n) != host
            && !(s.mentions[n].kind == MentionKind::Agent
                && host.is_some_and(|h| s.mentions[h].country == s.mentions[n].country))
    });
    Some(Post { nation, own, host })
}

/// "ordered Russia to close its consulate": the one who orders acts, the one ordered is the recipient.
fn ordered(s: &Sentence<'_>, act: &mut Act) {
    let measured = matches!(
        act.measure,
        Some(Measure::Closure | Measure::StaffCut | Measure::Recall | Measure::Expulsion)
    );
    let told_that = act.form == Some(VerbForm::Finite)
        && (act.subject.start.saturating_sub(1)..=act.subject.start).any(|t| s.word(t) == "that");
    if !measured || !(act.form == Some(VerbForm::Infinitive) || told_that) {
        return;
    }
    let Some(governor) = clause::verb_to_left(s, act.trigger.start.saturating_sub(1), 30) else {
        return;
    };
    if told_that {
        let orders = roles::heads(s, &subjects::subject_of(s, governor, 0));
        if ORDERS.contains(&s.word(governor)) && !orders.is_empty() && !act.actors.is_empty() {
            act.recipients = std::mem::replace(&mut act.actors, orders);
            act.mode = if act.measure == Some(Measure::Closure) {
                Some(Mode::Discontinue)
            } else {
                Some(Mode::Expel)
            };
            act.note(
                "order",
                format!("`{}` that: the one who orders acts", s.word(governor)),
            );
        }
        return;
    }
    if !ORDERS.contains(&s.word(governor)) {
        return;
    }
    let between = governor + 1..act.trigger.start;
    let passive = matches!(
        s.verbs[governor],
        Some(VerbForm::Passive | VerbForm::ReducedPassive)
    );
    let subject = roles::heads(s, &subjects::subject_of(s, governor, 0));
    let (orders, told) = if passive {
        (roles::by_agent(s, &(governor + 1..s.len())), subject)
    } else {
        let told = roles::mentions_in(s, &between).find(|&m| s.mentions[m].party());
        (subject, told.into_iter().collect())
    };
    if told.is_empty() || countries(s, &orders) == countries(s, &told) && !orders.is_empty() {
        return;
    }
    act.actors = orders;
    act.recipients = told;
    act.mode = match act.measure {
        Some(Measure::Closure) => Some(Mode::Discontinue),
        Some(Measure::StaffCut | Measure::Recall) => Some(Mode::Expel),
        _ => act.mode,
    };
    if act.measure == Some(Measure::Recall) {
        act.measure = Some(Measure::Expulsion);
    }
    act.note(
        "order",
        format!("`{}`: the one who orders acts", s.word(governor)),
    );
}

/// "each expelled two diplomats", "recalled their respective envoys": mutual, all parties in `actor`.
fn reciprocal(s: &Sentence<'_>, act: &mut Act) {
    let mut codes = countries(s, &act.actors);
    codes.sort_unstable();
    codes.dedup();
    if codes.len() > 1 && act.event == EventType::Agree && act.verbal() {
        // "Syria and Lebanon agree to …": with each other.
        act.recipients.clear();
        act.mutual = true;
        act.note("mutual", "they agree with each other");
        return;
    }
    if codes.len() < 2
        || !matches!(
            act.event,
            EventType::Sanction | EventType::Accuse | EventType::Assault | EventType::Threaten
        )
    {
        return;
    }
    let extent = act.extent();
    let marked = (extent.start..extent.end.min(s.len())).any(|t| {
        matches!(
            s.word(t),
            "respective" | "mutual" | "mutually" | "reciprocal"
        ) || s.word(t) == "each" && (s.word(t + 1) == "other" || t < act.trigger.start)
            || s.word(t) == "one" && s.word(t + 1) == "another"
    });
    let named = act.recipients.iter().any(|&m| {
        s.mentions[m]
            .country
            .as_deref()
            .is_some_and(|c| !codes.contains(&c))
            && !s.is(s.mentions[m].first, Class::PRONOUN)
    });
    if marked && !named {
        act.recipients.clear();
        act.mutual = true;
        act.note("mutual", "each does it to the other");
    }
}
