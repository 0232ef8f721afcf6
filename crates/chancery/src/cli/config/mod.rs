//! Settings that are given once: the configuration file, beneath flags and the environment.

pub mod show;

use anyhow::{Context as _, Result};
use clap::builder::OsStr;
use serde::Deserialize;
use std::env;
use std::path::{Path, PathBuf};

/// Names the configuration file in place of the one in the XDG configuration folder.
const VARIABLE: &str = "CHANCERY_CONFIG";

/// What a configuration file may say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    record: Option<PathBuf>,
    model: Option<String>,
    lexicon: Option<PathBuf>,
    threads: Option<usize>,
}

/// A configuration file with what it says; nothing where it is not there.
#[derive(Debug, Default)]
pub struct Config {
    /// Where it is, or would be; `None` where there is no home folder.
    path: Option<PathBuf>,
    there: bool,
    settings: Settings,
}

impl Config {
    /// Reads the configuration file, if there is one.
    ///
    /// # Errors
    /// If it cannot be read, says what is not understood, or `CHANCERY_CONFIG` names one that is not there.
    pub fn read() -> Result<Config> {
        let named = env::var_os(VARIABLE).filter(|v| !v.is_empty());
        let Some(path) = named.clone().map(PathBuf::from).or_else(usual_path) else {
            return Ok(Config::default());
        };
        if named.is_none() && !path.is_file() {
            return Ok(Config {
                path: Some(path),
                ..Config::default()
            });
        }
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("cannot read the configuration file `{}`", path.display()))?;
        let settings = parse(&text, path.parent().unwrap_or(Path::new("")))
            .with_context(|| format!("configuration file `{}`", path.display()))?;
        Ok(Config {
            path: Some(path),
            there: true,
            settings,
        })
    }

    /// The record that the file names.
    pub fn record(&self) -> Option<&PathBuf> {
        self.settings.record.as_ref()
    }

    /// The program's arguments with the file's settings as defaults, so that flags and the environment win.
    pub fn defaults(&self, program: clap::Command) -> clap::Command {
        let program = program.mut_args(|argument| {
            match self.default_of(argument.get_long(), argument.get_env()) {
                Some(value) => argument.default_value(value),
                None => argument,
            }
        });
        program.mut_subcommands(|command| self.defaults(command))
    }

    fn default_of(&self, long: Option<&str>, env: Option<&std::ffi::OsStr>) -> Option<OsStr> {
        let of = |path: &Option<PathBuf>| Some(OsStr::from(path.as_ref()?.as_os_str().to_owned()));
        match (long?, env) {
            // `fetch --record` and `demo --record` mean something else, and have no variable.
            ("record", Some(_)) => of(&self.settings.record),
            ("model", Some(_)) => Some(OsStr::from(self.settings.model.clone()?)),
            ("lexicon", _) => of(&self.settings.lexicon),
            ("threads", _) => Some(OsStr::from(self.settings.threads?.to_string())),
            _ => None,
        }
    }
}

/// `chancery/config.toml` in the XDG configuration folder.
fn usual_path() -> Option<PathBuf> {
    let folder = |name: &str| {
        env::var_os(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    let base = folder("XDG_CONFIG_HOME").or_else(|| Some(folder("HOME")?.join(".config")))?;
    Some(base.join("chancery").join("config.toml"))
}

/// What a file says. Paths are meant from the file's folder; `~/` is the home folder.
fn parse(text: &str, folder: &Path) -> Result<Settings> {
    let mut settings: Settings = toml::from_str(text)?;
    for path in [&mut settings.record, &mut settings.lexicon]
        .into_iter()
        .flatten()
    {
        *path = match (path.strip_prefix("~"), env::var_os("HOME")) {
            (Ok(rest), Some(home)) => Path::new(&home).join(rest),
            _ => folder.join(&*path),
        };
    }
    Ok(settings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Args;
    use clap::CommandFactory as _;

    #[test]
    fn a_files_settings_are_defaults_that_a_flag_overrides() {
        let config = Config {
            settings: parse(
                "record = \"r.chancery\"\nmodel = \"none\"\nthreads = 3\n",
                Path::new("/c"),
            )
            .unwrap(),
            ..Config::default()
        };
        let record = |words: &[&str]| {
            let matches = config
                .defaults(Args::command())
                .try_get_matches_from(words)
                .unwrap();
            let (_, stats) = matches.subcommand().unwrap();
            stats.get_one::<PathBuf>("record").unwrap().clone()
        };
        // The environment of whoever runs the tests may name a record, which wins.
        if env::var_os("CHANCERY_RECORD").is_none() {
            assert_eq!(record(&["chancery", "stats"]), Path::new("/c/r.chancery"));
        }
        assert_eq!(
            record(&["chancery", "stats", "--record", "x"]),
            Path::new("x")
        );
        config.defaults(Args::command()).debug_assert();
    }

    #[test]
    fn what_a_file_should_not_say_is_told_with_its_line() {
        let error = parse("model = \"none\"\nmodle = \"fast\"\n", Path::new("/c")).unwrap_err();
        let told = format!("{error:#}");
        assert!(
            told.contains("line 2") && told.contains("modle") && told.contains("threads"),
            "{told}"
        );
    }
}
