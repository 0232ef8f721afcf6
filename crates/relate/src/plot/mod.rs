//! Pictures of a dyad's series: SVG with both directions facing each other, and sparklines for terminals.

mod scale;
mod spark;
mod svg;

pub use spark::sparkline;
pub use svg::series;

/// What of a series is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    /// Number of acts.
    Count,
    /// Sum of their scores.
    Score,
    /// People expelled, the bounds as bar and whisker.
    Expelled,
}
