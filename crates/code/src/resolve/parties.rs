//! Mentions to countries: pronouns carried back, common nouns given the country of their place.

use super::history::{History, Past};
use super::places;
use crate::parties::MentionKind;
use crate::rules::Act;
use crate::sentence::Sentence;
use crate::words::Class;
use chancery_codebook::EventType;
use chancery_lexicon::Roles;

/// Fills in what the sentence and the document say of each mention: before the acts are read.
pub(crate) fn resolve_mentions(s: &mut Sentence<'_>, history: &History) {
    super::pairs::split_pairs(s, history);
    for m in 0..s.mentions.len() {
        match s.mentions[m].kind {
            MentionKind::Pronoun => {
                if let Some(past) = antecedent(s, m, history) {
                    let mention = &mut s.mentions[m];
                    mention.country = past.country;
                    mention.sector = past.sector;
                    mention.name = past.name;
                    mention.role = past.role;
                    mention.source = "carried back".to_owned();
                }
            }
            MentionKind::Agent
                if s.mentions[m].country.is_none()
                    && s.word(s.mentions[m].last - 1) == "country" =>
            {
                let past = nearest_state(s, m).or_else(|| {
                    history
                        .antecedent(|p| !p.personal && p.country.is_some(), s.index)?
                        .country
                        .clone()
                });
                s.mentions[m].country = own_phrase(s, m).or(past);
            }
            MentionKind::Agent if s.mentions[m].country.is_none() && !generic(s, m) => {
                let country = own_phrase(s, m)
                    .or_else(|| apposition(s, m))
                    .or_else(|| possessor(s, m, history))
                    .or_else(|| history.same_noun(&noun_of(s, m)).map(str::to_owned));
                s.mentions[m].country = country;
            }
            _ => {}
        }
    }
    share_nation(s);
    let scene = places::scene(s);
    for m in 0..s.mentions.len() {
        let mention = &s.mentions[m];
        if mention.kind == MentionKind::Agent
            && mention.country.is_none()
            && !generic(s, m)
            && fills(mention.sector.as_deref())
        {
            s.mentions[m].country = scene.clone();
        }
    }
}

/// "other countries", "several nations": no country, as the codebook says.
fn generic(s: &Sentence<'_>, m: usize) -> bool {
    let following = s.mentions.get(m + 1).is_some_and(|next| {
        next.prep.is_some_and(|p| p == s.mentions[m].last)
            && matches!(s.word(next.last - 1), "countries" | "nations" | "states")
    });
    following
        || matches!(
            s.word(s.mentions[m].last.saturating_sub(1)),
            "countries" | "nations" | "states" | "governments" | "allies" | "foreigners"
        )
}

/// The head noun of a common-noun mention, as its last word.
pub(crate) fn noun_of(s: &Sentence<'_>, m: usize) -> String {
    let word = s.word(s.mentions[m].last.saturating_sub(1));
    word.strip_suffix('s').unwrap_or(word).to_owned()
}

/// Gunmen, bombers and their like stay without a country: the place does not tell it (CODEBOOK, parties).
fn fills(sector: Option<&str>) -> bool {
    !matches!(sector, Some("UAF" | "IGO" | "NGO"))
}

fn antecedent(s: &Sentence<'_>, m: usize, history: &History) -> Option<Past> {
    let word = s.word(s.mentions[m].first).to_owned();
    let personal = matches!(word.as_str(), "he" | "she" | "him" | "his" | "her");
    let plural = matches!(word.as_str(), "they" | "them" | "their");
    let fits = |p: &Past| {
        if personal {
            p.personal
        } else if plural {
            p.plural || !p.personal
        } else {
            !p.personal && !p.plural
        }
    };
    // Within the sentence, the first fitting party before it.
    let nearest = matches!(word.as_str(), "its" | "their");
    let mut before: Vec<(usize, &crate::parties::Mention)> =
        s.mentions[..m].iter().enumerate().collect();
    if nearest {
        before.reverse();
    }
    if plural
        && let Some((i, _)) = before
            .iter()
            .find(|(_, other)| other.party() && other.kind != MentionKind::Pronoun)
        && nearest
        && generic(s, *i)
    {
        // "ambassadors from other countries … their diplomats": of no one country.
        return None;
    }
    let here = before
        .into_iter()
        .filter(|(_, other)| other.party())
        .find_map(|(i, other)| Past::of(s, other, i == 0).filter(fits));
    here.or_else(|| history.antecedent(fits, s.index).cloned())
}

/// The state named last before a mention in its sentence: "the country".
fn nearest_state(s: &Sentence<'_>, m: usize) -> Option<String> {
    s.mentions[..m]
        .iter()
        .rev()
        .find(|other| {
            matches!(other.kind, MentionKind::Named | MentionKind::Adjective)
                && other.country.is_some()
        })
        .and_then(|other| other.country.clone())
}

/// "police in Cairo", "the government of", "protesters from": the place or state right after it.
fn own_phrase(s: &Sentence<'_>, m: usize) -> Option<String> {
    let mention = &s.mentions[m];
    let next = s.mentions.get(m + 1)?;
    let gap = mention.last..next.first;
    let near = gap.len() <= 4
        && next
            .prep
            .is_some_and(|p| gap.contains(&p) && p == gap.start);
    let word = s.word(gap.start);
    // Diplomats in a state are not of it.
    let posted = matches!(word, "in" | "at")
        && matches!(
            noun_of(s, m).as_str(),
            "diplomat"
                | "ambassador"
                | "envoy"
                | "consul"
                | "attache"
                | "peacekeeper"
                | "representative"
                | "embassy"
                | "consulate"
        );
    (near
        && !posted
        && matches!(
            word,
            "in" | "of" | "from" | "at" | "near" | "outside" | "across" | "for"
        ))
    .then(|| next.country.clone())
    .flatten()
}

/// "Russian diplomats and intelligence officers": the nation of the first belongs to the second.
fn share_nation(s: &mut Sentence<'_>) {
    for m in 1..s.mentions.len() {
        let (left, right) = (&s.mentions[m - 1], &s.mentions[m]);
        let gap = left.last..right.first;
        let joined = gap.len() <= 2
            && matches!(s.word(gap.start), "and" | "or" | ",")
            && gap.clone().skip(1).all(|t| {
                s.is(t, Class::CONJUNCTION) || s.class(t) == Class::default() && !s.punctuation(t)
            });
        let shared = right.kind == MentionKind::Agent
            && right.country.is_none()
            && left.plural == right.plural
            && left.role.is_some()
            && left.country.is_some()
            && joined
            && !generic(s, m);
        if shared {
            s.mentions[m].country = s.mentions[m - 1].country.clone();
        }
    }
}

/// "Tahir Aydin, a Turkish lawyer,": the nation in the words that explain a name.
fn apposition(s: &Sentence<'_>, m: usize) -> Option<String> {
    let mention = &s.mentions[m];
    let next = s.mentions.get(m + 1)?;
    let gap = mention.last..next.first;
    let explains = mention.name.is_some()
        && s.word(gap.start) == ","
        && gap.len() <= 4
        && gap
            .clone()
            .skip(1)
            .all(|t| !s.punctuation(t) && s.word(t) != "and");
    (explains && gap.len() >= 2)
        .then(|| next.country.clone())
        .flatten()
}

/// "its ambassador", "his government": the country of whoever the pronoun stands for.
fn possessor(s: &Sentence<'_>, m: usize, history: &History) -> Option<String> {
    if !s.mentions[m].own {
        return None;
    }
    let pronoun = s.mentions[..m]
        .iter()
        .rposition(|other| other.kind == MentionKind::Pronoun)?;
    s.mentions[pronoun]
        .country
        .clone()
        .or_else(|| antecedent(s, pronoun, history)?.country)
}

/// Gives the parties of an act that still lack a country one: the place of the act, the other party's
/// for people without a nation, else what the document is about.
pub(crate) fn complete(s: &mut Sentence<'_>, act: &Act, place: Option<&str>, history: &History) {
    let other =
        |list: &[usize], s: &Sentence<'_>| list.iter().find_map(|&m| s.mentions[m].country.clone());
    let domestic = !matches!(act.roles, Roles::Harm);
    for (list, counterpart, acting) in [
        (&act.recipients, other(&act.actors, s), false),
        (&act.actors, other(&act.recipients, s), true),
    ] {
        for &m in list.iter() {
            let mention = &s.mentions[m];
            let open = mention.kind == MentionKind::Agent && mention.country.is_none();
            if !open || generic(s, m) || acting && !fills(mention.sector.as_deref()) {
                continue;
            }
            let country = place
                .map(str::to_owned)
                .or_else(|| {
                    // A diplomatic measure is never within one state; whom it names without a nation has none.
                    let across = act.measure.is_some()
                        || matches!(
                            act.event,
                            EventType::Aid | EventType::Consult | EventType::Cooperate
                        )
                        || acting && act.event == EventType::Accuse;
                    counterpart.clone().filter(|_| domestic && !across)
                })
                .or_else(|| {
                    history
                        .focus()
                        .filter(|c| act.measure.is_none() || counterpart.as_ref() != Some(c))
                })
                .or_else(|| {
                    s.mentions
                        .iter()
                        .filter_map(|m| m.country.clone())
                        .find(|c| act.measure.is_none() || counterpart.as_ref() != Some(c))
                });
            s.mentions[m].country = country;
        }
    }
}
