//! From the heads' outputs to acts that obey the codebook.

use super::encoder::{Encoder, Look, Question, States};
use super::features::{Features, SLOTS};
use super::files::ModelError;
use super::heads::{Heads, output, question};
use super::manifest::Manifest;
use super::network::{argmax, sigmoid, softmax};
use crate::coder::Reading;
use chancery_codebook::{Codebook, EventType, Measure, Mode, Status};
use std::ops::Range;

/// How probable a mention's words must be to stand in the record.
const WORDS: f32 = 0.5;

/// How probable it must be that a later piece goes on with the act's words.
const INSIDE: f32 = 0.5;

/// A party of an act: what stands for it, and its country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Party {
    /// Sentence of the window and mention of it; none for a state that only earlier sentences name.
    pub(crate) mention: Option<(usize, usize)>,
    pub(crate) country: Option<String>,
}

/// One act as the model reads it.
#[derive(Debug, Clone)]
pub(crate) struct ModelAct {
    /// Sentence of the window.
    pub(crate) sentence: usize,
    /// Words of it.
    pub(crate) words: Range<usize>,
    /// Its first piece.
    pub(crate) piece: usize,
    pub(crate) event: EventType,
    pub(crate) mode: Option<Mode>,
    pub(crate) measure: Option<Measure>,
    pub(crate) status: Status,
    pub(crate) historical: bool,
    pub(crate) actors: Vec<Party>,
    pub(crate) recipients: Vec<Party>,
    /// Mentions of the act's own sentence.
    pub(crate) speakers: Vec<usize>,
    pub(crate) probabilities: Probabilities,
}

/// How sure the model is of each part of an act, 0 to 1, before calibration.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Probabilities {
    /// That an act begins here.
    pub act: f32,
    /// Of its type, given that.
    pub event: f32,
    /// Of just these countries as its parties.
    pub parties: f32,
    /// Of its status.
    pub status: f32,
    /// Of its mode.
    pub mode: f32,
    /// Of its measure.
    pub measure: f32,
}

impl Probabilities {
    /// Of type and parties together: what the calibration begins with.
    pub(crate) fn whole(&self) -> f64 {
        f64::from(self.act) * f64::from(self.event) * f64::from(self.parties)
    }
}

/// Probability that an act begins at a piece, and of each type.
pub(super) fn begins(states: &States, piece: usize, types: usize) -> (f32, Vec<f32>) {
    let p = softmax(states.piece.row(piece));
    let types = &p[1..=types];
    let any = types.iter().sum();
    (any, types.to_vec())
}

/// Where an act begins, before the second look.
struct Begin {
    pieces: Range<usize>,
    any: f32,
    /// Number of its type, from 0, and its probability.
    kind: usize,
    probability: f32,
}

/// All acts of a window, in the order of their words.
pub(super) fn decode(
    encoder: &Encoder,
    heads: &Heads,
    manifest: &Manifest,
    f: &Features,
    states: &States,
    readings: &[Reading<'_>],
) -> Result<Vec<ModelAct>, ModelError> {
    let types = manifest.labels.types.len();
    let found: Vec<Begin> = (0..f.ids.len())
        .filter(|&piece| f.begins[piece])
        .filter_map(|piece| {
            let (any, each) = begins(states, piece, types);
            let kind = argmax(&each);
            (any >= manifest.act_threshold).then(|| Begin {
                pieces: piece..end_of(f, states, piece, types + 1),
                any,
                kind,
                probability: each[kind],
            })
        })
        .collect();
    let questions: Vec<Question> = found
        .iter()
        .map(|b| question(f, b.pieces.clone(), b.kind + 1, readings, manifest))
        .collect();
    let looks = encoder.look(states, &questions)?;
    Ok(found
        .iter()
        .zip(&looks)
        .filter_map(|(begin, look)| act(heads, manifest, f, begin, look))
        .collect())
}

fn act(
    heads: &Heads,
    manifest: &Manifest,
    f: &Features,
    begin: &Begin,
    look: &Look,
) -> Option<ModelAct> {
    let piece = begin.pieces.start;
    let event = manifest.labels.types[begin.kind].parse().ok()?;
    let (sentence, word) = f.words[piece]?;
    let (_, last) = f.words[begin.pieces.end - 1]?;
    let pairs = heads.pairs(look, f, piece);
    let (actors, p_actors) = parties(manifest, f, &pairs, ACTOR);
    let (recipients, p_recipients) = parties(manifest, f, &pairs, RECIPIENT);
    let logits = heads.attributes(look, piece, manifest);
    let (mode, p_mode) = mode(event, &logits.modes, manifest);
    let measures = softmax(&logits.measures);
    let measure = argmax(&measures);
    let statuses = softmax(&logits.statuses);
    let status = argmax(&statuses);
    Some(ModelAct {
        sentence,
        words: word..last + 1,
        piece,
        event,
        mode,
        measure: manifest.labels.measures[measure].parse().ok(),
        status: manifest.labels.statuses[status].parse().ok()?,
        historical: sigmoid(logits.historical) > 0.5,
        actors,
        recipients,
        speakers: speakers(f, &pairs, sentence),
        probabilities: Probabilities {
            act: begin.any,
            event: begin.probability / begin.any,
            parties: p_actors * p_recipients,
            status: statuses[status],
            mode: p_mode,
            measure: measures[measure],
        },
    })
}

/// Outputs of the pair head for a role: the country, the words.
type Role = (usize, usize);
const ACTOR: Role = (output::ACTOR, output::ACTOR_WORDS);
const RECIPIENT: Role = (output::RECIPIENT, output::RECIPIENT_WORDS);

/// Where the words of an act end: further words belong to it as long as the model says so.
fn end_of(f: &Features, states: &States, piece: usize, inside: usize) -> usize {
    let mut end = f.word_end(piece);
    while end < f.ids.len() && f.begins[end] && softmax(states.piece.row(end))[inside] > INSIDE {
        end = f.word_end(end);
    }
    end
}

/// The mode among those of the type; none is always allowed.
fn mode(event: EventType, logits: &[f32], manifest: &Manifest) -> (Option<Mode>, f32) {
    let codebook = Codebook::builtin();
    let allowed: Vec<f32> = logits
        .iter()
        .zip(&manifest.labels.modes)
        .enumerate()
        .map(|(n, (logit, word))| {
            let fits = n == 0
                || word
                    .parse()
                    .is_ok_and(|mode: Mode| codebook.mode(event, mode).is_some());
            if fits { *logit } else { f32::NEG_INFINITY }
        })
        .collect();
    let p = softmax(&allowed);
    let best = argmax(&p);
    (manifest.labels.modes[best].parse().ok(), p[best])
}

/// The parties of one role, and how probable just these countries are.
fn parties(
    manifest: &Manifest,
    f: &Features,
    pairs: &[[f32; output::COUNT]],
    (country, words): Role,
) -> (Vec<Party>, f32) {
    // Each country that some mention gives, with its probability; slot 0 is a party without a country.
    let each: Vec<(usize, f32)> = (0..SLOTS)
        .filter_map(|slot| {
            let of_slot = || (0..f.candidates.len()).filter(move |&c| f.candidates[c].slot == slot);
            of_slot().next()?;
            let p = sigmoid(log_sum_exp(of_slot().map(|c| pairs[c][country])));
            let named = slot > 0 || of_slot().any(|c| f.candidates[c].mention.is_some());
            Some((slot, if named { p } else { 0.0 }))
        })
        .collect();
    let chosen = choose(&each, manifest.party_threshold);
    let probability = each
        .iter()
        .map(|(slot, p)| if chosen.contains(slot) { *p } else { 1.0 - p })
        .product();
    let says = |c: usize| sigmoid(pairs[c][words]) > WORDS && f.candidates[c].mention.is_some();
    let mut found: Vec<Party> = Vec::new();
    for &slot in &chosen {
        let of_slot: Vec<usize> = (0..f.candidates.len())
            .filter(|&c| f.candidates[c].slot == slot)
            .collect();
        let mut told: Vec<usize> = of_slot.iter().copied().filter(|&c| says(c)).collect();
        if told.is_empty() {
            // Words whose country another mention gives: "the ministry".
            let alone = chosen.len() == 1 && slot > 0;
            told = (0..f.candidates.len())
                .filter(|&c| alone && f.candidates[c].slot == 0 && says(c))
                .collect();
        }
        if told.is_empty() {
            let best = of_slot
                .iter()
                .copied()
                .filter(|&c| slot > 0 || f.candidates[c].mention.is_some())
                .max_by(|&a, &b| pairs[a][country].total_cmp(&pairs[b][country]));
            told.extend(best);
        }
        found.extend(told.into_iter().map(|c| Party {
            mention: f.candidates[c].mention,
            country: f.countries[slot].clone(),
        }));
    }
    (found, probability)
}

/// The countries above the threshold; where none is, but one of them is more likely than none, the best.
fn choose(each: &[(usize, f32)], threshold: f32) -> Vec<usize> {
    let chosen: Vec<usize> = each
        .iter()
        .filter(|(_, p)| *p > threshold)
        .map(|(slot, _)| *slot)
        .collect();
    if chosen.is_empty() && each.iter().map(|(_, p)| p).sum::<f32>() > threshold {
        let probabilities: Vec<f32> = each.iter().map(|(_, p)| *p).collect();
        return vec![each[argmax(&probabilities)].0];
    }
    chosen
}

fn speakers(f: &Features, pairs: &[[f32; output::COUNT]], sentence: usize) -> Vec<usize> {
    f.candidates
        .iter()
        .zip(pairs)
        .filter(|(_, pair)| sigmoid(pair[output::SPEAKER_WORDS]) > WORDS)
        .filter_map(|(candidate, _)| candidate.mention)
        .filter(|(s, _)| *s == sentence)
        .map(|(_, m)| m)
        .collect()
}

fn log_sum_exp(values: impl Iterator<Item = f32> + Clone) -> f32 {
    let top = values.clone().fold(f32::NEG_INFINITY, f32::max);
    top + values.map(|v| (v - top).exp()).sum::<f32>().ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_unlikely_countries_the_best_stands_where_one_of_them_must() {
        assert_eq!(choose(&[(1, 0.4), (2, 0.3)], 0.5), [1]);
        assert_eq!(choose(&[(1, 0.2), (2, 0.2)], 0.5), Vec::<usize>::new());
        assert_eq!(choose(&[(1, 0.6), (2, 0.7)], 0.5), [1, 2]);
    }

    #[test]
    fn log_sum_exp_of_one_value_is_the_value() {
        assert!((log_sum_exp([2.5_f32].into_iter()) - 2.5).abs() < 1e-6);
        assert!((log_sum_exp([0.0_f32, 0.0].into_iter()) - 2.0_f32.ln()).abs() < 1e-6);
    }
}
