//! How often, how fast and in what proportion acts are answered.

mod answers;
mod fits;
mod share;
mod summary;

pub use answers::{Answers, Side};
pub use fits::{Autoregression, Excitation, FitOptions, Part, autoregression, excitation};
pub use share::{Share, wilson};
pub use summary::{Pair, Quantiles, Reciprocity};
