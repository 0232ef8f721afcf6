//! Number expressions of their own form: "most of the 220", "$46 million", "the second", "some diplomats".

use super::amount::{Amount, amount};
use super::bounds::{Bound, move_bounds};
use super::counted::Counter;
use super::phrase::noun_phrase;
use super::tokens::Kind;
use super::words::class;
use super::{NumberExpression, NumberKind};

impl Counter<'_> {
    /// "most of Ruritania's 220 diplomats", "half of the 60 envoys".
    pub(crate) fn most_of(&self, at: usize) -> Option<(NumberExpression, usize)> {
        let (most, number_from) = if self.is(at, "most") && self.is(at + 1, "of") {
            (true, at + 2)
        } else if self.is(at, "half") && self.any(at + 1, &["of", "the"]) {
            (false, at + 2)
        } else {
            return None;
        };
        let number_at = (number_from..number_from + 5)
            .take_while(|at| {
                self.tokens
                    .get(*at)
                    .is_some_and(|t| t.kind != Kind::Mark || t.apostrophe())
            })
            .find(|at| {
                amount(&self.tokens, *at).is_some_and(|a| a.rule == "figures" || a.rule == "words")
            })?;
        let amount = amount(&self.tokens, number_at)?;
        let total = amount.high.filter(|total| *total >= 2)?;
        let (from, to) = noun_phrase(&self.tokens, amount.next);
        let unit = self.unit_text(from, to)?;
        let bounds = if most {
            (Some(total / 2 + 1), Some(total - 1))
        } else {
            (Some(total / 2), Some(total - total / 2))
        };
        let rule = if most { "most-of" } else { "half-of" };
        let expression = self.make(
            (at, to),
            (number_at, amount.next),
            bounds,
            Some(unit),
            NumberKind::Count,
            rule,
        )?;
        Some((expression, to))
    }

    /// "$46 million", "US$3bn", "€2.4 billion", "£500".
    pub(crate) fn money_sign(&self, at: usize, floor: usize) -> Option<(NumberExpression, usize)> {
        let token = self.tokens.get(at)?;
        let mut number_at = at + 1;
        let unit = match token.text {
            "$" => "dollars",
            "€" => "euros",
            "£" => "pounds",
            "¥" => "yen",
            "₹" => "rupees",
            "₽" => "rubles",
            "₩" => "won",
            "₪" => "shekels",
            "₦" => "naira",
            _ => {
                let word = token
                    .word
                    .filter(|word| word.has(class::CURRENCY) && token.text.len() == 3)?;
                if !token.text.bytes().all(|b| b.is_ascii_uppercase()) {
                    return None;
                }
                if self.is(at + 1, "$") {
                    number_at += 1;
                }
                word.currency
            }
        };
        // "$US700 million".
        if token.text == "$"
            && self
                .tokens
                .get(number_at)
                .is_some_and(|t| t.kind == Kind::Word && t.glued)
        {
            number_at += 1;
        }
        let amount = amount(&self.tokens, number_at)?;
        if self.tokens.get(number_at)?.kind != Kind::Figure {
            return None;
        }
        let mut sign = at;
        let prefix = at.checked_sub(1).and_then(|b| self.tokens.get(b));
        if sign > floor
            && token.glued
            && token.text == "$"
            && prefix.is_some_and(|p| p.kind == Kind::Word && p.text.len() <= 3 && p.capital())
        {
            sign -= 1;
        }
        let (bound_at, bound) = self.bound_before(sign, floor);
        let bounds = move_bounds(amount, bound.filter(|b| *b != Bound::Nearly));
        let rule = bound.map_or(amount.rule, |_| "bound");
        let mut next = amount.next;
        if self.any(next, &["usd", "us", "dollars", "euros"]) {
            next += 1;
        }
        let expression = self.make(
            (bound_at, next),
            (number_at, amount.next),
            bounds,
            Some(unit.to_string()),
            NumberKind::Money,
            rule,
        )?;
        Some((expression, next))
    }

    /// "one in five", "1 in 4 voters": a share, in percent.
    pub(crate) fn proportion(
        &self,
        at: usize,
        first: &Amount,
    ) -> Option<(NumberExpression, usize)> {
        if !self.is(first.next, "in") {
            return None;
        }
        let second = amount(&self.tokens, first.next + 1)?;
        let (part, whole) = (first.high?, second.high?);
        let exact = first.low == first.high && second.low == second.high;
        let timed = self
            .tokens
            .get(second.next)
            .and_then(|token| token.word)
            .is_some_and(|word| word.unit.is_some());
        if !exact || timed || !(1..=9).contains(&part) || part >= whole || whole > 100 {
            return None;
        }
        let share = Some(part * 100 / whole);
        let span = (at, second.next);
        let unit = Some("percent".to_string());
        let found = self.make(
            span,
            span,
            (share, share),
            unit,
            NumberKind::Percent,
            "one-in",
        )?;
        Some((found, second.next))
    }

    /// "second", "26th": no quantity, but a number that other rules must not count.
    pub(crate) fn ordinal(&self, at: usize) -> Option<(NumberExpression, usize)> {
        let token = self.tokens.get(at)?;
        let value = match token.kind {
            Kind::OrdinalFigure => token.whole()?,
            Kind::Word => token.word.map(|word| word.ordinal).filter(|n| *n > 0)?,
            _ => return None,
        };
        // "the first 49": the count follows.
        if amount(&self.tokens, at + 1).is_some() {
            return None;
        }
        let expression = self.make(
            (at, at + 1),
            (at, at + 1),
            (Some(value), Some(value)),
            None,
            NumberKind::Ordinal,
            "ordinal",
        )?;
        Some((expression, at + 1))
    }

    /// "some diplomats", "some of its troops": two or more.
    pub(crate) fn some(&self, at: usize) -> Option<(NumberExpression, usize)> {
        if !self.is(at, "some") || amount(&self.tokens, at + 1).is_some() {
            return None;
        }
        let (from, to) = noun_phrase(&self.tokens, at + 1);
        let last = self.tokens.get(to.checked_sub(1)?)?;
        let plural =
            last.has(class::PLURAL) || (last.text.ends_with('s') && !last.text.ends_with("ss"));
        if from >= to || !plural || last.word.is_some_and(|w| w.unit.is_some()) {
            return None;
        }
        let unit = self.unit_text(from, to);
        let expression = self.make(
            (at, to),
            (at, at + 1),
            (Some(2), None),
            unit,
            NumberKind::Count,
            "some",
        )?;
        Some((expression, to))
    }
}
