//! Which words moved the model.

use std::ops::Range;

/// How far each word of a sentence carries an act.
#[derive(Debug, Clone, PartialEq)]
pub struct Influence {
    /// Sentence of the document, among those read.
    pub reading: usize,
    /// Words of the act.
    pub words: Range<usize>,
    /// Word of the sentence, and by how much the act's probability falls without it.
    pub influence: Vec<(usize, f32)>,
}
