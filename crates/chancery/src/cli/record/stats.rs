//! `chancery stats`: what the record holds, in numbers.

use super::RecordArgs;
use crate::cli::progress::thousands;
use crate::cli::{Answer, Terminal, destination};
use anyhow::Result;
use chancery::record::Stats;
use clap::Args;
use std::io::Write;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery stats
  chancery stats --json | jq .dyads")]
pub struct StatsArgs {
    /// Print one JSON object
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    record: RecordArgs,
}

pub fn run(args: &StatsArgs, _: &Terminal) -> Result<Answer> {
    let record = args.record.open()?;
    let stats = record.stats()?;
    let mut out = destination::stdout();
    if args.json {
        serde_json::to_writer_pretty(&mut out, &stats)?;
        writeln!(out)?;
    } else {
        writeln!(out, "{}", record.path().display())?;
        text(&mut out, &stats)?;
    }
    out.flush()?;
    Ok(Answer::Yes)
}

fn text(out: &mut dyn Write, stats: &Stats) -> Result<()> {
    let n = |n: i64| thousands(usize::try_from(n).unwrap_or(0));
    let mut line = |name: &str, value: String| writeln!(out, "{name:12}{value}");
    let stories = if stats.stories < stats.documents {
        format!(", {} different texts", n(stats.stories))
    } else {
        String::new()
    };
    let versions = if stats.reports > stats.documents {
        format!(" in {} versions", n(stats.reports))
    } else {
        String::new()
    };
    line(
        "documents",
        format!("{}{versions}{stories}", n(stats.documents)),
    )?;
    let superseded = if stats.superseded > 0 {
        format!(" ({} superseded)", n(stats.superseded))
    } else {
        String::new()
    };
    line("claims", format!("{}{superseded}", n(stats.claims)))?;
    line(
        "events",
        format!(
            "{}, {} in more than one report, {} by independent sources",
            n(stats.events),
            n(stats.merged),
            n(stats.confirmed)
        ),
    )?;
    if let Some((first, last)) = &stats.span {
        line("from, to", format!("{first}, {last}"))?;
    }
    line("presence", n(stats.presence))?;
    line("decisions", n(stats.decisions))?;
    line("file", format!("{} MB", stats.bytes / 1_000_000))?;
    for (made_by, reports) in &stats.makers {
        line(
            "coded by",
            format!(
                "{} (codebook {}, lexicon {}): {} reports",
                made_by.model,
                made_by.codebook,
                made_by.lexicon.get(..8).unwrap_or(&made_by.lexicon),
                n(*reports)
            ),
        )?;
    }
    for (event, count) in &stats.types {
        line(
            if stats.types[0].0 == *event {
                "types"
            } else {
                ""
            },
            format!("{event:10}{:>10}", n(*count)),
        )?;
    }
    for (i, (actor, recipient, count)) in stats.dyads.iter().enumerate() {
        line(
            if i == 0 { "dyads" } else { "" },
            format!("{actor} → {recipient}{:>10}", n(*count)),
        )?;
    }
    Ok(())
}
