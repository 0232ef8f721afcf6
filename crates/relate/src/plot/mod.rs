//! Pictures of a dyad: SVG for pages, a line of blocks for terminals.

mod axis;
mod dyad;
mod frame;
mod options;
mod spark;

pub use dyad::svg;
pub use options::{Measured, PlotOptions};
pub use spark::{sparkline, sparklines};
