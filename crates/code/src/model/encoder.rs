//! The two graphs: the encoder over a window, and the second look at each act (rten runs the ONNX in pure Rust).

use super::features::Features;
use super::files::{ModelError, ModelFiles};
use super::network::Matrix;
use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool, Value, ValueOrView};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, NdTensorView};
use std::borrow::Cow;
use std::sync::Arc;

thread_local! {
    /// A window is read on the thread that asks: documents are what runs side by side.
    static POOL: Arc<ThreadPool> = Arc::new(ThreadPool::with_num_threads(1));
}

/// A graph with its inputs and outputs by name.
struct Graph<const I: usize, const O: usize> {
    name: &'static str,
    model: Model,
    inputs: [NodeId; I],
    outputs: [NodeId; O],
}

/// Both graphs of a model.
pub(super) struct Encoder {
    encoder: Graph<4, 3>,
    roles: Graph<7, 2>,
}

/// What the encoder says of one window; a row for each piece.
#[derive(Debug)]
pub(super) struct States {
    hidden: NdTensor<f32, 3>,
    /// Logits of the piece labels.
    pub(super) piece: Matrix,
    /// What the relation head reads.
    pub(super) relation: Matrix,
}

/// One act to look at again, by the pieces of its window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Question {
    /// 1 on the act's pieces.
    pub(super) marker: Vec<i32>,
    /// Number of its type, from 1.
    pub(super) event: i32,
    /// Role that the rules give the mention of a piece.
    pub(super) roles: Vec<i32>,
    /// Whether the rules have the mention's country among the actors (1) and recipients (2).
    pub(super) countries: Vec<i32>,
    /// The rules' mode, measure and status + 1; 0 where they read no act.
    pub(super) rule: [i32; 3],
}

/// What the second look says of one act; a row for each piece.
#[derive(Debug, Clone)]
pub(super) struct Look {
    pub(super) act: Matrix,
    pub(super) mention: Matrix,
}

impl Encoder {
    pub(super) fn load(files: &ModelFiles) -> Result<Encoder, ModelError> {
        let name = &files.manifest.name;
        Ok(Encoder {
            encoder: Graph::load(
                "encoder.onnx",
                name,
                files.encoder()?,
                ["ids", "kinds", "slots", "rules"],
                ["hidden", "piece", "relation"],
            )?,
            roles: Graph::load(
                "roles.onnx",
                name,
                files.roles()?,
                [
                    "states",
                    "there",
                    "marker",
                    "types",
                    "roles",
                    "countries",
                    "rule",
                ],
                ["act", "mention"],
            )?,
        })
    }

    /// Reads one window.
    pub(super) fn run(&self, f: &Features) -> Result<States, ModelError> {
        let row = |values: &[i32]| NdTensor::from_data([1, values.len()], values.to_vec());
        let [hidden, piece, relation] = self.encoder.run([
            row(&f.ids).into(),
            row(&f.kinds).into(),
            row(&f.slots).into(),
            row(&f.rules).into(),
        ])?;
        Ok(States {
            piece: matrices(&piece).remove(0),
            relation: matrices(&relation).remove(0),
            hidden,
        })
    }

    /// Looks again at each of some acts of a window.
    pub(super) fn look(
        &self,
        states: &States,
        questions: &[Question],
    ) -> Result<Vec<Look>, ModelError> {
        if questions.is_empty() {
            return Ok(Vec::new());
        }
        let (acts, pieces) = (questions.len(), states.piece.rows());
        let rows = |of: fn(&Question) -> &[i32]| -> NdTensor<i32, 2> {
            let values: Vec<i32> = questions.iter().flat_map(|q| of(q).to_vec()).collect();
            NdTensor::from_data([acts, values.len() / acts], values)
        };
        let events: Vec<i32> = questions.iter().map(|q| q.event).collect();
        let hidden: NdTensorView<'_, f32, 3> = states.hidden.view();
        let [act, mention] = self.roles.run([
            hidden.into(),
            NdTensor::<i32, 2>::full([acts, pieces], 1).into(),
            rows(|q| &q.marker).into(),
            NdTensor::from_data([acts], events).into(),
            rows(|q| &q.roles).into(),
            rows(|q| &q.countries).into(),
            rows(|q| &q.rule).into(),
        ])?;
        Ok(matrices(&act)
            .into_iter()
            .zip(matrices(&mention))
            .map(|(act, mention)| Look { act, mention })
            .collect())
    }
}

impl<const I: usize, const O: usize> Graph<I, O> {
    fn load(
        file: &'static str,
        model: &str,
        bytes: Cow<'_, [u8]>,
        inputs: [&str; I],
        outputs: [&str; O],
    ) -> Result<Graph<I, O>, ModelError> {
        let broken = |reason: String| ModelError::Broken {
            name: model.to_owned(),
            reason: format!("{file}: {reason}"),
        };
        let mut options = ModelOptions::with_all_ops();
        options.prepack_weights(true);
        let graph = options
            .load(bytes.into_owned())
            .map_err(|error| broken(error.to_string()))?;
        let nodes = |names: &[&str]| -> Result<Vec<NodeId>, ModelError> {
            names
                .iter()
                .map(|name| {
                    graph
                        .node_id(name)
                        .map_err(|_| broken(format!("has no `{name}`")))
                })
                .collect()
        };
        let (inputs, outputs) = (nodes(&inputs)?, nodes(&outputs)?);
        Ok(Graph {
            name: file,
            inputs: std::array::from_fn(|i| inputs[i]),
            outputs: std::array::from_fn(|i| outputs[i]),
            model: graph,
        })
    }

    fn run(&self, inputs: [ValueOrView<'_>; I]) -> Result<[NdTensor<f32, 3>; O], ModelError> {
        let broken = |reason: String| ModelError::Broken {
            name: self.name.to_owned(),
            reason,
        };
        let options = POOL.with(|pool| RunOptions::default().with_thread_pool(Some(pool.clone())));
        let inputs = self.inputs.iter().copied().zip(inputs).collect();
        let outputs: Vec<Value> = self
            .model
            .run(inputs, &self.outputs, Some(options))
            .map_err(|error| broken(error.to_string()))?;
        let outputs: Vec<NdTensor<f32, 3>> = outputs
            .into_iter()
            .map(|value| {
                value
                    .try_into()
                    .map_err(|_| broken("an output is no [window, piece, width]".to_owned()))
            })
            .collect::<Result<_, _>>()?;
        outputs
            .try_into()
            .map_err(|_| broken("an output is missing".to_owned()))
    }
}

/// Each matrix of a batch.
fn matrices(tensor: &NdTensor<f32, 3>) -> Vec<Matrix> {
    let [count, rows, width] = tensor.shape();
    let values = tensor.to_vec();
    (0..count)
        .map(|n| {
            let part = &values[n * rows * width..(n + 1) * rows * width];
            Matrix::new(rows, width, part.to_vec())
        })
        .collect()
}

impl std::fmt::Debug for Encoder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Encoder").finish_non_exhaustive()
    }
}
