//! The words of posts, heads of mission and relations, from `data/code/posts.toml`.

use crate::sentence::Sentence;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

const POSTS: &str = include_str!("../../../../../data/code/posts.toml");

/// The table as it stands in the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    post: Vec<Named>,
    head: Vec<Named>,
    not_head: Vec<String>,
    opened: HashSet<String>,
    closed: HashSet<String>,
    suspended: HashSet<String>,
    raised: HashSet<String>,
    relations_opened: HashSet<String>,
    relations_closed: HashSet<String>,
    unreal: HashSet<String>,
    opened_nouns: HashSet<String>,
    closed_nouns: HashSet<String>,
    severance_nouns: HashSet<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    name: String,
    words: Vec<String>,
}

/// Phrases by their first word, longest first.
type Phrases = HashMap<String, Vec<(Vec<String>, String)>>;

/// The words, ready to be asked.
pub(super) struct PostWords {
    posts: Phrases,
    heads: Phrases,
    not_heads: Phrases,
    pub(super) opened: HashSet<String>,
    pub(super) closed: HashSet<String>,
    pub(super) suspended: HashSet<String>,
    pub(super) raised: HashSet<String>,
    pub(super) relations_opened: HashSet<String>,
    pub(super) relations_closed: HashSet<String>,
    pub(super) unreal: HashSet<String>,
    pub(super) opened_nouns: HashSet<String>,
    pub(super) closed_nouns: HashSet<String>,
    pub(super) severance_nouns: HashSet<String>,
}

pub(super) static WORDS: LazyLock<PostWords> = LazyLock::new(|| {
    let raw: Raw = toml::from_str(POSTS).expect("data/code/posts.toml is checked by the tests");
    PostWords {
        posts: phrases(&raw.post),
        heads: phrases(&raw.head),
        not_heads: phrases(&[Named {
            name: String::new(),
            words: raw.not_head,
        }]),
        opened: raw.opened,
        closed: raw.closed,
        suspended: raw.suspended,
        raised: raw.raised,
        relations_opened: raw.relations_opened,
        relations_closed: raw.relations_closed,
        unreal: raw.unreal,
        opened_nouns: raw.opened_nouns,
        closed_nouns: raw.closed_nouns,
        severance_nouns: raw.severance_nouns,
    }
});

fn phrases(named: &[Named]) -> Phrases {
    let mut map = Phrases::new();
    for entry in named {
        for words in &entry.words {
            let words: Vec<String> = words.split(' ').map(str::to_owned).collect();
            map.entry(words[0].clone())
                .or_default()
                .push((words, entry.name.clone()));
        }
    }
    for list in map.values_mut() {
        list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }
    map
}

fn at<'w>(phrases: &'w Phrases, s: &Sentence<'_>, token: usize) -> Option<(Range<usize>, &'w str)> {
    phrases
        .get(s.word(token))?
        .iter()
        .find_map(|(words, name)| {
            words
                .iter()
                .enumerate()
                .all(|(i, word)| same(s.word(token + i), word))
                .then(|| (token..token + words.len(), name.as_str()))
        })
}

/// Whether two words are the same, whatever apostrophe is written.
fn same(found: &str, word: &str) -> bool {
    found == word || word == "'" && found == "’"
}

impl PostWords {
    /// The post that begins at a token: its words and its name.
    pub(super) fn post_at(&self, s: &Sentence<'_>, token: usize) -> Option<(Range<usize>, &str)> {
        at(&self.posts, s, token)
    }

    /// The rank that begins at a token.
    pub(super) fn head_at(&self, s: &Sentence<'_>, token: usize) -> Option<(Range<usize>, &str)> {
        let other = at(&self.not_heads, s, token).is_some()
            || token > 0 && at(&self.not_heads, s, token - 1).is_some();
        if other {
            return None;
        }
        at(&self.heads, s, token)
    }

    /// Whether an act at `token` is only willed, possible or denied: by a word just before it in its clause.
    pub(super) fn unreal_at(&self, s: &Sentence<'_>, token: usize) -> bool {
        (0..token)
            .rev()
            .take(4)
            .take_while(|&t| !matches!(s.word(t), "," | ";" | "." | "and" | "when" | "that"))
            .any(|t| self.unreal.contains(s.word(t)))
    }
}
