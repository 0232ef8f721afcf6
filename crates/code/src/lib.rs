//! The coder: a [`Document`](chancery_read::Document) becomes events, presence statements and problems.
//!
//! Three steps: the gate (`gate`) lets through what can tell an act; the reader (`rules`) finds acts, roles
//! and status; resolution (`resolve`) makes countries, dates, numbers, places and answers of the words.
//! Nothing here reads a clock, a file or the network; the same document always gives the same records.

mod coder;
pub mod dates;
mod explain;
mod gate;
pub mod model;
pub mod numbers;
mod parties;
mod resolve;
mod rules;
mod sentence;
mod sentences;
mod words;

pub use coder::{Coded, Coder};
pub use explain::{Explanation, Mark, MarkLayer, ModelReading, SentenceExplanation, Step};
pub use sentences::split_sentences;
