//! Whether the words around an expression look ahead or back, told from the nearest verb or adverb of its clause.

use super::scan::Scan;
use crate::numbers::tokens::{Kind, Token};
use crate::numbers::words::class;

/// Which way the clause looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    Future,
    Unknown,
}

/// How far a cue may stand before or after the expression, in tokens.
const BACK: usize = 22;
const AHEAD: usize = 14;

impl Scan<'_> {
    pub(crate) fn tense(&self, start: usize, next: usize) -> Tense {
        for at in (start.saturating_sub(BACK)..start).rev() {
            if self.ends_clause(at) {
                break;
            }
            match self.cue(at) {
                Tense::Unknown => {}
                tense => return tense,
            }
        }
        for at in next..(next + AHEAD).min(self.tokens.len()) {
            if self.ends_clause(at) {
                break;
            }
            match self.cue(at) {
                Tense::Unknown => {}
                tense => return tense,
            }
        }
        Tense::Unknown
    }

    fn cue(&self, at: usize) -> Tense {
        let Some(token) = self.get(at) else {
            return Tense::Unknown;
        };
        if token.kind != Kind::Word {
            return Tense::Unknown;
        }
        if token.has(class::FUTURE) {
            Tense::Future
        } else if token.has(class::PAST) || past_form(token) {
            Tense::Past
        } else {
            Tense::Unknown
        }
    }

    /// A full stop that ends a sentence, or a semicolon.
    fn ends_clause(&self, at: usize) -> bool {
        let Some(token) = self.get(at) else {
            return true;
        };
        match token.text {
            ";" | "?" | "!" | "\n" => true,
            "." => {
                self.get(at + 1)
                    .is_none_or(|next| !next.glued && next.capital())
                    && self
                        .before(at)
                        .is_some_and(|before| before.text.len() > 3 || before.kind != Kind::Word)
            }
            _ => false,
        }
    }
}

fn past_form(token: &Token<'_>) -> bool {
    let text = token.text;
    text.len() > 4
        && text.ends_with("ed")
        && !token.capital()
        && !matches!(
            text,
            "indeed"
                | "speed"
                | "breed"
                | "exceed"
                | "proceed"
                | "succeed"
                | "hundred"
                | "armed"
                | "agreed-upon"
                | "need"
        )
}
