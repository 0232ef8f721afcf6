//! Numbers in their place: what stands before and after them moves their bounds and says what they are.

use super::amount::{Amount, amount};
use super::bounds::{BOUNDS, Bound, move_bounds};
use super::phrase::{holds_number, noun_phrase};
use super::tokens::{Kind, Token, tokenize};
use super::words::class;
use super::{NumberExpression, NumberKind};

/// One sentence being read.
pub(crate) struct Counter<'t> {
    pub(crate) text: &'t str,
    pub(crate) tokens: Vec<Token<'t>>,
}

impl<'t> Counter<'t> {
    pub(crate) fn new(text: &'t str) -> Counter<'t> {
        Counter {
            text,
            tokens: tokenize(text),
        }
    }

    pub(crate) fn run(self) -> Vec<NumberExpression> {
        let mut found: Vec<NumberExpression> = Vec::new();
        let mut at = 0;
        let mut floor = 0;
        while at < self.tokens.len() {
            match self.expression(at, floor) {
                Some((expression, next)) => {
                    floor = next;
                    at = next.max(at + 1);
                    found.push(expression);
                }
                None => at += 1,
            }
        }
        found
    }

    pub(crate) fn is(&self, at: usize, word: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is(word))
    }

    pub(crate) fn any(&self, at: usize, words: &[&str]) -> bool {
        self.tokens.get(at).is_some_and(|token| token.any(words))
    }

    pub(crate) fn has(&self, at: usize, class: u32) -> bool {
        self.tokens.get(at).is_some_and(|token| token.has(class))
    }

    fn expression(&self, at: usize, floor: usize) -> Option<(NumberExpression, usize)> {
        self.most_of(at)
            .or_else(|| self.money_sign(at, floor))
            .or_else(|| self.number(at, floor))
            .or_else(|| self.ordinal(at))
            .or_else(|| self.some(at))
    }

    pub(crate) fn make(
        &self,
        phrase: (usize, usize),
        number: (usize, usize),
        bounds: (Option<i64>, Option<i64>),
        unit: Option<String>,
        kind: NumberKind,
        rule: &'static str,
    ) -> Option<NumberExpression> {
        let edge = |(from, to): (usize, usize)| {
            Some((
                self.tokens.get(from)?.start,
                self.tokens.get(to.checked_sub(1)?)?.end,
            ))
        };
        let (start, end) = edge(phrase)?;
        let (number_start, number_end) = edge(number)?;
        Some(NumberExpression {
            start,
            end,
            number_start,
            number_end,
            low: bounds.0,
            high: bounds.1,
            unit,
            kind,
            rule,
        })
    }

    fn number(&self, at: usize, floor: usize) -> Option<(NumberExpression, usize)> {
        let token = self.tokens.get(at)?;
        let between = self.is(at, "between");
        let mut number_at = at + usize::from(between);
        let mut amount = amount(&self.tokens, number_at)?;
        if between {
            let both = self
                .is(amount.next, "and")
                .then(|| super::amount::amount(&self.tokens, amount.next + 1))
                .flatten()?;
            let (low, high) = (amount.low?, both.high?);
            if low > high {
                return None;
            }
            amount = Amount {
                low: Some(low),
                high: Some(high),
                next: both.next,
                rule: "range",
            };
        }
        if token.kind == Kind::Figure && token.glued && at > 0 && !between {
            // Part of a name or date: "Su-27", "A/RES/2758", "3.5.2".
            let before = &self.tokens[at - 1];
            if before.dash() && at > 1 && before.glued && self.tokens[at - 2].kind == Kind::Word {
                return None;
            }
            if matches!(before.text, "." | "/" | "#" | ":") && before.glued {
                return None;
            }
        }
        if let Some(found) = self.proportion(at, &amount) {
            return Some(found);
        }
        let hyphen = usize::from(self.tokens.get(amount.next).is_some_and(Token::dash));
        if self.any(
            amount.next + hyphen,
            &["quarters", "thirds", "fifths", "tenths", "quarter", "third"],
        ) && amount.high < Some(10)
        {
            return None;
        }
        let (start, bound) = self.bound_before(number_at, floor);
        let start = if between { at } else { start };
        let next = amount.next;
        let calendar = self.calendar(at, &amount);
        let age = self.age(at, next);
        let (mut from, mut to) = noun_phrase(&self.tokens, next);
        let mut bounds = move_bounds(amount, bound);
        let mut rule = bound.map_or(amount.rule, |_| "bound");
        if self.is(next, "or") && self.is(next + 1, "more")
            || self.any(next, &["+"])
            || (self.any(next, &["-"]) && self.is(next + 1, "plus"))
        {
            bounds = (bounds.0, None);
            rule = "or-more";
            if self.is(next + 1, "plus") {
                (from, to) = noun_phrase(&self.tokens, next + 2);
            }
        }
        let mut kind = NumberKind::Count;
        let mut unit = self.unit_text(from, to);
        let bare = next + usize::from(self.any(next, &["more", "other", "others"]));
        // "three of the ten envoys": the ten are a number of their own.
        let mut end = if unit.is_some() && !holds_number(&self.tokens, next, from) {
            to
        } else {
            bare
        };
        if let Some(age_end) = age {
            (kind, unit, end) = (NumberKind::Age, None, age_end);
        } else if calendar {
            (kind, unit, end) = (NumberKind::Calendar, None, next);
        } else if self.is(next, "%")
            || self.has(next, class::PERCENT)
            || (self.is(next, "per") && self.is(next + 1, "cent"))
        {
            end = next + if self.is(next, "per") { 2 } else { 1 };
            (kind, unit) = (NumberKind::Percent, Some("percent".to_string()));
        } else if let Some((currency, after)) = self.currency(next) {
            (kind, unit, end) = (NumberKind::Money, Some(currency.to_string()), after);
            if bound == Some(Bound::Nearly) {
                bounds = (amount.low, amount.high);
            }
        } else if self.measured(next) {
            kind = NumberKind::Measure;
            if self.tokens.get(next).is_some_and(Token::dash) {
                unit = self.tokens.get(next + 1).map(|t| t.text.to_string());
                end = next + 2;
            }
        }
        let single = token.kind == Kind::Word
            && amount.low == Some(1)
            && amount.high == Some(1)
            && bound.is_none();
        if single {
            // "one" as a pronoun or determiner counts nobody: single persons give no quantity.
            number_at = at;
            if kind == NumberKind::Count {
                return None;
            }
        }
        if token.is("both")
            && (self.any(next, &["sides", "of", "countries", "parties", "the", "and"])
                || unit.is_none()
                || !self
                    .tokens
                    .get(to.wrapping_sub(1))
                    .is_some_and(|t| t.text.ends_with('s'))
                || self.tokens[from..to].len() > 3)
        {
            return None;
        }
        let phrase = (start.min(number_at), end.max(next));
        let expression = self.make(phrase, (number_at, next), bounds, unit, kind, rule)?;
        Some((expression, end.max(next)))
    }

    pub(crate) fn unit_text(&self, from: usize, to: usize) -> Option<String> {
        if from >= to {
            return None;
        }
        let (first, last) = (self.tokens.get(from)?, self.tokens.get(to - 1)?);
        self.text.get(first.start..last.end).map(str::to_string)
    }

    /// The bound and leads before a number: where the phrase begins, and what the bound is.
    pub(crate) fn bound_before(&self, number_at: usize, floor: usize) -> (usize, Option<Bound>) {
        let mut start = number_at;
        let mut led = number_at;
        for _ in 0..3 {
            let previous = led.checked_sub(1).filter(|at| *at >= floor);
            match previous {
                Some(at)
                    if self.has(at, class::NUMBER_LEAD)
                        || (self.any(at, &["an", "a"]) && led < number_at) =>
                {
                    led = at
                }
                _ => break,
            }
        }
        for from in [number_at, led] {
            for (words, bound) in BOUNDS.iter() {
                if let Some(at) = from.checked_sub(words.len())
                    && at >= floor
                    && words
                        .iter()
                        .enumerate()
                        .all(|(offset, word)| self.is(at + offset, word))
                    && !self.no_bound(at, led)
                {
                    return (at, Some(*bound));
                }
            }
        }
        if led < number_at
            && self.any(
                led,
                &["another", "additional", "further", "all", "an", "a", "the"],
            )
        {
            start = led;
        }
        (start, None)
    }

    /// "hand over 30 vehicles", "over the last 40": here "over" sets no bound.
    fn no_bound(&self, at: usize, led: usize) -> bool {
        self.is(at, "over")
            && (self.any(led, &["the"])
                || at
                    .checked_sub(1)
                    .is_some_and(|before| self.has(before, class::TAKES_OVER)))
    }
}
