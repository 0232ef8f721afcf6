//! One sentence under analysis: tokens, word classes, mentions, triggers, dates and numbers.

mod verbs;

use crate::dates::{DateExpression, find_dates};
use crate::numbers::{NumberExpression, find_numbers};
use crate::parties::{Mention, build_mentions};
use crate::words::{Class, Words};
use chancery_lexicon::{Lexicon, Token, TriggerHit, Triggers, fold, tokenize};
use jiff::civil::Date;
use std::ops::Range;
pub(crate) use verbs::{VerbForm, verb_forms_of};

/// What the coder knows when it analyses a sentence.
#[derive(Clone, Copy)]
pub(crate) struct Knowledge<'k> {
    pub(crate) lexicon: &'k Lexicon,
    pub(crate) triggers: &'k Triggers,
    pub(crate) words: &'static Words,
    pub(crate) published: Option<Date>,
}

/// A sentence with everything recognised in it. Positions are token indices.
pub(crate) struct Sentence<'k> {
    /// Number in the document.
    pub(crate) index: usize,
    /// First byte in the document.
    pub(crate) start: usize,
    pub(crate) text: &'k str,
    /// From a caption: presence statements only.
    pub(crate) caption: bool,
    pub(crate) tokens: Vec<Token>,
    /// Folded, lower case.
    pub(crate) words: Vec<String>,
    pub(crate) classes: Vec<Class>,
    /// Which form of a verb each token is, where it is one.
    pub(crate) verbs: Vec<Option<VerbForm>>,
    pub(crate) mentions: Vec<Mention>,
    /// Token -> mention that covers it.
    mention_at: Vec<Option<u16>>,
    pub(crate) triggers: Vec<TriggerHit<'k>>,
    /// Token -> trigger hit that covers it.
    trigger_at: Vec<Option<u16>>,
    pub(crate) dates: Vec<DateExpression>,
    pub(crate) numbers: Vec<NumberExpression>,
}

/// A sentence that has been cut into tokens but not yet read.
pub(crate) struct Raw<'k> {
    pub(crate) index: usize,
    pub(crate) start: usize,
    pub(crate) text: &'k str,
    pub(crate) caption: bool,
}

impl<'k> Sentence<'k> {
    /// Tokens, mentions and triggers: what the gate asks.
    pub(crate) fn scan(raw: Raw<'k>, know: Knowledge<'k>) -> Sentence<'k> {
        let Raw {
            index,
            start,
            text,
            caption,
        } = raw;
        let tokens = tokenize(text);
        let words: Vec<String> = tokens
            .iter()
            .map(|t| fold(t.text(text)).to_lowercase())
            .collect();
        let classes: Vec<Class> = words.iter().map(|word| know.words.class(word)).collect();
        let triggers = know.triggers.hits(&words);
        let mut sentence = Sentence {
            index,
            start,
            text,
            caption,
            mention_at: vec![None; tokens.len()],
            trigger_at: vec![None; tokens.len()],
            verbs: vec![None; tokens.len()],
            tokens,
            words,
            classes,
            mentions: Vec::new(),
            triggers,
            dates: Vec::new(),
            numbers: Vec::new(),
        };
        for (number, hit) in sentence.triggers.iter().enumerate() {
            for token in hit.first..hit.last {
                sentence.trigger_at[token] = Some(number as u16);
            }
        }
        let hits = know.lexicon.hits(text, &sentence.tokens);
        sentence.mentions = build_mentions(&sentence, &hits, know);
        sentence.index_mentions();
        sentence
    }

    /// Notes for each token which mention covers it.
    pub(crate) fn index_mentions(&mut self) {
        self.mention_at.fill(None);
        for (number, mention) in self.mentions.iter().enumerate() {
            for token in mention.first..mention.last.min(self.tokens.len()) {
                self.mention_at[token] = Some(number as u16);
            }
        }
    }

    /// Verb forms, dates and numbers: what the reader needs once the gate has let the sentence through.
    pub(crate) fn deepen(&mut self, know: Knowledge<'_>) {
        self.verbs = verb_forms_of(self, know);
        self.dates = find_dates(self.text, know.published);
        self.numbers = find_numbers(self.text);
    }

    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(crate) fn word(&self, token: usize) -> &str {
        self.words.get(token).map_or("", String::as_str)
    }

    pub(crate) fn class(&self, token: usize) -> Class {
        self.classes.get(token).copied().unwrap_or_default()
    }

    pub(crate) fn is(&self, token: usize, class: Class) -> bool {
        self.class(token).any(class)
    }

    /// The mention that covers a token.
    pub(crate) fn mention_at(&self, token: usize) -> Option<usize> {
        self.mention_at
            .get(token)
            .copied()
            .flatten()
            .map(usize::from)
    }

    /// The trigger hit that covers a token.
    pub(crate) fn trigger_at(&self, token: usize) -> Option<usize> {
        self.trigger_at
            .get(token)
            .copied()
            .flatten()
            .map(usize::from)
    }

    /// Whether the token begins with a capital letter.
    pub(crate) fn capital(&self, token: usize) -> bool {
        self.tokens
            .get(token)
            .is_some_and(|t| t.text(self.text).starts_with(char::is_uppercase))
    }

    /// Whether the token is punctuation.
    pub(crate) fn punctuation(&self, token: usize) -> bool {
        self.words
            .get(token)
            .is_some_and(|w| !w.chars().any(char::is_alphanumeric))
    }

    /// Whether the token is punctuation other than a possessive or hyphen.
    pub(crate) fn punctuation_mark(&self, token: usize) -> bool {
        self.punctuation(token) && !matches!(self.word(token), "'" | "-")
    }

    /// The bytes of a run of tokens, within the sentence.
    pub(crate) fn bytes(&self, tokens: Range<usize>) -> Range<usize> {
        match (
            self.tokens.get(tokens.start),
            self.tokens.get(tokens.end.saturating_sub(1)),
        ) {
            (Some(first), Some(last)) if tokens.start < tokens.end => first.start..last.end,
            _ => 0..0,
        }
    }

    /// The words of a run of tokens as they stand.
    pub(crate) fn raw(&self, tokens: Range<usize>) -> &'k str {
        &self.text[self.bytes(tokens)]
    }

    /// The run of tokens that covers a range of bytes of the sentence.
    pub(crate) fn tokens_of(&self, bytes: Range<usize>) -> Range<usize> {
        let first = self.tokens.partition_point(|t| t.end <= bytes.start);
        let last = self.tokens.partition_point(|t| t.start < bytes.end);
        first..last.max(first)
    }

    /// Whether a date expression covers the token.
    pub(crate) fn in_date(&self, token: usize) -> bool {
        let Some(t) = self.tokens.get(token) else {
            return false;
        };
        self.dates
            .iter()
            .any(|d| d.start <= t.start && t.end <= d.end)
    }
}
