//! `chancery reciprocity`: how often, how fast and in what measure two states answer each other.

mod text;

use super::series::By;
use super::two_states;
use crate::cli::record::RecordArgs;
use crate::cli::record::rows::Rows;
use crate::cli::{Answer, Terminal, destination, format_parser};
use anyhow::Result;
use chancery::ask::{AllPairsQuestion, ReciprocityQuestion, all_pairs, reciprocity};
use chancery::output::Format;
use chancery::record::Record;
use chancery::relate::reciprocity::FitOptions;
use clap::Args;
use jiff::civil::Date;
use std::io::Write as _;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery reciprocity USA RUS
  chancery reciprocity IND PAK --since 2001-01-01 --json | jq .answers
  chancery reciprocity ISR PSE --by day --lags 14
  chancery reciprocity --least 5 --format csv

Without two states, a table of all pairs. For two, three ways to look at it: answers that are linked one by one; a vector autoregression of the scores of both sides; a \
mutually exciting point process of their conflictual acts. docs/relations.md explains each, and that association is not cause.")]
pub struct ReciprocityArgs {
    /// One state: a code such as USA, or a name; all pairs without one
    #[arg(value_name = "A", requires = "second")]
    first: Option<String>,
    /// The other
    #[arg(value_name = "B")]
    second: Option<String>,
    /// First day
    #[arg(long, value_name = "DATE")]
    since: Option<Date>,
    /// Last day
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,
    /// Of all pairs, those with so many acts that could be answered
    #[arg(long, value_name = "N", default_value_t = 3)]
    least: usize,
    /// How to write the table of all pairs [default: a table at a terminal, jsonl in a pipe]
    #[arg(short, long, value_name = "FORMAT", value_parser = format_parser(), conflicts_with = "first")]
    format: Option<Format>,
    #[command(flatten)]
    record: RecordArgs,
    /// Length of a bin of the autoregression
    #[arg(long, value_name = "BIN", default_value = "week")]
    by: By,
    /// Most lags that are tried; the criterion chooses among them
    #[arg(long, value_name = "N", default_value_t = 8)]
    lags: usize,
    /// Level of the intervals, 0 to 1
    #[arg(long, value_name = "LEVEL", default_value_t = 0.95)]
    level: f64,
    /// Seed of the resampling
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

pub fn run(args: &ReciprocityArgs, terminal: &Terminal) -> Result<Answer> {
    let record = args.record.open()?;
    let (Some(first), Some(second)) = (&args.first, &args.second) else {
        return all(args, &record, terminal);
    };
    let (a, b) = two_states(first, second)?;
    let question = ReciprocityQuestion {
        since: args.since,
        until: args.until,
        fit: FitOptions {
            bin: args.by.into(),
            lags: args.lags,
            level: args.level,
            seed: args.seed,
        },
    };
    let Some(page) = reciprocity(&record, (&a, &b), &question)? else {
        terminal.say(format!("the record has nothing between {a} and {b}"));
        return Ok(Answer::No);
    };
    let mut out = destination::stdout();
    if args.json {
        serde_json::to_writer_pretty(&mut out, &page)?;
        writeln!(out)?;
    } else {
        text::page(&mut out, &page, args, terminal.color_out())?;
    }
    out.flush()?;
    Ok(Answer::Yes)
}

/// The table of all pairs, one row a direction, those with most acts first.
fn all(args: &ReciprocityArgs, record: &Record, terminal: &Terminal) -> Result<Answer> {
    let question = AllPairsQuestion {
        since: args.since,
        until: args.until,
        least: args.least,
        level: args.level,
    };
    let pairs = all_pairs(record, &question)?;
    let columns = [
        "actor",
        "recipient",
        "acts",
        "answered",
        "share",
        "share_low",
        "share_high",
        "days_median",
        "proportion_median",
        "mirrored",
    ];
    let format = args.format.unwrap_or_else(|| terminal.default_format());
    let columns = columns.map(str::to_owned).to_vec();
    let mut rows = Rows::new(destination::stdout(), format, columns, terminal)?;
    for row in &pairs {
        rows.write(vec![
            row.actor.clone().into(),
            row.recipient.clone().into(),
            row.acts.into(),
            row.answered.into(),
            row.share.into(),
            row.share_low.into(),
            row.share_high.into(),
            row.days_median.into(),
            row.proportion_median.into(),
            row.mirrored.into(),
        ])?;
    }
    rows.finish()?;
    if pairs.is_empty() {
        terminal.say(format!(
            "no pair has {} acts that could be answered: see --least",
            args.least
        ));
        return Ok(Answer::No);
    }
    Ok(Answer::Yes)
}
