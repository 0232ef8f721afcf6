//! Words to word pieces, as BERT cuts them (Devlin et al. 2019).

use super::ModelError;
use rten_text::models::{Model as _, WordPiece, WordPieceOptions};
use rten_text::normalizers::{Bert as Normalizer, BertOptions, Normalizer as _};
use rten_text::pre_tokenizers::{Bert as PreTokenizer, PreTokenizer as _};
use std::collections::HashMap;

/// The pieces of a vocabulary.
pub(super) struct Pieces {
    normalizer: Normalizer,
    splitter: PreTokenizer,
    model: WordPiece,
    /// Begins every window.
    pub(super) cls: i32,
    /// Ends every sentence.
    pub(super) sep: i32,
    /// Stands for a hidden word.
    pub(super) mask: i32,
    unknown: i32,
}

impl Pieces {
    /// From a vocabulary, one piece a line.
    pub(super) fn new(vocabulary: &str, model: &str) -> Result<Pieces, ModelError> {
        let ids: HashMap<String, u32> = vocabulary.lines().map(str::to_owned).zip(0..).collect();
        let special = |piece: &str| {
            ids.get(piece)
                .and_then(|&id| i32::try_from(id).ok())
                .ok_or_else(|| ModelError::Broken {
                    name: model.to_owned(),
                    reason: format!("its vocabulary lacks {piece}"),
                })
        };
        let (cls, sep, mask, unknown) = (
            special("[CLS]")?,
            special("[SEP]")?,
            special("[MASK]")?,
            special("[UNK]")?,
        );
        Ok(Pieces {
            normalizer: Normalizer::new(BertOptions {
                lowercase: true,
                strip_accents: true,
            }),
            splitter: PreTokenizer::new(),
            model: WordPiece::from_vocab(ids, WordPieceOptions::default()),
            cls,
            sep,
            mask,
            unknown,
        })
    }

    /// The pieces of one word; none where it is made of marks alone.
    pub(super) fn of(&self, word: &str) -> Vec<i32> {
        let mut pieces = Vec::new();
        let Ok((plain, _)) = self.normalizer.normalize(word) else {
            return vec![self.unknown];
        };
        let parts = self.splitter.pre_tokenize(&plain).unwrap_or_default();
        for part in parts {
            let done = self.model.encode_with_offsets(part, &mut |_, id| {
                pieces.extend(i32::try_from(id));
            });
            if done.is_err() {
                pieces.push(self.unknown);
            }
        }
        pieces
    }
}

impl std::fmt::Debug for Pieces {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pieces").finish_non_exhaustive()
    }
}
