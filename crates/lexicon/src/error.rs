//! The crate's error: a lexicon file that cannot be used, with the place and what to do.

use std::path::PathBuf;

/// A lexicon could not be loaded.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct LexiconError(#[from] pub(crate) LexiconErrorKind);

#[derive(Debug, thiserror::Error)]
pub(crate) enum LexiconErrorKind {
    #[error("cannot read {path}: {error}; give a folder of lexicon files (docs/lexicon.md)")]
    Unreadable {
        path: PathBuf,
        error: std::io::Error,
    },
    #[error("{path}: no lexicon file has this name; use one of {allowed}")]
    UnknownFile { path: PathBuf, allowed: String },
    #[error("{file}:{line}: {message}")]
    Row {
        file: String,
        line: u32,
        message: String,
    },
    #[error("cannot index the lexicon's keys: {0}")]
    Index(#[from] fst::Error),
}
