//! What is in place, who answered whom, and what comes next.
//!
//! Everything here works on [`Act`]s: one act of one state against (or towards) another, with what the
//! record knows of it. Nothing here reads a file, a clock or the network.

mod act;
pub mod presence;

pub use act::{Act, Count, Stated};
