//! What the model is given of a window, as it is written out for training.

use super::Window;
use crate::coder::Reading;
use crate::parties::MentionKind;
use crate::resolve::Past;
use crate::rules::Act;
use crate::sentence::Sentence;
use chancery_codebook::{EventType, Measure, Mode, Status};
use chancery_lexicon::Triggers;
use serde::Serialize;

/// One window. Positions are words of the sentence.
#[derive(Debug, Clone, Serialize)]
pub struct ModelInput {
    /// Id of the document.
    pub document: String,
    /// How many of the first sentences are context only.
    pub context: usize,
    /// The sentences in order.
    pub sentences: Vec<InputSentence>,
}

/// One sentence with what the lexicon and the rules found in it.
#[derive(Debug, Clone, Serialize)]
pub struct InputSentence {
    /// As it stands.
    pub text: String,
    /// Its words, as [start, end) characters.
    pub words: Vec<(usize, usize)>,
    /// Parties and places.
    pub mentions: Vec<InputMention>,
    /// Trigger words.
    pub hits: Vec<InputHit>,
    /// What the rules read.
    pub acts: Vec<InputAct>,
}

/// A party or place.
#[derive(Debug, Clone, Serialize)]
pub struct InputMention {
    /// First word.
    pub start: usize,
    /// One past the last word.
    pub end: usize,
    /// `named`, `adjective`, `people`, `agent`, `pronoun` or `place`.
    pub kind: MentionKind,
    /// Country, as the lexicon or the resolution gives it.
    pub country: Option<String>,
    /// Sector.
    pub sector: Option<String>,
}

/// A trigger word with the type of its first sense.
#[derive(Debug, Clone, Serialize)]
pub struct InputHit {
    /// First word.
    pub start: usize,
    /// One past the last word.
    pub end: usize,
    /// Type.
    pub event: EventType,
}

/// An act as the rules read it. Parties are numbers of mentions of the same sentence.
#[derive(Debug, Clone, Serialize)]
pub struct InputAct {
    /// First word of the trigger.
    pub start: usize,
    /// One past its last word.
    pub end: usize,
    /// Type.
    pub event: EventType,
    /// Mode.
    pub mode: Option<Mode>,
    /// Measure.
    pub measure: Option<Measure>,
    /// Status.
    pub status: Status,
    /// Who does it.
    pub actors: Vec<usize>,
    /// To whom.
    pub recipients: Vec<usize>,
    /// Who says it.
    pub speakers: Vec<usize>,
    /// Where.
    pub place: Option<usize>,
    /// Countries of actors that only earlier sentences name.
    pub past_actors: Vec<String>,
    /// Countries of recipients that only earlier sentences name.
    pub past_recipients: Vec<String>,
}

/// The input of one window of a document.
pub(crate) fn input(
    document: &str,
    readings: &[Reading<'_>],
    window: &Window,
    triggers: &Triggers,
) -> ModelInput {
    ModelInput {
        document: document.to_owned(),
        context: window.first - window.readings.start,
        sentences: readings[window.readings.clone()]
            .iter()
            .map(|reading| sentence(reading, triggers))
            .collect(),
    }
}

fn sentence(reading: &Reading<'_>, triggers: &Triggers) -> InputSentence {
    let s = &reading.sentence;
    InputSentence {
        text: s.text.to_owned(),
        words: words(s),
        mentions: s
            .mentions
            .iter()
            .map(|mention| InputMention {
                start: mention.first,
                end: mention.last,
                kind: mention.kind,
                country: mention.country.clone(),
                sector: mention.sector.clone(),
            })
            .collect(),
        hits: s
            .triggers
            .iter()
            .map(|hit| InputHit {
                start: hit.first,
                end: hit.last,
                event: triggers.rule(hit.senses[0].rule).event,
            })
            .collect(),
        acts: reading.acts.iter().map(input_act).collect(),
    }
}

fn input_act(act: &Act) -> InputAct {
    let past = |list: &[Past]| list.iter().filter_map(|p| p.country.clone()).collect();
    InputAct {
        start: act.trigger.start,
        end: act.trigger.end,
        event: act.event,
        mode: act.mode,
        measure: act.measure,
        status: act.status,
        actors: act.actors.clone(),
        recipients: act.recipients.clone(),
        speakers: act.speakers.clone(),
        place: act.place,
        past_actors: past(&act.past_actors),
        past_recipients: past(&act.past_recipients),
    }
}

/// The characters of each word.
fn words(s: &Sentence<'_>) -> Vec<(usize, usize)> {
    let mut counted = (0, 0);
    let mut chars = |byte: usize| {
        counted.1 += s.text[counted.0..byte].chars().count();
        counted.0 = byte;
        counted.1
    };
    s.tokens
        .iter()
        .map(|t| (chars(t.start), chars(t.end)))
        .collect()
}
