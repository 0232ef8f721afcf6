//! Pictures of a dyad: SVG for pages, PNG for papers and chats, a line of blocks for terminals.

mod axis;
mod dyad;
mod options;
mod picture;
mod png;
mod spark;
mod svg;

pub use options::{Measured, PlotOptions};
pub use png::png;
pub use spark::{sparkline, sparklines};
pub use svg::{escape, svg};
