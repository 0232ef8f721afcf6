//! Models by name or folder: `none`, those shipped, or what `training/` wrote.

use chancery_code::model::{Model, ModelError, ModelFiles};
use std::path::Path;
use std::sync::Arc;

/// Why a model cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum FindError {
    /// A file of a folder is missing or unreadable.
    #[error(
        "cannot read `{path}`: {reason}; a model is a folder with manifest.json, encoder.onnx, roles.onnx, heads.safetensors and vocabulary.txt, as `training/` writes it"
    )]
    File {
        /// The file.
        path: String,
        /// Why.
        reason: String,
    },
    /// There is no such model, or its files do not fit together.
    #[error(transparent)]
    Model(#[from] ModelError),
}

/// The files of a shipped model by name, or of a folder.
///
/// # Errors
/// If there is no such model or a file cannot be read.
pub fn files(name: &str) -> Result<ModelFiles, FindError> {
    let folder = Path::new(name);
    if ModelFiles::SHIPPED.contains(&name) || !folder.is_dir() {
        return Ok(ModelFiles::shipped(name)?);
    }
    let bytes = |file: &str| {
        let path = folder.join(file);
        std::fs::read(&path).map_err(|error| FindError::File {
            path: path.display().to_string(),
            reason: error.to_string(),
        })
    };
    let text = |file: &str| {
        String::from_utf8(bytes(file)?).map_err(|_| FindError::File {
            path: folder.join(file).display().to_string(),
            reason: "it is no UTF-8 text".to_owned(),
        })
    };
    let [manifest, encoder, roles, heads, vocabulary] = ModelFiles::FILES;
    Ok(ModelFiles::new(
        name,
        &text(manifest)?,
        [bytes(encoder)?, bytes(roles)?, bytes(heads)?],
        text(vocabulary)?,
    )?)
}

/// The model of a name or folder, loaded; `None` for `none`.
///
/// # Errors
/// If there is no such model, or its files cannot be read or do not fit together.
pub fn load(name: &str) -> Result<Option<Arc<Model>>, FindError> {
    if name == "none" {
        return Ok(None);
    }
    let files = files(name)?;
    // Files on a disk may be cut short or of another model, and some would load all the same and read nonsense.
    if !ModelFiles::SHIPPED.contains(&name) {
        files.check()?;
    }
    Ok(Some(Arc::new(Model::load(&files)?)))
}
