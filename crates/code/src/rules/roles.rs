//! Who is who: parties of a clause as actors and recipients.

use super::clause;
use crate::parties::MentionKind;
use crate::sentence::{Sentence, VerbForm};
use crate::words::Class;
use std::ops::Range;

/// The parties that act, read from a subject region: its first party that is no setting, with those
/// coordinated to it.
pub(super) fn heads(s: &Sentence<'_>, region: &Range<usize>) -> Vec<usize> {
    let inside: Vec<usize> = mentions_in(s, region).collect();
    let mut head = None;
    for &m in &inside {
        let mention = &s.mentions[m];
        let owner = mention.kind == MentionKind::Pronoun && region.len() == 1;
        if !(mention.party() || owner) || s.in_date(mention.first) {
            continue;
        }
        match mention.prep {
            Some(prep) if prep >= region.start => {
                // "members of", "thousands of": the noun before is transparent.
                let transparent = s.word(prep) == "of"
                    && prep > region.start
                    && (s.is(prep - 1, Class::TRANSPARENT) || s.mention_at(prep - 1).is_none());
                if transparent {
                    head = Some(m);
                    break;
                }
            }
            _ => {
                head = Some(m);
                break;
            }
        }
    }
    let Some(head) = head else { return Vec::new() };
    let mut found = included(s, head).unwrap_or_else(|| with_list(s, head, region));
    // "a delegation led by the minister and Russian officials": the last stands beside the first.
    if let Some(&last) = inside.last()
        && region.clone().any(|t| matches!(s.word(t), "led" | "headed"))
        && !found.contains(&last)
        && s.mentions[last].party()
        && (s.mentions[last].first.saturating_sub(2)..s.mentions[last].first).any(|t| s.word(t) == "and")
    {
        found.push(last);
    }
    found
}

/// "several nations, including Turkey and Canada": those who are named.
fn included(s: &Sentence<'_>, m: usize) -> Option<Vec<usize>> {
    let mention = &s.mentions[m];
    let at = mention.last;
    let unnamed = mention.plural && mention.country.is_none();
    let including = s.word(at) == "," && matches!(s.word(at + 1), "including" | "among") || s.word(at) == "including";
    let next = s.mentions.get(m + 1).filter(|next| next.first <= at + 4 && next.country.is_some());
    (unnamed && including && next.is_some()).then(|| with_list(s, m + 1, &(at..s.len())))
}

/// A party with those joined to it by commas and "and".
pub(super) fn with_list(s: &Sentence<'_>, first: usize, region: &Range<usize>) -> Vec<usize> {
    // "envoys from North Korea and the United States": the states are the parties.
    if s.mentions[first].plural && s.mentions[first].kind == MentionKind::Agent {
        if let Some(next) = s.mentions.get(first + 1)
            && next.prep.is_some_and(|p| p == s.mentions[first].last && matches!(s.word(p), "from" | "of"))
            && next.country.is_some()
            && next.first < region.end
        {
            let states = with_list(s, first + 1, region);
            if states.len() > 1 {
                return states;
            }
        }
    }
    let mut list = vec![first];
    let mut last = first;
    for m in first + 1..s.mentions.len() {
        let (left, right) = (&s.mentions[last], &s.mentions[m]);
        if right.first >= region.end {
            break;
        }
        let gap = left.last..right.first;
        let dual = gap.len() == 1 && s.word(gap.start) == "-" && left.kind == MentionKind::Adjective;
        let joined = dual || !gap.is_empty()
            && gap.len() <= 5
            && gap.clone().any(|t| s.word(t) == "," || s.is(t, Class::CONJUNCTION))
            && gap.clone().all(|t| {
                s.word(t) == ","
                    || s.is(t, Class::CONJUNCTION.or(Class::DETERMINER).or(Class::ADVERB))
                    || (!s.punctuation(t) && !s.is(t, Class::PREPOSITION.or(Class::VERB).or(Class::SUBORDINATOR).or(Class::RELATIVE)))
            });
        let apposition = !dual && s.word(gap.start) == "," && !gap.clone().any(|t| s.is(t, Class::CONJUNCTION)) && !listed(s, right.last);
        if !joined || !right.party() || right.kind == MentionKind::Pronoun || apposition {
            if joined && (right.kind == MentionKind::Pronoun || !right.party()) {
                continue;
            }
            break;
        }
        list.push(m);
        last = m;
    }
    list
}

/// Whether a list goes on after a token: ", Spain and Italy".
fn listed(s: &Sentence<'_>, at: usize) -> bool {
    (s.word(at) == "," || s.is(at, Class::CONJUNCTION))
        && (at + 1..(at + 4).min(s.len())).any(|t| s.mention_at(t).is_some())
        && (at..s.len().min(at + 12)).any(|t| matches!(s.word(t), "and" | "&"))
}

/// Indices of the mentions that stand in a region.
pub(super) fn mentions_in<'s>(s: &'s Sentence<'_>, region: &Range<usize>) -> impl Iterator<Item = usize> + use<'s> {
    let (start, end) = (region.start, region.end);
    s.mentions.iter().enumerate().filter(move |(_, m)| m.first >= start && m.first < end).map(|(i, _)| i)
}

/// The word of the preposition that governs a mention within a region.
pub(super) fn prep_of<'s>(s: &'s Sentence<'_>, m: usize, region: &Range<usize>) -> Option<&'s str> {
    s.mentions[m].prep.filter(|p| region.contains(p) || *p + 1 == region.start).map(|p| s.word(p))
}

/// What to look for in an object region.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'w> {
    /// Prepositions that bring the recipient, best first.
    pub(super) preps: &'w [String],
    /// Whether a direct object goes before them.
    pub(super) direct_first: bool,
    /// Whether the actor's own people count ("its ambassador").
    pub(super) own: bool,
    /// Who acts: its own nation is no recipient while another is named.
    pub(super) actors: &'w [usize],
}

/// The parties acted on, read from an object region.
pub(super) fn objects(s: &Sentence<'_>, region: &Range<usize>, wanted: Wanted<'_>) -> Vec<usize> {
    let region = &(region.start..before_reason(s, region));
    let candidates: Vec<usize> = mentions_in(s, region)
        .filter(|&m| s.mentions[m].party() && !s.in_date(s.mentions[m].first))
        .collect();
    let same_side = |m: usize| {
        let country = s.mentions[m].country.as_deref();
        country.is_some() && wanted.actors.iter().any(|&a| s.mentions[a].country.as_deref() == country)
    };
    let direct = candidates.iter().copied().find(|&m| {
        let prep = prep_of(s, m, region);
        (prep.is_none() || prep == Some("of")) && (wanted.own || !s.mentions[m].own)
    });
    if wanted.direct_first
        && let Some(m) = direct.filter(|&m| !same_side(m))
    {
        return with_list(s, m, region);
    }
    for prep in wanted.preps {
        if let Some(&m) = candidates.iter().find(|&&m| prep_of(s, m, region) == Some(prep.as_str())) {
            return with_list(s, m, region);
        }
    }
    if let Some(m) = direct {
        return with_list(s, m, region);
    }
    let general = candidates.iter().find(|&&m| {
        matches!(prep_of(s, m, region), Some("against" | "on" | "with" | "to" | "of" | "upon" | "toward" | "towards" | "at"))
    });
    general.map(|&m| with_list(s, m, region)).unwrap_or_default()
}

/// Where a region turns from what is acted on to why or when: "over", "after", "in retaliation for".
fn before_reason(s: &Sentence<'_>, region: &Range<usize>) -> usize {
    region
        .clone()
        .find(|&t| {
            matches!(s.word(t), "over" | "after" | "following" | "amid" | "during" | "despite" | "because" | "since" | "before")
                && s.mention_at(t).is_none()
                || s.word(t) == "in"
                    && matches!(s.word(t + 1), "retaliation" | "response" | "protest" | "reaction" | "reply" | "revenge" | "reprisal")
        })
        .unwrap_or(region.end)
}

/// The agent of a passive: the parties after "by" in the region after the verb.
pub(super) fn by_agent(s: &Sentence<'_>, region: &Range<usize>) -> Vec<usize> {
    mentions_in(s, region)
        .find(|&m| s.mentions[m].party() && prep_of(s, m, region) == Some("by"))
        .map(|m| with_list(s, m, region))
        .unwrap_or_default()
}

/// "a missile attack from Israel": where harm comes from.
pub(super) fn origin(s: &Sentence<'_>, region: &Range<usize>) -> Vec<usize> {
    mentions_in(s, region)
        .find(|&m| s.mentions[m].party() && s.mentions[m].country.is_some() && prep_of(s, m, region) == Some("from"))
        .into_iter()
        .collect()
}

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
            let Some(prev) = group.checked_sub(1) else { return 0..0 };
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
        s.is(group.saturating_sub(1), Class::RELATIVE) || s.is(start.saturating_sub(1), Class::RELATIVE)
    };
    let wanted = |t: usize| match like {
        Some(VerbForm::Infinitive) => s.verbs[t] == Some(VerbForm::Infinitive),
        Some(VerbForm::Gerund) => {
            let governed = t > 0 && s.is(t - 1, Class::PREPOSITION) && s.word(t - 1) != "by";
            s.verbs[t] == Some(VerbForm::Gerund) && !governed || carries(t)
        }
        _ => carries(t),
    };
    (0..from).rev().find(|&t| wanted(t) && !relative(t)).or_else(|| (0..from).rev().find(|&t| s.verbs[t].is_some()))
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
    let m = (noun.saturating_sub(4)..noun).rev().take_while(|&t| s.verbs[t].is_none() && !s.punctuation_mark(t)).find_map(|t| {
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
    let noun = (to.saturating_sub(12)..to).rev().take_while(|&t| s.verbs[t].is_none()).find(|&t| {
        matches!(
            s.word(t),
            "decision" | "plan" | "plans" | "intention" | "attempt" | "attempts" | "effort" | "efforts" | "refusal" | "threat"
                | "offer" | "promise" | "pledge" | "agreement" | "bid" | "move"
        ) && matches!(s.word(t + 1), "of" | "by")
    })?;
    Some(noun + 2..to)
}

/// "agreed to expel", "ordered Russia to close": subject of the governing verb, or its object.
fn infinitive_subject(s: &Sentence<'_>, verb: usize, depth: usize) -> Range<usize> {
    if let Some(to) = (0..verb).rev().find(|&t| s.word(t) == "to") {
        if let Some(owner) = possessor(s, to).or_else(|| decider(s, to)) {
            return owner;
        }
    }
    let Some(governor) = clause::verb_to_left(s, verb.saturating_sub(1), 30) else {
        let to = (0..verb).rev().find(|&t| s.word(t) == "to").unwrap_or(verb);
        return clause::subject_region(s, to);
    };
    let after = s.trigger_at(governor).map_or(governor + 1, |n| s.triggers[n].last);
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
        return clause::main_verb(s).filter(|&v| v > verb).map_or(0..0, |v| subject_of(s, v, depth + 1));
    };
    if s.is(prev, Class::PREPOSITION.or(Class::SUBORDINATOR)) {
        let governor = clause::verb_to_left(s, prev, 30);
        let of_other = matches!(s.word(prev), "of" | "for" | "from" | "over");
        if let Some(governor) = governor {
            let after = s.trigger_at(governor).map_or(governor + 1, |n| s.triggers[n].last);
            let between = after..prev;
            if of_other && s.verbs[governor] != Some(VerbForm::Passive) {
                let object = mentions_in(s, &between).find(|&m| s.mentions[m].party());
                if object.is_some() {
                    return between;
                }
            }
            return subject_of(s, governor, depth + 1);
        }
        return clause::main_verb(s).filter(|&v| v != verb).map_or(0..0, |v| subject_of(s, v, depth + 1));
    }
    if s.word(prev) == "," || s.is(prev, Class::CONJUNCTION) {
        let like = if s.word(prev) == "," { None } else { s.verbs[verb] };
        if let Some(other) = earlier_verb(s, prev, like) {
            return subject_of(s, other, depth + 1);
        }
    }
    if s.mention_at(prev).is_some() {
        return clause::subject_region(s, prev + 1);
    }
    earlier_verb(s, prev, None).map_or_else(|| clause::subject_region(s, prev + 1), |v| subject_of(s, v, depth + 1))
}

/// The noun phrase that ends a region: its last party, or the one that this is part of ("members of the group").
pub(super) fn nearest(s: &Sentence<'_>, region: &Range<usize>) -> Vec<usize> {
    let inside: Vec<usize> = mentions_in(s, region).filter(|&m| s.mentions[m].party() && !s.in_date(s.mentions[m].first)).collect();
    let Some((&last, before)) = inside.split_last() else { return Vec::new() };
    let mut head = last;
    for &m in before.iter().rev() {
        let (mention, next) = (&s.mentions[m], &s.mentions[head]);
        let part = next.prep.is_some_and(|p| p >= mention.last && p - mention.last <= 2 && matches!(s.word(p), "of" | "from" | "in" | "at"));
        let list = next.first - mention.last <= 3
            && (mention.last..next.first).any(|t| s.is(t, Class::CONJUNCTION))
            && (mention.last..next.first).all(|t| s.is(t, Class::CONJUNCTION.or(Class::DETERMINER)) || s.word(t) == ",");
        if !(part || list) {
            break;
        }
        head = m;
    }
    with_list(s, head, region)
}

/// Who acts where the clause itself names nobody: the subject of the sentence, if it comes before.
pub(super) fn fallback_subject(s: &Sentence<'_>, verb: usize, tried: &Range<usize>) -> Vec<usize> {
    let relative = tried.start.checked_sub(1).is_some_and(|t| s.is(t, Class::RELATIVE)) || s.is(clause::group_start(s, verb).saturating_sub(1), Class::RELATIVE);
    let dependent = matches!(s.verbs[verb], Some(VerbForm::Gerund | VerbForm::Infinitive));
    let own_noun = s.verbs[verb] == Some(VerbForm::Gerund)
        && verb.checked_sub(1).is_some_and(|t| !s.punctuation(t) && !s.is(t, Class::PREPOSITION.or(Class::CONJUNCTION).or(Class::SUBORDINATOR).or(Class::ADVERB)));
    if !(relative || dependent || tried.is_empty()) || own_noun {
        return Vec::new();
    }
    let Some(main) = clause::main_verb(s).filter(|&main| main < verb) else {
        // No verb before it carries a clause that the word list knows: the first party of the sentence.
        let before = 0..clause::group_start(s, verb);
        let participial = s.verbs[verb] == Some(VerbForm::Gerund);
        return if participial { heads(s, &before) } else { Vec::new() };
    };
    let region = subject_of(s, main, 0);
    if region == *tried { Vec::new() } else { heads(s, &region) }
}

/// "which Russia recognised": the object of a verb in a relative clause is what the clause goes back to.
pub(super) fn relative_object(s: &Sentence<'_>, _verb: usize, subject: &Range<usize>) -> Vec<usize> {
    let Some(relative) = subject.start.checked_sub(1).filter(|&t| matches!(s.word(t), "which" | "whom" | "that" | "who")) else {
        return Vec::new();
    };
    if subject.is_empty() {
        return Vec::new();
    }
    nearest(s, &antecedent(s, relative))
}

/// What harm is aimed at although a preposition stands before it: "explodes outside the Danish embassy".
pub(super) fn target(s: &Sentence<'_>, region: &Range<usize>) -> Vec<usize> {
    mentions_in(s, region)
        .find(|&m| {
            let mention = &s.mentions[m];
            mention.party()
                && mention.country.is_some()
                && matches!(mention.kind, MentionKind::Adjective | MentionKind::Named)
                && !mention.locatable
                && matches!(prep_of(s, m, region), Some("outside" | "at" | "near" | "against" | "on" | "inside"))
        })
        .into_iter()
        .collect()
}
