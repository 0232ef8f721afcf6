//! `chancery schema`: the JSON schema of a record.

use super::{Answer, destination};
use anyhow::Result;
use chancery::codebook::{event_schema, presence_schema};
use clap::{Args, ValueEnum};
use std::io::Write as _;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery schema
  chancery schema presence > presence.schema.json")]
pub struct SchemaArgs {
    /// Of which record
    #[arg(value_name = "RECORD", default_value = "event")]
    record: SchemaOf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SchemaOf {
    /// An event
    Event,
    /// A presence statement
    Presence,
}

pub fn run(args: &SchemaArgs) -> Result<Answer> {
    let schema = match args.record {
        SchemaOf::Event => event_schema(),
        SchemaOf::Presence => presence_schema(),
    };
    let mut out = destination::stdout();
    serde_json::to_writer_pretty(&mut out, &schema)?;
    writeln!(out)?;
    out.flush()?;
    Ok(Answer::Yes)
}
