//! Where records go: standard output, or a file that appears only when it is whole.

use anyhow::{Context as _, Result, bail};
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// A file being written under a name of its own, so that nobody takes a part of it for the whole.
pub struct PendingFile {
    path: PathBuf,
    part: PathBuf,
    file: File,
}

impl PendingFile {
    /// Starts a file that will be `path`.
    ///
    /// # Errors
    /// If it cannot be created.
    pub fn create(path: &Path) -> Result<(PendingFile, Box<dyn Write + Send>)> {
        let part = part_of(path)?;
        let cannot = || format!("cannot write `{}`: does its folder exist?", path.display());
        let file = File::create(&part).with_context(cannot)?;
        PendingFile::over(path, part, file)
    }

    /// Goes on with a file that will be `path` and of which `bytes` are written.
    ///
    /// # Errors
    /// If fewer are written, or it cannot be opened.
    pub fn resume(path: &Path, bytes: u64) -> Result<(PendingFile, Box<dyn Write + Send>)> {
        let part = part_of(path)?;
        let cannot = || {
            format!(
                "cannot go on with `{}`: begin anew without --resume",
                part.display()
            )
        };
        let file = OpenOptions::new()
            .append(true)
            .open(&part)
            .with_context(cannot)?;
        let there = file.metadata().with_context(cannot)?.len();
        if there < bytes {
            bail!(
                "`{}` has {there} bytes where {bytes} were written: begin anew without --resume",
                part.display()
            );
        }
        file.set_len(bytes).with_context(cannot)?;
        PendingFile::over(path, part, file)
    }

    fn over(
        path: &Path,
        part: PathBuf,
        file: File,
    ) -> Result<(PendingFile, Box<dyn Write + Send>)> {
        let out = file
            .try_clone()
            .with_context(|| format!("cannot write `{}`", part.display()))?;
        let pending = PendingFile {
            path: path.to_owned(),
            part,
            file,
        };
        Ok((pending, Box::new(BufWriter::with_capacity(1 << 16, out))))
    }

    /// Brings what was flushed to the disk, and gives its length in bytes.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn sync(&self) -> std::io::Result<u64> {
        self.file.sync_data()?;
        Ok(self.file.metadata()?.len())
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

/// The name that a file has until it is whole.
fn part_of(path: &Path) -> Result<PathBuf> {
    let name = path
        .file_name()
        .with_context(|| format!("`{}` names no file", path.display()))?;
    let mut part = name.to_owned();
    part.push(".part");
    Ok(path.with_file_name(part))
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
