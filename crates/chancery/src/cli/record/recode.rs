//! `chancery recode`: stored reports coded again, and what that changes.

use super::{RecordArgs, codes, incoming};
use crate::cli::parts::{CoderArgs, threads};
use crate::cli::progress::count;
use crate::cli::{Answer, Terminal, destination, interrupt};
use anyhow::Result;
use chancery::codebook::{Entity, Event};
use chancery::pipeline::{self, Step};
use chancery::read::Item;
use chancery::record::{Incoming, Recode};
use clap::Args;
use std::io::Write;
use std::ops::ControlFlow;

/// Reports of a batch.
const BATCH: usize = 256;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery recode --dry-run
  chancery recode --model fast
  chancery recode --all --dry-run | less

Reports that this program's codebook, lexicon and model coded are passed over, unless --all. The claims of the \
old coding stay in the record as superseded. Stopped at any moment, the same command goes on where it was.")]
pub struct RecodeArgs {
    /// Show what would change, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// Code all reports, also those that the present versions coded
    #[arg(long)]
    all: bool,
    /// How many threads code [default: as many as the machine has cores]
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    #[command(flatten)]
    record: RecordArgs,
    #[command(flatten)]
    coder: CoderArgs,
}

#[derive(Default)]
struct Totals {
    reports: usize,
    gained: usize,
    lost: usize,
    changed: usize,
    same: usize,
}

pub fn run(args: &RecodeArgs, terminal: &Terminal) -> Result<Answer> {
    let record = args.record.open()?;
    let coder = args.coder.coder()?;
    let made_by = coder.made_by().clone();
    let mut writer = if args.dry_run {
        None
    } else {
        Some(args.record.writer(terminal)?)
    };
    let interrupt = interrupt::watch();
    let mut out = destination::stdout();
    let (mut after, mut totals, mut interrupted) = (0, Totals::default(), false);
    while !interrupted {
        let reports = record.reports_to_recode(&made_by, args.all, after, BATCH)?;
        let Some(last) = reports.last() else {
            break;
        };
        after = last.id;
        let ids: Vec<i64> = reports.iter().map(|r| r.id).collect();
        let documents: Vec<Item> = reports
            .into_iter()
            .map(|r| Item::Document(r.document))
            .collect();
        let mut batch = Vec::new();
        pipeline::run(
            documents.into_iter(),
            std::sync::Arc::clone(&coder),
            threads(args.threads),
            |step| {
                if let Step::Coded(document, coded) = step {
                    batch.push(incoming(*document, coded, &made_by));
                } else if let Step::Problem(problem) = step {
                    terminal.say(problem);
                    batch.push(Incoming::default());
                }
                ControlFlow::<()>::Continue(())
            },
        )?;
        // A report that the coder failed on keeps its old claims.
        let batch: Vec<(i64, Incoming)> = ids
            .into_iter()
            .zip(batch)
            .filter(|(_, i)| !i.document.text.is_empty())
            .collect();
        for (id, incoming) in &batch {
            let change = Recode::compare(&record.claims_of_report(*id)?, &incoming.events);
            totals.reports += 1;
            totals.gained += change.gained.len();
            totals.lost += change.lost.len();
            totals.changed += change.changed.len();
            totals.same += change.same;
            if !change.is_nothing() && (args.dry_run || terminal.verbose) {
                show(&mut out, &incoming.document.id, &change)?;
            }
        }
        if let Some(writer) = &mut writer {
            writer.recode(&batch)?;
        }
        interrupted = interrupt.happened();
    }
    out.flush()?;
    let done = if args.dry_run {
        "would be coded again"
    } else {
        "coded again"
    };
    terminal.say(format!(
        "{} {done}: {} gained, {} lost, {} changed, {} the same",
        count(totals.reports, "report"),
        count(totals.gained, "claim"),
        totals.lost,
        totals.changed,
        totals.same
    ));
    Ok(if interrupted {
        Answer::Interrupted
    } else {
        Answer::Yes
    })
}

fn show(out: &mut dyn Write, id: &str, change: &Recode) -> Result<()> {
    writeln!(out, "{id}")?;
    for event in &change.lost {
        writeln!(out, "  - {}", line(event))?;
    }
    for event in &change.gained {
        writeln!(out, "  + {}", line(event))?;
    }
    for (old, new) in &change.changed {
        writeln!(out, "  < {}\n  > {}", line(old), line(new))?;
    }
    Ok(())
}

fn line(event: &Event) -> String {
    let codes = |side: &[Entity]| codes(side.iter().map(|e| e.country.as_deref()));
    let act = event.event.with_mode(event.mode);
    let measure = event.measure.map_or(String::new(), |m| format!(" ({m})"));
    let words = event
        .text_info
        .trigger
        .as_ref()
        .map_or("", |t| t.raw_text.as_str());
    format!(
        "{} → {} {act}{measure}, {}, {}, “{words}”",
        codes(&event.actor),
        codes(&event.recipient),
        event.status,
        chancery::codebook::short::days(event.date, event.enddate)
    )
}
