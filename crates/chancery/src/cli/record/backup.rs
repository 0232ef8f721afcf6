//! `chancery backup`: a copy of the record while others work with it.

use super::RecordArgs;
use crate::cli::{Answer, Terminal};
use anyhow::Result;
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery backup record-2025-03-04.chancery
  chancery backup /mnt/usb/balkans.chancery --record balkans.chancery

The copy is whole and of one moment, even while reports are being added. It is a record like any other.")]
pub struct BackupArgs {
    /// The copy, which must not exist yet
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    record: RecordArgs,
}

pub fn run(args: &BackupArgs, terminal: &Terminal) -> Result<Answer> {
    let record = args.record.open()?;
    record.backup(&args.file, |_, _| {})?;
    let size = std::fs::metadata(&args.file)?.len();
    terminal.say(format!(
        "`{}`: {} MB",
        args.file.display(),
        size / 1_000_000
    ));
    Ok(Answer::Yes)
}
