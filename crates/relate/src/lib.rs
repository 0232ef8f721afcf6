//! What is in place, who answered whom, and what comes next.
//!
//! Everything here works on [`Act`]s: one act of one state against (or towards) another, with what the
//! record knows of it. [`pair`] asks a record for them; nothing else here reads a
//! file, and nothing a clock or the network.

mod act;
pub mod exchanges;
mod fit;
pub mod forecast;
pub mod hawkes;
mod load;
pub mod pair;
pub mod plot;
pub mod presence;
mod random;
pub mod reciprocity;
pub mod reference;
pub mod series;
pub mod var;

pub use act::{Act, Count, Stated};
pub use fit::{FitError, Interval};
pub use load::acts;
