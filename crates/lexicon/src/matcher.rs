//! Matching: the longest key at each token of a text, by walking the automata.

use crate::entry::Entry;
use crate::fold::key_form;
use crate::index::Index;
use crate::token::{Token, is_hyphen};
use fst::raw::{CompiledAddr, Fst, Output};
use std::borrow::Cow;

/// A stretch of tokens that the lexicon knows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit<'l> {
    /// Index of its first token.
    pub first: usize,
    /// One past the index of its last token.
    pub last: usize,
    /// All that the words can denote, a user's entries first, then by kind.
    pub entries: &'l [Entry],
}

/// How a token's bytes are spelled when they are held against a key.
#[derive(Clone, Copy)]
enum Spelling {
    AsIs,
    /// "GERMANY" as "Germany".
    Title,
    /// "GERMANY" as "germany", "OF" as "of".
    Lower,
}

/// A token in key form.
struct Word<'t> {
    form: Cow<'t, str>,
    hyphen: bool,
    /// More than one letter, all capitals, as in headlines.
    capitals: bool,
}

/// A place in an automaton, with the value so far.
type State = (CompiledAddr, Output);

/// The longest match that begins at a token: one past its last token, and the value.
type Best = Option<(usize, u64)>;

pub(crate) fn hits<'l>(index: &'l Index, text: &str, tokens: &[Token]) -> Vec<Hit<'l>> {
    let words: Vec<Word> = tokens.iter().map(|t| word(t.text(text))).collect();
    let mut hits = Vec::new();
    let mut states = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if words[at].hyphen || words[at].form.is_empty() {
            at += 1;
            continue;
        }
        let proper = names(index.proper.as_fst(), &words[at..], &mut states);
        let common = nouns(index.common.as_fst(), &words[at..]);
        // On equal length the name's run is taken, which holds the noun's entries too.
        let best = match (proper, common) {
            (Some(p), Some(c)) if c.0 > p.0 => Some(c),
            (Some(p), _) => Some(p),
            (None, c) => c,
        };
        match best {
            Some((length, value)) => {
                hits.push(Hit {
                    first: at,
                    last: at + length,
                    entries: index.run(value),
                });
                at += length;
            }
            None => at += 1,
        }
    }
    hits
}

fn word(token: &str) -> Word<'_> {
    let form = key_form(token);
    let capitals = form.len() > 1 && form.bytes().all(|b| b.is_ascii_uppercase());
    Word {
        hyphen: is_hyphen(token),
        capitals,
        form,
    }
}

/// Longest match among names. A word in capitals is tried as it is and as in running text; a short one
/// ("US", "CAR") only as it is, unless it is part of a longer name ("SRI LANKA", "BANK OF ENGLAND").
fn names(fst: &Fst<Vec<u8>>, words: &[Word], states: &mut Vec<State>) -> Best {
    let mut best = None;
    states.clear();
    states.push((fst.root().addr(), Output::zero()));
    let mut next: Vec<State> = Vec::new();
    for (i, word) in words.iter().enumerate() {
        if word.hyphen {
            continue;
        }
        next.clear();
        for &state in states.iter() {
            let Some(state) = (if i == 0 {
                Some(state)
            } else {
                step(fst, state, b' ')
            }) else {
                continue;
            };
            let spellings: &[Spelling] = match (word.capitals, i) {
                (false, _) => &[Spelling::AsIs],
                (true, 0) => &[Spelling::AsIs, Spelling::Title],
                (true, _) => &[Spelling::AsIs, Spelling::Title, Spelling::Lower],
            };
            for &spelling in spellings {
                let Some(state) = walk(fst, state, &word.form, spelling) else {
                    continue;
                };
                next.push(state);
                let node = fst.node(state.0);
                let short = i == 0 && word.form.len() <= 3 && !matches!(spelling, Spelling::AsIs);
                let found = best.is_some_and(|(length, _)| length == i + 1);
                if node.is_final() && !short && !found {
                    best = Some((i + 1, state.1.cat(node.final_output()).value()));
                }
            }
        }
        if next.is_empty() {
            break;
        }
        std::mem::swap(states, &mut next);
    }
    best
}

/// Longest match among common nouns, in any case.
fn nouns(fst: &Fst<Vec<u8>>, words: &[Word]) -> Best {
    let mut best = None;
    let mut state = (fst.root().addr(), Output::zero());
    for (i, word) in words.iter().enumerate() {
        if word.hyphen {
            continue;
        }
        let start = if i == 0 {
            Some(state)
        } else {
            step(fst, state, b' ')
        };
        let Some(next) = start.and_then(|s| walk(fst, s, &word.form, Spelling::Lower)) else {
            break;
        };
        state = next;
        let node = fst.node(state.0);
        if node.is_final() {
            best = Some((i + 1, state.1.cat(node.final_output()).value()));
        }
    }
    best
}

fn step(fst: &Fst<Vec<u8>>, (addr, out): State, byte: u8) -> Option<State> {
    let node = fst.node(addr);
    let transition = node.transition(node.find_input(byte)?);
    Some((transition.addr, out.cat(transition.out)))
}

fn walk(fst: &Fst<Vec<u8>>, mut state: State, form: &str, spelling: Spelling) -> Option<State> {
    for (i, byte) in form.bytes().enumerate() {
        let byte = match spelling {
            Spelling::AsIs => byte,
            Spelling::Title if i == 0 => byte,
            Spelling::Title | Spelling::Lower => byte.to_ascii_lowercase(),
        };
        state = step(fst, state, byte)?;
    }
    Some(state)
}
