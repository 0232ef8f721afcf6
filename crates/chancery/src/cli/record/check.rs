//! `chancery check`: whether the record is whole.

use super::RecordArgs;
use crate::cli::{Answer, Terminal, destination};
use anyhow::Result;
use clap::Args;
use std::io::Write as _;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery check
  chancery check --record balkans.chancery --events

Exit status 1 if anything is wrong.")]
pub struct CheckArgs {
    /// Compare every merged event with its claims as well, which takes longer
    #[arg(long)]
    events: bool,
    #[command(flatten)]
    record: RecordArgs,
}

pub fn run(args: &CheckArgs, terminal: &Terminal) -> Result<Answer> {
    let record = args.record.open()?;
    let check = record.check(args.events)?;
    let mut out = destination::stdout();
    for finding in &check.findings {
        match finding.rows {
            Some(rows) => writeln!(out, "{}: {rows}", finding.what)?,
            None => writeln!(out, "{}", finding.what)?,
        }
    }
    out.flush()?;
    if check.findings.is_empty() {
        terminal.say(format!(
            "`{}` is whole: {} checks",
            record.path().display(),
            check.checks
        ));
        return Ok(Answer::Yes);
    }
    terminal
        .say("see \"Recovery\" in docs/record-store.md; `chancery backup` copies what can be read");
    Ok(Answer::No)
}
