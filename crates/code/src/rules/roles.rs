//! Who is who: parties of a clause as actors and recipients.

use crate::parties::{MentionKind, goes_on};
use crate::sentence::Sentence;
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
            Some(prep)
                if prep >= region.start
                    && !(prep == region.start && s.word(prep) == "including")
                    // "said on Friday it had": the preposition is the day's.
                    && !(prep + 1..mention.first).any(|t| s.in_date(t)) =>
            {
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
        && region
            .clone()
            .any(|t| matches!(s.word(t), "led" | "headed"))
        && !found.contains(&last)
        && s.mentions[last].party()
        && (s.mentions[last].first.saturating_sub(2)..s.mentions[last].first)
            .any(|t| s.word(t) == "and")
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
    let including = s.word(at) == "," && matches!(s.word(at + 1), "including" | "among")
        || s.word(at) == "including";
    let next = s
        .mentions
        .get(m + 1)
        .filter(|next| next.first <= at + 4 && next.country.is_some());
    (unnamed && including && next.is_some()).then(|| with_list(s, m + 1, &(at..s.len())))
}

/// A party with those joined to it by commas and "and".
pub(super) fn with_list(s: &Sentence<'_>, first: usize, region: &Range<usize>) -> Vec<usize> {
    // "envoys from North Korea and the United States": the states are the parties.
    if s.mentions[first].plural
        && s.mentions[first].kind == MentionKind::Agent
        && let Some(next) = s.mentions.get(first + 1)
        && next.prep.is_some_and(|p| {
            p == s.mentions[first].last && matches!(s.word(p), "from" | "of" | "in")
        })
        && next.country.is_some()
        && next.first < region.end
    {
        let states = with_list(s, first + 1, region);
        if states.len() > 1 {
            return states;
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
        // "a British-Canadian teacher", and the two states of "both countries", which are the same words.
        let dual = left.first == right.first
            || gap.len() == 1 && s.word(gap.start) == "-" && left.kind == MentionKind::Adjective;
        let joined = dual
            || !gap.is_empty()
                && gap.len() <= 5
                && gap
                    .clone()
                    .any(|t| s.word(t) == "," || s.is(t, Class::CONJUNCTION))
                && gap.clone().all(|t| {
                    s.word(t) == ","
                        || s.is(
                            t,
                            Class::CONJUNCTION.or(Class::DETERMINER).or(Class::ADVERB),
                        )
                        || (!s.punctuation(t)
                            && !s.is(
                                t,
                                Class::PREPOSITION
                                    .or(Class::VERB)
                                    .or(Class::SUBORDINATOR)
                                    .or(Class::RELATIVE),
                            ))
                });
        let apposition = !dual
            && s.word(gap.start) == ","
            && !gap.clone().any(|t| s.is(t, Class::CONJUNCTION))
            && !listed(s, right.last);
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
        && (at + 1..(at + 4).min(s.len()))
            .find_map(|t| s.mention_at(t))
            .is_some_and(|next| {
                (at..s.len().min(at + 12)).any(|t| matches!(s.word(t), "and" | "&"))
                    || goes_on(s, &s.mentions, next)
            })
}

/// Indices of the mentions that stand in a region.
pub(super) fn mentions_in<'s>(
    s: &'s Sentence<'_>,
    region: &Range<usize>,
) -> impl Iterator<Item = usize> + use<'s> {
    let (start, end) = (region.start, region.end);
    s.mentions
        .iter()
        .enumerate()
        .filter(move |(_, m)| m.first >= start && m.first < end)
        .map(|(i, _)| i)
}

/// The word of the preposition that governs a mention within a region.
pub(super) fn prep_of<'s>(s: &'s Sentence<'_>, m: usize, region: &Range<usize>) -> Option<&'s str> {
    s.mentions[m]
        .prep
        .filter(|p| region.contains(p) || *p + 1 == region.start)
        .map(|p| s.word(p))
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
        country.is_some()
            && wanted
                .actors
                .iter()
                .any(|&a| s.mentions[a].country.as_deref() == country)
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
        if let Some(&m) = candidates
            .iter()
            .find(|&&m| prep_of(s, m, region) == Some(prep.as_str()))
        {
            return with_list(s, m, region);
        }
    }
    if let Some(m) = direct {
        return with_list(s, m, region);
    }
    let general = candidates.iter().find(|&&m| {
        matches!(
            prep_of(s, m, region),
            Some("against" | "on" | "with" | "to" | "of" | "upon" | "toward" | "towards" | "at")
        )
    });
    general
        .map(|&m| with_list(s, m, region))
        .unwrap_or_default()
}

/// Where a region turns from what is acted on to why or when: "over", "after", "in retaliation for".
fn before_reason(s: &Sentence<'_>, region: &Range<usize>) -> usize {
    region
        .clone()
        .find(|&t| {
            matches!(
                s.word(t),
                "over"
                    | "after"
                    | "following"
                    | "amid"
                    | "during"
                    | "despite"
                    | "because"
                    | "since"
                    | "before"
            ) && s.mention_at(t).is_none()
                || s.word(t) == "in"
                    && matches!(
                        s.word(t + 1),
                        "retaliation"
                            | "response"
                            | "protest"
                            | "reaction"
                            | "reply"
                            | "revenge"
                            | "reprisal"
                    )
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
        .find(|&m| {
            s.mentions[m].party()
                && s.mentions[m].country.is_some()
                && prep_of(s, m, region) == Some("from")
        })
        .into_iter()
        .collect()
}

/// The noun phrase that ends a region: its last party, or the one that this is part of ("members of the group").
pub(super) fn nearest(s: &Sentence<'_>, region: &Range<usize>) -> Vec<usize> {
    let inside: Vec<usize> = mentions_in(s, region)
        .filter(|&m| s.mentions[m].party() && !s.in_date(s.mentions[m].first))
        .collect();
    let Some((&last, before)) = inside.split_last() else {
        return Vec::new();
    };
    let mut head = last;
    for &m in before.iter().rev() {
        let (mention, next) = (&s.mentions[m], &s.mentions[head]);
        let part = next.prep.is_some_and(|p| {
            p >= mention.last
                && p - mention.last <= 2
                && matches!(s.word(p), "of" | "from" | "in" | "at")
        });
        let list = next.first.saturating_sub(mention.last) <= 3
            && (mention.last..next.first).any(|t| s.is(t, Class::CONJUNCTION))
            && (mention.last..next.first)
                .all(|t| s.is(t, Class::CONJUNCTION.or(Class::DETERMINER)) || s.word(t) == ",");
        if !(part || list) {
            break;
        }
        head = m;
    }
    with_list(s, head, region)
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
                && matches!(
                    prep_of(s, m, region),
                    Some("outside" | "at" | "near" | "against" | "on" | "inside")
                )
        })
        .into_iter()
        .collect()
}
