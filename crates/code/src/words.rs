//! The closed word classes of the rule-based reader, from `data/code/words.toml` and `verbs.tsv`.

use chancery_lexicon::{Form, verb_forms};
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

const WORDS: &str = include_str!("../../../data/code/words.toml");
const VERBS: &str = include_str!("../../../data/code/verbs.tsv");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    be: Vec<String>,
    have: Vec<String>,
    #[serde(rename = "do")]
    do_: Vec<String>,
    get: Vec<String>,
    future: Vec<String>,
    hypothetical: Vec<String>,
    negation: Vec<String>,
    determiner: Vec<String>,
    possessive: Vec<String>,
    conjunction: Vec<String>,
    subordinator: Vec<String>,
    relative: Vec<String>,
    preposition: Vec<String>,
    reason: Vec<String>,
    locative: Vec<String>,
    pronoun: Vec<String>,
    adverb: Vec<String>,
    transparent: Vec<String>,
    speech: Vec<String>,
    according: Vec<String>,
    plan: Vec<String>,
    consider: Vec<String>,
    fail: Vec<String>,
    light: Vec<String>,
    possible: Vec<String>,
    object_control: Vec<String>,
    answer: Vec<String>,
    time: Vec<String>,
    answer_not_for: Vec<String>,
    answer_not_over: Vec<String>,
    answer_break: Vec<String>,
}

/// The classes that a word is in, as bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Class(u32);

macro_rules! classes {
    ($($name:ident = $bit:literal),+ $(,)?) => {
        impl Class {
            $(pub(crate) const $name: Class = Class(1 << $bit);)+
        }
    };
}

classes! {
    BE = 0, HAVE = 1, DO = 2, GET = 3, FUTURE = 4, HYPOTHETICAL = 5, NEGATION = 6, DETERMINER = 7,
    POSSESSIVE = 8, CONJUNCTION = 9, SUBORDINATOR = 10, RELATIVE = 11, PREPOSITION = 12, REASON = 13,
    LOCATIVE = 14, PRONOUN = 15, ADVERB = 16, TRANSPARENT = 17, SPEECH = 18, PLAN = 19, CONSIDER = 20,
    FAIL = 21, POSSIBLE = 22, OBJECT_CONTROL = 23, VERB = 24, FINITE = 25, GERUND = 26, PARTICIPLE = 27,
    BASE = 28, LIGHT = 29,
}

impl Class {
    /// Whether the word is in any of the given classes.
    pub(crate) fn any(self, other: Class) -> bool {
        self.0 & other.0 != 0
    }

    /// The union of two sets of classes.
    pub(crate) const fn or(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }
}

/// All word classes.
#[derive(Debug)]
pub(crate) struct Words {
    classes: HashMap<String, Class>,
    /// Phrases that mark an answer, longest first, as lists of words.
    pub(crate) answer: Vec<Vec<String>>,
    /// Measures of time, and "time".
    pub(crate) time: Vec<String>,
    /// Words before "for" that take it as their own.
    pub(crate) answer_not_for: Vec<String>,
    /// Verbs that take "over" with them.
    pub(crate) answer_not_over: Vec<String>,
    /// Words between a weak word of answering and an act that begin something else.
    pub(crate) answer_break: Vec<String>,
    /// Phrases before a speaker.
    pub(crate) according: Vec<Vec<String>>,
}

impl Words {
    pub(crate) fn get() -> &'static Words {
        static WORDS: LazyLock<Words> = LazyLock::new(Words::load);
        &WORDS
    }

    /// The classes of a lower-case word.
    pub(crate) fn class(&self, word: &str) -> Class {
        if let Some(class) = self.classes.get(word) {
            return *class;
        }
        if word.len() > 4 && word.ends_with("ly") {
            return Class::ADVERB;
        }
        Class::default()
    }

    fn load() -> Words {
        let raw: Raw = toml::from_str(WORDS).expect("data/code/words.toml is checked by the tests");
        let mut classes: HashMap<String, Class> = HashMap::new();
        let mut add = |words: &[String], class: Class| {
            for word in words {
                let entry = classes.entry(word.clone()).or_default();
                *entry = entry.or(class);
            }
        };
        for (words, class) in [
            (&raw.be, Class::BE),
            (&raw.have, Class::HAVE),
            (&raw.do_, Class::DO),
            (&raw.get, Class::GET),
            (&raw.future, Class::FUTURE),
            (&raw.hypothetical, Class::HYPOTHETICAL),
            (&raw.negation, Class::NEGATION),
            (&raw.determiner, Class::DETERMINER),
            (&raw.possessive, Class::POSSESSIVE),
            (&raw.conjunction, Class::CONJUNCTION),
            (&raw.subordinator, Class::SUBORDINATOR),
            (&raw.relative, Class::RELATIVE),
            (&raw.preposition, Class::PREPOSITION),
            (&raw.reason, Class::REASON),
            (&raw.locative, Class::LOCATIVE),
            (&raw.pronoun, Class::PRONOUN),
            (&raw.adverb, Class::ADVERB),
            (&raw.transparent, Class::TRANSPARENT),
            (&raw.possible, Class::POSSIBLE),
        ] {
            add(words, class);
        }
        for (bases, class) in [
            (&raw.speech, Class::SPEECH),
            (&raw.plan, Class::PLAN),
            (&raw.consider, Class::CONSIDER),
            (&raw.fail, Class::FAIL),
            (&raw.light, Class::LIGHT),
            (&raw.object_control, Class::OBJECT_CONTROL),
        ] {
            for base in bases {
                let (head, rest) = base
                    .split_once(' ')
                    .map_or((base.as_str(), ""), |pair| pair);
                if !rest.is_empty() {
                    continue; // particles are checked by the reader beside the head
                }
                for (form, kind) in verb_forms(head) {
                    add(&[form], class.or(form_class(kind)));
                }
            }
        }
        for line in VERBS.lines().filter(|line| !line.starts_with('#')) {
            let Some((word, forms)) = line.split_once('\t') else {
                continue;
            };
            for form in forms.split(',') {
                let class = match form {
                    "third" | "past" => Class::FINITE,
                    "gerund" => Class::GERUND,
                    "participle" => Class::PARTICIPLE,
                    _ => Class::BASE,
                };
                add(&[word.to_owned()], Class::VERB.or(class));
            }
        }
        let mut answer = split(&raw.answer);
        answer.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
        Words {
            classes,
            answer,
            time: raw.time,
            answer_not_for: raw.answer_not_for,
            answer_not_over: raw.answer_not_over,
            answer_break: raw.answer_break,
            according: split(&raw.according),
        }
    }
}

fn split(phrases: &[String]) -> Vec<Vec<String>> {
    phrases
        .iter()
        .map(|phrase| phrase.split(' ').map(str::to_owned).collect())
        .collect()
}

/// The word-class bits of a verb form.
pub(crate) fn form_class(form: Form) -> Class {
    match form {
        Form::Base => Class::VERB.or(Class::BASE),
        Form::Third | Form::Past => Class::VERB.or(Class::FINITE),
        Form::PastOrParticiple => Class::VERB.or(Class::FINITE).or(Class::PARTICIPLE),
        Form::Participle => Class::VERB.or(Class::PARTICIPLE),
        Form::Gerund => Class::VERB.or(Class::GERUND),
        Form::Noun | Form::Phrase => Class::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closed_classes_are_known() {
        let words = Words::get();
        assert!(words.class("was").any(Class::BE));
        assert!(words.class("announced").any(Class::SPEECH));
        assert!(words.class("quickly").any(Class::ADVERB));
        assert!(!words.class("embassy").any(Class::VERB));
    }

    #[test]
    fn no_word_is_a_determiner_and_a_subordinator() {
        let both: std::collections::HashSet<&String> = Words::get()
            .classes
            .iter()
            .filter(|(_, c)| c.any(Class::DETERMINER) && c.any(Class::SUBORDINATOR))
            .map(|(w, _)| w)
            .collect();
        assert!(both.is_empty(), "{both:?}");
    }
}
