//! From an act to an event record: entities, character offsets, id, scores.

use super::dates::Dating;
use super::history::Past;
use super::{context, places, quantities};
use crate::rules::Act;
use crate::sentence::Sentence;
use chancery_codebook::{CiteInfo, Codebook, Entity, Event, MadeBy, TextInfo, Trigger};
use siphasher::sip::SipHasher13;
use std::hash::Hasher;

/// What every record of one document shares.
pub(crate) struct Cite<'d> {
    pub(crate) cite: CiteInfo,
    pub(crate) made_by: MadeBy,
    pub(crate) chars: &'d CharIndex,
}

/// Byte offsets to character offsets, by a sampled count.
#[derive(Debug)]
pub(crate) struct CharIndex {
    /// Characters before each block of [`STEP`] bytes.
    samples: Vec<usize>,
    ascii: bool,
}

const STEP: usize = 256;

impl CharIndex {
    pub(crate) fn new(text: &str) -> CharIndex {
        if text.is_ascii() {
            return CharIndex {
                samples: Vec::new(),
                ascii: true,
            };
        }
        let mut samples = Vec::with_capacity(text.len() / STEP + 1);
        let mut count = 0;
        for (at, byte) in text.bytes().enumerate() {
            if at % STEP == 0 {
                samples.push(count);
            }
            // Every byte that does not continue a character begins one.
            count += usize::from(byte & 0xC0 != 0x80);
        }
        CharIndex {
            samples,
            ascii: false,
        }
    }

    /// Characters before a byte offset of the same text.
    pub(crate) fn chars(&self, text: &str, byte: usize) -> usize {
        if self.ascii {
            return byte;
        }
        let block = (byte / STEP).min(self.samples.len().saturating_sub(1));
        let bytes = &text.as_bytes()[block * STEP..byte];
        self.samples.get(block).copied().unwrap_or(0)
            + bytes.iter().filter(|b| **b & 0xC0 != 0x80).count()
    }
}

/// Builds the record of one act; `all` are the acts of the sentence, `taken` the ids given so far in it.
pub(crate) fn build_event(
    s: &Sentence<'_>,
    act: &Act,
    all: &[Act],
    dating: Dating,
    document: &str,
    shared: &Cite<'_>,
    taken: &[Event],
) -> Event {
    let codebook = Codebook::builtin();
    let entities = |list: &[usize]| {
        list.iter()
            .map(|&m| entity_of(s, m, document, shared.chars))
            .collect::<Vec<_>>()
    };
    let past = |list: &[Past]| {
        list.iter()
            .map(|p| past_entity(p, document, shared.chars))
            .collect::<Vec<_>>()
    };
    let actor = [entities(&act.actors), past(&act.past_actors)].concat();
    let recipient = [entities(&act.recipients), past(&act.past_recipients)].concat();
    let trigger = s.bytes(act.trigger.clone());
    let chars = |byte: usize| shared.chars.chars(document, s.start + byte);
    Event {
        id: event_id(s, act, &actor, &recipient, shared, taken),
        date: dating.first,
        enddate: dating.last,
        date_basis: dating.basis,
        event: act.event,
        mode: act.mode,
        context: context::contexts(s, act),
        quad_code: act.event.quad_code(),
        event_scale: codebook.event_scale(act.event, act.mode),
        cameo: Some(codebook.to_cameo(act.event, act.mode).to_owned()),
        status: act.status,
        historical: dating.historical,
        measure: act.measure,
        quantity: quantities::quantities_of(s, act, all),
        place: act.place.map(|m| places::place_record(s, m)),
        said_by: entities(&act.speakers),
        answers: Vec::new(),
        text: s.text.to_owned(),
        text_info: TextInfo {
            sentence: s.index,
            start: chars(0),
            end: chars(s.text.len()),
            trigger: Some(Trigger {
                raw_text: s.text[trigger.clone()].to_owned(),
                start: chars(trigger.start),
                end: chars(trigger.end),
            }),
        },
        cite_info: shared.cite.clone(),
        confidence: 0.0,
        made_by: shared.made_by.clone(),
        actor,
        recipient,
    }
}

/// The id: document, sentence, event, actor, recipient; a second act with all of these equal gets a number.
fn event_id(
    s: &Sentence<'_>,
    act: &Act,
    actor: &[Entity],
    recipient: &[Entity],
    shared: &Cite<'_>,
    taken: &[Event],
) -> String {
    let words = |list: &[Entity]| {
        list.iter()
            .map(|e| e.raw_text.as_str())
            .collect::<Vec<_>>()
            .join("|")
    };
    let (actor, recipient, sentence) = (words(actor), words(recipient), s.index.to_string());
    (0..)
        .map(|n: usize| {
            let n = if n == 0 { String::new() } else { n.to_string() };
            stable_id([
                shared.cite.id.as_str(),
                &sentence,
                act.event.as_str(),
                &actor,
                &recipient,
                &n,
            ])
        })
        .find(|id| !taken.iter().any(|event| &event.id == id))
        .unwrap_or_default()
}

/// A mention as an entity of a record.
pub(crate) fn entity_of(s: &Sentence<'_>, m: usize, document: &str, chars: &CharIndex) -> Entity {
    let mention = &s.mentions[m];
    let bytes = s.bytes(mention.first..mention.last);
    Entity {
        raw_text: s.text[bytes.clone()].to_owned(),
        start: chars.chars(document, s.start + bytes.start),
        end: chars.chars(document, s.start + bytes.end),
        country: mention.country.clone(),
        sector: mention.sector.clone(),
        name: mention.name.clone(),
        role: mention.role.clone(),
    }
}

/// A party that an earlier sentence names, with its words and place there; a state known only by its
/// place has neither.
fn past_entity(past: &Past, document: &str, chars: &CharIndex) -> Entity {
    Entity {
        raw_text: past.raw.clone(),
        start: chars.chars(document, past.start),
        end: chars.chars(document, past.end),
        country: past.country.clone(),
        sector: past.sector.clone(),
        name: past.name.clone(),
        role: past.role.clone(),
    }
}

/// A hash of some words that is the same on every machine and in every version (SipHash-1-3, zero key).
pub(crate) fn stable_id<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hasher = SipHasher13::new();
    for part in parts {
        hasher.write(part.as_bytes());
        hasher.write_u8(0);
    }
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_characters() {
        let text = "é".repeat(700) + "abc";
        let index = CharIndex::new(&text);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(index.chars(&text, byte), count);
        }
    }

    #[test]
    fn ids_do_not_change() {
        assert_eq!(
            stable_id(["doc", "0", "SANCTION"]),
            stable_id(["doc", "0", "SANCTION"])
        );
        assert_ne!(stable_id(["a", "b"]), stable_id(["ab"]));
    }
}
