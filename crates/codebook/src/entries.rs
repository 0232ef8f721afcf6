//! The entries of the codebook, as they stand in `data/codebook.toml`.

use crate::{EventType, Measure, Mode};
use serde::Deserialize;

/// One word of the vocabulary with its definition.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The word or code.
    pub code: String,
    /// What it means.
    pub definition: String,
    /// Names for the same thing in other data sets, such as POLECAT's or GDELT's.
    #[serde(default)]
    pub also: Vec<String>,
}

/// One event type.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypeEntry {
    /// The type.
    pub code: EventType,
    /// What it means.
    pub definition: String,
    /// Score without a mode.
    pub score: f64,
    /// An example sentence of our own.
    pub example: String,
    /// CAMEO code where no mode or measure says more.
    pub cameo: String,
    /// Names for the same type in other data sets.
    #[serde(default)]
    pub also: Vec<String>,
    /// Its modes.
    #[serde(rename = "mode", default)]
    pub modes: Vec<ModeEntry>,
}

/// One mode of a type.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModeEntry {
    /// The mode.
    pub code: Mode,
    /// What it means.
    pub definition: String,
    /// Score of type and mode.
    pub score: f64,
    /// An example sentence of our own.
    pub example: String,
    /// Nearest CAMEO code.
    pub cameo: String,
    /// Names for the same mode in other data sets.
    #[serde(default)]
    pub also: Vec<String>,
}

/// One diplomatic measure.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureEntry {
    /// The measure.
    pub code: Measure,
    /// What it means.
    pub definition: String,
    /// An example sentence of our own.
    pub example: String,
    /// Types that it occurs with.
    pub types: Vec<EventType>,
}

/// One row of the bridge from CAMEO (1.1b3) to PLOVER.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CameoRow {
    /// CAMEO code, with its leading zero.
    pub code: String,
    /// The type that it becomes.
    pub event: EventType,
    /// The mode that it becomes.
    #[serde(default)]
    pub mode: Option<Mode>,
    /// Contexts that it implies.
    #[serde(default)]
    pub context: Vec<String>,
    /// CAMEO's meaning, in our words.
    pub label: String,
}

/// One CAMEO code that no record comes from.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnmappedRow {
    /// CAMEO code, with its leading zero.
    pub code: String,
    /// CAMEO's meaning, in our words.
    pub label: String,
    /// Why it becomes nothing.
    pub reason: String,
}
