//! What the answer to a planned act is likely to be: its chance, kind, size and delay.
//!
//! The unit is the **move**: all hostile diplomatic acts of one state against one other of the same date. A
//! [`Forecaster`] is fitted on what was known before a day and nothing later; it then forecasts any
//! [`PlannedAct`]. The chance comes from a logistic regression with effects of recipient and pair that are
//! pooled towards zero (Gelman and Hill 2007, chapters 12 to 14), so that a pair without history borrows from
//! the rest; kind, size and delay come from past answers, weighted by how alike their cases are.
//! [`evaluate`] scores both on years that the fit has not seen.

mod answered;
mod cases;
mod chance;
mod distribution;
mod evaluate;
mod fitted;
mod moves;
mod plan;
mod scenario;
mod scores;
mod summary;

pub use distribution::Distribution;
pub use evaluate::{Evaluation, evaluate};
pub use fitted::{Forecaster, forecast};
pub use moves::MEASURES;
pub use plan::{ForecastOptions, PlannedAct};
pub use scenario::{Outcome, Scenario, ScenarioError, SideTotal, simulate};
pub use scores::{Bin, Score, Scores};
pub use summary::{Forecast, Kinds, PastCase, Spread};
