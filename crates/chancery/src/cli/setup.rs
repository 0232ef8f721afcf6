//! `chancery completions` and `chancery man`: what a shell and a reader of manuals want.

use super::args::Args;
use super::{Answer, destination};
use anyhow::Result;
use clap::CommandFactory as _;
use clap_complete::Shell;
use std::io::Write as _;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  chancery completions bash > ~/.local/share/bash-completion/completions/chancery
  chancery completions fish > ~/.config/fish/completions/chancery.fish
  chancery completions zsh > ~/.zfunc/_chancery")]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  chancery man | man -l -
  chancery man code > chancery-code.1")]
pub struct ManArgs {
    /// Of which command; of the program where none is given
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

pub fn completions(args: &CompletionsArgs) -> Result<Answer> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "chancery", &mut script);
    write(&script)
}

pub fn man(args: &ManArgs) -> Result<Answer> {
    let mut program = Args::command();
    program.build();
    let command = match &args.command {
        None => program,
        Some(name) => program
            .find_subcommand(name)
            .ok_or_else(|| {
                anyhow::anyhow!("there is no command `{name}`: `chancery help` lists them")
            })?
            .clone(),
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    write(&page)
}

/// Writes in one piece, so that a closed pipe is an I/O error and not a panic inside a generator.
fn write(bytes: &[u8]) -> Result<Answer> {
    let mut out = destination::stdout();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(Answer::Yes)
}
