//! Where records go: standard output, or a file that appears only when it is whole.

use anyhow::{Context as _, Result};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// A file being written under a name of its own, so that nobody takes a part of it for the whole.
pub struct PendingFile {
    path: PathBuf,
    part: PathBuf,
}

impl PendingFile {
    /// Starts a file that will be `path`.
    ///
    /// # Errors
    /// If it cannot be created.
    pub fn create(path: &Path) -> Result<(PendingFile, Box<dyn Write + Send>)> {
        let name = path
            .file_name()
            .with_context(|| format!("`{}` names no file", path.display()))?;
        let mut part = name.to_owned();
        part.push(".part");
        let part = path.with_file_name(part);
        let file = File::create(&part).with_context(|| {
            format!("cannot write `{}`: does its folder exist?", path.display())
        })?;
        Ok((
            PendingFile {
                path: path.to_owned(),
                part,
            },
            Box::new(BufWriter::with_capacity(1 << 16, file)),
        ))
    }

    /// Gives the file its name.
    ///
    /// # Errors
    /// If it cannot be renamed.
    pub fn keep(self) -> Result<()> {
        std::fs::rename(&self.part, &self.path)
            .with_context(|| format!("cannot rename `{}`", self.part.display()))
    }

    /// The name that it has until it is whole.
    pub fn part(&self) -> &Path {
        &self.part
    }
}

/// Standard output, buffered.
pub fn stdout() -> Box<dyn Write + Send> {
    Box::new(BufWriter::with_capacity(1 << 16, std::io::stdout()))
}

/// Writes `bytes` to a file, whole or not at all, or to standard output.
///
/// # Errors
/// If they cannot be written.
pub fn write_whole(path: Option<&Path>, bytes: &[u8]) -> Result<()> {
    match path.filter(|p| p.as_os_str() != "-") {
        Some(path) => {
            let (file, mut out) = PendingFile::create(path)?;
            out.write_all(bytes)?;
            out.flush()?;
            drop(out);
            file.keep()
        }
        None => {
            let mut out = stdout();
            out.write_all(bytes)?;
            Ok(out.flush()?)
        }
    }
}
