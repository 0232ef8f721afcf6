//! The small networks over acts, over pairs of an act and a mention, and over two given spans.
//!
//! The same as `Heads` in `training/chancery_training/model.py`.

use super::encoder::{Look, Question, States};
use super::features::{Features, PAST, RuleAct, role};
use super::files::{ModelError, ModelFiles};
use super::manifest::Manifest;
use super::network::{Linear, Matrix, add, relu};
use crate::coder::Reading;
use safetensors::SafeTensors;

/// Buckets of distance in each direction.
const DISTANCES: usize = 12;

/// Outputs of the pair head.
pub(super) mod output {
    pub(in super::super) const ACTOR: usize = 0;
    pub(in super::super) const RECIPIENT: usize = 1;
    pub(in super::super) const ACTOR_WORDS: usize = 2;
    pub(in super::super) const RECIPIENT_WORDS: usize = 3;
    pub(in super::super) const SPEAKER_WORDS: usize = 4;
    pub(in super::super) const COUNT: usize = 5;
}

/// The heads' weights.
#[derive(Debug)]
pub(super) struct Heads {
    attributes: Linear,
    pair_act: Linear,
    pair_kind: Matrix,
    pair_role: Matrix,
    pair_country: Matrix,
    pair_distance: Matrix,
    pair_hidden: Linear,
    pair: Linear,
    relation_hidden: Linear,
    relation: Linear,
}

/// Logits of one act's attributes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Attributes {
    pub(super) modes: Vec<f32>,
    pub(super) measures: Vec<f32>,
    pub(super) statuses: Vec<f32>,
    pub(super) historical: f32,
}

impl Heads {
    pub(super) fn load(files: &ModelFiles) -> Result<Heads, ModelError> {
        let bytes = files.heads()?;
        let weights = SafeTensors::deserialize(&bytes).map_err(|error| ModelError::Broken {
            name: files.manifest.name.clone(),
            reason: format!("heads.safetensors: {error}"),
        })?;
        let table = |name: &str| Matrix::load(&weights, &format!("{name}.weight"));
        let linear = |name: &str| Linear::load(&weights, name);
        let heads = Heads {
            attributes: linear("attributes")?,
            pair_act: linear("pair_act")?,
            pair_kind: table("pair_kind")?,
            pair_role: table("pair_role")?,
            pair_country: table("pair_country")?,
            pair_distance: table("pair_distance")?,
            pair_hidden: linear("pair_hidden")?,
            pair: linear("pair")?,
            relation_hidden: linear("relation_hidden")?,
            relation: linear("relation")?,
        };
        let labels = &files.manifest.labels;
        let outputs = labels.modes.len() + labels.measures.len() + labels.statuses.len() + 1;
        let fits = heads.attributes.outputs() == outputs
            && heads.pair.outputs() == output::COUNT
            && heads.pair_distance.rows() == 2 * DISTANCES + 2
            && heads.pair_hidden.inputs() == heads.pair_act.outputs()
            && heads.relation.outputs() == labels.types.len() + labels.modes.len();
        if fits {
            Ok(heads)
        } else {
            Err(ModelError::Broken {
                name: files.manifest.name.clone(),
                reason: "heads.safetensors does not have the shapes of its manifest".to_owned(),
            })
        }
    }

    /// The attributes of an act, from the second look at its first piece.
    pub(super) fn attributes(&self, look: &Look, piece: usize, manifest: &Manifest) -> Attributes {
        let mut x = look.act.row(piece).to_vec();
        relu(&mut x);
        let out = self.attributes.apply(&x);
        let labels = &manifest.labels;
        let (modes, rest) = out.split_at(labels.modes.len());
        let (measures, rest) = rest.split_at(labels.measures.len());
        let (statuses, rest) = rest.split_at(labels.statuses.len());
        Attributes {
            modes: modes.to_vec(),
            measures: measures.to_vec(),
            statuses: statuses.to_vec(),
            historical: rest[0],
        }
    }

    /// The pair head's logits for every candidate of the act that begins at a piece.
    pub(super) fn pairs(
        &self,
        look: &Look,
        f: &Features,
        piece: usize,
    ) -> Vec<[f32; output::COUNT]> {
        let told = Told::of(f, piece);
        let sentence = f.words[piece].map_or(0, |(sentence, _)| sentence);
        let mut act = look.act.row(piece).to_vec();
        relu(&mut act);
        let shared = self.pair_act.apply(&act);
        f.candidates
            .iter()
            .enumerate()
            .map(|(n, candidate)| {
                let bucket = distance(
                    piece,
                    candidate.pieces.start,
                    sentence,
                    candidate.mention.map(|(sentence, _)| sentence),
                );
                let mut x = shared.clone();
                if candidate.kind < PAST {
                    add(&mut x, &look.mention.mean(candidate.pieces.clone()));
                }
                add(&mut x, self.pair_kind.row(candidate.kind));
                add(&mut x, self.pair_role.row(told.role(n)));
                add(&mut x, self.pair_country.row(told.country(candidate.slot)));
                add(&mut x, self.pair_distance.row(bucket));
                relu(&mut x);
                let mut hidden = self.pair_hidden.apply(&x);
                relu(&mut hidden);
                let out = self.pair.apply(&hidden);
                std::array::from_fn(|i| out[i])
            })
            .collect()
    }

    /// Logits of types and of modes for the relation between two spans of pieces.
    pub(super) fn relation(
        &self,
        states: &States,
        actor: std::ops::Range<usize>,
        recipient: std::ops::Range<usize>,
        types: usize,
    ) -> (Vec<f32>, Vec<f32>) {
        let third = states.relation.width() / 3;
        let mut x = states.relation.row(0)[..third].to_vec();
        add(&mut x, &states.relation.mean(actor)[third..2 * third]);
        add(&mut x, &states.relation.mean(recipient)[2 * third..]);
        relu(&mut x);
        let mut hidden = self.relation_hidden.apply(&x);
        relu(&mut hidden);
        let out = self.relation.apply(&hidden);
        let (types, modes) = out.split_at(types.min(out.len()));
        (types.to_vec(), modes.to_vec())
    }
}

/// What the rules say of the parties of the act at a piece.
struct Told<'f> {
    rule: Option<&'f RuleAct>,
    actors: Vec<usize>,
    recipients: Vec<usize>,
}

impl<'f> Told<'f> {
    fn of(f: &'f Features, piece: usize) -> Told<'f> {
        let rule = f.rule_act(piece);
        let slots = |wanted: usize, past: &[usize]| -> Vec<usize> {
            rule.map_or_else(Vec::new, |rule| {
                rule.roles
                    .iter()
                    .zip(&f.candidates)
                    .filter(|(role, _)| **role == wanted)
                    .map(|(_, c)| c.slot)
                    .chain(past.iter().copied())
                    .collect()
            })
        };
        Told {
            rule,
            actors: slots(role::ACTOR, rule.map_or(&[], |r| &r.past_actors)),
            recipients: slots(role::RECIPIENT, rule.map_or(&[], |r| &r.past_recipients)),
        }
    }

    /// The role of a candidate.
    fn role(&self, candidate: usize) -> usize {
        self.rule.map_or(role::NO_ACT, |rule| {
            rule.roles.get(candidate).copied().unwrap_or(role::NONE)
        })
    }

    /// 1 where a country is among the actors, 2 among the recipients, 3 both.
    fn country(&self, slot: usize) -> usize {
        if slot == 0 {
            return 0;
        }
        usize::from(self.actors.contains(&slot)) + 2 * usize::from(self.recipients.contains(&slot))
    }
}

/// The question of the second look: an act of a type whose words are some pieces.
pub(super) fn question(
    f: &Features,
    pieces: std::ops::Range<usize>,
    event: usize,
    readings: &[Reading<'_>],
    manifest: &Manifest,
) -> Question {
    let length = f.ids.len();
    let told = Told::of(f, pieces.start);
    let mut question = Question {
        marker: vec![0; length],
        event: event as i32,
        roles: vec![0; length],
        countries: vec![0; length],
        rule: rule_numbers(&told, readings, manifest),
    };
    question.marker[pieces].fill(1);
    for (n, candidate) in f.candidates.iter().enumerate() {
        if candidate.kind < PAST {
            let pieces = candidate.pieces.start..candidate.pieces.end.min(length);
            question.roles[pieces.clone()].fill(told.role(n) as i32);
            question.countries[pieces].fill(told.country(candidate.slot) as i32);
        }
    }
    question
}

/// Mode, measure and status + 1 of the rules' act; zeros where they read none.
fn rule_numbers(told: &Told<'_>, readings: &[Reading<'_>], manifest: &Manifest) -> [i32; 3] {
    let Some(rule) = told.rule else {
        return [0; 3];
    };
    let act = &readings[rule.act.0].acts[rule.act.1];
    let labels = &manifest.labels;
    let number = |list: &[String], word: Option<&str>| {
        word.and_then(|word| list.iter().position(|label| label == word))
            .unwrap_or(0) as i32
    };
    [
        number(&labels.modes, act.mode.map(|m| m.as_str())),
        number(&labels.measures, act.measure.map(|m| m.as_str())),
        number(&labels.statuses, Some(act.status.as_str())) + 1,
    ]
}

/// Bucket of a mention's place from the act, in pieces: before (low) or after, growing by half; other
/// sentences have buckets of their own.
fn distance(act: usize, mention: usize, act_sentence: usize, sentence: Option<usize>) -> usize {
    match sentence {
        None => return 2 * DISTANCES,
        Some(other) if other < act_sentence => return 2 * DISTANCES,
        Some(other) if other > act_sentence => return 2 * DISTANCES + 1,
        Some(_) => {}
    }
    let gap = act.abs_diff(mention);
    let bucket = ((2.4 * ((gap + 1) as f64).ln()) as usize).min(DISTANCES - 1);
    if mention >= act {
        DISTANCES + bucket
    } else {
        DISTANCES - 1 - bucket
    }
}
