//! Pictures of a dyad: SVG for pages, a line of blocks for terminals.

mod axis;
mod dyad;
mod spark;

pub use dyad::{Measured, PlotOptions, svg};
pub use spark::{sparkline, sparklines};
