//! Where `chancery code` writes: the main output and the files beside it.

use super::CodeArgs;
use super::checkpoint::Checkpoint;
use crate::cli::Terminal;
use crate::cli::destination::{self, PendingFile};
use anyhow::{Result, bail};
use chancery::output::{Format, Kind, Record, Sink, appending, sink};
use std::io::IsTerminal as _;
use std::path::Path;

/// The format of a file: the one asked for, else by its name, else JSON lines.
pub fn format_of(path: &Path, asked: Option<Format>) -> Format {
    asked
        .or_else(|| Format::from_path(path))
        .unwrap_or(Format::Jsonl)
}

/// The main output and those that `--presence` and `--problems` add.
pub struct Outputs {
    sinks: Vec<(Kind, Box<dyn Sink>)>,
    files: Vec<PendingFile>,
    /// Whether every output is a file that can be added to.
    appends: bool,
}

impl Outputs {
    /// Opens the outputs; those of an unfinished run go on where it was.
    ///
    /// # Errors
    /// If one cannot be written.
    pub fn open(
        args: &CodeArgs,
        terminal: &Terminal,
        found: Option<&Checkpoint>,
    ) -> Result<Outputs> {
        let mut outputs = Outputs {
            sinks: Vec::new(),
            files: Vec::new(),
            appends: true,
        };
        match &args.output {
            Some(path) if path.as_os_str() != "-" => {
                outputs.add_file(path, args.what.kind(), args.format, found)?
            }
            _ => {
                outputs.appends = false;
                let format = args.format.unwrap_or_else(|| terminal.default_format());
                if format == Format::Parquet && std::io::stdout().is_terminal() {
                    bail!("parquet is not for a terminal: name a file with -o FILE.parquet");
                }
                let sink = sink(
                    format,
                    args.what.kind(),
                    destination::stdout(),
                    terminal.style(),
                )?;
                outputs.sinks.push((args.what.kind(), sink));
            }
        }
        for (path, kind) in [
            (&args.presence, Kind::Presence),
            (&args.problems, Kind::Problem),
        ] {
            if let Some(path) = path {
                outputs.add_file(path, kind, None, found)?;
            }
        }
        Ok(outputs)
    }

    fn add_file(
        &mut self,
        path: &Path,
        kind: Kind,
        format: Option<Format>,
        found: Option<&Checkpoint>,
    ) -> Result<()> {
        let format = format_of(path, format);
        self.appends &= format.appends();
        // Where nothing was written yet, the header is still to come.
        let written = found.and_then(|f| f.bytes.get(self.files.len()).copied());
        let (file, sink) = match written.filter(|bytes| *bytes > 0) {
            Some(bytes) => {
                let (file, out) = PendingFile::resume(path, bytes)?;
                (file, appending(format, out)?)
            }
            None => {
                let (file, out) = PendingFile::create(path)?;
                (file, sink(format, kind, out, Default::default())?)
            }
        };
        self.sinks.push((kind, sink));
        self.files.push(file);
        Ok(())
    }

    /// Whether the run can be gone on with after it was stopped.
    pub fn appends(&self) -> bool {
        self.appends
    }

    /// Brings all that was written to the disk, and gives the length of each file.
    ///
    /// # Errors
    /// If the disk fails.
    pub fn sync(&mut self) -> std::io::Result<Vec<u64>> {
        self.flush()?;
        self.files.iter().map(PendingFile::sync).collect()
    }

    /// Writes a record to the outputs of its kind.
    ///
    /// # Errors
    /// If one fails.
    pub fn write(&mut self, record: Record<'_>) -> std::io::Result<()> {
        let kind = record.kind();
        self.sinks
            .iter_mut()
            .filter(|(k, _)| *k == kind)
            .try_for_each(|(_, sink)| sink.write(record))
    }

    /// Brings what was written to whoever reads it.
    ///
    /// # Errors
    /// If an output fails.
    pub fn flush(&mut self) -> std::io::Result<()> {
        self.sinks.iter_mut().try_for_each(|(_, sink)| sink.flush())
    }

    /// Ends the outputs: files get their names, unless the run was interrupted.
    ///
    /// # Errors
    /// If an output fails.
    pub fn finish(mut self, interrupted: bool, terminal: &Terminal) -> Result<()> {
        self.sinks
            .iter_mut()
            .try_for_each(|(_, sink)| sink.finish())?;
        for file in self.files {
            if interrupted {
                terminal.say(format!(
                    "what was written is in `{}`",
                    file.part().display()
                ));
            } else {
                file.keep()?;
            }
        }
        Ok(())
    }
}
