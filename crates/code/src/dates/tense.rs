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

/// How much a cue can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Trust {
    /// A bare infinitive: "to travel".
    Low,
    /// A participle, or a word of planning: "expelled", "expected".
    Fair,
    /// An auxiliary or adverb: "will", "was", "ago".
    High,
}

/// How far a cue may stand before or after the expression, in tokens.
const BACK: usize = 32;
const AHEAD: usize = 14;
/// An expression this near to the start of its clause is told from the words after it.
const OPENING: usize = 4;

impl Scan<'_> {
    /// The way that the nearest cue points, and how much it can be trusted.
    pub(crate) fn tense_and_trust(&self, start: usize, next: usize) -> (Tense, Trust) {
        let none = (Tense::Unknown, Trust::Low);
        let mut behind = 0;
        let mut before = none;
        let mut opens = None;
        for at in (start.saturating_sub(BACK)..start).rev() {
            if self.ends_clause(at) {
                break;
            }
            if behind <= 2 && self.any(at, &["that", "which", "who", "when", "while", "where"]) {
                opens = Some(behind);
            }
            behind += 1;
            before = self.cue(at);
            if before.0 == Tense::Future && before.1 == Trust::Low && behind > 10 {
                before = none;
            }
            // "passed in May": a participle beside the date is as sure as an auxiliary, unless "will" or "would" rules it.
            if before.0 == Tense::Past && behind <= 2 && !self.ruled_by_will(at) {
                before.1 = Trust::High;
            }
            if before.0 != Tense::Unknown {
                break;
            }
        }
        if before.0 != Tense::Unknown && opens.is_none() {
            return before;
        }
        let opening = behind <= OPENING || opens.is_some();
        let reach = if opening { AHEAD } else { AHEAD / 2 };
        for at in next..(next + reach).min(self.tokens.len()) {
            if self.ends_clause(at) || (!opening && self.is(at, ",")) {
                break;
            }
            match self.cue(at) {
                (Tense::Unknown, _) => {}
                cue => return cue,
            }
        }
        before
    }

    fn ruled_by_will(&self, at: usize) -> bool {
        (at.saturating_sub(BACK)..at)
            .rev()
            .take_while(|at| !self.ends_clause(*at))
            .any(|at| self.any(at, &["will", "would", "shall"]))
    }

    pub(crate) fn tense(&self, start: usize, next: usize) -> Tense {
        match self.tense_and_trust(start, next) {
            (Tense::Future, Trust::Low) => Tense::Unknown,
            (tense, _) => tense,
        }
    }

    /// Whether a period stands before a noun as its attribute: "May's raid", "the March sanctions", "Monday's vote".
    pub(crate) fn attribute(&self, start: usize, next: usize) -> bool {
        let owned = self.get(next).is_some_and(Token::apostrophe) && self.is(next + 1, "s");
        let noun = self.get(next).is_some_and(|t| {
            t.kind == Kind::Word && !t.capital() && !t.has(class::STOP) && !t.has(class::DAYPART)
        });
        owned || (noun && self.before_any(start, &["the", "s", "a", "its", "his", "their", "her"]))
    }

    fn cue(&self, at: usize) -> (Tense, Trust) {
        let unknown = (Tense::Unknown, Trust::Low);
        let Some(token) = self.get(at).filter(|token| token.kind == Kind::Word) else {
            return unknown;
        };
        if token.any(&["call", "calls", "called", "calling"]) && self.is(at + 1, "for") {
            return (Tense::Future, Trust::Fair);
        }
        if token.is("due") && !self.before_any(at, &["is", "are", "was", "were", "be", "being"]) {
            return unknown;
        }
        if token.has(class::FUTURE) {
            let sure = token.any(&["will", "would", "shall", "wo", "upcoming", "forthcoming"]);
            return (Tense::Future, if sure { Trust::High } else { Trust::Fair });
        }
        if token.any(&["has", "have"]) {
            // Only before a participle: "have until Saturday" is the present.
            let perfect = (at + 1..at + 3)
                .filter_map(|at| self.get(at))
                .any(|next| past_form(next) || next.has(class::PAST) || next.text.ends_with("en"));
            return if perfect {
                (Tense::Past, Trust::High)
            } else {
                unknown
            };
        }
        if token.has(class::PAST) {
            return (Tense::Past, Trust::High);
        }
        if past_form(token) {
            return self.participle(at);
        }
        if token.is("to") && self.infinitive(at + 1) {
            // "is to meet" is a plan.
            let plan = self.before_any(at, &["is", "are"]);
            return (Tense::Future, if plan { Trust::Fair } else { Trust::Low });
        }
        unknown
    }

    /// What a form in -ed says: "will be opened" looks ahead, "is opened" is the present of headlines, "the closed
    /// embassy" is an adjective.
    fn participle(&self, at: usize) -> (Tense, Trust) {
        let back = |steps: usize, words: &[&str]| {
            at.checked_sub(steps).is_some_and(|at| self.any(at, words))
        };
        if back(1, &["be"]) || back(2, &["be"]) {
            let steps = if back(1, &["be"]) { 2 } else { 3 };
            let ahead = (steps..steps + 2)
                .any(|steps| back(steps, &["will", "would", "to", "shall", "must", "should"]));
            return if ahead {
                (Tense::Future, Trust::High)
            } else {
                (Tense::Unknown, Trust::Low)
            };
        }
        if back(1, &["is", "are", "being"])
            || back(
                1,
                &["the", "a", "an", "its", "his", "her", "their", "of", "more"],
            )
        {
            return (Tense::Unknown, Trust::Low);
        }
        let sure = back(1, &["was", "were", "been", "had", "has", "have"])
            || back(2, &["was", "were", "been", "had"]);
        (Tense::Past, if sure { Trust::High } else { Trust::Fair })
    }

    /// A bare verb after "to": "ordered him to travel to Washington".
    fn infinitive(&self, at: usize) -> bool {
        if self.any(
            at,
            &[
                "leave", "go", "come", "take", "kill", "die", "be", "have", "do", "say", "tell",
            ],
        ) {
            return true;
        }
        self.get(at).is_some_and(|token| {
            token.kind == Kind::Word
                && !token.capital()
                && !token.has(class::STOP)
                && !token.has(class::PLURAL)
                && !token.text.ends_with('s')
                && !token.text.ends_with("ing")
                && !token.text.ends_with("ed")
                && token
                    .word
                    .is_none_or(|word| word.cardinal.is_none() && word.scale == 0)
        })
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
            "indeed" | "speed" | "breed" | "exceed" | "proceed" | "succeed" | "hundred" | "armed"
        )
}
