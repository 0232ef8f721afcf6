//! From lexicon hits to mentions: choice among homonyms, and joining of nationality, office and name.

use super::{Mention, MentionKind};
use crate::sentence::{Knowledge, Sentence};
use crate::words::Class;
use chancery_lexicon::{Entry, Hit, Kind};

/// Words after a hyphen that make a name a mere modifier ("Russian-backed rebels").
const MODIFIERS: &[&str] = &[
    "backed", "led", "based", "controlled", "occupied", "born", "made", "style", "supported", "trained", "aligned",
    "brokered", "sponsored", "mediated", "linked", "affiliated", "allied", "dominated", "speaking", "administered",
    "held", "run", "owned", "inspired", "proposed", "drafted", "built", "funded", "flagged", "bound", "era",
];

/// One hit with the homonym that was chosen.
struct Piece<'l> {
    first: usize,
    last: usize,
    entry: &'l Entry,
}

/// All mentions of a sentence, in order, not overlapping.
pub(crate) fn build_mentions(s: &Sentence<'_>, hits: &[Hit<'_>], know: Knowledge<'_>) -> Vec<Mention> {
    let pieces: Vec<Piece<'_>> = hits
        .iter()
        .filter_map(|hit| {
            let entry = choose(hit.entries, know, placed(s, hit.first))?;
            Some(Piece { first: hit.first, last: hit.last, entry })
        })
        .filter(|piece| !agency_credit(s, piece) && !verbal(s, piece) && !in_phrase(s, piece) && !in_name(s, piece))
        .collect();
    let mut mentions: Vec<Mention> = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let (mention, used) = join(s, &pieces[at..]);
        mentions.push(mention);
        at += used;
    }
    add_names(s, &mut mentions);
    add_pronouns(s, &mut mentions);
    for mention in &mut mentions {
        govern(s, mention);
    }
    for mention in &mut mentions {
        mention.plural |= matches!(s.word(mention.last.saturating_sub(1)), "people" | "police" | "men" | "women" | "troops");
    }
    inherit_prepositions(s, &mut mentions);
    inherit_nouns(s, &mut mentions);
    mentions
}

/// The homonym that is valid at the report's date and most telling; among places, the largest.
fn choose<'l>(entries: &'l [Entry], know: Knowledge<'_>, placed: bool) -> Option<&'l Entry> {
    entries
        .iter()
        .filter(|entry| entry.valid_on(know.published))
        .min_by_key(|entry| (!entry.user, placed == (entry.kind == Kind::Metonym), entry.kind, std::cmp::Reverse(entry.population), std::cmp::Reverse(entry.from)))
        .or_else(|| {
            // A person named outside the term of office is still that person; a state that is gone is not.
            entries.iter().filter(|entry| entry.kind != Kind::Agent).max_by_key(|entry| entry.from)
        })
}

/// Whether a name stands after "in", "at", "near": then it is a place before it is a government.
fn placed(s: &Sentence<'_>, token: usize) -> bool {
    token.checked_sub(1).is_some_and(|prev| matches!(s.word(prev), "in" | "at" | "near" | "outside" | "around" | "across"))
}

/// A common noun that is a verb here: "officials charge", "they force", "to man".
fn verbal(s: &Sentence<'_>, piece: &Piece<'_>) -> bool {
    if piece.entry.kind != Kind::Agent || piece.last - piece.first > 1 {
        return false;
    }
    if s.word(piece.first) == "opposition" && s.word(piece.last) == "to" {
        return true;
    }
    let Some(prev) = piece.first.checked_sub(1) else { return false };
    (s.word(prev) == "to" || s.is(prev, Class::FUTURE.or(Class::HYPOTHETICAL)))
        && matches!(s.word(piece.first), "force" | "forces" | "people" | "host" | "guard" | "man" | "police" | "rebel" | "rebels" | "state" | "states" | "party" | "head" | "heads")
}

/// "(AP)", "(CNN)": who carries the report, not who acts in it.
fn agency_credit(s: &Sentence<'_>, piece: &Piece<'_>) -> bool {
    piece.first.checked_sub(1).is_some_and(|t| s.word(t) == "(")
        && s.word(piece.last) == ")"
        && piece.entry.sector.as_deref() == Some("JRN")
}

/// A common noun inside a longer trigger: "state of emergency", "military operation".
fn in_phrase(s: &Sentence<'_>, piece: &Piece<'_>) -> bool {
    piece.entry.kind == Kind::Agent
        && s.trigger_at(piece.first).is_some_and(|n| s.triggers[n].last - s.triggers[n].first > piece.last - piece.first)
}

/// An adjective that is a surname: "Joshua French and".
fn in_name(s: &Sentence<'_>, piece: &Piece<'_>) -> bool {
    let named = |t: usize| {
        s.capital(t) && !s.punctuation(t) && t > 0 && s.class(t) == Class::default() && s.trigger_at(t).is_none()
    };
    piece.entry.kind == Kind::Adjective
        && piece.first.checked_sub(1).is_some_and(named)
        && (s.punctuation(piece.last) || s.is(piece.last, Class::CONJUNCTION.or(Class::BE).or(Class::HAVE)))
}

/// Joins the pieces that make one mention; says how many it used.
fn join(s: &Sentence<'_>, pieces: &[Piece<'_>]) -> (Mention, usize) {
    let mut mention = start(&pieces[0]);
    let mut used = 1;
    let mut kind = pieces[0].entry.kind;
    while let Some(next) = pieces.get(used) {
        let gap = mention.last..next.first;
        let joins = match (kind, next.entry.kind) {
            // "Russian [intelligence] officers", "U.S. President", "Kremlin spokesman", "NATO forces"
            (
                Kind::Adjective | Kind::Country | Kind::Capital | Kind::Metonym | Kind::Body | Kind::Group,
                Kind::Agent,
            ) => modifiers_only(s, gap.clone(), kind),
            // "Russia's Federal Security Service", "Israeli Knesset", "Syrian Kurdish YPG"
            (Kind::Adjective | Kind::Country | Kind::Capital, Kind::Body | Kind::Metonym | Kind::Group) => {
                modifiers_only(s, gap.clone(), kind)
            }
            // "President Vladimir Putin", "Russian Vladimir Putin", "Foreign Minister Sergei Lavrov of"
            (Kind::Agent | Kind::Adjective | Kind::Body | Kind::Group, Kind::Person) => {
                gap.is_empty() && !mention.plural
            }
            // "Donald Trump's envoy"
            (Kind::Person, Kind::Agent) => {
                gap.len() == 1 && matches!(s.word(gap.start), "'s" | "'")
                    || gap.is_empty()
                        && matches!(s.word(next.last - 1), "administration" | "government" | "team" | "regime" | "cabinet" | "officials")
            }
            // "police officers", "government forces", "army chief"
            (Kind::Agent, Kind::Agent) => gap.is_empty(),
            // "president of Russia", "embassy of Iran", "government of the United Kingdom"
            (Kind::Agent | Kind::Body, Kind::Country | Kind::Adjective | Kind::Capital | Kind::Body | Kind::Group) => {
                of_only(s, gap.clone()) && (mention.country.is_none() || kind == Kind::Body && next.entry.kind == Kind::Country && s.word(gap.start) == "of")
                    || kind == Kind::Agent && mention.country.is_some() && accredited(s, &mention, gap.clone())
            }
            // "Syrian Kurdish", "Irish Republican"
            (Kind::Adjective, Kind::Adjective) => gap.is_empty(),
            // "London, England", "Cairo, Egypt": one place
            (Kind::Capital | Kind::Place, Kind::Country | Kind::Place) => {
                gap.len() == 1 && s.word(gap.start) == "," && same_country(&mention, next.entry)
            }
            _ => false,
        };
        if !joins {
            break;
        }
        absorb(&mut mention, next, kind);
        kind = match (kind, next.entry.kind) {
            (Kind::Capital | Kind::Place, _) if next.entry.kind != Kind::Agent && next.entry.kind != Kind::Body => kind,
            (_, other) => other,
        };
        used += 1;
    }
    if s.word(mention.last) == "-" && MODIFIERS.contains(&s.word(mention.last + 1)) {
        mention.modifier = true;
    }
    if s.word(mention.first.wrapping_sub(1)) == "-" && matches!(s.word(mention.first.wrapping_sub(2)), "anti" | "pro" | "non") {
        if mention.kind == MentionKind::Named && mention.last - mention.first > 1 && used > 1 {
            // "pro-Russian insurgents": the noun is the party, the nation is not theirs.
            mention.country = None;
            mention.kind = MentionKind::Agent;
        } else {
            mention.modifier = true;
        }
    }
    let adjectival = mention.last - mention.first == 1 && matches!(s.word(mention.first), "military" | "police" | "court" | "humanitarian");
    if adjectival && mention.country.is_none() && noun_follows(s, mention.last) {
        mention.modifier = true;
    }
    mention.last += name_tail(s, &mention, pieces.get(used).map(|p| p.first));
    (mention, used)
}

/// Whether a lower-case noun that the lexicon does not know, or the noun of an act, comes next.
fn noun_follows(s: &Sentence<'_>, token: usize) -> bool {
    token < s.len()
        && !s.punctuation(token)
        && !s.capital(token)
        && !s.is(
            token,
            Class::VERB
                .or(Class::PREPOSITION)
                .or(Class::CONJUNCTION)
                .or(Class::BE)
                .or(Class::HAVE)
                .or(Class::FUTURE)
                .or(Class::HYPOTHETICAL)
                .or(Class::ADVERB)
                .or(Class::SUBORDINATOR)
                .or(Class::RELATIVE)
                .or(Class::DETERMINER),
        )
        && (s.trigger_at(token).is_none() || s.word(token).ends_with("ons") || s.word(token).ends_with("on"))
}

fn start(piece: &Piece<'_>) -> Mention {
    let entry = piece.entry;
    Mention {
        first: piece.first,
        last: piece.last,
        kind: match entry.kind {
            Kind::Country | Kind::Capital | Kind::Metonym | Kind::Body | Kind::Group | Kind::Person => MentionKind::Named,
            Kind::Adjective => MentionKind::Adjective,
            Kind::Inhabitant => MentionKind::People,
            Kind::Agent => MentionKind::Agent,
            Kind::Place => MentionKind::Place,
        },
        country: entry.code.clone(),
        sector: entry.sector.clone().or_else(|| match entry.kind {
            Kind::Country if matches!(entry.code.as_deref(), Some("UNO" | "EUR" | "IGO")) => Some("IGO".to_owned()),
            Kind::Country | Kind::Capital => Some("GOV".to_owned()),
            Kind::Inhabitant => Some("CVL".to_owned()),
            _ => None,
        }),
        name: match entry.kind {
            Kind::Agent | Kind::Adjective | Kind::Inhabitant | Kind::Country => None,
            _ => entry.name.clone(),
        },
        role: match entry.kind {
            Kind::Agent | Kind::Person => entry.role.clone(),
            _ => None,
        },
        lat: entry.lat,
        lon: entry.lon,
        prep: None,
        own: false,
        plural: entry.plural,
        locatable: matches!(entry.kind, Kind::Country | Kind::Capital | Kind::Place),
        modifier: false,
        host: None,
        source: entry.source.to_string(),
    }
}

fn absorb(mention: &mut Mention, next: &Piece<'_>, kind: Kind) {
    let entry = next.entry;
    mention.last = next.last;
    match entry.kind {
        Kind::Agent => {
            mention.kind = if kind == Kind::Body || kind == Kind::Group { mention.kind } else { MentionKind::Agent };
            if mention.country.is_some() && mention.kind == MentionKind::Agent {
                mention.kind = MentionKind::Named;
            }
            mention.sector = if mention.sector.is_some() && matches!(kind, Kind::Body | Kind::Group) {
                mention.sector.take()
            } else {
                entry.sector.clone().or(mention.sector.take())
            };
            mention.role = entry.role.clone().or(mention.role.take());
            if matches!(kind, Kind::Adjective | Kind::Country | Kind::Capital) {
                mention.name = None;
            }
            mention.plural = entry.plural;
            mention.locatable = false;
        }
        Kind::Person => {
            mention.kind = MentionKind::Named;
            mention.name = entry.name.clone();
            mention.country = mention.country.take().or(entry.code.clone());
            mention.sector = entry.sector.clone().or(mention.sector.take());
            mention.role = mention.role.take().or(entry.role.clone());
            mention.locatable = false;
        }
        Kind::Body | Kind::Metonym | Kind::Group => {
            if mention.kind == MentionKind::Agent {
                // "spokesman of the Foreign Ministry"
                mention.country = entry.code.clone();
            } else {
                // A group's own state is surer than an ethnic adjective before it ("Kurdish YPG").
                let own = if entry.kind == Kind::Group { entry.code.clone() } else { None };
                mention.country = own.or(mention.country.take()).or(entry.code.clone());
                mention.sector = entry.sector.clone().or(mention.sector.take());
            }
            mention.name = entry.name.clone();
            mention.kind = MentionKind::Named;
            mention.locatable = false;
        }
        Kind::Country if kind == Kind::Body => mention.country = entry.code.clone(),
        Kind::Country | Kind::Capital | Kind::Adjective if kind == Kind::Agent && mention.country.is_some() => {
            mention.host = entry.code.clone();
        }
        Kind::Country | Kind::Capital | Kind::Adjective if mention.country.is_none() => {
            mention.country = entry.code.clone();
            if mention.kind == MentionKind::Agent {
                mention.kind = MentionKind::Named;
            }
        }
        _ => {}
    }
}

fn same_country(mention: &Mention, entry: &Entry) -> bool {
    mention.country.is_some() && mention.country == entry.code
}

/// Nothing, a possessive, or up to three lower-case or adjectival words with no boundary among them.
fn modifiers_only(s: &Sentence<'_>, gap: std::ops::Range<usize>, kind: Kind) -> bool {
    if gap.is_empty() {
        return true;
    }
    let possessive = matches!(s.word(gap.start), "'s" | "'");
    if !possessive && matches!(kind, Kind::Country | Kind::Capital | Kind::Metonym | Kind::Body | Kind::Group) {
        return false;
    }
    gap.len() <= 4
        && gap.clone().all(|token| {
            matches!(s.word(token), "'s" | "'" | "-")
                || (!s.is(
                    token,
                    Class::PREPOSITION
                        .or(Class::CONJUNCTION)
                        .or(Class::SUBORDINATOR)
                        .or(Class::RELATIVE)
                        .or(Class::BE)
                        .or(Class::HAVE)
                        .or(Class::FUTURE)
                        .or(Class::HYPOTHETICAL)
                        .or(Class::PRONOUN)
                        .or(Class::FINITE)
                        .or(Class::VERB),
                ) && !s.punctuation(token)
                    && s.trigger_at(token).is_none())
        })
}

/// "ambassador to Canada", "envoy for Somalia": the post belongs to the office, not to the party's nation.
fn accredited(s: &Sentence<'_>, mention: &Mention, gap: std::ops::Range<usize>) -> bool {
    (1..=2).contains(&gap.len())
        && matches!(s.word(gap.start), "to" | "for")
        && matches!(
            s.word(mention.last - 1),
            "ambassador" | "envoy" | "representative" | "consul" | "attache" | "commissioner" | "coordinator" | "delegate" | "nuncio"
        )
}

fn of_only(s: &Sentence<'_>, gap: std::ops::Range<usize>) -> bool {
    !gap.is_empty()
        && gap.len() <= 2
        && matches!(s.word(gap.start), "of" | "for")
        && gap.clone().skip(1).all(|token| s.word(token) == "the")
}

/// Capitalised words after an office or a group noun: the rest of a name that the lexicon lacks.
fn name_tail(s: &Sentence<'_>, mention: &Mention, next_piece: Option<usize>) -> usize {
    if mention.role.is_none() || mention.plural || mention.kind == MentionKind::Place {
        return 0;
    }
    let limit = next_piece.unwrap_or(s.len()).min(mention.last + 4);
    (mention.last..limit)
        .take_while(|&token| {
            s.capital(token) && !s.punctuation(token) && s.trigger_at(token).is_none() && token > 0
        })
        .count()
}

/// "on Russia and the Crimea": the later members of a list stand under the preposition of the first.
fn inherit_prepositions(s: &Sentence<'_>, mentions: &mut [Mention]) {
    for m in 1..mentions.len() {
        let gap = mentions[m - 1].last..mentions[m].first;
        let listed = mentions[m].prep.is_none()
            && !gap.is_empty()
            && gap.len() <= 4
            && (s.word(gap.start) == "," || s.is(gap.start, Class::CONJUNCTION))
            && gap.clone().all(|t| {
                s.word(t) == "," || s.is(t, Class::CONJUNCTION.or(Class::DETERMINER)) || s.class(t) == Class::default() && !s.punctuation(t)
            })
            && gap.clone().any(|t| s.is(t, Class::CONJUNCTION));
        if listed {
            mentions[m].prep = mentions[m - 1].prep;
        }
    }
}

/// "Indian and Chinese soldiers": the noun belongs to both nations.
fn inherit_nouns(s: &Sentence<'_>, mentions: &mut [Mention]) {
    for m in (1..mentions.len()).rev() {
        let (left, right) = (&mentions[m - 1], &mentions[m]);
        let gap = left.last..right.first;
        let shared = left.kind == MentionKind::Adjective
            && right.role.is_some()
            && right.plural
            && gap.len() == 1
            && (s.is(gap.start, Class::CONJUNCTION) || s.word(gap.start) == ",");
        if shared {
            let (sector, role) = (right.sector.clone(), right.role.clone());
            mentions[m - 1].sector = sector;
            mentions[m - 1].role = role;
            mentions[m - 1].plural = true;
            mentions[m - 1].kind = MentionKind::Named;
        }
    }
}

/// Two or more capitalised words that the lexicon does not know: a person by name, of no country yet.
fn add_names(s: &Sentence<'_>, mentions: &mut Vec<Mention>) {
    let mut covered = vec![false; s.len()];
    for mention in mentions.iter() {
        covered[mention.first..mention.last.min(s.len())].fill(true);
    }
    let name = |t: usize| {
        !covered[t]
            && s.capital(t)
            && !s.punctuation(t)
            && s.trigger_at(t).is_none()
            && !s.is(t, Class::DETERMINER.or(Class::PREPOSITION).or(Class::PRONOUN).or(Class::CONJUNCTION).or(Class::SUBORDINATOR).or(Class::ADVERB))
    };
    let mut at = 0;
    while at < s.len() {
        let end = (at..s.len()).find(|&t| !name(t)).unwrap_or(s.len());
        if end - at >= 2 && end - at <= 5 {
            mentions.push(Mention {
                kind: MentionKind::Agent,
                name: Some(s.raw(at..end).to_owned()),
                ..blank(at, end, "a name that the lexicon does not know")
            });
        }
        at = end.max(at) + 1;
    }
    mentions.sort_by_key(|mention| mention.first);
}

fn blank(first: usize, last: usize, source: &str) -> Mention {
    Mention {
        first,
        last,
        kind: MentionKind::Pronoun,
        country: None,
        sector: None,
        name: None,
        role: None,
        lat: None,
        lon: None,
        prep: None,
        own: false,
        plural: false,
        locatable: false,
        modifier: false,
        host: None,
        source: source.to_owned(),
    }
}

const PRONOUNS: &[&str] = &["he", "she", "they", "it", "him", "them", "his", "her", "their", "its"];

fn add_pronouns(s: &Sentence<'_>, mentions: &mut Vec<Mention>) {
    let mut covered = vec![false; s.len()];
    for mention in mentions.iter() {
        covered[mention.first..mention.last.min(s.len())].fill(true);
    }
    for token in 0..s.len() {
        if covered[token] || !PRONOUNS.contains(&s.word(token)) {
            continue;
        }
        mentions.push(Mention {
            plural: matches!(s.word(token), "they" | "them" | "their"),
            modifier: matches!(s.word(token), "his" | "her" | "their" | "its"),
            ..blank(token, token + 1, "pronoun")
        });
    }
    mentions.sort_by_key(|mention| mention.first);
}

/// The locative preposition before a place name that ends at a comma.
fn place_before(s: &Sentence<'_>, comma: usize) -> Option<usize> {
    let name = (comma.saturating_sub(4)..comma).rev().take_while(|&t| s.capital(t) && !s.punctuation(t)).last()?;
    name.checked_sub(1).filter(|&t| s.is(t, Class::LOCATIVE))
}

/// Finds the preposition that governs a mention, and whether it is the actor's own.
fn govern(s: &Sentence<'_>, mention: &mut Mention) {
    let mut unknown = 0;
    let mut at = mention.first;
    while let Some(prev) = at.checked_sub(1) {
        at = prev;
        if matches!(s.word(at), "its" | "their" | "his" | "her") {
            mention.own = true;
            continue;
        }
        let approximate = matches!(s.word(at), "about" | "around" | "over" | "under" | "near")
            && (s.word(at + 1).starts_with(|c: char| c.is_ascii_digit()) || s.is(at + 1, Class::DETERMINER));
        if approximate && s.word(at + 1) != "the" {
            continue;
        }
        if s.is(at, Class::PREPOSITION) && !s.is(at, Class::SUBORDINATOR) {
            mention.prep = Some(at);
            return;
        }
        if matches!(s.word(at), "after" | "since" | "before" | "as" | "than") {
            mention.prep = Some(at);
            return;
        }
        if s.is(at, Class::DETERMINER.or(Class::ADVERB)) || s.word(at) == "-" {
            continue;
        }
        if s.word(at) == "," && mention.locatable {
            // "in Shtula, northern Israel": the larger place stands under the preposition of the smaller.
            mention.prep = place_before(s, at);
            return;
        }
        let adjective = s.is(at, Class::PARTICIPLE) && s.trigger_at(at).is_none();
        let opaque = !adjective
            && (s.punctuation(at)
            || s.trigger_at(at).is_some()
            || s.is(
                at,
                Class::CONJUNCTION.or(Class::SUBORDINATOR).or(Class::RELATIVE).or(Class::VERB).or(Class::BE).or(Class::HAVE),
            ));
        if opaque || matches!(s.word(at), "'s" | "'") {
            return;
        }
        unknown += 1;
        if unknown > 3 {
            return;
        }
    }
}
