//! How far an unfinished run of `chancery code` is, kept beside its output so that `--resume` goes on from there.

use super::CodeArgs;
use super::outputs::{Outputs, format_of};
use crate::cli::interrupt::Interrupt;
use crate::cli::progress::{Counts, count};
use crate::cli::{Terminal, destination};
use anyhow::{Context as _, Result, bail};
use chancery::code::Coder;
use chancery::pipeline::Step;
use chancery::read::Item;
use chancery::record::stable_id;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How often it is written: what a kill or a power cut costs at most, with what is then in the pipeline.
const EVERY: Duration = Duration::from_secs(1);

/// How far a run is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Checkpoint {
    /// What must be the same to go on, by name.
    settings: Vec<(String, String)>,
    /// Reports and problems that are done, in the order of the input.
    items: u64,
    /// A hash of their ids, one after another.
    ids: String,
    /// Length of each output.
    pub bytes: Vec<u64>,
    counts: Counts,
}

/// Takes away what an earlier run has left, before its output is overwritten.
///
/// # Errors
/// If it cannot be removed.
pub fn forget(args: &CodeArgs) -> Result<()> {
    path(args).map_or(Ok(()), |path| remove(&path))
}

/// What must be the same to go on: all that decides which records come and how they are written.
pub fn settings(args: &CodeArgs, coder: &Coder) -> Vec<(String, String)> {
    let made_by = coder.made_by();
    let text = |value: &dyn std::fmt::Debug| format!("{value:?}");
    [
        ("version", env!("CARGO_PKG_VERSION").to_owned()),
        ("inputs", text(&args.paths)),
        ("--map", text(&args.read.map)),
        ("--published", text(&args.read.published)),
        ("--sentences", text(&args.read.sentences)),
        ("--input-format", text(&args.read.input_format)),
        ("--any-language", text(&args.read.any_language)),
        ("codebook", made_by.codebook.clone()),
        ("lexicon", made_by.lexicon.clone()),
        ("model", made_by.model.clone()),
        ("--format", text(&args.format)),
        ("--what", text(&args.what)),
        ("--presence", text(&args.presence)),
        ("--problems", text(&args.problems)),
        ("--min-confidence", text(&args.min_confidence)),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into()
}

/// The file of a run's checkpoint; none where it writes to standard output.
fn path(args: &CodeArgs) -> Option<PathBuf> {
    let output = args.output.as_ref().filter(|o| o.as_os_str() != "-")?;
    let mut name = output.clone().into_os_string();
    name.push(".resume");
    Some(name.into())
}

impl Checkpoint {
    /// The checkpoint of an unfinished run of the same command; none where there is none.
    ///
    /// # Errors
    /// If the output cannot be added to, or the unfinished run was of another command.
    pub fn find(args: &CodeArgs, settings: &[(String, String)]) -> Result<Option<Checkpoint>> {
        let (Some(path), Some(output)) = (path(args), &args.output) else {
            bail!("--resume needs a file to go on with: name it with -o FILE");
        };
        let formats = [
            (Some(output), args.format),
            (args.presence.as_ref(), None),
            (args.problems.as_ref(), None),
        ];
        for (file, asked) in formats {
            let Some(file) = file else { continue };
            let format = format_of(file, asked);
            if !format.appends() {
                bail!(
                    "--resume goes with jsonl, csv and tsv, and `{}` is {}, which is written in one go",
                    file.display(),
                    format.as_str()
                );
            }
        }
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => {
                return Err(error).with_context(|| format!("cannot read `{}`", path.display()));
            }
        };
        let found: Checkpoint = serde_json::from_slice(&bytes).with_context(|| {
            format!(
                "`{}` is damaged: begin anew without --resume",
                path.display()
            )
        })?;
        for ((name, then), (_, now)) in found.settings.iter().zip(settings) {
            if then != now {
                bail!(
                    "the unfinished run was of another command ({name} was {then}, now {now}): give the same one, or begin anew without --resume"
                );
            }
        }
        Ok(Some(found))
    }
}

/// Keeps the checkpoint of a run.
pub struct Keeping {
    /// Where it is kept; nowhere if the outputs cannot be added to.
    path: Option<PathBuf>,
    now: Checkpoint,
    before: Counts,
    written: Instant,
    changed: bool,
    terminal: Terminal,
}

impl Keeping {
    pub fn new(
        args: &CodeArgs,
        settings: Vec<(String, String)>,
        outputs: &Outputs,
        found: Option<Checkpoint>,
        terminal: &Terminal,
    ) -> Keeping {
        let now = found.unwrap_or_else(|| Checkpoint {
            settings,
            items: 0,
            ids: String::new(),
            bytes: Vec::new(),
            counts: Counts::default(),
        });
        Keeping {
            path: path(args).filter(|_| outputs.appends()),
            before: now.counts,
            now,
            written: Instant::now(),
            changed: true,
            terminal: *terminal,
        }
    }

    /// Passes over the items that are done.
    ///
    /// # Errors
    /// If the input is not the one that the unfinished run began with.
    pub fn skip(
        &self,
        items: &mut impl Iterator<Item = Item>,
        interrupt: &Interrupt,
    ) -> Result<()> {
        if self.now.items == 0 {
            return Ok(());
        }
        self.terminal.say(format!(
            "going on after {} of the unfinished run",
            count(self.before.documents, "document")
        ));
        let mut ids = String::new();
        let mut passed = 0;
        while passed < self.now.items {
            ids = match items.next() {
                Some(Item::Document(document)) => chained(&ids, &document.id),
                Some(Item::Problem(problem)) => chained(&ids, &problem.source),
                Some(Item::Note(_)) => continue,
                None => break,
            };
            passed += 1;
            if interrupt.happened() {
                bail!("interrupted while passing over what is done; the same command goes on");
            }
        }
        if ids != self.now.ids {
            bail!(
                "the input is not the one that the unfinished run began with: its first {} differ; begin anew without --resume",
                count(self.now.items as usize, "report")
            );
        }
        Ok(())
    }

    /// Counts what came out of the pipeline.
    pub fn count(&mut self, step: &Step) {
        let id = match step {
            Step::Coded(document, _) => &document.id,
            Step::Problem(problem) => &problem.source,
            Step::Idle => return,
        };
        self.changed = true;
        self.now.items += 1;
        self.now.ids = chained(&self.now.ids, id);
    }

    /// Writes the checkpoint if it is time; between two items only.
    ///
    /// # Errors
    /// If an output or the checkpoint cannot be written.
    pub fn tick(&mut self, outputs: &mut Outputs, counts: &Counts) -> Result<()> {
        if self.changed && self.written.elapsed() >= EVERY {
            self.write(outputs, counts)?;
        }
        Ok(())
    }

    /// Writes the checkpoint: first what it speaks of, then itself, whole or not at all.
    ///
    /// # Errors
    /// If an output or the checkpoint cannot be written.
    pub fn write(&mut self, outputs: &mut Outputs, counts: &Counts) -> Result<()> {
        let Some(path) = &self.path else {
            return Ok(());
        };
        self.now.bytes = outputs.sync()?;
        self.now.counts = self.before + *counts;
        destination::write_whole(Some(path), &serde_json::to_vec(&self.now)?)?;
        self.written = Instant::now();
        self.changed = false;
        Ok(())
    }

    /// What to say of a run that was stopped.
    pub fn how_to_go_on(&self) -> &'static str {
        match self.path {
            Some(_) => "; the same command with --resume goes on from here",
            None => "",
        }
    }

    /// Takes the checkpoint away once the outputs are whole; gives the counts of the runs before this one.
    ///
    /// # Errors
    /// If it cannot be removed.
    pub fn finish(self) -> Result<Counts> {
        if let Some(path) = self.path.as_deref() {
            remove(path)?;
        }
        Ok(self.before)
    }
}

fn remove(path: &Path) -> Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove `{}`", path.display()))
        }
        _ => Ok(()),
    }
}

/// The hash of a list of ids with one more.
fn chained(ids: &str, id: &str) -> String {
    stable_id([ids, id])
}
