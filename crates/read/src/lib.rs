//! Readers: files and pages become clean [`Document`]s.

mod document;

pub use document::{Block, BlockKind, Document};
