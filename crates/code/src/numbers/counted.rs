//! Numbers in their place: what stands before and after them moves their bounds and says what they are.

use super::amount::{Amount, amount};
use super::phrase::noun_phrase;
use super::tokens::{Kind, Token, tokenize};
use super::words::{Unit, class};
use super::{NumberExpression, NumberKind};

/// How the words before a number move its bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bound {
    AtLeast,
    MoreThan,
    UpTo,
    LessThan,
    Nearly,
    About,
}

/// Word runs before a number and what they do, longest first.
const BOUNDS: &[(&[&str], Bound)] = &[
    (&["at", "the", "very", "least"], Bound::AtLeast),
    (&["at", "least"], Bound::AtLeast),
    (&["no", "fewer", "than"], Bound::AtLeast),
    (&["no", "less", "than"], Bound::AtLeast),
    (&["not", "less", "than"], Bound::AtLeast),
    (&["not", "fewer", "than"], Bound::AtLeast),
    (&["a", "minimum", "of"], Bound::AtLeast),
    (&["upwards", "of"], Bound::AtLeast),
    (&["upward", "of"], Bound::AtLeast),
    (&["no", "more", "than"], Bound::UpTo),
    (&["not", "more", "than"], Bound::UpTo),
    (&["a", "maximum", "of"], Bound::UpTo),
    (&["at", "most"], Bound::UpTo),
    (&["up", "to"], Bound::UpTo),
    (&["as", "many", "as"], Bound::UpTo),
    (&["as", "much", "as"], Bound::UpTo),
    (&["more", "than"], Bound::MoreThan),
    (&["greater", "than"], Bound::MoreThan),
    (&["well", "over"], Bound::MoreThan),
    (&["in", "excess", "of"], Bound::MoreThan),
    (&["over"], Bound::MoreThan),
    (&["exceeding"], Bound::MoreThan),
    (&["exceeds"], Bound::MoreThan),
    (&["surpassing"], Bound::MoreThan),
    (&["surpasses"], Bound::MoreThan),
    (&["surpassed"], Bound::MoreThan),
    (&["topped"], Bound::MoreThan),
    (&["fewer", "than"], Bound::LessThan),
    (&["less", "than"], Bound::LessThan),
    (&["under"], Bound::LessThan),
    (&["below"], Bound::LessThan),
    (&["nearly"], Bound::Nearly),
    (&["almost"], Bound::Nearly),
    (&["close", "to"], Bound::Nearly),
    (&["just", "under"], Bound::Nearly),
    (&["an", "estimated"], Bound::About),
    (&["estimated"], Bound::About),
    (&["about"], Bound::About),
    (&["around"], Bound::About),
    (&["approximately"], Bound::About),
    (&["roughly"], Bound::About),
    (&["some"], Bound::About),
    (&["exactly"], Bound::About),
    (&["a", "total", "of"], Bound::About),
];

/// Words between a bound and its number, or before the number, that belong to the phrase.
const LEADS: &[&str] = &[
    "another",
    "additional",
    "further",
    "all",
    "other",
    "the",
    "first",
    "last",
    "remaining",
    "these",
    "those",
    "his",
    "her",
    "its",
    "their",
];

/// Verbs that "over" belongs to.
const HANDING: &[&str] = &[
    "hand", "hands", "handed", "handing", "turn", "turns", "turned", "turning", "take", "takes",
    "took", "taken", "taking", "spread", "sign", "signed", "dispute", "protest", "protests",
];

/// One sentence being read.
pub(crate) struct Counter<'t> {
    text: &'t str,
    tokens: Vec<Token<'t>>,
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

    fn is(&self, at: usize, word: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is(word))
    }

    fn any(&self, at: usize, words: &[&str]) -> bool {
        self.tokens.get(at).is_some_and(|token| token.any(words))
    }

    fn has(&self, at: usize, class: u32) -> bool {
        self.tokens.get(at).is_some_and(|token| token.has(class))
    }

    fn expression(&self, at: usize, floor: usize) -> Option<(NumberExpression, usize)> {
        self.most_of(at)
            .or_else(|| self.money_sign(at, floor))
            .or_else(|| self.number(at, floor))
            .or_else(|| self.ordinal(at))
            .or_else(|| self.some(at))
    }

    fn make(
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

    /// "most of Ruritania's 220 diplomats", "half of the 60 envoys".
    fn most_of(&self, at: usize) -> Option<(NumberExpression, usize)> {
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
        let total = amount.high?;
        let (from, to) = noun_phrase(&self.tokens, amount.next);
        let unit = self.unit_text(from, to)?;
        let bounds = if most {
            (Some(total / 2 + 1), Some(total - 1))
        } else {
            (Some(total / 2), Some((total + 1) / 2))
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
    fn money_sign(&self, at: usize, floor: usize) -> Option<(NumberExpression, usize)> {
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
        let amount = amount(&self.tokens, number_at)?;
        if self.tokens.get(number_at)?.kind != Kind::Figure {
            return None;
        }
        let mut sign = at;
        let prefix = at.checked_sub(1).and_then(|b| self.tokens.get(b));
        if token.glued
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
        let (start, bound) = self.bound_before(number_at, floor);
        let start = if between { at } else { start };
        let next = amount.next;
        let calendar = self.calendar(at, &amount);
        let age = self.age(at, next);
        let (from, to) = noun_phrase(&self.tokens, next);
        let mut bounds = move_bounds(amount, bound);
        let mut rule = bound.map_or(amount.rule, |_| "bound");
        if self.is(next, "or") && self.is(next + 1, "more")
            || self.any(next, &["+"])
            || (self.any(next, &["-"]) && self.is(next + 1, "plus"))
        {
            bounds = (bounds.0, None);
            rule = "or-more";
        }
        let mut kind = NumberKind::Count;
        let mut unit = self.unit_text(from, to);
        let mut end = if unit.is_some() { to } else { next };
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

    fn unit_text(&self, from: usize, to: usize) -> Option<String> {
        if from >= to {
            return None;
        }
        let (first, last) = (self.tokens.get(from)?, self.tokens.get(to - 1)?);
        self.text.get(first.start..last.end).map(str::to_string)
    }

    /// The bound and leads before a number: where the phrase begins, and what the bound is.
    fn bound_before(&self, number_at: usize, floor: usize) -> (usize, Option<Bound>) {
        let mut start = number_at;
        let mut led = number_at;
        for _ in 0..3 {
            let previous = led.checked_sub(1).filter(|at| *at >= floor);
            match previous {
                Some(at)
                    if self.any(at, LEADS) || (self.any(at, &["an", "a"]) && led < number_at) =>
                {
                    led = at
                }
                _ => break,
            }
        }
        for from in [number_at, led] {
            for (words, bound) in BOUNDS {
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
                    .is_some_and(|before| self.any(before, HANDING)))
    }

    /// Years, days of the month and times of day.
    fn calendar(&self, at: usize, amount: &Amount) -> bool {
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
    fn age(&self, at: usize, next: usize) -> Option<usize> {
        let dash = |at: usize| at + usize::from(self.tokens.get(at).is_some_and(Token::dash));
        let unit = dash(next);
        if self
            .tokens
            .get(unit)?
            .word
            .is_some_and(|w| w.unit.is_some())
            && self.any(dash(unit + 1), &["old", "olds"])
        {
            return Some(dash(unit + 1) + 1);
        }
        (at > 0 && self.is(at - 1, "aged")).then_some(next)
    }

    /// "euros", "US dollars", "Danish krone", "USD".
    fn currency(&self, at: usize) -> Option<(&'static str, usize)> {
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
    fn measured(&self, next: usize) -> bool {
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

    /// "second", "26th": no quantity, but a number that other rules must not count.
    fn ordinal(&self, at: usize) -> Option<(NumberExpression, usize)> {
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
    fn some(&self, at: usize) -> Option<(NumberExpression, usize)> {
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

fn move_bounds(amount: Amount, bound: Option<Bound>) -> (Option<i64>, Option<i64>) {
    let (low, high) = (amount.low, amount.high);
    match bound {
        None | Some(Bound::About) => (low, high),
        Some(Bound::AtLeast) => (low, None),
        Some(Bound::MoreThan) => (low.map(|n| n.saturating_add(1)), None),
        Some(Bound::UpTo) => (None, high),
        Some(Bound::LessThan) => (None, high.map(|n| n.saturating_sub(1))),
        Some(Bound::Nearly) => match (low, high) {
            (Some(low), Some(high)) if low == high && low > 1 => {
                let slack = (low / 10).max(5.min(low / 2));
                (Some(low - slack), Some(low - 1))
            }
            _ => (low, high),
        },
    }
}
