//! The index: from the words of names and nouns to two automata over their entries.

use crate::entry::Entry;
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
    /// Builds the automata, in a thread beside the one that puts the entries in order.
    pub fn build(mut listed: Vec<Listed>) -> Result<Index, fst::Error> {
        add_capitalised(&mut listed);
        add_nouns_to_names(&mut listed);
        let order = order(&listed);
        let mut kept: Vec<u32> = Vec::with_capacity(listed.len());
        let mut firsts: Vec<u32> = Vec::with_capacity(listed.len());
        let mut runs: Vec<(u32, u32)> = Vec::with_capacity(listed.len());
        let at = |i: &u32| &listed[*i as usize];
        for run in order.chunk_by(|a, b| at(a).case == at(b).case && at(a).key == at(b).key) {
            let first = kept.len();
            for i in run {
                // "Pope" and "the Pope" of one row are one key and one entry.
                let before = kept[first..].last();
                if before.is_none_or(|b| at(b).entry != at(i).entry) {
                    kept.push(*i);
                }
            }
            firsts.push(run[0]);
            runs.push((first as u32, kept.len() as u32));
        }
        let (keys, mut entries): (Vec<(Case, String)>, Vec<Option<Entry>>) = listed
            .into_iter()
            .map(|l| ((l.case, l.key), Some(l.entry)))
            .unzip();
        let (maps, entries) = std::thread::scope(|scope| {
            let maps = scope.spawn(|| -> Result<_, fst::Error> {
                Ok((
                    map(&keys, &firsts, Case::Proper)?,
                    map(&keys, &firsts, Case::Common)?,
                ))
            });
            let entries: Vec<Entry> = kept
                .iter()
                .filter_map(|i| entries[*i as usize].take())
                .collect();
            (
                maps.join()
                    .unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
                entries,
            )
        });
        let (proper, common) = maps?;
        Ok(Index {
            proper,
            common,
            entries,
            runs,
        })
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

/// The automaton of one case: from its keys to the number of their run. `firsts` holds the place of the
/// key of each run.
fn map(keys: &[(Case, String)], firsts: &[u32], case: Case) -> Result<Map<Vec<u8>>, fst::Error> {
    let mut builder = MapBuilder::memory();
    for (run, first) in (0u64..).zip(firsts) {
        let (of, key) = &keys[*first as usize];
        if *of == case {
            builder.insert(key, run)?;
        }
    }
    Map::new(builder.into_inner()?)
}

/// The places of the entries in order of case, key and rank. Only numbers are moved, and most comparisons
/// are of the first eight bytes: entries are large and many.
fn order(listed: &[Listed]) -> Vec<u32> {
    let mut order: Vec<(Case, [u8; 8], u32)> = (0u32..)
        .zip(listed)
        .map(|(at, l)| {
            let mut head = [0; 8];
            head.iter_mut()
                .zip(l.key.bytes())
                .for_each(|(to, byte)| *to = byte);
            (l.case, head, at)
        })
        .collect();
    order.sort_unstable_by(|a, b| {
        (a.0, a.1).cmp(&(b.0, b.1)).then_with(|| {
            let (x, y) = (&listed[a.2 as usize], &listed[b.2 as usize]);
            x.key
                .cmp(&y.key)
                .then_with(|| rank(&x.key, &x.entry).cmp(&rank(&y.key, &y.entry)))
                .then(a.2.cmp(&b.2))
        })
    });
    order.into_iter().map(|(_, _, at)| at).collect()
}

/// Adds names that begin with a small letter with a capital one too, as at the start of a sentence.
fn add_capitalised(listed: &mut Vec<Listed>) {
    let small =
        |l: &&Listed| l.case == Case::Proper && l.key.starts_with(|c: char| c.is_ascii_lowercase());
    let added: Vec<Listed> = listed
        .iter()
        .filter(small)
        .map(|l| {
            let mut key = l.key.clone();
            key[..1].make_ascii_uppercase();
            Listed {
                key,
                case: l.case,
                entry: l.entry.clone(),
            }
        })
        .collect();
    listed.extend(added);
}

/// Adds the nouns' entries to the names spelled alike, so that a hit of either automaton shows all homonyms.
fn add_nouns_to_names(listed: &mut Vec<Listed>) {
    let mut nouns: HashMap<&str, Vec<&Entry>> = HashMap::new();
    for l in listed.iter().filter(|l| l.case == Case::Common) {
        nouns.entry(&l.key).or_default().push(&l.entry);
    }
    let mut added = Vec::new();
    let mut seen = HashSet::new();
    let mut lower = String::new();
    for l in listed.iter().filter(|l| l.case == Case::Proper) {
        lower.clear();
        lower.push_str(&l.key);
        lower.make_ascii_lowercase();
        let Some(entries) = nouns.get(lower.as_str()) else {
            continue;
        };
        if seen.insert(&l.key) {
            added.extend(entries.iter().map(|e| Listed {
                key: l.key.clone(),
                case: Case::Proper,
                entry: (*e).clone(),
            }));
        }
    }
    listed.extend(added);
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
