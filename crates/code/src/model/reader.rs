//! The model as a whole: loaded once, shared between threads, asked window by window.

use super::acts::replace;
use super::decode::{ModelAct, begins, decode};
use super::encoder::{Encoder, States};
use super::features::{Features, features};
use super::files::{ModelError, ModelFiles};
use super::heads::Heads;
use super::influence::Influence;
use super::manifest::Manifest;
use super::window::{Window, windows};
use super::words::Pieces;
use crate::coder::Reading;
use chancery_lexicon::Triggers;

/// A loaded model.
#[derive(Debug)]
pub struct Model {
    manifest: Manifest,
    pub(super) pieces: Pieces,
    pub(super) encoder: Encoder,
    pub(super) heads: Heads,
}

impl Model {
    /// Loads a model's files.
    ///
    /// # Errors
    /// If a file is damaged or they do not fit together.
    pub fn load(files: &ModelFiles) -> Result<Model, ModelError> {
        Ok(Model {
            pieces: Pieces::new(&files.vocabulary, &files.manifest.name)?,
            encoder: Encoder::load(files)?,
            heads: Heads::load(files)?,
            manifest: files.manifest.clone(),
        })
    }

    /// What the model says of itself.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Name and version, as in a record's `made_by`.
    pub fn name(&self) -> String {
        format!("{} {}", self.manifest.name, self.manifest.version)
    }

    /// Reads a document's windows and puts the acts in the place of the rules'. A window that the encoder
    /// fails on keeps the rules' acts; its first sentence is given back with the reason.
    pub(crate) fn read(
        &self,
        readings: &mut [Reading<'_>],
        triggers: &Triggers,
    ) -> Vec<(usize, ModelError)> {
        let mut failed = Vec::new();
        let mut found = Vec::new();
        for window in windows(readings) {
            match self.read_window(readings, &window, triggers) {
                Ok(acts) => found.push((window, acts)),
                Err(error) => failed.push((window.first, error)),
            }
        }
        // All windows are read before any act is replaced: the rules' acts are what the next window sees.
        for (window, acts) in found {
            replace(readings, &window, &acts, &self.manifest);
        }
        failed
    }

    fn read_window(
        &self,
        readings: &[Reading<'_>],
        window: &Window,
        triggers: &Triggers,
    ) -> Result<Vec<ModelAct>, ModelError> {
        let f = features(readings, window, &self.pieces, triggers);
        let states = self.encoder.run(&f)?;
        self.acts(&f, &states, &readings[window.readings.clone()])
    }

    fn acts(
        &self,
        f: &Features,
        states: &States,
        readings: &[Reading<'_>],
    ) -> Result<Vec<ModelAct>, ModelError> {
        decode(
            &self.encoder,
            &self.heads,
            &self.manifest,
            f,
            states,
            readings,
        )
    }

    /// Which words moved the model, act by act: each word of the act's sentence is hidden in turn, and the
    /// fall of the act's probability is its influence (occlusion: Zeiler and Fergus, 2014).
    pub(crate) fn influences(
        &self,
        readings: &[Reading<'_>],
        triggers: &Triggers,
    ) -> Result<Vec<Influence>, ModelError> {
        let mut all = Vec::new();
        for window in windows(readings) {
            let f = features(readings, &window, &self.pieces, triggers);
            let states = self.encoder.run(&f)?;
            let own = &readings[window.readings.clone()];
            let acts = self.acts(&f, &states, own)?;
            let mut falls = vec![Vec::new(); acts.len()];
            for (sentence, reading) in own.iter().enumerate() {
                if !acts.iter().any(|act| act.sentence == sentence) {
                    continue;
                }
                for word in 0..reading.sentence.len() {
                    let Some(hidden) = self.hide(&f, (sentence, word)) else {
                        continue;
                    };
                    let without = self.encoder.run(&hidden)?;
                    for (act, falls) in acts.iter().zip(&mut falls) {
                        if act.sentence == sentence {
                            let fall = self.of_type(&states, act) - self.of_type(&without, act);
                            falls.push((word, fall));
                        }
                    }
                }
            }
            all.extend(acts.iter().zip(falls).map(|(act, words)| Influence {
                reading: window.readings.start + act.sentence,
                words: act.words.clone(),
                influence: words,
            }));
        }
        Ok(all)
    }

    /// Probability of an act's type at its place.
    fn of_type(&self, states: &States, act: &ModelAct) -> f32 {
        let (_, each) = begins(states, act.piece, self.manifest.labels.types.len());
        each[act.event as usize]
    }

    /// The features with one word hidden; none where the word has no piece.
    fn hide(&self, f: &Features, word: (usize, usize)) -> Option<Features> {
        let mut hidden = f.clone();
        let mut any = false;
        for (piece, at) in f.words.iter().enumerate() {
            if *at == Some(word) {
                hidden.ids[piece] = self.pieces.mask;
                hidden.kinds[piece] = 0;
                hidden.slots[piece] = 0;
                hidden.rules[piece] = 0;
                any = true;
            }
        }
        any.then_some(hidden)
    }
}
