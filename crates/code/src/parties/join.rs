//! Joining of nationality, office and name into one mention.

use super::build::Piece;
use super::{Mention, MentionKind};
use crate::sentence::Sentence;
use crate::words::Class;
use chancery_lexicon::{Entry, Kind};

/// Words after a hyphen that make a name a mere modifier ("Russian-backed rebels").
const MODIFIERS: &[&str] = &[
    "backed",
    "led",
    "based",
    "controlled",
    "occupied",
    "born",
    "made",
    "style",
    "supported",
    "trained",
    "aligned",
    "brokered",
    "sponsored",
    "mediated",
    "linked",
    "affiliated",
    "allied",
    "dominated",
    "speaking",
    "administered",
    "held",
    "run",
    "owned",
    "inspired",
    "proposed",
    "drafted",
    "built",
    "funded",
    "flagged",
    "bound",
    "era",
];

/// Joins the pieces that make one mention; says how many it used.
pub(super) fn join(s: &Sentence<'_>, pieces: &[Piece<'_>]) -> (Mention, usize) {
    let mut mention = start(&pieces[0]);
    let mut used = 1;
    let mut kind = pieces[0].entry.kind;
    while let Some(next) = pieces.get(used) {
        let gap = mention.last..next.first;
        let joins = match (kind, next.entry.kind) {
            // "Russian [intelligence] officers", "U.S. President", "Kremlin spokesman", "NATO forces"
            (
                Kind::Adjective
                | Kind::Country
                | Kind::Capital
                | Kind::Metonym
                | Kind::Body
                | Kind::Group,
                Kind::Agent,
            ) => modifiers_only(s, gap.clone(), kind),
            // "Russia's Federal Security Service", "Israeli Knesset", "Syrian Kurdish YPG"
            (
                Kind::Adjective | Kind::Country | Kind::Capital,
                Kind::Body | Kind::Metonym | Kind::Group,
            ) => modifiers_only(s, gap.clone(), kind),
            // "President Vladimir Putin", "Russian Vladimir Putin", "Foreign Minister Sergei Lavrov of"
            (Kind::Agent | Kind::Adjective | Kind::Body | Kind::Group, Kind::Person) => {
                gap.is_empty() && !mention.plural
            }
            // "Donald Trump's envoy"
            (Kind::Person, Kind::Agent) => {
                gap.len() == 1 && matches!(s.word(gap.start), "'s" | "'")
                    || gap.is_empty()
                        && matches!(
                            s.word(next.last - 1),
                            "administration"
                                | "government"
                                | "team"
                                | "regime"
                                | "cabinet"
                                | "officials"
                        )
            }
            // "police officers", "government forces", "army chief"
            (Kind::Agent, Kind::Agent) => gap.is_empty(),
            // "president of Russia", "embassy of Iran", "government of the United Kingdom"
            (
                Kind::Agent | Kind::Body,
                Kind::Country | Kind::Adjective | Kind::Capital | Kind::Body | Kind::Group,
            ) => {
                of_only(s, gap.clone())
                    && (mention.country.is_none()
                        || kind == Kind::Body
                            && next.entry.kind == Kind::Country
                            && s.word(gap.start) == "of")
                    || kind == Kind::Agent
                        && mention.country.is_some()
                        && accredited(s, &mention, gap.clone())
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
            (Kind::Capital | Kind::Place, _)
                if next.entry.kind != Kind::Agent && next.entry.kind != Kind::Body =>
            {
                kind
            }
            (_, other) => other,
        };
        used += 1;
    }
    if s.word(mention.last) == "-" && MODIFIERS.contains(&s.word(mention.last + 1)) {
        mention.modifier = true;
    }
    if s.word(mention.first.wrapping_sub(1)) == "-"
        && matches!(
            s.word(mention.first.wrapping_sub(2)),
            "anti" | "pro" | "non"
        )
    {
        if mention.kind == MentionKind::Named && mention.last - mention.first > 1 && used > 1 {
            // "pro-Russian insurgents": the noun is the party, the nation is not theirs.
            mention.country = None;
            mention.kind = MentionKind::Agent;
        } else {
            mention.modifier = true;
        }
    }
    let adjectival = mention.last - mention.first == 1
        && matches!(
            s.word(mention.first),
            "military" | "police" | "court" | "humanitarian"
        );
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
        && (s.trigger_at(token).is_none()
            || s.word(token).ends_with("ons")
            || s.word(token).ends_with("on"))
}

fn start(piece: &Piece<'_>) -> Mention {
    let entry = piece.entry;
    Mention {
        first: piece.first,
        last: piece.last,
        kind: match entry.kind {
            Kind::Country
            | Kind::Capital
            | Kind::Metonym
            | Kind::Body
            | Kind::Group
            | Kind::Person => MentionKind::Named,
            Kind::Adjective => MentionKind::Adjective,
            Kind::Inhabitant => MentionKind::People,
            Kind::Agent => MentionKind::Agent,
            Kind::Place => MentionKind::Place,
        },
        country: entry.code.clone(),
        sector: entry.sector.clone().or_else(|| match entry.kind {
            Kind::Country if matches!(entry.code.as_deref(), Some("UNO" | "EUR" | "IGO")) => {
                Some("IGO".to_owned())
            }
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
            mention.kind = if kind == Kind::Body || kind == Kind::Group {
                mention.kind
            } else {
                MentionKind::Agent
            };
            if mention.country.is_some() && mention.kind == MentionKind::Agent {
                mention.kind = MentionKind::Named;
            }
            mention.sector = if mention.sector.is_some() && matches!(kind, Kind::Body | Kind::Group)
            {
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
                let own = if entry.kind == Kind::Group {
                    entry.code.clone()
                } else {
                    None
                };
                mention.country = own.or(mention.country.take()).or(entry.code.clone());
                mention.sector = entry.sector.clone().or(mention.sector.take());
            }
            mention.name = entry.name.clone();
            mention.kind = MentionKind::Named;
            mention.locatable = false;
        }
        Kind::Country if kind == Kind::Body => mention.country = entry.code.clone(),
        Kind::Country | Kind::Capital | Kind::Adjective
            if kind == Kind::Agent && mention.country.is_some() =>
        {
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
    if !possessive
        && matches!(
            kind,
            Kind::Country | Kind::Capital | Kind::Metonym | Kind::Body | Kind::Group
        )
    {
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
            "ambassador"
                | "envoy"
                | "representative"
                | "consul"
                | "attache"
                | "commissioner"
                | "coordinator"
                | "delegate"
                | "nuncio"
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
