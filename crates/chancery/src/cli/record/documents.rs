//! `chancery documents`: the reports of the record.

use super::RecordArgs;
use crate::cli::{Answer, Terminal, destination, format_parser};
use anyhow::Result;
use chancery::output::{Format, Kind, Record as Row, sink};
use clap::Args;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery documents
  chancery documents --outlet Reuters --limit 0 --format csv
  chancery documents https://example.org/report --format json | jq .[].text")]
pub struct DocumentsArgs {
    /// One report by its id or address: every version of it, with its text in all formats but the table
    #[arg(value_name = "ID")]
    id: Option<String>,
    /// Those of one outlet
    #[arg(long, value_name = "OUTLET")]
    outlet: Option<String>,
    /// How many at most; 0 is all
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
    /// How to write them [default: a table at a terminal, jsonl in a pipe]
    #[arg(short, long, value_name = "FORMAT", value_parser = format_parser())]
    format: Option<Format>,
    #[command(flatten)]
    record: RecordArgs,
}

pub fn run(args: &DocumentsArgs, terminal: &Terminal) -> Result<Answer> {
    let limit = (args.limit > 0).then_some(args.limit);
    let record = args.record.open()?;
    let documents = record.documents(args.id.as_deref(), args.outlet.as_deref(), limit)?;
    let format = args.format.unwrap_or_else(|| terminal.default_format());
    let mut out = sink(
        format,
        Kind::Document,
        destination::stdout(),
        terminal.style(),
    )?;
    for document in &documents {
        out.write(Row::Document(document))?;
    }
    out.finish()?;
    if documents.is_empty() {
        terminal.say("no report fits");
        return Ok(Answer::No);
    }
    Ok(Answer::Yes)
}
