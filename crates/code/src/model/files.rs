//! A model's files: those shipped inside the program, or the contents of a folder of the user's.

use super::Manifest;
use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// Names of the files beside `manifest.json`.
const ENCODER: &str = "encoder.onnx";
const ROLES: &str = "roles.onnx";
const HEADS: &str = "heads.safetensors";
const VOCABULARY: &str = "vocabulary.txt";

/// Why a model cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// The name is none of those shipped.
    #[error("no model `{0}`: use `none`, `fast`, `standard` or a folder that `training/` wrote")]
    Unknown(String),
    /// The files do not fit together.
    #[error("model `{name}`: {reason}")]
    Broken {
        /// The model.
        name: String,
        /// What is wrong.
        reason: String,
    },
}

/// A model's files in memory.
#[derive(Debug, Clone)]
pub struct ModelFiles {
    /// What it says of itself.
    pub manifest: Manifest,
    encoder: Content,
    roles: Content,
    heads: Content,
    pub(super) vocabulary: Cow<'static, str>,
}

/// What a file holds.
#[derive(Debug, Clone)]
enum Content {
    /// As it lies in a folder.
    Plain(Vec<u8>),
    /// As the program carries it: pieces in order.
    Packed(&'static [Piece]),
}

/// A compressed piece of a file; `build.rs` makes them.
#[derive(Debug)]
struct Piece {
    packed: &'static [u8],
    /// Bytes when unpacked.
    length: usize,
}

include!(concat!(env!("OUT_DIR"), "/packed.rs"));

impl Content {
    /// The file's bytes.
    fn bytes(&self) -> std::io::Result<Cow<'_, [u8]>> {
        match self {
            Content::Plain(bytes) => Ok(Cow::Borrowed(bytes)),
            Content::Packed(pieces) => {
                let mut bytes = vec![0; self.len()];
                let mut rest = &mut bytes[..];
                for piece in *pieces {
                    let (here, after) = rest.split_at_mut(piece.length);
                    zstd::bulk::decompress_to_buffer(piece.packed, here)?;
                    rest = after;
                }
                Ok(Cow::Owned(bytes))
            }
        }
    }

    /// How many bytes the file has.
    fn len(&self) -> usize {
        match self {
            Content::Plain(bytes) => bytes.len(),
            Content::Packed(pieces) => pieces.iter().map(|piece| piece.length).sum(),
        }
    }
}

/// Every shipped model reads the same pieces of words.
const SHIPPED_VOCABULARY: &str = include_str!("../../../../models/vocabulary.txt");

impl ModelFiles {
    /// Names of the models shipped with the program.
    pub const SHIPPED: [&'static str; 2] = ["standard", "fast"];

    /// Names of the files of a model's folder: the manifest, then those that [`ModelFiles::new`] takes.
    pub const FILES: [&'static str; 5] = ["manifest.json", ENCODER, ROLES, HEADS, VOCABULARY];

    /// A shipped model by name.
    ///
    /// # Errors
    /// If there is none of that name.
    pub fn shipped(name: &str) -> Result<ModelFiles, ModelError> {
        let text = match name {
            "standard" => include_str!("../../../../models/standard/manifest.json"),
            "fast" => include_str!("../../../../models/fast/manifest.json"),
            _ => return Err(ModelError::Unknown(name.to_owned())),
        };
        let (_, [encoder, roles, heads]) = PACKED
            .into_iter()
            .find(|(of, _)| *of == name)
            .ok_or_else(|| ModelError::Unknown(name.to_owned()))?;
        Ok(ModelFiles {
            manifest: manifest(name, text)?,
            encoder: Content::Packed(encoder),
            roles: Content::Packed(roles),
            heads: Content::Packed(heads),
            vocabulary: Cow::Borrowed(SHIPPED_VOCABULARY),
        })
    }

    /// The graph that reads a window.
    ///
    /// # Errors
    /// If the program is damaged.
    pub(super) fn encoder(&self) -> Result<Cow<'_, [u8]>, ModelError> {
        self.unpacked(ENCODER, &self.encoder)
    }

    /// The graph that looks at one act again.
    ///
    /// # Errors
    /// If the program is damaged.
    pub(super) fn roles(&self) -> Result<Cow<'_, [u8]>, ModelError> {
        self.unpacked(ROLES, &self.roles)
    }

    /// Weights of the small heads.
    ///
    /// # Errors
    /// If the program is damaged.
    pub(super) fn heads(&self) -> Result<Cow<'_, [u8]>, ModelError> {
        self.unpacked(HEADS, &self.heads)
    }

    fn unpacked<'a>(&self, file: &str, content: &'a Content) -> Result<Cow<'a, [u8]>, ModelError> {
        content.bytes().map_err(|error| ModelError::Broken {
            name: self.manifest.name.clone(),
            reason: format!(
                "{file} cannot be unpacked ({error}): the program is damaged, install it again"
            ),
        })
    }

    /// The word pieces of the shipped models, one a line.
    pub fn shipped_vocabulary() -> &'static str {
        SHIPPED_VOCABULARY
    }

    /// A model of one's own, by the contents of its files; `name` is told in errors.
    ///
    /// # Errors
    /// If the manifest is none.
    pub fn new(
        name: &str,
        manifest_json: &str,
        [encoder, roles, heads]: [Vec<u8>; 3],
        vocabulary: String,
    ) -> Result<ModelFiles, ModelError> {
        Ok(ModelFiles {
            manifest: manifest(name, manifest_json)?,
            encoder: Content::Plain(encoder),
            roles: Content::Plain(roles),
            heads: Content::Plain(heads),
            vocabulary: Cow::Owned(vocabulary),
        })
    }

    /// Compares every file with the sum that the manifest has of it.
    ///
    /// # Errors
    /// If one differs: the files are damaged or not of one training.
    pub fn check(&self) -> Result<(), ModelError> {
        for (name, bytes) in [
            (ENCODER, self.encoder()?),
            (ROLES, self.roles()?),
            (HEADS, self.heads()?),
            (VOCABULARY, Cow::Borrowed(self.vocabulary.as_bytes())),
        ] {
            let sum = hex(&Sha256::digest(&bytes));
            if self.manifest.files.get(name) != Some(&sum) {
                return Err(ModelError::Broken {
                    name: self.manifest.name.clone(),
                    reason: format!(
                        "{name} is not the file that its manifest names (SHA-256 {sum}): fetch or export the model again"
                    ),
                });
            }
        }
        Ok(())
    }

    /// Bytes of all files together.
    pub fn size(&self) -> usize {
        self.encoder.len() + self.roles.len() + self.heads.len() + self.vocabulary.len()
    }
}

fn manifest(name: &str, text: &str) -> Result<Manifest, ModelError> {
    serde_json::from_str(text).map_err(|error| ModelError::Broken {
        name: name.to_owned(),
        reason: format!("manifest.json: {error}"),
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
