//! Charts and maps as SVG, drawn on the server: pure functions from plain data to text.
//!
//! Each chart is a struct with all that is drawn and a function `svg` over it. The same data gives the same
//! bytes. Colours are classes of the style sheet [`CSS`] alone, so a page needs no inline style; all text is
//! escaped, and an address that could run something is not linked. Marks that stand for something are
//! links with a label; the picture has a title and a description with its figures.
//!
//! Widths are in pixels of the drawing, which scales with its place: 960 for a page, 360 for a telephone
//! ([`both`] gives the two). Ids of a page's charts have to differ.

mod canvas;
pub mod histogram;
pub mod impulse;
mod legend;
pub mod map;
pub mod presence;
pub mod reliability;
mod safe;
mod scale;
pub mod series;
pub mod spark;
pub mod spread;
mod standalone;
pub mod timeline;
mod words;

pub(crate) use safe::escape;
pub use standalone::{CSS, both, standalone};
