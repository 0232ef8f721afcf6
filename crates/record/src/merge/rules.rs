//! The numbers that merging goes by, out of `data/record/merge.toml`.

use super::compare::TERMS;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

const BUILTIN: &str = include_str!("../../../../data/record/merge.toml");
const COUNTRIES: &str = include_str!("../../../../data/record/countries.tsv");

/// The file of the numbers is not what it should be.
#[derive(Debug, thiserror::Error)]
pub enum RulesError {
    /// Not valid TOML, or a field is missing or unknown.
    #[error("merge rules: {0}")]
    Parse(#[from] toml::de::Error),
    /// A term that does not exist, or one without a weight.
    #[error("merge rules: {0}")]
    Term(String),
}

/// Weights of the terms of a comparison, and what is asked of it.
#[derive(Debug, Clone)]
pub struct MergeRules {
    pub(super) bias: f32,
    pub(super) weights: Vec<f32>,
    /// Least score that joins two claims, 0 to 1.
    pub threshold: f32,
    /// Days by which the dates of one act may differ where the texts give both.
    pub days_said: i32,
    /// The same where the date of one of them is only that of its report.
    pub days_reported: i32,
    countries: HashMap<String, f32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    threshold: f32,
    days_said: i32,
    days_reported: i32,
    bias: f32,
    weights: BTreeMap<String, f32>,
}

impl MergeRules {
    /// The rules that are built into the program.
    pub fn builtin() -> &'static MergeRules {
        static RULES: LazyLock<MergeRules> = LazyLock::new(|| {
            MergeRules::parse(BUILTIN).expect("data/record/merge.toml is checked by the tests")
        });
        &RULES
    }

    /// Reads rules in the form of `data/record/merge.toml`.
    ///
    /// # Errors
    /// If it is not valid, names a term that does not exist, or lacks one.
    pub fn parse(source: &str) -> Result<MergeRules, RulesError> {
        let mut file: File = toml::from_str(source)?;
        let weights = TERMS
            .iter()
            .map(|name| {
                (file.weights.remove(*name))
                    .ok_or_else(|| RulesError::Term(format!("`{name}` has no weight")))
            })
            .collect::<Result<Vec<f32>, RulesError>>()?;
        if let Some(name) = file.weights.keys().next() {
            return Err(RulesError::Term(format!(
                "there is no term `{name}`: the terms are {}",
                TERMS.join(", ")
            )));
        }
        let rows = COUNTRIES.lines().filter(|line| !line.starts_with('#'));
        let countries = rows
            .filter_map(|line| line.split_once('\t'))
            .filter_map(|(code, share)| Some((code.to_owned(), share.parse::<f32>().ok()?)))
            .map(|(code, share)| (code, (share / 0.001).ln()))
            .collect();
        Ok(MergeRules {
            bias: file.bias,
            weights,
            threshold: file.threshold,
            days_said: file.days_said,
            days_reported: file.days_reported,
            countries,
        })
    }

    /// How common a country is among parties: 0 for one with a thousandth of them, and for those unknown.
    pub(super) fn commonness(&self, country: &str) -> f32 {
        self.countries.get(country).copied().unwrap_or(0.0)
    }
}
