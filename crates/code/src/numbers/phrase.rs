//! What a number counts: the shallow noun phrase that follows it.

use super::amount::amount;
use super::tokens::{Kind, Token};
use super::words::class;

/// Longest noun phrase taken, in words.
const LONGEST: usize = 9;

/// Words between "of" and the noun that it belongs to.
const OF_WHOM: &[&str] = &["the", "its", "his", "her", "their", "those", "these", "our"];

/// Verbs and participles that may follow a counted noun at once.
fn looks_verbal(token: &Token<'_>) -> bool {
    let text = token.text;
    !token.capital()
        && ((text.len() > 4 && text.ends_with("ed")) || (text.len() > 5 && text.ends_with("ing")))
}

fn plural(token: &Token<'_>) -> bool {
    token.has(class::PLURAL)
        || (token.text.len() > 3
            && token.text.ends_with('s')
            && !token.text.ends_with("ss")
            && !token.text.ends_with("us"))
}

/// The tokens `from..to` of the noun phrase after a number; empty when nothing countable follows.
pub(crate) fn noun_phrase(tokens: &[Token<'_>], at: usize) -> (usize, usize) {
    let Some(from) = head_start(tokens, at) else {
        return (at, at);
    };
    let is = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|token| token.any(words));
    // "40 dead": they are what is counted.
    if is(from, &["dead", "injured", "wounded", "missing"]) {
        return (from, from + 1);
    }
    let mut to = from;
    let mut done = false;
    // Where to go back to when what follows "and" is no noun.
    let mut sure = None;
    while let Some(token) = tokens.get(to).filter(|_| to - from < LONGEST) {
        let joined = to > from && tokens[to - 1].kind == Kind::Mark && token.glued;
        if token.kind == Kind::Mark {
            if to == from || done || !inner_mark(tokens, to) {
                break;
            }
        } else if token.kind != Kind::Word {
            // "250-bed", "Mi-17", "A 380".
            let prefix = tokens
                .get(to + 1)
                .is_some_and(|next| next.dash() && next.glued);
            if !(joined || prefix || (to > from && tokens[to - 1].capital())) {
                break;
            }
        } else if !joined {
            if token.is("and") && to > from && sure.is_none() {
                if done {
                    return (from, coordinated(tokens, to).unwrap_or(to));
                }
                sure = Some(to);
                to += 1;
                continue;
            }
            let stop = token.has(class::STOP) && !token.capital();
            let number = token
                .word
                .is_some_and(|w| w.cardinal.is_some() || w.scale > 0);
            let verb = to > from && looks_verbal(token) && plural(&tokens[to - 1]);
            if stop || number || verb || (done && !continues(tokens, to)) {
                break;
            }
        }
        done = plural(token) && !token.capital();
        to += 1;
    }
    while to > from && tokens[to - 1].kind == Kind::Mark {
        to -= 1;
    }
    if let Some(sure) = sure
        && !tokens.get(to.wrapping_sub(1)).is_some_and(plural)
    {
        to = sure;
    }
    // "five kidnapped", "12 taking place": nothing is counted.
    if to > from && looks_verbal(&tokens[from]) && tokens[from..to].iter().all(|t| !plural(t)) {
        return (at, at);
    }
    (from, to)
}

/// Whether a second number stands between the first and the noun: "three of the ten envoys".
pub(crate) fn holds_number(tokens: &[Token<'_>], at: usize, from: usize) -> bool {
    (at..from).any(|at| {
        tokens.get(at).is_some_and(|token| token.text != "of") && amount(tokens, at).is_some()
    })
}

/// Where the noun phrase begins: after "of its", "out of the ten", "more", "other".
fn head_start(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let is = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|token| token.any(words));
    let mut from = at;
    let out = usize::from(is(from, &["out"]));
    if is(from + out, &["of"]) {
        from += out + 1;
        if is(from, &["a", "an", "them", "whom", "which", "us"]) {
            return None;
        }
        from += usize::from(is(from, OF_WHOM));
        if let Some(inner) = amount(tokens, from).filter(|inner| inner.rule != "vague") {
            from = inner.next;
        }
    }
    loop {
        if is(from, &["or"]) {
            if !is(from + 1, &["more", "so"]) {
                return None;
            }
            from += 2;
        } else if is(from, &["more", "other", "additional", "further", "new"]) {
            from += 1;
        } else {
            return Some(from);
        }
    }
}

/// A hyphen, the possessive's apostrophe or an initial's point within a phrase.
fn inner_mark(tokens: &[Token<'_>], at: usize) -> bool {
    let token = &tokens[at];
    let next = tokens.get(at + 1);
    token.glued
        && ((token.dash() && next.is_some_and(|next| next.glued))
            || (token.apostrophe() && next.is_some_and(|next| next.glued && next.is("s")))
            || (token.text == "."
                && tokens[at - 1].text.len() == 1
                && next.is_some_and(|next| next.kind == Kind::Word)))
}

/// "people and companies": the end of the second noun, where a verb could not stand.
fn coordinated(tokens: &[Token<'_>], and: usize) -> Option<usize> {
    let (from, to) = (and + 1, and + 4);
    let noun = (from..to).find(|at| tokens.get(*at).is_none_or(plural))?;
    let simple = |token: &Token<'_>| {
        token.kind == Kind::Word
            && !token.capital()
            && (token.has(class::PLURAL) || !token.has(class::STOP))
            && !token.any(&["others", "dead", "wounded", "injured"])
            && token
                .word
                .is_none_or(|word| word.cardinal.is_none() && word.scale == 0)
    };
    if !tokens.get(from..=noun)?.iter().all(simple) || tokens[from..noun].iter().any(looks_verbal) {
        return None;
    }
    let ends = tokens.get(noun + 1).is_none_or(|next| {
        next.kind == Kind::Mark
            || (next.has(class::STOP)
                && !next.any(&[
                    "the", "a", "an", "its", "his", "her", "their", "them", "to", "that",
                ]))
    });
    ends.then_some(noun + 1)
}

/// After a plural, the phrase goes on only into another plural: "arms dealers", "human rights activists".
fn continues(tokens: &[Token<'_>], at: usize) -> bool {
    let Some(token) = tokens.get(at) else {
        return false;
    };
    (!token.capital() && plural(token) && !token.has(class::STOP))
        || token.any(&["rights", "affairs", "security", "enforcement"])
        || (tokens.get(at + 1).is_some_and(plural)
            && at > 0
            && tokens[at - 1].any(&["rights", "affairs", "forces", "services"]))
}
