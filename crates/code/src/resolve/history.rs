//! The parties that the document has named so far, for pronouns and unnamed parties.

use crate::parties::{Mention, MentionKind};
use crate::sentence::Sentence;
use chancery_codebook::{DateBasis, Event};
use jiff::civil::Date;
use std::collections::HashMap;

/// A party named before.
#[derive(Debug, Clone)]
pub(crate) struct Past {
    pub(crate) country: Option<String>,
    pub(crate) sector: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) role: Option<String>,
    pub(crate) personal: bool,
    pub(crate) plural: bool,
    /// Stands first in its sentence.
    pub(crate) first: bool,
    pub(crate) sentence: usize,
    /// Its words, and where they begin and end in the document, in bytes.
    pub(crate) raw: String,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// Parties and places of the sentences read so far, newest last.
#[derive(Debug, Default)]
pub(crate) struct History {
    parties: Vec<Past>,
    /// Country of each common noun used so far: "the fishermen" are those named before.
    nouns: HashMap<String, String>,
    /// Country of the last place in which something happened.
    pub(crate) scene: Option<String>,
}

impl History {
    /// Adds the parties of a sentence that has been resolved.
    pub(crate) fn add(&mut self, s: &Sentence<'_>) {
        let mut first = true;
        for (m, mention) in s.mentions.iter().enumerate() {
            if (mention.role.is_some()
                || mention.kind == MentionKind::Agent
                || mention.name.is_some())
                && mention.kind != MentionKind::Place
                && let Some(country) = &mention.country
            {
                self.nouns
                    .insert(super::parties::noun_of(s, m), country.clone());
            }
            if mention.kind == MentionKind::Place || mention.modifier {
                continue;
            }
            if let Some(past) = Past::of(s, mention, first) {
                self.parties.push(past);
                first = false;
            }
        }
        if let Some(scene) = super::places::scene(s) {
            self.scene = Some(scene);
        } else if self.scene.is_none() {
            self.scene = s.mentions.iter().find_map(|m| m.country.clone());
        }
        // A report is long, its present is short: forty parties are enough to look back over.
        if self.parties.len() > 80 {
            self.parties.drain(..40);
        }
    }

    /// The nearest party that a pronoun can go back to: the first of a recent sentence before the others.
    pub(crate) fn antecedent(
        &self,
        fits: impl Fn(&Past) -> bool,
        sentence: usize,
    ) -> Option<&Past> {
        let recent = || {
            self.parties
                .iter()
                .rev()
                .filter(|p| sentence - p.sentence.min(sentence) <= 3)
        };
        recent()
            .find(|p| p.first && fits(p))
            .or_else(|| recent().find(|p| fits(p)))
    }

    /// The countries of the parties named so far, oldest first.
    pub(crate) fn states(&self) -> Vec<String> {
        self.parties
            .iter()
            .filter_map(|p| p.country.clone())
            .collect()
    }

    /// The country of the last party called by a noun.
    pub(crate) fn same_noun(&self, noun: &str) -> Option<&str> {
        self.nouns.get(noun).map(String::as_str)
    }

    /// The country that the document has been about: of its scene, else of its last first party.
    pub(crate) fn focus(&self) -> Option<String> {
        self.scene
            .clone()
            .or_else(|| self.parties.iter().rev().find_map(|p| p.country.clone()))
    }
}

/// The date that the last sentence told of its acts, where it told one for all.
#[derive(Debug, Default)]
pub(crate) struct Told(Option<(usize, Date, Date)>);

impl Told {
    /// Remembers the date that a sentence told, if it is one day and not background.
    pub(crate) fn tell(&mut self, sentence: usize, events: &[Event]) {
        let mut dates = events
            .iter()
            .filter(|e| e.date_basis == DateBasis::Text && !e.historical && e.date == e.enddate)
            .filter_map(|e| e.date);
        if let Some(first) = dates.next() {
            self.0 = dates
                .all(|d| d == first)
                .then_some((sentence, first, first));
        }
    }

    /// The date told by the sentence right before.
    pub(crate) fn before(&self, sentence: usize) -> Option<(Date, Date)> {
        self.0
            .filter(|(at, ..)| at + 1 == sentence)
            .map(|(_, first, last)| (first, last))
    }
}

impl Past {
    /// A state of which the text does not say more.
    pub(crate) fn state(code: String) -> Past {
        Past {
            country: Some(code),
            sector: None,
            name: None,
            role: None,
            personal: false,
            plural: false,
            first: false,
            sentence: 0,
            raw: String::new(),
            start: 0,
            end: 0,
        }
    }

    /// What a mention says of its party; none where it names neither a state nor a person.
    pub(crate) fn of(s: &Sentence<'_>, mention: &Mention, first: bool) -> Option<Past> {
        if mention.country.is_none() && mention.name.is_none() {
            return None;
        }
        let bytes = s.bytes(mention.first..mention.last);
        Some(Past {
            country: mention.country.clone(),
            sector: mention.sector.clone(),
            name: mention.name.clone(),
            role: mention.role.clone(),
            personal: mention.personal(s.word(mention.last.saturating_sub(1))),
            plural: mention.plural || mention.kind == MentionKind::People,
            first,
            sentence: s.index,
            raw: s.text[bytes.clone()].to_owned(),
            start: s.start + bytes.start,
            end: s.start + bytes.end,
        })
    }
}
