//! What is wrong with a reference table, and where.

/// A table that cannot be read: where, and what to put right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column `{column}`: {message}")]
pub struct ReferenceError {
    /// Line of the text, from 1 (the header).
    pub line: u64,
    /// Name of the column; `-` where the line as a whole is wrong.
    pub column: String,
    /// What is wrong with it.
    pub message: String,
}
