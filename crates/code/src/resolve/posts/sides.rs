//! Whose post and where, when the words of the post do not say: the two states that a report is about.

use crate::parties::MentionKind;
use crate::sentence::Sentence;
use chancery_lexicon::{Kind, Lexicon, tokenize};
use std::collections::{HashMap, HashSet};

/// The states that a document speaks of, most often named first; its headline counts threefold, its publisher
/// least.
#[derive(Debug, Default)]
pub(super) struct Sides {
    states: Vec<String>,
    /// The state whose body publishes the document.
    publisher: Option<String>,
    /// The states that the headline names other than by a city, in the order of `states`.
    named: Vec<String>,
}

impl Sides {
    /// Counts the states of a document's sentences and of the name of who publishes it.
    pub(super) fn of<'s, 'k: 's>(
        sentences: impl Iterator<Item = &'s Sentence<'k>>,
        title: Option<&str>,
        outlet: Option<&str>,
        lexicon: &Lexicon,
    ) -> Sides {
        let mut counts: HashMap<String, (u32, usize)> = HashMap::new();
        let mut named: HashSet<String> = HashSet::new();
        let mut order = 0;
        let mut count = |code: &str, weight: u32| {
            order += 1;
            counts.entry(code.to_owned()).or_insert((0, order)).0 += weight;
        };
        for s in sentences {
            let headline = s.index == 0 && title.is_some_and(|title| title.contains(s.text.trim()));
            let weight = if headline { 30 } else { 10 };
            for mention in &s.mentions {
                let weight = if mention.kind == MentionKind::Pronoun {
                    0
                } else {
                    weight
                };
                if let Some(code) = mention.country.as_deref().filter(|code| Sides::state(code)) {
                    count(code, weight);
                    let words = s.raw(mention.first..mention.last);
                    if headline
                        && (mention.kind == MentionKind::Adjective || is_state(words, lexicon))
                    {
                        named.insert(code.to_owned());
                    }
                }
            }
        }
        let mut publisher = None;
        if let Some(outlet) = outlet {
            for hit in lexicon.hits(outlet, &tokenize(outlet)) {
                let code = hit.entries.iter().find_map(|entry| entry.code.as_deref());
                if let Some(code) = code.filter(|code| Sides::state(code)) {
                    count(code, 1);
                    publisher = Some(code.to_owned());
                    break;
                }
            }
        }
        let mut states: Vec<(String, (u32, usize))> =
            counts.into_iter().filter(|(_, (n, _))| *n > 0).collect();
        states.sort_by_key(|(_, (n, order))| (std::cmp::Reverse(*n), *order));
        let states: Vec<String> = states.into_iter().map(|(code, _)| code).collect();
        Sides {
            named: states
                .iter()
                .filter(|code| named.contains(*code))
                .cloned()
                .collect(),
            states,
            publisher,
        }
    }

    /// Whether a code is that of a state and not of a body of many.
    pub(super) fn state(code: &str) -> bool {
        code.len() == 3
            && !matches!(
                code,
                "UNO" | "EUR" | "IGO" | "NGO" | "NAT" | "MNC" | "IMG" | "NON"
            )
    }

    /// The state whose body publishes the document.
    pub(super) fn publisher(&self) -> Option<String> {
        self.publisher.clone()
    }

    /// The named state that a city rather lies in, where its own is not named and another one is.
    pub(super) fn rather(&self, host: Option<&str>, sender: Option<&str>) -> Option<String> {
        let host = host?;
        if self.named.iter().any(|code| code == host) {
            return None;
        }
        let sender = sender.or(self.publisher.as_deref())?;
        self.named.iter().find(|code| *code != sender).cloned()
    }

    /// The publisher's own state and the one most spoken of beside it.
    pub(super) fn pair(&self) -> Option<(String, String)> {
        let publisher = self.publisher.clone()?;
        let other = self.other(&publisher)?;
        Some((publisher, other))
    }

    /// The state that the document speaks of most, other than this one.
    pub(super) fn other(&self, than: &str) -> Option<String> {
        let mut states = self.named.iter().chain(&self.states);
        states.find(|code| *code != than).cloned()
    }
}

/// Whether words are the name of a state.
fn is_state(words: &str, lexicon: &Lexicon) -> bool {
    lexicon
        .find(words.trim_start_matches("the "))
        .iter()
        .any(|entry| entry.kind == Kind::Country)
}

/// Sender and host out of what is known of them, what was told before, and what the report is about.
pub(super) fn pair_of(
    sender: Option<&String>,
    host: Option<&String>,
    sides: &Sides,
    before: Option<&(String, String)>,
) -> Option<(String, String)> {
    match (sender, host) {
        (Some(a), Some(b)) if a != b => Some((a.clone(), b.clone())),
        (Some(a), _) => before
            .filter(|(x, _)| x == a)
            .cloned()
            .or_else(|| {
                before
                    .filter(|(_, y)| y == a)
                    .map(|(x, y)| (y.clone(), x.clone()))
            })
            .or_else(|| sides.other(a).map(|b| (a.clone(), b))),
        (None, Some(b)) => before
            .filter(|(_, y)| y == b)
            .cloned()
            .or_else(|| {
                before
                    .filter(|(x, _)| x != b)
                    .map(|(x, _)| (x.clone(), b.clone()))
            })
            .or_else(|| sides.publisher().filter(|p| p != b).map(|p| (p, b.clone())))
            .or_else(|| sides.other(b).map(|a| (a, b.clone()))),
        (None, None) => before.cloned().or_else(|| sides.pair()),
    }
}
