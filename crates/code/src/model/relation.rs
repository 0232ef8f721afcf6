//! The relation between two given spans: the encoder's second use.

use super::features::{Features, LONGEST, features};
use super::files::ModelError;
use super::network::{argmax, softmax};
use super::reader::Model;
use super::window::Window;
use crate::coder::Reading;
use chancery_codebook::{Codebook, EventType, Mode, QuadCode};
use chancery_lexicon::Triggers;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Range;

/// Kinds that mark the two spans for the encoder.
const SOURCE: i32 = 9;
const TARGET: i32 = 10;

/// Some characters of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// First character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// What one party does to the other.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Relation {
    /// The most probable type.
    pub event: EventType,
    /// Its mode, or none.
    pub mode: Option<Mode>,
    /// Quadrant of the type.
    pub quad_code: QuadCode,
    /// Calibrated probability that the type is right.
    pub confidence: f64,
    /// The model's probability of each type.
    pub scores: BTreeMap<EventType, f64>,
}

impl Model {
    /// The relation from one span of bytes of a document to another.
    pub(crate) fn relation(
        &self,
        readings: &[Reading<'_>],
        triggers: &Triggers,
        actor: Range<usize>,
        recipient: Range<usize>,
    ) -> Result<Option<Relation>, ModelError> {
        let Some(window) = around(readings, &actor, &recipient) else {
            return Ok(None);
        };
        let mut f = features(readings, &window, &self.pieces, triggers);
        f.kinds.fill(0);
        f.slots.fill(0);
        let readings = &readings[window.readings];
        let (Some(actor), Some(recipient)) = (
            mark(&mut f, readings, &actor, SOURCE),
            mark(&mut f, readings, &recipient, TARGET),
        ) else {
            return Ok(None);
        };
        let states = self.encoder.run(&f)?;
        let labels = &self.manifest().labels;
        let (types, modes) = self
            .heads
            .relation(&states, actor, recipient, labels.types.len());
        let p = softmax(&types);
        let scores: BTreeMap<EventType, f64> = labels
            .types
            .iter()
            .zip(&p)
            .filter_map(|(word, p)| Some((word.parse().ok()?, round(f64::from(*p)))))
            .collect();
        let best = argmax(&p);
        let Ok(event) = labels.types[best].parse::<EventType>() else {
            return Ok(None);
        };
        let mode = labels
            .modes
            .iter()
            .zip(&modes)
            .filter(|(word, _)| {
                word.as_str() == "none"
                    || word
                        .parse()
                        .is_ok_and(|mode| Codebook::builtin().mode(event, mode).is_some())
            })
            .max_by(|a, b| a.1.total_cmp(b.1))
            .and_then(|(word, _)| word.parse().ok());
        Ok(Some(Relation {
            event,
            mode,
            quad_code: event.quad_code(),
            confidence: round(
                self.manifest()
                    .relation_calibration
                    .apply(f64::from(p[best])),
            ),
            scores,
        }))
    }
}

fn round(p: f64) -> f64 {
    (p * 1000.0).round() / 1000.0
}

/// The sentences from the one to the other span.
fn around(readings: &[Reading<'_>], a: &Range<usize>, b: &Range<usize>) -> Option<Window> {
    let holds = |span: &Range<usize>| {
        readings.iter().position(|r| {
            let s = &r.sentence;
            s.start <= span.start && span.start < s.start + s.text.len()
        })
    };
    let (a, b) = (holds(a)?, holds(b)?);
    let first = a.min(b);
    Some(Window {
        readings: first..a.max(b) + 1,
        first,
    })
}

/// Marks a span's pieces with a kind and tells which they are.
fn mark(
    f: &mut Features,
    readings: &[Reading<'_>],
    span: &Range<usize>,
    kind: i32,
) -> Option<Range<usize>> {
    let touched = |word: Option<(usize, usize)>| {
        word.is_some_and(|(sentence, word)| {
            let s = &readings[sentence].sentence;
            let token = &s.tokens[word];
            s.start + token.start < span.end && s.start + token.end > span.start
        })
    };
    let pieces: Vec<usize> = (0..f.ids.len().min(LONGEST))
        .filter(|&piece| touched(f.words[piece]))
        .collect();
    for &piece in &pieces {
        f.kinds[piece] = kind;
    }
    Some(*pieces.first()?..*pieces.last()? + 1)
}
