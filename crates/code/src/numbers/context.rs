//! What the words beside a number make of it: a year, an age, a sum of money, a measure.

use super::amount::Amount;
use super::counted::Counter;
use super::tokens::{Kind, Token};
use super::words::{Unit, class};

impl Counter<'_> {
    /// Years, days of the month and times of day.
    pub(crate) fn calendar(&self, at: usize, amount: &Amount) -> bool {
        let Some(token) = self.tokens.get(at) else {
            return false;
        };
        if token.kind != Kind::Figure || !token.plain {
            return false;
        }
        let month = |at: usize| {
            self.tokens
                .get(at)
                .is_some_and(|t| t.capital() && t.word.is_some_and(|w| w.month > 0))
        };
        let before = at.checked_sub(1);
        let near_month = before.is_some_and(month)
            || (before.is_some_and(|b| self.is(b, ".")) && at >= 2 && month(at - 2))
            || month(amount.next)
            || (self.is(amount.next, "of") && month(amount.next + 1));
        if near_month && token.digits <= 2 {
            return true;
        }
        let after = self.tokens.get(amount.next);
        if token.digits <= 2
            && (after.is_some_and(|t| t.any(&["am", "pm"]))
                || (after.is_some_and(|t| t.any(&["a", "p"]))
                    && self.is(amount.next + 1, ".")
                    && self.is(amount.next + 2, "m"))
                || after.is_some_and(|t| {
                    matches!(t.text, ":" | "/")
                        && t.glued
                        && self
                            .tokens
                            .get(amount.next + 1)
                            .is_some_and(|t| t.glued && t.kind == Kind::Figure)
                }))
        {
            return true;
        }
        let Some(year) = token.figures(4) else {
            return false;
        };
        if !(1500..=2099).contains(&year) {
            return false;
        }
        if near_month
            || before.is_none_or(|b| {
                self.any(
                    b,
                    &[
                        "in", "since", "until", "by", "during", "from", "early", "late", "mid",
                        "the", "(", "and", "to", "of", "s", "–", "-", ",", "a", "an", "his", "its",
                        "their", "her",
                    ],
                )
            })
        {
            let counted = after.is_some_and(|t| t.has(class::PLURAL) || t.has(class::MEASURE));
            let of_count = before.is_some_and(|b| self.is(b, "of"))
                && at >= 2
                && self.any(at - 2, &["total", "some", "number"]);
            return !counted && !of_count;
        }
        (1900..=2060).contains(&year) && before.is_some_and(|b| self.tokens[b].capital())
    }

    /// "22-year-old", "aged 22", "22 years old".
    pub(crate) fn age(&self, at: usize, next: usize) -> Option<usize> {
        let dash = |at: usize| at + usize::from(self.tokens.get(at).is_some_and(Token::dash));
        let unit = dash(next);
        if self
            .tokens
            .get(unit)
            .and_then(|token| token.word)
            .is_some_and(|w| w.unit.is_some())
            && self.any(dash(unit + 1), &["old", "olds"])
        {
            return Some(dash(unit + 1) + 1);
        }
        let back =
            |steps: usize, word: &str| at.checked_sub(steps).is_some_and(|at| self.is(at, word));
        // "the king, 76, died".
        let apposed = back(1, ",")
            && self.is(next, ",")
            && self.tokens[at].digits == 2
            && at >= 2
            && self.tokens[at - 2].kind == Kind::Word
            && self.tokens[at - 2].word.is_none_or(|word| word.month == 0);
        let aged = back(1, "aged") || (back(1, "of") && back(2, "age"));
        (apposed || aged).then_some(next)
    }

    /// "euros", "US dollars", "Danish krone", "USD".
    pub(crate) fn currency(&self, at: usize) -> Option<(&'static str, usize)> {
        for ahead in 0..3 {
            let token = self.tokens.get(at + ahead)?;
            if let Some(word) = token.word.filter(|w| w.has(class::CURRENCY)) {
                let clear = !word.has(class::AMBIGUOUS) || (ahead == 0 && !self.is(at + 1, "of"));
                return clear.then_some((word.currency, at + ahead + 1));
            }
            if !(token.is(".") || token.capital() && token.kind == Kind::Word) {
                return None;
            }
        }
        None
    }

    /// Whether a unit of measure or time follows, with or without a hyphen.
    pub(crate) fn measured(&self, next: usize) -> bool {
        let at = next + usize::from(self.tokens.get(next).is_some_and(Token::dash));
        let more = at
            + usize::from(self.any(
                at,
                &[
                    "metric", "square", "cubic", "nautical", "more", "full", "long", "short",
                ],
            ));
        [at, more].into_iter().any(|at| {
            self.has(at, class::MEASURE)
                || self
                    .tokens
                    .get(at)
                    .and_then(|t| t.word)
                    .is_some_and(|w| matches!(w.unit, Some(unit) if unit != Unit::Quarter))
        })
    }
}
