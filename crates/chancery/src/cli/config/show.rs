//! `chancery config show`: what is in force, and where each value comes from.

use super::{Config, VARIABLE};
use crate::cli::layout::wrapped;
use crate::cli::parts::threads;
use crate::cli::{Answer, Terminal, destination};
use anyhow::Result;
use chancery::record::default_path;
use clap::{Args, Subcommand};
use serde::Serialize;
use std::env;
use std::io::Write as _;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery config show
  chancery config show --json")]
pub struct ConfigCommand {
    #[command(subcommand)]
    command: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Show what is in force, and where each value comes from
    Show(ShowArgs),
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery config show
  chancery config show --json
  CHANCERY_MODEL=none chancery config show

A flag wins over an environment variable, that over the configuration file, that over what is built in. The file is \
chancery/config.toml in the XDG configuration folder (~/.config), or the one that CHANCERY_CONFIG names. All that it may say:

  record = \"~/balkans.chancery\"   # paths are meant from the file's folder
  model = \"fast\"
  lexicon = \"my-lexicon\"
  threads = 4")]
struct ShowArgs {
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

/// One setting.
#[derive(Debug, Serialize)]
struct Shown {
    name: &'static str,
    value: String,
    from: From,
    /// The variable, file or rule that says so.
    because: String,
}

/// Where a value comes from.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "lowercase")]
enum From {
    Environment,
    File,
    Default,
}

/// All settings as JSON.
#[derive(Serialize)]
struct All<'a> {
    config_file: Option<&'a std::path::Path>,
    config_file_exists: bool,
    settings: Vec<Shown>,
}

pub fn run(command: &ConfigCommand, terminal: &Terminal) -> Result<Answer> {
    let What::Show(args) = &command.command;
    let config = Config::read()?;
    let settings = settings(&config, terminal);
    let mut out = destination::stdout();
    if args.json {
        let all = All {
            config_file: config.path.as_deref(),
            config_file_exists: config.there,
            settings,
        };
        serde_json::to_writer_pretty(&mut out, &all)?;
        writeln!(out)?;
    } else {
        for shown in &settings {
            let value = wrapped(&format!("{:9}", shown.name), &shown.value, terminal.width());
            let because = wrapped(&format!("{:11}", ""), &shown.because, terminal.width());
            for line in value.into_iter().chain(because) {
                writeln!(out, "{line}")?;
            }
        }
    }
    out.flush()?;
    Ok(Answer::Yes)
}

fn settings(config: &Config, terminal: &Terminal) -> Vec<Shown> {
    let said = &config.settings;
    let path = |p: &std::path::PathBuf| p.display().to_string();
    let var = |name: &str| env::var(name).ok();
    let usual_record = default_path(var("XDG_DATA_HOME").as_deref(), var("HOME").as_deref());
    vec![
        file(config),
        config.setting(
            "record",
            Some("CHANCERY_RECORD"),
            said.record.as_ref().map(path),
            match usual_record {
                Some(usual) => (path(&usual), "default: the XDG data folder"),
                None => (
                    "none".to_owned(),
                    "there is no home folder: name one with --record",
                ),
            },
        ),
        config.setting(
            "model",
            Some("CHANCERY_MODEL"),
            said.model.clone(),
            ("standard".to_owned(), "default: shipped"),
        ),
        config.setting(
            "lexicon",
            None,
            said.lexicon.as_ref().map(path),
            ("built in".to_owned(), "default: nothing of your own"),
        ),
        config.setting(
            "threads",
            None,
            said.threads.map(|n| threads(Some(n)).to_string()),
            (threads(None).to_string(), "default: the machine's cores"),
        ),
        token(),
        color(terminal),
        width(terminal),
    ]
}

impl Config {
    fn setting(
        &self,
        name: &'static str,
        variable: Option<&str>,
        said: Option<String>,
        (usual, why): (String, &str),
    ) -> Shown {
        let set = variable.and_then(|v| Some((v, env::var_os(v)?)));
        let (value, from, because) = match (set, said) {
            (Some((variable, value)), _) => (
                value.to_string_lossy().into_owned(),
                From::Environment,
                format!("environment: {variable}"),
            ),
            (None, Some(value)) => {
                let file = self.path.as_deref().unwrap_or(std::path::Path::new(""));
                (value, From::File, format!("file: {}", file.display()))
            }
            (None, None) => (usual, From::Default, why.to_owned()),
        };
        Shown {
            name,
            value,
            from,
            because,
        }
    }
}

/// The configuration file itself.
fn file(config: &Config) -> Shown {
    let named = env::var_os(VARIABLE).is_some_and(|v| !v.is_empty());
    let (from, rule) = match named {
        true => (From::Environment, format!("environment: {VARIABLE}")),
        false => (
            From::Default,
            "default: the XDG configuration folder".to_owned(),
        ),
    };
    let path = config.path.as_ref();
    Shown {
        name: "config",
        value: path.map_or_else(|| "none".to_owned(), |p| p.display().to_string()),
        from,
        because: match config.there {
            true => rule,
            false => format!("{rule}; not there, which is no fault"),
        },
    }
}

/// The word for writing, which is not shown.
fn token() -> Shown {
    let set = env::var_os("CHANCERY_TOKEN").is_some();
    let (value, from, because) = match set {
        true => ("set", From::Environment, "environment: CHANCERY_TOKEN"),
        false => (
            "made anew",
            From::Default,
            "default: by each `serve --write`",
        ),
    };
    Shown {
        name: "token",
        value: value.to_owned(),
        from,
        because: because.to_owned(),
    }
}

fn color(terminal: &Terminal) -> Shown {
    let set = |name: &str| env::var_os(name).is_some_and(|v| !v.is_empty());
    let value = if terminal.color_out() { "on" } else { "off" };
    let (from, because) = if set("NO_COLOR") {
        (From::Environment, "environment: NO_COLOR")
    } else {
        (
            From::Default,
            "default: on at a terminal, off in a pipe; --color says otherwise",
        )
    };
    Shown {
        name: "color",
        value: value.to_owned(),
        from,
        because: because.to_owned(),
    }
}

fn width(terminal: &Terminal) -> Shown {
    let given = env::var("COLUMNS").is_ok_and(|c| c.parse::<usize>().is_ok());
    let (from, because) = match given {
        true => (From::Environment, "environment: COLUMNS"),
        false => (From::Default, "default: the terminal's, or 80"),
    };
    Shown {
        name: "width",
        value: terminal.width().to_string(),
        from,
        because: because.to_owned(),
    }
}
