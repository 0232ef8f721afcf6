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
    pub(super) encoder: Cow<'static, [u8]>,
    pub(super) roles: Cow<'static, [u8]>,
    pub(super) heads: Cow<'static, [u8]>,
    pub(super) vocabulary: Cow<'static, str>,
}

macro_rules! shipped {
    ($name:literal) => {
        Shipped {
            manifest: include_str!(concat!("../../../../models/", $name, "/manifest.json")),
            encoder: include_bytes!(concat!("../../../../models/", $name, "/encoder.onnx")),
            roles: include_bytes!(concat!("../../../../models/", $name, "/roles.onnx")),
            heads: include_bytes!(concat!("../../../../models/", $name, "/heads.safetensors")),
        }
    };
}

struct Shipped {
    manifest: &'static str,
    encoder: &'static [u8],
    roles: &'static [u8],
    heads: &'static [u8],
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
        let shipped = match name {
            "standard" => shipped!("standard"),
            "fast" => shipped!("fast"),
            _ => return Err(ModelError::Unknown(name.to_owned())),
        };
        Ok(ModelFiles {
            manifest: manifest(name, shipped.manifest)?,
            encoder: Cow::Borrowed(shipped.encoder),
            roles: Cow::Borrowed(shipped.roles),
            heads: Cow::Borrowed(shipped.heads),
            vocabulary: Cow::Borrowed(SHIPPED_VOCABULARY),
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
            encoder: Cow::Owned(encoder),
            roles: Cow::Owned(roles),
            heads: Cow::Owned(heads),
            vocabulary: Cow::Owned(vocabulary),
        })
    }

    /// Compares every file with the sum that the manifest has of it.
    ///
    /// # Errors
    /// If one differs: the files are damaged or not of one training.
    pub fn check(&self) -> Result<(), ModelError> {
        for (name, bytes) in [
            (ENCODER, &self.encoder[..]),
            (ROLES, &self.roles[..]),
            (HEADS, &self.heads[..]),
            (VOCABULARY, self.vocabulary.as_bytes()),
        ] {
            let sum = hex(&Sha256::digest(bytes));
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
