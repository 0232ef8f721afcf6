//! `chancery corrections`: what people say is coded wrongly.

use super::RecordArgs;
use super::rows::Rows;
use crate::cli::progress::count;
use crate::cli::{Answer, Terminal, destination, format_parser};
use anyhow::Result;
use chancery::output::Format;
use clap::Args;
use std::io::Write as _;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery corrections
  chancery corrections --add 5f0c2a91d37be864 --field recipient --value BLR --note \"the envoy was Belarusian\"
  chancery corrections --gold > corrected.jsonl
  chancery eval corrected.jsonl

A correction is kept beside the claim, which does not change. --gold writes every sentence in which a claim was \
corrected as an item for `chancery eval` and for training, with the corrections applied. The pages of `chancery serve \
--write` make corrections too.")]
pub struct CorrectionsArgs {
    /// Write corrected sentences as gold items
    #[arg(long, conflicts_with_all = ["add", "format"])]
    gold: bool,
    /// Add a correction of this claim, or of the first claim of this event
    #[arg(long, value_name = "ID", requires_all = ["field", "value"])]
    add: Option<String>,
    /// The field: date, actor, recipient, type, mode, measure, status, quantity, place or other
    #[arg(long, value_name = "FIELD", requires = "add")]
    field: Option<String>,
    /// What it should say, or `none`
    #[arg(long, value_name = "VALUE", requires = "add")]
    value: Option<String>,
    /// Why
    #[arg(long, value_name = "WORDS", requires = "add")]
    note: Option<String>,
    /// How to write them [default: a table at a terminal, jsonl in a pipe]
    #[arg(short, long, value_name = "FORMAT", value_parser = format_parser())]
    format: Option<Format>,
    #[command(flatten)]
    record: RecordArgs,
}

pub fn run(args: &CorrectionsArgs, terminal: &Terminal) -> Result<Answer> {
    if let (Some(id), Some(field), Some(value)) = (&args.add, &args.field, &args.value) {
        let mut writer = args.record.writer(terminal)?;
        let made = writer.correct(id, field, value.trim(), args.note.as_deref())?;
        writer.close()?;
        terminal.say(format!(
            "claim {}: {} should be {}",
            made.claim, made.field, made.value
        ));
        return Ok(Answer::Yes);
    }
    let record = args.record.open()?;
    if args.gold {
        let mut out = destination::stdout();
        let items = record.gold()?;
        for item in &items {
            writeln!(out, "{item}")?;
        }
        out.flush()?;
        terminal.say(count(items.len(), "item"));
        return Ok(if items.is_empty() {
            Answer::No
        } else {
            Answer::Yes
        });
    }
    let corrections = record.corrections(None)?;
    let columns = ["id", "claim", "event", "field", "value", "note", "made"];
    let format = args.format.unwrap_or_else(|| terminal.default_format());
    let columns = columns.map(str::to_owned).to_vec();
    let mut rows = Rows::new(destination::stdout(), format, columns, terminal)?;
    for c in &corrections {
        rows.write(vec![
            c.id.into(),
            c.claim.clone().into(),
            c.event.clone().into(),
            c.field.clone().into(),
            c.value.clone().into(),
            c.note.clone().into(),
            c.made.clone().into(),
        ])?;
    }
    rows.finish()?;
    if corrections.is_empty() {
        terminal.say("nobody has corrected anything");
        return Ok(Answer::No);
    }
    Ok(Answer::Yes)
}
