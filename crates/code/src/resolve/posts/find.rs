//! Posts in a sentence: their kind, whose they are, and where.

use super::sides::Sides;
use super::words::WORDS;
use crate::parties::MentionKind;
use crate::sentence::{Knowledge, Sentence};
use chancery_lexicon::{Kind, Lexicon};
use std::ops::Range;

/// A post as a sentence names it.
#[derive(Debug, Clone)]
pub(super) struct PostAt {
    /// Its words, its place included.
    pub(super) tokens: Range<usize>,
    /// The words of its kind alone.
    pub(super) noun: Range<usize>,
    /// First token of its noun phrase.
    pub(super) from: usize,
    pub(super) kind: String,
    pub(super) plural: bool,
    pub(super) sender: Option<String>,
    pub(super) host: Option<String>,
    pub(super) city: Option<String>,
}

impl PostAt {
    /// "Embassy in Kabul".
    pub(super) fn name(&self) -> String {
        named(&self.kind, self.city.as_deref())
    }
}

/// The name of a post, with its city where that is known.
pub(super) fn named(kind: &str, city: Option<&str>) -> String {
    match city {
        Some(city) => format!("{kind} in {city}"),
        None => kind.to_owned(),
    }
}

/// All posts of a sentence, in its order.
pub(super) fn posts_of(s: &Sentence<'_>, know: Knowledge<'_>) -> Vec<PostAt> {
    let mut found = Vec::new();
    let mut token = 0;
    while token < s.len() {
        let Some((noun, kind)) = WORDS.post_at(s, token) else {
            token += 1;
            continue;
        };
        token = noun.end;
        if kind == "Mission" && foreign_to_diplomacy(s, &noun) {
            continue;
        }
        found.push(post(s, know, noun, kind));
    }
    found
}

/// "Space mission", "trade mission", "mission to Mars": not a post.
fn foreign_to_diplomacy(s: &Sentence<'_>, noun: &Range<usize>) -> bool {
    let before = noun.start.checked_sub(1);
    if s.word(noun.end) == "of" {
        return true;
    }
    let diplomatic = s.word(noun.start) == "diplomatic"
        || before.is_some_and(|t| {
            s.word(t) == "diplomatic"
                || s.mention_at(t).is_some_and(|m| {
                    matches!(
                        s.mentions[m].kind,
                        MentionKind::Adjective | MentionKind::Named
                    ) && s.mentions[m].country.is_some()
                })
        });
    !diplomatic
}

fn post(s: &Sentence<'_>, know: Knowledge<'_>, noun: Range<usize>, kind: &str) -> PostAt {
    let from = phrase_start(s, noun.start);
    let mut sender = (from..noun.start).rev().find_map(|t| nation_at(s, t));
    let (mut host, mut city, mut end) = (None, None, noun.end);
    // "Embassy Fort Lamy", "Legation Tirana".
    if s.capital(noun.end)
        && s.capital(noun.start)
        && !s.in_date(noun.end)
        && !is_nation(s, noun.end)
    {
        (host, city, end) = place_at(s, know, noun.end);
    }
    // "of the United States in Bolivia", "at Kabul", "to Slovenia".
    for _ in 0..2 {
        let place = article(s, end + 1);
        match s.word(end) {
            "of" if sender.is_none() => {
                if let Some(m) = s
                    .mention_at(place)
                    .filter(|&m| s.mentions[m].country.is_some())
                {
                    sender = s.mentions[m].country.clone();
                    end = s.mentions[m].last;
                }
            }
            "in" | "at" | "to"
                if !is_nation(s, place)
                    && host.is_none()
                    && city.is_none()
                    && s.capital(place)
                    && !s.in_date(place) =>
            {
                (host, city, end) = place_at(s, know, place);
            }
            _ => break,
        }
    }
    // "at Santa Isabel (now Malabo)".
    if host.is_none() && city.is_some() && matches!(s.word(end), "(" | ",") {
        let inside = (end + 1..s.len().min(end + 6)).take_while(|&t| s.word(t) != ")");
        let other = inside
            .filter_map(|t| s.mention_at(t))
            .find(|&m| s.mentions[m].kind != MentionKind::Adjective && s.mentions[m].locatable);
        host = other.and_then(|m| s.mentions[m].country.clone());
    }
    if sender == host {
        sender = None;
    }
    PostAt {
        plural: s.word(noun.end - 1).ends_with('s') || s.word(noun.start).ends_with("ies"),
        tokens: from..end,
        kind: kind.to_owned(),
        noun,
        from,
        sender,
        host,
        city,
    }
}

fn article(s: &Sentence<'_>, token: usize) -> usize {
    if matches!(s.word(token), "the" | "what") {
        token + 1
    } else {
        token
    }
}

/// Where the noun phrase of a post begins: adjectives, nations, possessors before it.
fn phrase_start(s: &Sentence<'_>, noun: usize) -> usize {
    let mut from = noun;
    while from > 0 && noun - from < 8 {
        let t = from - 1;
        let word = s.word(t);
        let inside = s.mention_at(t).is_some()
            || matches!(
                word,
                "'" | "’"
                    | "s"
                    | "."
                    | "-"
                    | "own"
                    | "its"
                    | "their"
                    | "his"
                    | "her"
                    | "the"
                    | "a"
                    | "an"
            )
            || s.capital(t) && !s.punctuation(t)
            || WORDS.post_at(s, t).is_none() && ADJECTIVES.contains(&word);
        if !inside || s.in_date(t) || matches!(word, "when" | "on") {
            break;
        }
        from = t;
        if matches!(word, "the" | "a" | "an" | "its" | "their" | "his" | "her") {
            break;
        }
    }
    from
}

const ADJECTIVES: &[&str] = &[
    "first",
    "new",
    "former",
    "physical",
    "respective",
    "permanent",
    "resident",
    "official",
    "diplomatic",
    "small",
    "joint",
    "second",
    "full",
    "separate",
];

fn is_nation(s: &Sentence<'_>, token: usize) -> bool {
    s.mention_at(token)
        .is_some_and(|m| s.mentions[m].kind == MentionKind::Adjective)
}

/// The nation whose words stand at a token; a noun that has its country from elsewhere names none.
pub(super) fn nation_at(s: &Sentence<'_>, token: usize) -> Option<String> {
    let m = &s.mentions[s.mention_at(token)?];
    let named = match m.kind {
        MentionKind::Place | MentionKind::Pronoun => false,
        MentionKind::Agent => (m.first..m.last).any(|t| {
            let ends = t + 1..=(t + 4).min(m.last);
            s.capital(t) && ends.into_iter().any(|end| names_nation(s.raw(t..end)))
        }),
        _ => true,
    };
    named
        .then(|| m.country.clone())
        .flatten()
        .filter(|code| Sides::state(code))
}

fn names_nation(word: &str) -> bool {
    let kinds = [Kind::Country, Kind::Adjective];
    Lexicon::builtin()
        .find(word)
        .iter()
        .any(|entry| kinds.contains(&entry.kind))
}

/// The place that begins at a token: its state, its name where it is a city, and where it ends.
pub(super) fn place_at(
    s: &Sentence<'_>,
    know: Knowledge<'_>,
    token: usize,
) -> (Option<String>, Option<String>, usize) {
    if let Some(m) = s.mention_at(token) {
        let mention = &s.mentions[m];
        let raw = s.raw(mention.first..mention.last);
        let country = is_country(raw, know)
            || mention.kind == MentionKind::Adjective
            || mention.role.is_some();
        return (
            mention.country.clone().filter(|code| Sides::state(code)),
            (!country).then(|| raw.to_owned()),
            mention.last,
        );
    }
    let mut end = token;
    while s.capital(end) && !s.in_date(end) && end - token < 3 && s.mention_at(end).is_none() {
        end += 1;
    }
    if end == token {
        return (None, None, token);
    }
    (None, Some(s.raw(token..end).to_owned()), end)
}

/// Whether words name a state rather than a city.
fn is_country(words: &str, know: Knowledge<'_>) -> bool {
    know.lexicon
        .find(words.trim_start_matches("the "))
        .iter()
        .any(|entry| matches!(entry.kind, Kind::Country | Kind::Adjective))
}
