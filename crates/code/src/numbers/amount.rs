//! The number itself: figures, number words and scales, before anything around it moves its bounds.

use super::tokens::{Kind, Token};
use super::words::class;

/// A number as it stands: "60", "two dozen", "dozens", "tens of thousands", "5 to 7".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Amount {
    pub(crate) low: Option<i64>,
    pub(crate) high: Option<i64>,
    /// Token after it.
    pub(crate) next: usize,
    pub(crate) rule: &'static str,
}

impl Amount {
    fn exactly(value: i64, next: usize, rule: &'static str) -> Amount {
        Amount {
            low: Some(value),
            high: Some(value),
            next,
            rule,
        }
    }
}

fn is(tokens: &[Token<'_>], at: usize, word: &str) -> bool {
    tokens.get(at).is_some_and(|token| token.is(word))
}

/// Reads one number, or a range of two.
pub(crate) fn amount(tokens: &[Token<'_>], at: usize) -> Option<Amount> {
    if let Some(found) = plural_scale(tokens, at) {
        return Some(found);
    }
    let first = single(tokens, at)?;
    if first.low != first.high {
        return Some(first);
    }
    // "5 to 7", "five or six", "36-100".
    let Some(joint) = tokens.get(first.next) else {
        return Some(first);
    };
    if (joint.any(&["to", "or"]) || joint.dash())
        && let Some(second) = single(tokens, first.next + 1)
        && let (Some(low), Some(high)) = (first.low, second.high)
    {
        // "2 to 3 million" counts both in millions.
        let low = match trailing_scale(tokens, second.next) {
            Some(scale) if low < high && high >= scale && low < scale => low.saturating_mul(scale),
            _ => low,
        };
        if low < high {
            return Some(Amount {
                low: Some(low),
                high: Some(high),
                next: second.next,
                rule: "range",
            });
        }
    }
    Some(first)
}

fn trailing_scale(tokens: &[Token<'_>], next: usize) -> Option<i64> {
    let scale = tokens.get(next.checked_sub(1)?)?.word?.scale;
    (scale >= 1000).then_some(scale)
}

/// "dozens", "hundreds", "tens of thousands", "hundreds of thousands", "several hundred thousand" is not here.
fn plural_scale(tokens: &[Token<'_>], at: usize) -> Option<Amount> {
    let token = tokens.get(at)?;
    let of_scale = |at: usize| -> Option<(i64, usize)> {
        if !is(tokens, at, "of") {
            return None;
        }
        let word = tokens.get(at + 1)?.word?;
        (word.has(class::PLURAL_SCALE) && word.scale >= 1000).then_some((word.scale, at + 2))
    };
    if token.is("tens") {
        let (scale, next) = of_scale(at + 1)?;
        return Some(Amount {
            low: Some(scale * 20),
            high: Some(scale * 100 - 1),
            next,
            rule: "plural-scale",
        });
    }
    let word = token.word.filter(|word| word.has(class::PLURAL_SCALE))?;
    if word.scale == 100
        && let Some((scale, next)) = of_scale(at + 1)
    {
        return Some(Amount {
            low: Some(scale * 200),
            high: Some(scale * 1000 - 1),
            next,
            rule: "plural-scale",
        });
    }
    let (low, high) = match word.scale {
        12 => (24, Some(99)),
        20 => (40, None),
        100 => (200, Some(999)),
        1000 => (2_000, Some(9_999)),
        scale => (scale * 2, Some(scale * 10 - 1)),
    };
    Some(Amount {
        low: Some(low),
        high,
        next: at + 1,
        rule: "plural-scale",
    })
}

/// One number without "to" or "or".
fn single(tokens: &[Token<'_>], at: usize) -> Option<Amount> {
    let token = tokens.get(at)?;
    match token.kind {
        Kind::Figure => {
            let mut milli = token.milli;
            let mut next = at + 1;
            while let Some(scale) = scale_at(tokens, next) {
                milli = milli.saturating_mul(scale);
                next += 1;
                if tokens.get(next - 1).is_some_and(|t| t.dash()) {
                    next += 1;
                }
            }
            // "1.2" of a thing is no count; keep the whole part.
            let rule = if token.plain || milli % 1000 == 0 {
                "figures"
            } else {
                "decimal"
            };
            Some(Amount::exactly(milli / 1000, next, rule))
        }
        Kind::Word => words(tokens, at).or_else(|| vague(tokens, at)),
        _ => None,
    }
}

/// A word or letter that multiplies the figures before it: "million", "bn", "m", "-million".
fn scale_at(tokens: &[Token<'_>], at: usize) -> Option<i64> {
    let token = tokens.get(at)?;
    if token.dash() && token.glued {
        let scale = tokens.get(at + 1).filter(|next| next.glued)?.word?.scale;
        return (scale >= 1_000_000).then_some(scale);
    }
    if token.glued {
        match token.text {
            "m" | "M" => return Some(1_000_000),
            "b" | "B" => return Some(1_000_000_000),
            "k" | "K" => return Some(1_000),
            _ => {}
        }
    }
    let word = token.word?;
    let wrong = word.has(class::PLURAL_SCALE) && word.scale < 1_000_000;
    (word.scale > 0 && word.scale != 20 && !wrong).then_some(word.scale)
}

/// "twenty-three", "two hundred and fifty", "a hundred", "half a million", "one and a half million".
fn words(tokens: &[Token<'_>], at: usize) -> Option<Amount> {
    let mut next = at;
    let mut total: i64 = 0;
    let mut part: i64 = 0;
    let mut any = false;
    if tokens[at].is("half") && is(tokens, at + 1, "a") {
        let scale = tokens.get(at + 2)?.word?.scale;
        return (scale >= 12).then(|| Amount::exactly(scale / 2, at + 3, "words"));
    }
    if tokens[at].any(&["a", "an"]) {
        let scale = tokens
            .get(at + 1)?
            .word
            .filter(|word| !word.has(class::PLURAL_SCALE))?
            .scale;
        if scale == 0 || scale == 20 {
            return None;
        }
        part = 1;
        next += 1;
        any = true;
    }
    let mut last_cardinal = i64::MAX;
    while let Some(token) = tokens.get(next) {
        let Some(word) = token.word else {
            let hyphen = any
                && token.dash()
                && token.glued
                && tokens
                    .get(next + 1)
                    .and_then(|t| t.word)
                    .is_some_and(|w| w.cardinal.is_some() || w.scale > 0);
            if hyphen && (last_cardinal >= 20 || tokens[next + 1].word.is_some_and(|w| w.scale > 0))
            {
                next += 1;
                continue;
            }
            break;
        };
        if let Some(value) = word.cardinal {
            let fits = last_cardinal >= 100 || (last_cardinal >= 20 && value < 10);
            if !fits {
                break;
            }
            part += value;
            last_cardinal = value;
            any = true;
        } else if any
            && word.scale > 0
            && !(word.has(class::PLURAL_SCALE) && word.scale < 1_000_000)
            && word.scale != 20
        {
            if word.scale >= 1000 {
                total = total.saturating_add(part.max(1).saturating_mul(word.scale));
                part = 0;
            } else {
                part = part.saturating_mul(word.scale);
            }
            last_cardinal = word.scale;
        } else if any
            && token.is("and")
            && last_cardinal >= 100
            && tokens
                .get(next + 1)
                .and_then(|t| t.word)
                .is_some_and(|w| w.cardinal.is_some())
            && tokens.get(next + 2).is_some_and(|t| !t.any(&["of"]))
            && last_cardinal != i64::MAX
        {
        } else {
            break;
        }
        next += 1;
    }
    any.then(|| Amount::exactly(total.saturating_add(part), next, "words"))
}

/// "several", "a few", "a couple of", "a pair of", "both", "several hundred".
fn vague(tokens: &[Token<'_>], at: usize) -> Option<Amount> {
    let article = tokens[at].is("a");
    let core = at + usize::from(article);
    let word = tokens.get(core)?;
    let open = |low: i64, next: usize| Amount {
        low: Some(low),
        high: None,
        next,
        rule: "vague",
    };
    if (word.is("several") && !article) || (word.is("few") && article) {
        if let Some(scale) = tokens
            .get(core + 1)
            .and_then(|t| t.word)
            .filter(|w| !w.has(class::PLURAL_SCALE))
            .map(|w| w.scale)
            .filter(|s| *s >= 12)
        {
            let high = scale.saturating_mul(10) - 1;
            return Some(Amount {
                low: Some(scale * 3),
                high: (scale != 12).then_some(high),
                next: core + 2,
                rule: "several-scale",
            });
        }
        return Some(open(3, core + 1));
    }
    if article && word.is("handful") && is(tokens, core + 1, "of") {
        return Some(open(3, core + 2));
    }
    if article && word.any(&["couple", "pair", "trio"]) && is(tokens, core + 1, "of") {
        let value = if word.is("trio") { 3 } else { 2 };
        return Some(Amount::exactly(value, core + 2, "words"));
    }
    if !article && word.is("both") {
        return Some(Amount::exactly(2, core + 1, "both"));
    }
    None
}
