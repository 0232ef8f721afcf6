//! The index: from the words of names and nouns to two automata over their entries.

use crate::entry::{Entry, Kind};
use crate::fold::key_form;
use crate::sources::{Case, Listed};
use crate::token::{is_hyphen, tokenize};
use fst::{Map, MapBuilder};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

/// Automata from keys to runs of entries.
pub(crate) struct Index {
    /// Names, folded, case kept.
    pub proper: Map<Vec<u8>>,
    /// Common nouns, in lower case.
    pub common: Map<Vec<u8>>,
    /// All entries; those of one key stand together.
    entries: Vec<Entry>,
    /// First entry and one past the last, by the automata's values.
    runs: Vec<(u32, u32)>,
}

impl Index {
    /// Builds the automata.
    pub fn build(entries: Vec<Listed>) -> Result<Index, fst::Error> {
        let mut keyed = keyed(entries);
        keyed.sort_by(|(a, ca, x), (b, cb, y)| {
            (ca, a)
                .cmp(&(cb, b))
                .then_with(|| rank(a, x).cmp(&rank(b, y)))
        });
        let mut index = Index {
            proper: Map::default(),
            common: Map::default(),
            entries: Vec::with_capacity(keyed.len()),
            runs: Vec::new(),
        };
        let mut proper = MapBuilder::memory();
        let mut common = MapBuilder::memory();
        let mut keyed = keyed.into_iter().peekable();
        while let Some((key, case, entry)) = keyed.next() {
            let first = index.entries.len();
            index.entries.push(entry);
            while let Some((_, _, entry)) = keyed.next_if(|(k, c, _)| *k == key && *c == case) {
                // "Pope" and "the Pope" of one row are one key and one entry.
                if index.entries.last() != Some(&entry) {
                    index.entries.push(entry);
                }
            }
            let builder = if case == Case::Proper {
                &mut proper
            } else {
                &mut common
            };
            builder.insert(&key, index.runs.len() as u64)?;
            index.runs.push((first as u32, index.entries.len() as u32));
        }
        index.proper = Map::new(proper.into_inner()?)?;
        index.common = Map::new(common.into_inner()?)?;
        Ok(index)
    }

    /// The entries of an automaton's value.
    pub fn run(&self, value: u64) -> &[Entry] {
        let run = usize::try_from(value).ok().and_then(|v| self.runs.get(v));
        run.and_then(|(first, last)| self.entries.get(*first as usize..*last as usize))
            .unwrap_or(&[])
    }

    /// The keys of all names, in order.
    pub fn names(&self) -> Vec<String> {
        self.proper.stream().into_str_keys().unwrap_or_default()
    }

    /// All entries.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

/// The order of homonyms: a user's first, then by kind, the more populous place, those whose full name
/// it is before those it is short for, then by file and line.
fn rank<'e>(key: &str, entry: &'e Entry) -> impl Ord + use<'e> {
    let name = entry.name.as_deref();
    let whole = name.is_some_and(|name| name == key || self::key(name) == key);
    (
        !entry.user,
        entry.kind,
        Reverse(entry.population),
        !whole,
        &*entry.source.file,
        entry.source.line,
    )
}

/// Gives every entry its key, and the nouns' entries also to the names spelled alike, so that a hit of
/// either automaton shows all homonyms.
fn keyed(entries: Vec<Listed>) -> Vec<Listed> {
    let mut out = Vec::with_capacity(entries.len() * 9 / 8);
    for (words, case, entry) in entries {
        let key = key(&words);
        if key.is_empty() {
            continue;
        }
        match case {
            Case::Common => out.push((key.to_lowercase(), case, entry)),
            Case::Proper => {
                if let Some(capitalised) = capitalised(&key) {
                    out.push((capitalised, case, entry.clone()));
                }
                out.push((key, case, entry));
            }
        }
    }
    let mut nouns: HashMap<&str, Vec<&Entry>> = HashMap::new();
    for (key, case, entry) in &out {
        if *case == Case::Common {
            nouns.entry(key).or_default().push(entry);
        }
    }
    let mut shared = Vec::new();
    let mut seen = HashSet::new();
    for (key, case, _) in &out {
        if *case == Case::Proper
            && let Some(entries) = nouns.get(key.to_ascii_lowercase().as_str())
            && seen.insert(key.as_str())
        {
            shared.extend(
                entries
                    .iter()
                    .map(|e| (key.clone(), Case::Proper, (*e).clone())),
            );
        }
    }
    out.extend(shared);
    out
}

/// The key of some words: tokens in key form joined by one space, without hyphens and leading "the".
pub(crate) fn key(words: &str) -> String {
    let simple = words
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b == b' ')
        && !words.starts_with(' ')
        && !words.ends_with(' ')
        && !words.contains("  ");
    let mut key = if simple {
        words.to_owned()
    } else {
        tokens_key(words)
    };
    for article in ["the ", "The "] {
        if key.starts_with(article) {
            key.drain(..article.len());
        }
    }
    key
}

fn tokens_key(words: &str) -> String {
    let mut key = String::with_capacity(words.len());
    for token in tokenize(words) {
        let token = token.text(words);
        if is_hyphen(token) {
            continue;
        }
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(&key_form(token));
    }
    key
}

/// The key with a capital first, where its first letter is small ("al Shabaab" at the start of a sentence).
fn capitalised(key: &str) -> Option<String> {
    let first = key.bytes().next().filter(u8::is_ascii_lowercase)?;
    Some(format!(
        "{}{}",
        first.to_ascii_uppercase() as char,
        &key[1..]
    ))
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn spellings_of_one_name_have_one_key() {
        assert_eq!(key("Guinea-Bissau"), key("Guinea Bissau"));
        assert_eq!(key("the U.S."), "US");
        assert_eq!(key("Côte d’Ivoire"), key("Cote d'Ivoire"));
        assert_eq!(key("People’s Republic"), "People 's Republic");
        assert_eq!(key("The Gambia"), "Gambia");
    }
}
