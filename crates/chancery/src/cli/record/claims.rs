//! `chancery claims`: what single reports say.

use super::RecordArgs;
use crate::cli::{Answer, Terminal, destination, format_parser};
use anyhow::Result;
use chancery::output::{Format, Kind, Record as Row, sink};
use chancery::record::ClaimPage;
use clap::Args;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery claims --event 5f0c2a91d37be864
  chancery claims --document https://example.org/report --superseded
  chancery claims --limit 0 --format csv")]
pub struct ClaimsArgs {
    /// Those of one event
    #[arg(long, value_name = "ID")]
    event: Option<String>,
    /// Those of one report, by its id or address
    #[arg(long, value_name = "ID")]
    document: Option<String>,
    /// With those that newer versions and codings have superseded
    #[arg(long)]
    superseded: bool,
    /// How many at most; 0 is all
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,
    /// How to write them [default: a table at a terminal, jsonl in a pipe]
    #[arg(short, long, value_name = "FORMAT", value_parser = format_parser())]
    format: Option<Format>,
    #[command(flatten)]
    record: RecordArgs,
}

pub fn run(args: &ClaimsArgs, terminal: &Terminal) -> Result<Answer> {
    let claims = args.record.open()?.claims(&ClaimPage {
        event: args.event.clone(),
        document: args.document.clone(),
        superseded: args.superseded,
        limit: (args.limit > 0).then_some(args.limit),
    })?;
    let format = args.format.unwrap_or_else(|| terminal.default_format());
    let mut out = sink(format, Kind::Claim, destination::stdout(), terminal.style())?;
    for claim in &claims {
        out.write(Row::Claim(claim))?;
    }
    out.finish()?;
    if claims.is_empty() {
        terminal.say("no claim fits");
        return Ok(Answer::No);
    }
    if claims.len() == args.limit {
        terminal.say(format!("the first {}: --limit shows more", args.limit));
    }
    Ok(Answer::Yes)
}
