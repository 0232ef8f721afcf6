//! Vector autoregression: how each side's score follows from both sides' scores of earlier weeks.
//!
//! Notation and formulas after Lütkepohl 2005, *New Introduction to Multiple Time Series Analysis*;
//! numbers agree with statsmodels to 1e-8 (`tests/var_reference.rs`).

mod bootstrap;
mod causality;
mod design;
mod impulse;
mod model;
mod order;
mod refit;
mod simulate;

pub use bootstrap::{Bands, BootstrapOptions};
pub use causality::Causality;
pub use impulse::{Impulses, Matrix};
pub use model::{Criteria, Var};
pub use order::{Criterion, OrderRow, OrderSelection};
pub use simulate::simulate;
