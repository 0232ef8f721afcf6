//! What a user may choose about linking.

use super::LinkModel;
use chancery_codebook::Measure;

/// Choices for [`super::link`].
#[derive(Debug, Clone)]
pub struct LinkOptions {
    /// Whether links that a text states are taken; without them every link is by fit.
    pub stated: bool,
    /// Whether links by fit are made at all.
    pub fitted: bool,
    /// Least chance, 0 to 1, that an act answers anything for a link by fit to be made.
    pub least_chance: f64,
    /// Days from the end of an act to the beginning of its answer, at most, for a link by fit.
    pub window_days: i32,
    /// Measures that are linked by fit. The weights know the ten of the reference table; `sanctions` and
    /// `seizure` are read as their like, which no figure covers.
    pub measures: Vec<Measure>,
    /// The weights.
    pub model: LinkModel,
}

impl Default for LinkOptions {
    fn default() -> LinkOptions {
        let model = LinkModel::builtin().clone();
        LinkOptions {
            stated: true,
            fitted: true,
            least_chance: model.least_chance,
            window_days: 400,
            measures: vec![
                Measure::Expulsion,
                Measure::Closure,
                Measure::Opening,
                Measure::Recall,
                Measure::Return,
                Measure::StaffCut,
                Measure::StaffCap,
                Measure::Visa,
                Measure::Access,
                Measure::Sanctions,
                Measure::Severance,
                Measure::Seizure,
            ],
            model,
        }
    }
}
