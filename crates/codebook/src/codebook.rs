//! The codebook's data: definitions, modes, contexts, sectors, measures, scores and the CAMEO bridge.

use crate::{CameoRow, EventType, MeasureEntry, Mode, ModeEntry, Term, TypeEntry, UnmappedRow};
use serde::Deserialize;
use std::sync::LazyLock;

const SOURCE: &str = include_str!("../../../data/codebook.toml");

/// The codebook file is not what this program can read.
#[derive(Debug, thiserror::Error)]
pub enum CodebookError {
    /// Not valid TOML, or a field is missing or unknown.
    #[error("codebook: {0}")]
    Parse(#[from] toml::de::Error),
    /// The contents contradict each other.
    #[error("codebook: {0}")]
    Inconsistent(String),
}

/// All vocabulary with its definitions.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Codebook {
    /// Version of the codebook, written into every record.
    pub version: String,
    /// The sixteen types in order.
    #[serde(rename = "type")]
    pub types: Vec<TypeEntry>,
    /// Contexts.
    #[serde(rename = "context")]
    pub contexts: Vec<Term>,
    /// Sectors.
    #[serde(rename = "sector")]
    pub sectors: Vec<Term>,
    /// Codes in `country` that are no ISO 3166 country.
    #[serde(rename = "body")]
    pub bodies: Vec<Term>,
    /// Statuses.
    #[serde(rename = "status")]
    pub statuses: Vec<Term>,
    /// Diplomatic measures.
    #[serde(rename = "measure")]
    pub measures: Vec<MeasureEntry>,
    /// CAMEO codes and what they become, most specific code first wins when going back.
    #[serde(rename = "cameo")]
    pub cameo: Vec<CameoRow>,
    /// CAMEO codes that become nothing, with the reason.
    #[serde(default)]
    pub unmapped: Vec<UnmappedRow>,
}

impl Codebook {
    /// The codebook that is built into the program.
    pub fn builtin() -> &'static Codebook {
        static BUILTIN: LazyLock<Codebook> = LazyLock::new(|| {
            Codebook::parse(SOURCE).expect("data/codebook.toml is checked by the tests")
        });
        &BUILTIN
    }

    /// Reads and checks a codebook in the form of `data/codebook.toml`.
    ///
    /// # Errors
    /// If it is not valid TOML, lacks a type or measure, or names a code that does not exist.
    pub fn parse(source: &str) -> Result<Codebook, CodebookError> {
        let codebook: Codebook = toml::from_str(source)?;
        codebook.check()?;
        Ok(codebook)
    }

    /// The entry of a type.
    pub fn event_type(&self, code: EventType) -> &TypeEntry {
        &self.types[code as usize]
    }

    /// The entry of a type's mode, if the type has it.
    pub fn mode(&self, event: EventType, mode: Mode) -> Option<&ModeEntry> {
        self.event_type(event).modes.iter().find(|m| m.code == mode)
    }

    /// Score of type and mode, -10 to +10.
    pub fn event_scale(&self, event: EventType, mode: Option<Mode>) -> f64 {
        mode.and_then(|m| self.mode(event, m))
            .map_or(self.event_type(event).score, |m| m.score)
    }

    /// Nearest CAMEO code of type and mode.
    pub fn to_cameo(&self, event: EventType, mode: Option<Mode>) -> &str {
        mode.and_then(|m| self.mode(event, m))
            .map_or(self.event_type(event).cameo.as_str(), |m| m.cameo.as_str())
    }

    /// The bridge row of a CAMEO code, or of the longest code that begins it.
    pub fn from_cameo(&self, code: &str) -> Option<&CameoRow> {
        (2..=code.len())
            .rev()
            .filter_map(|n| code.get(..n))
            .find_map(|prefix| self.cameo.iter().find(|row| row.code == prefix))
    }
}
