//! Commands on the record: what goes in, what comes out, how claims are merged.

pub mod add;
pub mod backup;
pub mod check;
pub mod claims;
pub mod corrections;
pub mod documents;
pub mod event;
pub mod events;
pub mod export;
pub mod import;
pub mod merge;
pub mod recode;
pub mod rows;
pub mod sql;
pub mod stats;

use crate::cli::Terminal;
use anyhow::{Context as _, Result};
use chancery::code::Coded;
use chancery::codebook::MadeBy;
use chancery::read::Document;
use chancery::record::{Incoming, Record, Writer, default_path};
use clap::Args;
use std::path::PathBuf;
use std::time::Duration;

/// Which record.
#[derive(Debug, Args)]
#[command(next_help_heading = "Record")]
pub struct RecordArgs {
    /// The record's file [default: chancery/record.chancery in the XDG data folder]
    #[arg(long, value_name = "FILE", env = "CHANCERY_RECORD")]
    pub record: Option<PathBuf>,
}

impl RecordArgs {
    /// Where the record is.
    ///
    /// # Errors
    /// If nobody says and there is no home folder.
    pub fn path(&self) -> Result<PathBuf> {
        if let Some(path) = &self.record {
            return Ok(path.clone());
        }
        let var = |name: &str| std::env::var(name).ok();
        default_path(var("XDG_DATA_HOME").as_deref(), var("HOME").as_deref())
            .context("there is no home folder to keep a record in: name one with --record FILE")
    }

    /// The record, to read.
    ///
    /// # Errors
    /// If there is none.
    pub fn open(&self) -> Result<Record> {
        Ok(Record::open(&self.path()?)?)
    }

    /// The record, to write; made where there is none.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn writer(&self, terminal: &Terminal) -> Result<Writer> {
        let path = self.path()?;
        let mut writer = Writer::open(&path)?;
        let terminal = *terminal;
        let mut told = None;
        writer.on_wait(move |waited: Duration| {
            // Once when it begins, then every half minute.
            let turn = waited.as_secs() / 30;
            if told != Some(turn) && waited > Duration::from_millis(200) {
                told = Some(turn);
                terminal.say(format!(
                    "waiting: another program is writing to `{}`",
                    path.display()
                ));
            }
        });
        Ok(writer)
    }
}

/// A report with what the coder made of it, as the record takes it.
pub fn incoming(document: Document, coded: Coded, made_by: &MadeBy) -> Incoming {
    Incoming {
        document,
        events: coded.events,
        presence: coded.presence,
        problems: coded.problems,
        made_by: made_by.clone(),
        without_text: false,
    }
}

/// Country codes of one side: `GBR, FRA`, `?` for one unknown, `–` where nobody is named.
fn codes<'a>(countries: impl Iterator<Item = Option<&'a str>>) -> String {
    let codes: Vec<&str> = countries.map(|code| code.unwrap_or("?")).collect();
    match codes[..] {
        [] => "–".to_owned(),
        _ => codes.join(", "),
    }
}
