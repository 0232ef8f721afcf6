//! Tokens for dates and numbers: words, figures and marks, with their place in the sentence.

use super::words::{WORDS, Word};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Word,
    /// Figures: 26, 1,264, 1.2.
    Figure,
    /// 26th.
    OrdinalFigure,
    /// 1990s.
    PluralFigure,
    /// One character that is neither.
    Mark,
}

/// One token.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token<'t> {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) text: &'t str,
    pub(crate) kind: Kind,
    pub(crate) word: Option<&'static Word>,
    /// The value of figures, in thousandths so that 1.25 is kept; saturates.
    pub(crate) milli: i64,
    /// Number of digits before a point, without group marks.
    pub(crate) digits: usize,
    /// Whether the figures have a decimal point or group marks.
    pub(crate) plain: bool,
    /// Whether nothing stands between this token and the one before.
    pub(crate) glued: bool,
}

impl<'t> Token<'t> {
    /// Whether the token is this word (given in lower case).
    pub(crate) fn is(&self, word: &str) -> bool {
        self.text.len() == word.len() && self.text.eq_ignore_ascii_case(word)
    }

    pub(crate) fn any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }

    pub(crate) fn has(&self, class: u32) -> bool {
        self.word.is_some_and(|word| word.has(class))
    }

    pub(crate) fn capital(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// The whole number that the figures say, if they say one.
    pub(crate) fn whole(&self) -> Option<i64> {
        (self.kind != Kind::Word && self.digits > 0 && self.milli % 1000 == 0)
            .then_some(self.milli / 1000)
    }

    /// Plain figures of the given number of digits: "2018" but not "2,018".
    pub(crate) fn figures(&self, digits: usize) -> Option<i64> {
        (self.kind == Kind::Figure && self.plain && self.digits == digits)
            .then_some(self.milli / 1000)
    }

    pub(crate) fn dash(&self) -> bool {
        matches!(self.text, "-" | "–" | "—" | "‑" | "−")
    }

    pub(crate) fn apostrophe(&self) -> bool {
        matches!(self.text, "'" | "’")
    }
}

/// Splits a sentence into tokens.
pub(crate) fn tokenize(sentence: &str) -> Vec<Token<'_>> {
    let words = &*WORDS;
    let bytes = sentence.as_bytes();
    let mut tokens = Vec::with_capacity(sentence.len() / 5 + 4);
    let mut at = 0;
    let mut last_end = usize::MAX;
    while let Some(first) = sentence.get(at..).and_then(|rest| rest.chars().next()) {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let start = at;
        let mut token = Token {
            start,
            end: start,
            text: "",
            kind: Kind::Mark,
            word: None,
            milli: 0,
            digits: 0,
            plain: true,
            glued: start == last_end,
        };
        if first.is_ascii_digit() {
            at = figures(bytes, at, &mut token);
            let suffix = bytes[at..]
                .iter()
                .take_while(|byte| byte.is_ascii_alphabetic())
                .count();
            let tail = &bytes[at..at + suffix];
            if ["st", "nd", "rd", "th"]
                .iter()
                .any(|s| tail.eq_ignore_ascii_case(s.as_bytes()))
            {
                token.kind = Kind::OrdinalFigure;
                at += suffix;
            } else if tail == b"s" {
                token.kind = Kind::PluralFigure;
                at += suffix;
            }
        } else if first.is_alphabetic() {
            // "$US700 million" keeps its figures apart.
            let signed = at > 0 && bytes[at - 1] == b'$';
            let rest = &sentence[at..];
            let length = rest
                .char_indices()
                .find(|(_, c)| !c.is_alphanumeric() || (signed && c.is_ascii_digit()))
                .map_or(rest.len(), |(offset, _)| offset);
            at += length;
            token.kind = Kind::Word;
            token.word = words.get(&bytes[start..at]);
        } else {
            at += first.len_utf8();
        }
        token.end = at;
        token.text = &sentence[start..at];
        last_end = at;
        tokens.push(token);
    }
    tokens
}

/// Reads figures with group marks and a decimal part; returns the offset after them.
fn figures(bytes: &[u8], start: usize, token: &mut Token<'_>) -> usize {
    let run = |from: usize| {
        bytes[from..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count()
    };
    let mut end = start + run(start);
    let mut value: i64 = 0;
    let push = |value: i64, digits: &[u8]| {
        digits.iter().fold(value, |value, digit| {
            value
                .saturating_mul(10)
                .saturating_add(i64::from(digit - b'0'))
        })
    };
    value = push(value, &bytes[start..end]);
    token.digits = end - start;
    while token.digits <= 15 && bytes.get(end) == Some(&b',') && run(end + 1) == 3 {
        value = push(value, &bytes[end + 1..end + 4]);
        token.digits += 3;
        token.plain = false;
        end += 4;
    }
    let mut milli = value.saturating_mul(1000);
    if bytes.get(end) == Some(&b'.') && run(end + 1) > 0 {
        let length = run(end + 1);
        let digits = &bytes[end + 1..end + 1 + length.min(3)];
        let fraction = push(0, digits) * [1000, 100, 10, 1][digits.len()];
        milli = milli.saturating_add(fraction);
        token.plain = false;
        end += 1 + length;
    }
    token.milli = milli;
    token.kind = Kind::Figure;
    end
}
