//! A window as the encoder takes it: word pieces, and for each piece what the lexicon and the rules say of it.

use super::window::Window;
use super::words::Pieces;
use crate::coder::Reading;
use crate::parties::MentionKind;
use chancery_codebook::EventType;
use chancery_lexicon::Triggers;
use std::ops::Range;

/// Word pieces of a window at most; what is beyond is cut. `training/` has the same.
pub(super) const LONGEST: usize = 320;

/// Countries of a window at most, slot 0 standing for none.
pub(super) const SLOTS: usize = 16;

/// Mentions of a window at most.
const MENTIONS: usize = 40;

/// Kinds of mention beyond those of the lexicon.
pub(super) const PAST: usize = 7;
pub(super) const UNNAMED: usize = 8;

/// A mention as the pair head sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    /// Its word pieces; those of a pseudo-mention are none of its own.
    pub(super) pieces: Range<usize>,
    pub(super) kind: usize,
    /// Its country's slot, 0 for none.
    pub(super) slot: usize,
    /// Sentence of the window and mention of the sentence; none for a pseudo-mention.
    pub(super) mention: Option<(usize, usize)>,
}

/// What the rules read at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RuleAct {
    pub(super) pieces: Range<usize>,
    /// Sentence of the window, and act of it.
    pub(super) act: (usize, usize),
    /// Role of each candidate, as [`role`] numbers them.
    pub(super) roles: Vec<usize>,
    /// Slots of the actors and recipients that only earlier sentences name.
    pub(super) past_actors: Vec<usize>,
    pub(super) past_recipients: Vec<usize>,
}

/// Roles that the rules give a mention.
pub(super) mod role {
    pub(in super::super) const NO_ACT: usize = 0;
    pub(in super::super) const NONE: usize = 1;
    pub(in super::super) const ACTOR: usize = 2;
    pub(in super::super) const RECIPIENT: usize = 3;
    pub(in super::super) const SPEAKER: usize = 4;
    pub(in super::super) const PLACE: usize = 5;
}

/// A window in numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Features {
    pub(super) ids: Vec<i32>,
    pub(super) kinds: Vec<i32>,
    pub(super) slots: Vec<i32>,
    pub(super) rules: Vec<i32>,
    /// Sentence of the window and word of it, for each piece; none for the marks between.
    pub(super) words: Vec<Option<(usize, usize)>>,
    /// Whether an act can begin at the piece: the first of a word that is read.
    pub(super) begins: Vec<bool>,
    pub(super) candidates: Vec<Candidate>,
    /// Country of each slot.
    pub(super) countries: Vec<Option<String>>,
    pub(super) rule_acts: Vec<RuleAct>,
}

/// The features of a window of a document's readings.
pub(super) fn features(
    readings: &[Reading<'_>],
    window: &Window,
    pieces: &Pieces,
    triggers: &Triggers,
) -> Features {
    let mut f = Features {
        countries: vec![None],
        ..Features::default()
    };
    f.push(pieces.cls, None, false);
    let mut pasts: Vec<(Vec<String>, Vec<String>)> = Vec::new();
    for (number, reading) in readings[window.readings.clone()].iter().enumerate() {
        let s = &reading.sentence;
        let read = window.readings.start + number >= window.first;
        let mut of_word = Vec::with_capacity(s.len());
        for (word, token) in s.tokens.iter().enumerate() {
            let first = f.ids.len();
            for (n, id) in pieces.of(token.text(s.text)).into_iter().enumerate() {
                f.push(id, Some((number, word)), read && n == 0);
            }
            of_word.push(first..f.ids.len());
        }
        f.push(pieces.sep, None, false);
        let at = |words: Range<usize>| {
            let inside = of_word.get(words)?;
            let first = inside.iter().find(|p| !p.is_empty())?.start;
            let last = inside.iter().rev().find(|p| !p.is_empty())?.end;
            Some(first..last)
        };
        let mut candidate_of = vec![None; s.mentions.len()];
        for (m, mention) in s.mentions.iter().enumerate() {
            let Some(span) = at(mention.first..mention.last.min(s.len())) else {
                continue;
            };
            if span.end > LONGEST || f.candidates.len() >= MENTIONS {
                continue;
            }
            let slot = f.slot(mention.country.as_deref());
            let kind = kind_number(mention.kind);
            candidate_of[m] = Some(f.candidates.len());
            for piece in span.clone() {
                f.kinds[piece] = kind as i32;
                f.slots[piece] = slot as i32;
            }
            f.candidates.push(Candidate {
                pieces: span,
                kind,
                slot,
                mention: Some((number, m)),
            });
        }
        for hit in &s.triggers {
            let event = triggers.rule(hit.senses[0].rule).event;
            for piece in at(hit.first..hit.last).unwrap_or_default() {
                f.rules[piece] = type_number(event) as i32 + EventType::ALL.len() as i32;
            }
        }
        for (n, act) in reading.acts.iter().enumerate() {
            let Some(span) = at(act.trigger.clone()) else {
                continue;
            };
            for piece in span.clone() {
                f.rules[piece] = type_number(act.event) as i32;
            }
            let mut roles = vec![role::NONE; f.candidates.len()];
            for (list, role) in [
                (act.place.as_slice(), role::PLACE),
                (&act.speakers, role::SPEAKER),
                (&act.recipients, role::RECIPIENT),
                (&act.actors, role::ACTOR),
            ] {
                for candidate in list.iter().filter_map(|&m| candidate_of[m]) {
                    roles[candidate] = role;
                }
            }
            let past = |list: &[crate::resolve::Past]| {
                list.iter().filter_map(|p| p.country.clone()).collect()
            };
            pasts.push((past(&act.past_actors), past(&act.past_recipients)));
            f.rule_acts.push(RuleAct {
                pieces: span,
                act: (number, n),
                roles,
                past_actors: Vec::new(),
                past_recipients: Vec::new(),
            });
        }
    }
    f.add_pasts(&pasts);
    f.candidates.push(Candidate {
        pieces: 0..1,
        kind: UNNAMED,
        slot: 0,
        mention: None,
    });
    f.cut();
    f
}

impl Features {
    fn push(&mut self, id: i32, word: Option<(usize, usize)>, begins: bool) {
        self.ids.push(id);
        self.kinds.push(0);
        self.slots.push(0);
        self.rules.push(0);
        self.words.push(word);
        self.begins.push(begins);
    }

    /// Slot of a country in the order of naming; 0 for none and for those beyond the last slot.
    fn slot(&mut self, country: Option<&str>) -> usize {
        let Some(country) = country else {
            return 0;
        };
        let known = self
            .countries
            .iter()
            .position(|c| c.as_deref() == Some(country));
        known.unwrap_or_else(|| {
            if self.countries.len() >= SLOTS {
                return 0;
            }
            self.countries.push(Some(country.to_owned()));
            self.countries.len() - 1
        })
    }

    /// States that only the rules know, of earlier sentences, become candidates without words.
    fn add_pasts(&mut self, pasts: &[(Vec<String>, Vec<String>)]) {
        for (n, (actors, recipients)) in pasts.iter().enumerate() {
            for country in actors.iter().chain(recipients) {
                let known = self.countries.iter().flatten().any(|c| c == country);
                if known {
                    continue;
                }
                let slot = self.slot(Some(country));
                if slot > 0 {
                    self.candidates.push(Candidate {
                        pieces: 0..1,
                        kind: PAST,
                        slot,
                        mention: None,
                    });
                }
            }
            let slots = |list: &[String]| {
                list.iter()
                    .filter_map(|c| {
                        self.countries
                            .iter()
                            .position(|known| known.as_ref() == Some(c))
                    })
                    .collect()
            };
            let (actors, recipients) = (slots(actors), slots(recipients));
            self.rule_acts[n].past_actors = actors;
            self.rule_acts[n].past_recipients = recipients;
        }
    }

    fn cut(&mut self) {
        if self.ids.len() <= LONGEST {
            return;
        }
        self.ids.truncate(LONGEST);
        self.kinds.truncate(LONGEST);
        self.slots.truncate(LONGEST);
        self.rules.truncate(LONGEST);
        self.words.truncate(LONGEST);
        self.begins.truncate(LONGEST);
        self.rule_acts.retain(|act| act.pieces.end <= LONGEST);
    }

    /// One past the last piece of the word of a piece.
    pub(super) fn word_end(&self, piece: usize) -> usize {
        (piece + 1..self.words.len())
            .find(|&next| self.words[next] != self.words[piece])
            .unwrap_or(self.words.len())
    }

    /// The rules' act whose words cover a piece.
    pub(super) fn rule_act(&self, piece: usize) -> Option<&RuleAct> {
        self.rule_acts
            .iter()
            .find(|act| act.pieces.contains(&piece))
    }
}

/// Number of a type among the labels, from 1.
pub(super) fn type_number(event: EventType) -> usize {
    event as usize + 1
}

fn kind_number(kind: MentionKind) -> usize {
    match kind {
        MentionKind::Named => 1,
        MentionKind::Adjective => 2,
        MentionKind::People => 3,
        MentionKind::Agent => 4,
        MentionKind::Pronoun => 5,
        MentionKind::Place => 6,
    }
}
