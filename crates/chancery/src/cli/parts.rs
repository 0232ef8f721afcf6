//! What several commands share: inputs and their options, the coder and its lexicon.

use super::Terminal;
use anyhow::{Context as _, Result, bail};
use chancery::code::Coder;
use chancery::codebook::one_slip_apart;
use chancery::lexicon::{Lexicon, Triggers};
use chancery::read::{FieldMap, Format, Input, Item, ReadOptions};
use clap::Args;
use jiff::civil::Date;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How inputs are read.
#[derive(Debug, Args)]
#[command(next_help_heading = "Reading")]
pub struct ReadArgs {
    /// Names of columns in JSON, CSV, TSV and Parquet, such as `text=body,published=date`; what is not named is guessed and told. Fields: id, text, title, date or published, url, outlet
    #[arg(long, value_name = "OURS=THEIRS,…")]
    pub map: Option<FieldMap>,
    /// Date of the reports that carry none, such as 2025-03-04
    #[arg(long, value_name = "DATE")]
    pub published: Option<Date>,
    /// Take each line of plain text as a document of its own
    #[arg(long)]
    pub sentences: bool,
    /// What the inputs are, where neither name nor contents tell
    #[arg(long, value_name = "FORMAT")]
    pub input_format: Option<Format>,
    /// Read reports in languages other than English too, which are set aside otherwise
    #[arg(long)]
    pub any_language: bool,
}

impl ReadArgs {
    /// The documents of `paths`, in order; what is to be noted of a source is told as it comes.
    ///
    /// # Errors
    /// If a path does not exist.
    pub fn items(
        &self,
        paths: &[PathBuf],
        terminal: &Terminal,
    ) -> Result<impl Iterator<Item = Item> + Send + use<>> {
        self.explained_items(paths, terminal, false)
    }

    /// The same; with `explain`, the documents keep what was cut from them.
    ///
    /// # Errors
    /// If a path does not exist.
    pub fn explained_items(
        &self,
        paths: &[PathBuf],
        terminal: &Terminal,
        explain: bool,
    ) -> Result<impl Iterator<Item = Item> + Send + use<>> {
        let inputs = paths
            .iter()
            .map(|path| {
                if path.as_os_str() == "-" {
                    return Ok(Input::Stdin);
                }
                if !path.exists() {
                    bail!("cannot find `{}`{}", path.display(), neighbour(path));
                }
                Ok(Input::Path(path.clone()))
            })
            .collect::<Result<Vec<Input>>>()?;
        let options = ReadOptions {
            map: self.map.clone().unwrap_or_default(),
            published: self.published,
            sentences: self.sentences,
            format: self.input_format,
            any_language: self.any_language,
            explain,
        };
        let (terminal, mut told) = (*terminal, HashSet::new());
        Ok(chancery::read::read(inputs, options).filter(move |item| {
            let Item::Note(note) = item else {
                return true;
            };
            // Files of one kind have one note: a folder of thousands says it once.
            if told.insert(note.message.clone()) {
                terminal.say(format!("{}: {}", note.source, note.message));
            }
            false
        }))
    }
}

/// `; did you mean …?` where the folder holds a file with nearly that name.
pub fn neighbour(path: &Path) -> String {
    let folder = path
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let Some(name) = path.file_name().and_then(|n| n.to_str()) else {
        return String::new();
    };
    let Ok(entries) = std::fs::read_dir(folder) else {
        return format!(": there is no folder `{}`", folder.display());
    };
    let near = entries
        .flatten()
        .filter_map(|e| e.file_name().into_string().ok())
        .find(|other| {
            other.starts_with(name)
                || name.starts_with(other.as_str())
                || one_slip_apart(name, other)
        });
    near.map_or(String::new(), |other| {
        format!("; did you mean `{}`?", folder.join(other).display())
    })
}

/// Which lexicon the coder uses.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Coding")]
pub struct LexiconArgs {
    /// Folder of your own entries (`*.tsv`, `triggers/*.toml`), which win over the built-in ones
    #[arg(long, value_name = "DIR")]
    pub lexicon: Option<PathBuf>,
}

/// A lexicon, built in or a user's.
pub enum Loaded {
    Builtin(&'static Lexicon),
    User(Box<Lexicon>),
}

impl std::ops::Deref for Loaded {
    type Target = Lexicon;
    fn deref(&self) -> &Lexicon {
        match self {
            Loaded::Builtin(lexicon) => lexicon,
            Loaded::User(lexicon) => lexicon,
        }
    }
}

impl LexiconArgs {
    /// The lexicon.
    ///
    /// # Errors
    /// If the user's folder cannot be read or has a mistake.
    pub fn load(&self) -> Result<Loaded> {
        Ok(match &self.lexicon {
            None => Loaded::Builtin(Lexicon::builtin()),
            Some(folder) => Loaded::User(Box::new(Lexicon::with_user_dir(folder)?)),
        })
    }

    /// The built-in triggers with those of `DIR/triggers/*.toml`.
    ///
    /// # Errors
    /// If a file cannot be read or has a mistake.
    pub fn triggers(&self) -> Result<Arc<Triggers>> {
        let folder = self
            .lexicon
            .as_ref()
            .map(|folder| folder.join("triggers"))
            .filter(|f| f.is_dir());
        let Some(folder) = folder else {
            return Ok(Triggers::builtin());
        };
        let entries = std::fs::read_dir(&folder)
            .with_context(|| format!("cannot read `{}`", folder.display()))?;
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        paths.retain(|path| {
            path.extension()
                .is_some_and(|extension| extension == "toml")
        });
        paths.sort();
        let files: Vec<(String, String)> = paths
            .iter()
            .map(|path| Ok((path.display().to_string(), read_text(path)?)))
            .collect::<Result<_>>()?;
        Ok(Arc::new(Triggers::load(&files)?))
    }
}

/// How sentences are coded.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Coding")]
pub struct CoderArgs {
    #[command(flatten)]
    pub lexicon: LexiconArgs,
    #[command(flatten)]
    pub model: ModelArgs,
}

/// Which model reads.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Coding")]
pub struct ModelArgs {
    /// Who reads the acts: `standard` (the model), `fast` (a smaller one), `none` (the rules alone) or the folder of a model of your own
    #[arg(
        long,
        value_name = "MODEL",
        env = "CHANCERY_MODEL",
        default_value = "standard"
    )]
    pub model: String,
}

impl CoderArgs {
    /// The coder.
    ///
    /// # Errors
    /// If the user's lexicon, triggers or model cannot be read or have a mistake.
    pub fn coder(&self) -> Result<Arc<Coder>> {
        // Lexicon and model take about as long to load, and neither needs the other.
        let (coder, model) = std::thread::scope(|scope| {
            let model = scope.spawn(|| chancery::model::load(&self.model.model));
            let coder = self.rules();
            let model = model
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            (coder, model)
        });
        let coder = coder?;
        Ok(Arc::new(match model? {
            Some(model) => coder.with_model(model),
            None => coder,
        }))
    }

    /// The coder without its model.
    fn rules(&self) -> Result<Coder> {
        Ok(match &self.lexicon.lexicon {
            None => Coder::default(),
            Some(folder) => Coder::new(
                Arc::new(Lexicon::with_user_dir(folder)?),
                self.lexicon.triggers()?,
            ),
        })
    }
}

/// As many threads as asked for, or as the machine has.
pub fn threads(asked: Option<usize>) -> usize {
    asked
        .filter(|n| *n > 0)
        .unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from))
}

/// The contents of a text file.
///
/// # Errors
/// If it cannot be read.
pub fn read_text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| {
        format!(
            "cannot read `{}`{}",
            path.display(),
            if path.exists() {
                String::new()
            } else {
                neighbour(path)
            }
        )
    })
}
