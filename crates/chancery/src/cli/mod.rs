//! The command line: arguments to commands, and what they return to exit status.

mod args;
mod code;
mod codebook;
mod config;
mod destination;
#[cfg(test)]
mod docs;
mod doctor;
mod eval;
mod explain;
mod fetch;
mod form;
mod interrupt;
mod layout;
mod lexicon;
mod model;
mod parts;
mod progress;
mod read;
mod record;
mod relate;
mod relation;
mod schema;
#[cfg(feature = "serve")]
mod serve;
mod setup;
mod telling;
mod terminal;

use chancery::code::Coder;
use chancery::output::Format;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use clap::{CommandFactory as _, FromArgMatches as _, Parser as _};
pub use record::incoming;
use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
pub use terminal::Terminal;

/// What a command answers when it has done its work without error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Done: exit status 0.
    Yes,
    /// The answer is "no", or some input was skipped: exit status 1.
    No,
    /// Stopped by Ctrl-C: exit status 130, as shells have it.
    Interrupted,
}

/// Parses the arguments of the process, runs the command, tells the error if there is one.
pub fn main() -> ExitCode {
    main_with(std::env::args_os())
}

/// The same with arguments that are given, the first of which is the program's name.
pub fn main_with(arguments: impl IntoIterator<Item = impl Into<OsString> + Clone>) -> ExitCode {
    let config = config::Config::read();
    let args = match &config {
        Ok(config) => {
            let program = config.defaults(args::Args::command());
            let matches = program.get_matches_from(arguments);
            args::Args::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
        }
        // Help, and what is wrong with the arguments, come before what is wrong with the file.
        Err(_) => args::Args::parse_from(arguments),
    };
    let terminal = Terminal::new(args.global.color, args.global.quiet, args.global.verbose);
    match config.and_then(|_| args.command.run(&terminal)) {
        Ok(Answer::Yes) => ExitCode::SUCCESS,
        Ok(Answer::No) => ExitCode::from(1),
        Ok(Answer::Interrupted) => ExitCode::from(130),
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{} {error:#}", terminal.error_label());
            ExitCode::from(2)
        }
    }
}

/// The coder that `--model` and `--lexicon` ask for.
///
/// # Errors
/// If the lexicon, triggers or model cannot be read or have a mistake.
pub fn coder(model: &str, lexicon: Option<PathBuf>) -> anyhow::Result<Arc<Coder>> {
    let args = parts::CoderArgs {
        lexicon: parts::LexiconArgs { lexicon },
        model: parts::ModelArgs {
            model: model.to_owned(),
        },
    };
    args.coder()
}

/// The record's file where nobody names one: that of the environment or the configuration file, else the usual place.
///
/// # Errors
/// If the configuration file cannot be read, or there is no home folder.
pub fn usual_record() -> anyhow::Result<PathBuf> {
    let record = match std::env::var_os("CHANCERY_RECORD").filter(|named| !named.is_empty()) {
        Some(named) => Some(named.into()),
        None => config::Config::read()?.record().cloned(),
    };
    record::RecordArgs { record }.path()
}

/// Whether the reader of our output went away, which is no error (`chancery … | head`).
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<io::Error>()
            .is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
            || cause
                .downcast_ref::<serde_json::Error>()
                .is_some_and(|e| e.io_error_kind() == Some(io::ErrorKind::BrokenPipe))
    })
}

/// Reads a format's name, and tells completions and help which there are.
fn format_parser() -> impl clap::builder::TypedValueParser<Value = Format> {
    let names = Format::ALL.iter().map(|f| f.as_str());
    PossibleValuesParser::new(names).try_map(|name| name.parse::<Format>())
}
