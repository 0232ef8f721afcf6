//! Acts of a dyad counted over time: regular bins, both directions.

mod bin;
mod dyad;

pub use bin::Bin;
pub use dyad::{Direction, DyadSeries, Expelled, SeriesOptions};
