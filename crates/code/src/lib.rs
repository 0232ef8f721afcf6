//! The coder: a [`Document`](chancery_read::Document) becomes events, presence statements and problems.
//!
//! Nothing here reads a clock, a file or the network; the same document always gives the same records.

mod coder;
mod explain;

pub use coder::{Coded, Coder};
pub use explain::{Explanation, Mark, MarkLayer, SentenceExplanation, Step};
