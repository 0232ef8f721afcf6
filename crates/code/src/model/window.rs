//! Which sentences the model sees at once: those that passed the gate, in order, with the one before them.

use crate::coder::Reading;
use std::ops::Range;

/// Words of the sentences to be read in one window; a longer sentence stands alone.
const WINDOW_WORDS: usize = 96;

/// A sentence before the window is context if it has no more words than this.
const CONTEXT_WORDS: usize = 64;

/// A run of sentences that the model reads in one pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Window {
    /// The readings of the window, context included.
    pub(crate) readings: Range<usize>,
    /// The first that is read; those before it are context.
    pub(crate) first: usize,
}

/// The windows of a document's readings, in order.
pub(crate) fn windows(readings: &[Reading<'_>]) -> Vec<Window> {
    let mut windows: Vec<Window> = Vec::new();
    let mut words = 0;
    for (at, reading) in readings.iter().enumerate() {
        if !reads(reading) {
            continue;
        }
        let length = reading.sentence.len();
        match windows.last_mut() {
            Some(window) if window.readings.end == at && words + length <= WINDOW_WORDS => {
                window.readings.end = at + 1;
                words += length;
            }
            _ => {
                let context = at > 0
                    && !readings[at - 1].sentence.caption
                    && readings[at - 1].sentence.len() <= CONTEXT_WORDS;
                windows.push(Window {
                    readings: at - usize::from(context)..at + 1,
                    first: at,
                });
                words = length;
            }
        }
    }
    windows
}

/// Whether the model reads a sentence: the gate let it through for its trigger words.
fn reads(reading: &Reading<'_>) -> bool {
    reading.gated && !reading.sentence.caption && !reading.sentence.triggers.is_empty()
}

/// All sentences as one window, whatever the gate says; none where there is no sentence.
pub(crate) fn whole(readings: &[Reading<'_>]) -> Option<Window> {
    (!readings.is_empty()).then_some(Window {
        readings: 0..readings.len(),
        first: 0,
    })
}
