//! The codebook's data: definitions, modes, contexts, sectors, measures, scores and the CAMEO bridge.

use crate::{EventType, Measure, Mode};
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
}

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

impl Codebook {
    /// The codebook that is built into the program.
    pub fn builtin() -> &'static Codebook {
        static BUILTIN: LazyLock<Codebook> =
            LazyLock::new(|| Codebook::parse(SOURCE).expect("data/codebook.toml is checked by the tests"));
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
        mode.and_then(|m| self.mode(event, m)).map_or(self.event_type(event).score, |m| m.score)
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

    fn check(&self) -> Result<(), CodebookError> {
        let fail = |message: String| Err(CodebookError::Inconsistent(message));
        let codes: Vec<EventType> = self.types.iter().map(|t| t.code).collect();
        if codes != EventType::ALL {
            return fail(format!("the types must be the sixteen in order, found {codes:?}"));
        }
        let measures: Vec<Measure> = self.measures.iter().map(|m| m.code).collect();
        if measures != Measure::ALL {
            return fail(format!("the measures must be all in order, found {measures:?}"));
        }
        for entry in &self.types {
            for (i, mode) in entry.modes.iter().enumerate() {
                if entry.modes[..i].iter().any(|m| m.code == mode.code) {
                    return fail(format!("{} has mode {} twice", entry.code, mode.code));
                }
            }
            let cameo = entry.modes.iter().map(|m| &m.cameo).chain([&entry.cameo]);
            for code in cameo {
                if !self.cameo.iter().any(|row| &row.code == code) {
                    return fail(format!("{} names CAMEO code {code}, which has no row", entry.code));
                }
            }
        }
        for row in &self.cameo {
            if let Some(mode) = row.mode
                && self.mode(row.event, mode).is_none()
            {
                return fail(format!("CAMEO {} becomes {} {mode}, which is no mode of it", row.code, row.event));
            }
            if let Some(context) = row.context.iter().find(|c| !self.contexts.iter().any(|t| &t.code == *c)) {
                return fail(format!("CAMEO {} names unknown context {context}", row.code));
            }
        }
        Ok(())
    }
}
