//! Mentions to countries: pronouns carried back, common nouns given the country of their place.

use super::history::{History, Past};
use super::places;
use crate::parties::MentionKind;
use crate::rules::Act;
use crate::sentence::Sentence;
use chancery_lexicon::Roles;

/// Fills in what the sentence and the document say of each mention: before the acts are read.
pub(crate) fn resolve_mentions(s: &mut Sentence<'_>, history: &History) {
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
            MentionKind::Agent if s.mentions[m].country.is_none() => {
                let country = own_phrase(s, m).or_else(|| possessor(s, m, history));
                s.mentions[m].country = country;
            }
            _ => {}
        }
    }
    let scene = places::scene(s);
    for m in 0..s.mentions.len() {
        let mention = &s.mentions[m];
        if mention.kind == MentionKind::Agent && mention.country.is_none() && fills(mention.sector.as_deref()) {
            s.mentions[m].country = scene.clone();
        }
    }
}

/// Gunmen, bombers and their like stay without a country: the place does not tell it (CODEBOOK, parties).
fn fills(sector: Option<&str>) -> bool {
    !matches!(sector, Some("UAF" | "IGO" | "NGO"))
}

fn antecedent(s: &Sentence<'_>, m: usize, history: &History) -> Option<Past> {
    let word = s.word(s.mentions[m].first).to_owned();
    let personal = matches!(word.as_str(), "he" | "she" | "him" | "his" | "her");
    let plural = matches!(word.as_str(), "they" | "them" | "their");
    let fits = |p: &Past| if personal { p.personal } else if plural { p.plural || !p.personal } else { !p.personal && !p.plural };
    // Within the sentence, the first fitting party before it.
    let here = s.mentions[..m].iter().enumerate().find_map(|(i, other)| {
        let past = Past {
            country: other.country.clone(),
            sector: other.sector.clone(),
            name: other.name.clone(),
            role: other.role.clone(),
            personal: other.personal(),
            plural: other.plural || other.kind == MentionKind::People,
            first: i == 0,
            sentence: s.index,
        };
        (other.party() && (past.country.is_some() || past.name.is_some()) && fits(&past)).then_some(past)
    });
    here.or_else(|| history.antecedent(fits, s.index).cloned())
}

/// "police in Cairo", "the government of", "protesters from": the place or state right after it.
fn own_phrase(s: &Sentence<'_>, m: usize) -> Option<String> {
    let mention = &s.mentions[m];
    let next = s.mentions.get(m + 1)?;
    let gap = mention.last..next.first;
    let near = gap.len() <= 4 && next.prep.is_some_and(|p| gap.contains(&p) && p == gap.start);
    let word = s.word(gap.start);
    (near && matches!(word, "in" | "of" | "from" | "at" | "near" | "outside" | "across" | "for")).then(|| next.country.clone()).flatten()
}

/// "its ambassador", "his government": the country of whoever the pronoun stands for.
fn possessor(s: &Sentence<'_>, m: usize, history: &History) -> Option<String> {
    if !s.mentions[m].own {
        return None;
    }
    let pronoun = s.mentions[..m].iter().rposition(|other| other.kind == MentionKind::Pronoun)?;
    s.mentions[pronoun].country.clone().or_else(|| antecedent(s, pronoun, history)?.country)
}

/// Gives the parties of an act that still lack a country one: the place of the act, the other party's
/// for people without a nation, else what the document is about.
pub(crate) fn complete(s: &mut Sentence<'_>, act: &Act, place: Option<&str>, history: &History) {
    let other = |list: &[usize], s: &Sentence<'_>| list.iter().find_map(|&m| s.mentions[m].country.clone());
    let domestic = !matches!(act.roles, Roles::Harm) || act.actors.iter().any(|&m| s.mentions[m].sector.as_deref() != Some("UAF"));
    for (list, counterpart) in [(&act.recipients, other(&act.actors, s)), (&act.actors, other(&act.recipients, s))] {
        for &m in list.iter() {
            let mention = &s.mentions[m];
            if mention.country.is_some() || mention.kind != MentionKind::Agent || !fills(mention.sector.as_deref()) {
                continue;
            }
            let country = place
                .map(str::to_owned)
                .or_else(|| if domestic { counterpart.clone() } else { None })
                .or_else(|| history.focus());
            s.mentions[m].country = country;
        }
    }
}
