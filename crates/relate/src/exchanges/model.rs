//! The weights of the link model, and their file.

use super::features::{FIRST, SECOND};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Weights of the two passes; see [`super::link`].
#[derive(Debug, Clone, PartialEq)]
pub struct LinkModel {
    /// Least chance, 0 to 1, at which a link is made.
    pub least_chance: f64,
    pub(super) first: Vec<f64>,
    pub(super) second: Vec<f64>,
}

/// A weights file that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LinkModelError {
    /// No TOML, or not of the form.
    #[error("link weights: {0}")]
    Form(#[from] toml::de::Error),
    /// A feature without a weight, or a weight without a feature.
    #[error("link weights: pass `{pass}` must have exactly the features {expected}")]
    Features {
        /// `first` or `second`.
        pass: &'static str,
        /// The names.
        expected: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    least_chance: f64,
    first: BTreeMap<String, f64>,
    second: BTreeMap<String, f64>,
}

static BUILTIN: LazyLock<LinkModel> = LazyLock::new(|| {
    LinkModel::parse(include_str!("../../data/links.toml")).expect("the shipped weights are sound")
});

impl LinkModel {
    /// The weights that the project ships, fitted on all of the reference table.
    pub fn builtin() -> &'static LinkModel {
        &BUILTIN
    }

    /// Reads weights from TOML.
    ///
    /// # Errors
    ///
    /// [`LinkModelError`] where the text is no TOML of the form or a feature's weight is missing or unknown.
    pub fn parse(text: &str) -> Result<LinkModel, LinkModelError> {
        let file: File = toml::from_str(text)?;
        Ok(LinkModel {
            least_chance: file.least_chance,
            first: in_order(&file.first, "first", &FIRST)?,
            second: in_order(&file.second, "second", &names())?,
        })
    }

    /// The weights as TOML, as [`LinkModel::parse`] reads them.
    pub fn to_toml(&self) -> String {
        let mut text = format!("least_chance = {}\n", self.least_chance);
        for (pass, names, weights) in [
            ("first", FIRST.to_vec(), &self.first),
            ("second", names(), &self.second),
        ] {
            text.push_str(&format!("\n[{pass}]\n"));
            for (name, weight) in names.iter().zip(weights) {
                text.push_str(&format!("{name} = {weight:.4}\n"));
            }
        }
        text
    }
}

/// Names of the second pass's features, in order.
pub(super) fn names() -> Vec<&'static str> {
    FIRST.iter().chain(&SECOND).copied().collect()
}

fn in_order(
    weights: &BTreeMap<String, f64>,
    pass: &'static str,
    names: &[&'static str],
) -> Result<Vec<f64>, LinkModelError> {
    let found: Option<Vec<f64>> = names.iter().map(|n| weights.get(*n).copied()).collect();
    found
        .filter(|_| weights.len() == names.len())
        .ok_or_else(|| LinkModelError::Features {
            pass,
            expected: names.join(", "),
        })
}
