//! How often, how fast and in what proportion acts are answered.

mod share;
mod summary;

pub use share::{Share, wilson};
pub use summary::{Pair, Quantiles, Reciprocity};
