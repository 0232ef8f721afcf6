//! `chancery reference`: the table of expulsions that is shipped, and how it comes into a record.

use crate::cli::progress::count;
use crate::cli::record::RecordArgs;
use crate::cli::{Answer, Terminal, destination};
use anyhow::Result;
use chancery::reference::{TABLE, load};
use clap::{Args, Subcommand};
use std::io::Write as _;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery reference load
  chancery reference load --record test.chancery
  chancery reference show > expulsions.csv

632 sourced acts between 105 states, 1971 to 2026: expulsions, closures, recalls, cuts of staff. data/reference/README.md \
tells how the table was compiled and where it has gaps.")]
pub struct ReferenceCommand {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Add the table's acts to a record, as claims of the pages that say so
    #[command(after_help = "Examples:\n  chancery reference load")]
    Load {
        #[command(flatten)]
        record: RecordArgs,
    },
    /// Print the table as CSV
    #[command(after_help = "Examples:\n  chancery reference show | head")]
    Show,
}

pub fn run(args: &ReferenceCommand, terminal: &Terminal) -> Result<Answer> {
    match &args.what {
        What::Show => {
            let mut out = destination::stdout();
            out.write_all(TABLE.as_bytes())?;
            out.flush()?;
        }
        What::Load { record } => {
            let mut writer = record.writer(terminal)?;
            let written = load(&mut writer)?;
            writer.close()?;
            terminal.say(format!(
                "{} of {}, {} known already",
                count(written.claims, "claim"),
                count(written.new, "source"),
                written.same
            ));
        }
    }
    Ok(Answer::Yes)
}
