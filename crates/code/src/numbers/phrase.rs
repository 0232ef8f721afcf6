//! What a number counts: the shallow noun phrase that follows it.

use super::tokens::{Kind, Token};
use super::words::class;

/// Longest noun phrase taken, in words.
const LONGEST: usize = 8;

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
    let mut from = at;
    // "of its", "of the": the noun is what stands behind.
    let of = tokens.get(from).is_some_and(|token| token.is("of"));
    if of {
        from += 1;
        if tokens
            .get(from)
            .is_some_and(|token| token.any(&["a", "an"]))
        {
            return (at, at);
        }
        if tokens.get(from).is_some_and(|t| {
            t.any(&[
                "the", "its", "his", "her", "their", "those", "these", "our", "them", "whom",
                "which",
            ])
        }) {
            if tokens[from].any(&["them", "whom", "which"]) {
                return (at, at);
            }
            from += 1;
        }
    }
    while tokens
        .get(from)
        .is_some_and(|t| t.any(&["more", "other", "additional", "further", "new", "or"]))
    {
        if tokens[from].is("or") {
            if tokens.get(from + 1).is_some_and(|t| t.any(&["more", "so"])) {
                from += 2;
                continue;
            }
            return (at, at);
        }
        from += 1;
    }
    let mut to = from;
    let mut done = false;
    while let Some(token) = tokens.get(to) {
        if to - from >= LONGEST {
            break;
        }
        if token.kind == Kind::Mark {
            let joint = to > from
                && !done
                && ((token.dash() && token.glued && tokens.get(to + 1).is_some_and(|t| t.glued))
                    || (token.apostrophe()
                        && token.glued
                        && tokens.get(to + 1).is_some_and(|t| t.glued && t.is("s")))
                    || (token.text == "."
                        && token.glued
                        && (tokens[to - 1].text.len() == 1)
                        && tokens.get(to + 1).is_some_and(|t| t.kind == Kind::Word)));
            if !joint {
                break;
            }
            to += 1;
            continue;
        }
        let compound = to > from && tokens[to - 1].kind == Kind::Mark && token.glued;
        if token.kind != Kind::Word {
            if compound || (to > from && token.kind == Kind::Figure && tokens[to - 1].capital()) {
                to += 1;
                continue;
            }
            break;
        }
        if !compound {
            let stop = token.has(class::STOP) && !token.capital();
            let number = token
                .word
                .is_some_and(|w| w.cardinal.is_some() || w.scale > 0);
            if stop
                || number
                || (done && !continues(tokens, to))
                || (to > from && looks_verbal(token) && plural(&tokens[to - 1]))
            {
                break;
            }
        }
        done = plural(token) && !token.capital();
        to += 1;
    }
    while to > from && tokens[to - 1].kind == Kind::Mark {
        to -= 1;
    }
    (from, to)
}

/// After a plural, the phrase goes on only into another plural: "aid workers" is no case, "arms dealers" is.
fn continues(tokens: &[Token<'_>], at: usize) -> bool {
    tokens
        .get(at)
        .is_some_and(|token| !token.capital() && plural(token) && !token.has(class::STOP))
        || (tokens
            .get(at)
            .is_some_and(|t| t.any(&["rights", "affairs", "security", "enforcement"])))
        || tokens.get(at + 1).is_some_and(|token| {
            tokens
                .get(at.wrapping_sub(1))
                .is_some_and(|t| t.any(&["rights", "affairs", "forces", "services"]))
                && plural(token)
        })
}
