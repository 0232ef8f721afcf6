//! The reading of a document: each sentence with its acts and their parties, before any of it is a record.

use super::problems::{too_long, too_many};
use super::{Coded, Coder};
use crate::gate;
use crate::resolve::{History, complete, fill, place_of, resolve_mentions};
use crate::rules::Act;
use crate::sentence::{Knowledge, Raw, Sentence};
use crate::sentences::split_sentences;
use chancery_codebook::{EventType, Mode};
use chancery_read::{BlockKind, Document};

/// One sentence as it was read.
pub(crate) struct Reading<'k> {
    pub(crate) sentence: Sentence<'k>,
    pub(crate) acts: Vec<Act>,
    /// Whether the gate let it through.
    pub(crate) gated: bool,
}

impl Coder {
    /// Steps one and two and the parties of step three, for every sentence of a document.
    pub(super) fn read<'k>(
        &self,
        document: &'k Document,
        know: Knowledge<'k>,
        coded: &mut Coded,
    ) -> Vec<Reading<'k>> {
        let mut history = History::default();
        let mut readings = Vec::new();
        for raw in raw_sentences(document) {
            if coded.sentences == gate::MOST {
                coded.problems.push(too_many(document, &raw));
                break;
            }
            coded.sentences += 1;
            let mut s = Sentence::scan(raw, know);
            if s.len() > gate::LONGEST {
                coded.problems.push(too_long(document, &s));
                continue;
            }
            let gated = gate::passes(&s, coded.sentences > 1) || gate::may_state_presence(&s);
            let acts = if gated {
                s.deepen(know);
                self.read_sentence(&mut s, know, &history)
            } else {
                resolve_mentions(&mut s, &history);
                Vec::new()
            };
            history.add(&s);
            readings.push(Reading {
                sentence: s,
                acts,
                gated,
            });
        }
        readings
    }

    fn read_sentence(
        &self,
        s: &mut Sentence<'_>,
        know: Knowledge<'_>,
        history: &History,
    ) -> Vec<Act> {
        resolve_mentions(s, history);
        let mut acts = if s.caption || s.triggers.is_empty() {
            Vec::new()
        } else {
            self.reader.read(s, know)
        };
        for act in &mut acts {
            act.place = place_of(s, act);
            crate::rules::settle(s, act);
        }
        for act in &acts {
            let place = act.place.and_then(|m| s.mentions[m].country.clone());
            complete(s, act, place.as_deref(), history);
        }
        for act in &mut acts {
            fill(s, act, history);
        }
        acts.retain(|act| grounded(s, act) && !official_protest(s, act));
        acts
    }
}

/// An act that names nobody and no place is no record.
fn grounded(s: &Sentence<'_>, act: &Act) -> bool {
    let country = |list: &[usize]| {
        list.iter()
            .any(|&m| s.mentions[m].country.is_some() || s.mentions[m].sector.is_some())
    };
    country(&act.actors) || country(&act.recipients) || act.place.is_some()
}

/// States do not demonstrate: "summoned the envoy to protest" is told by the summons.
fn official_protest(s: &Sentence<'_>, act: &Act) -> bool {
    act.event == EventType::Protest
        && act.mode == Some(Mode::Demo)
        && act.verbal()
        && !act.actors.is_empty()
        && act.actors.iter().all(|&m| {
            matches!(
                s.mentions[m].sector.as_deref(),
                Some("GOV" | "MIL" | "IGO" | "JUD")
            )
        })
}

fn raw_sentences(document: &Document) -> impl Iterator<Item = Raw<'_>> {
    let mut index = 0;
    document
        .blocks
        .iter()
        .filter(|block| block.kind != BlockKind::Heading)
        .flat_map(|block| {
            let text = document.block_text(block);
            split_sentences(text)
                .into_iter()
                .map(move |range| (block, &text[range.clone()], block.start + range.start))
        })
        .map(move |(block, text, start)| {
            index += 1;
            Raw {
                index: index - 1,
                start,
                text,
                caption: block.kind == BlockKind::Caption,
            }
        })
}
