//! `chancery add`: reports in, claims and events in the record.

use super::{RecordArgs, incoming};
use crate::cli::parts::{CoderArgs, ReadArgs, threads};
use crate::cli::progress::{Counts, Progress, count, thousands};
use crate::cli::telling::Telling;
use crate::cli::{Answer, Terminal, interrupt};
use anyhow::Result;
use chancery::codebook::MadeBy;
use chancery::pipeline::{self, Step};
use chancery::read::Item;
use chancery::record::{Incoming, Record, Writer, Written};
use clap::Args;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Reports of a batch at most, and how long one may wait for its batch to be full: what an interruption
/// costs.
const BATCH: usize = 512;
const WAIT: Duration = Duration::from_secs(1);

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery add reports/
  chancery add news.jsonl.gz --map text=body,date=published_at
  chancery add report.html --published 2025-03-04 --record balkans.chancery
  zcat feed.jsonl.gz | chancery add -

A report that the record has already is passed over; one with the same address or id and another text becomes a \
new version, and the claims of the old one are kept as superseded. Stopped at any moment, the record is whole, and \
the same command goes on where it was.")]
pub struct AddArgs {
    /// Files or folders to read; `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How many threads code [default: as many as the machine has cores]
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    #[command(flatten)]
    record: RecordArgs,
    #[command(flatten)]
    read: ReadArgs,
    #[command(flatten)]
    coder: CoderArgs,
}

pub fn run(args: &AddArgs, terminal: &Terminal) -> Result<Answer> {
    let items = args.read.items(&args.paths, terminal)?;
    add(items, &args.coder, args.threads, &args.record, terminal)
}

/// Codes documents and adds them to a record.
///
/// # Errors
/// If the coder cannot be had or the record cannot be written.
pub fn add(
    items: impl Iterator<Item = Item> + Send + 'static,
    coder: &CoderArgs,
    threads_asked: Option<usize>,
    record: &RecordArgs,
    terminal: &Terminal,
) -> Result<Answer> {
    let coder = coder.coder()?;
    let mut add = Adding {
        made_by: coder.made_by().clone(),
        writer: record.writer(terminal)?,
        batch: Vec::with_capacity(BATCH),
        since: Instant::now(),
        written: Written::default(),
        counts: Counts::default(),
        progress: Progress::new(terminal.shows_progress(false)),
        telling: Telling::new("more problems are only counted: -v tells all"),
        terminal: *terminal,
    };
    let known = Arc::new(AtomicUsize::new(0));
    let items = unknown(items, record.open()?, Arc::clone(&known));
    let interrupt = interrupt::watch();
    let stopped = pipeline::run(items, coder, threads(threads_asked), |step| {
        match add.take(step) {
            Err(error) => ControlFlow::Break(Err(error)),
            Ok(()) if interrupt.happened() => ControlFlow::Break(Ok(())),
            Ok(()) => ControlFlow::Continue(()),
        }
    })?;
    let interrupted = stopped.transpose()?.is_some();
    add.flush()?;
    add.progress.clear();
    add.written.same += known.load(Ordering::Relaxed);
    let told = add.closing();
    let skipped = add.counts.skipped;
    add.writer.close()?;
    if interrupted {
        terminal.say(format!(
            "interrupted after {told}; the same command goes on from here"
        ));
        return Ok(Answer::Interrupted);
    }
    terminal.say(told);
    Ok(if skipped > 0 { Answer::No } else { Answer::Yes })
}

/// Documents that the record does not have; those that it has are counted and need not be coded.
fn unknown(
    items: impl Iterator<Item = Item> + Send + 'static,
    record: Record,
    known: Arc<AtomicUsize>,
) -> impl Iterator<Item = Item> + Send + 'static {
    items.filter(move |item| {
        let Item::Document(document) = item else {
            return true;
        };
        // If it cannot be asked now, the writer will tell; to code one report too many is no harm.
        let there = record.holds(document).unwrap_or(false);
        known.fetch_add(usize::from(there), Ordering::Relaxed);
        !there
    })
}

struct Adding {
    made_by: MadeBy,
    writer: Writer,
    batch: Vec<Incoming>,
    /// When the batch's first report came.
    since: Instant,
    written: Written,
    counts: Counts,
    progress: Progress,
    telling: Telling,
    terminal: Terminal,
}

impl Adding {
    fn take(&mut self, step: Step) -> Result<()> {
        match step {
            Step::Idle => {}
            Step::Problem(problem) => {
                self.counts.count(problem.kind);
                self.progress.clear();
                self.telling.tell(&problem, &self.terminal);
            }
            Step::Coded(document, coded) => {
                self.counts.documents += 1;
                self.counts.sentences += coded.sentences;
                self.counts.events += coded.events.len();
                if self.batch.is_empty() {
                    self.since = Instant::now();
                }
                self.batch.push(incoming(*document, coded, &self.made_by));
            }
        }
        if self.batch.len() >= BATCH || (!self.batch.is_empty() && self.since.elapsed() >= WAIT) {
            self.flush()?;
        }
        self.progress.tick(&self.counts);
        Ok(())
    }

    fn flush(&mut self) -> Result<()> {
        if !self.batch.is_empty() {
            self.written += self.writer.write(&self.batch)?;
            self.batch.clear();
        }
        Ok(())
    }

    fn closing(&self) -> String {
        let w = &self.written;
        let mut told = format!(
            "{}, {}, {} known already: {}, {}",
            count(w.new, "new report"),
            count(w.versions, "new version"),
            thousands(w.same),
            count(w.claims, "claim"),
            count(w.presence, "presence statement"),
        );
        if w.copies > 0 {
            told.push_str(&format!(
                ", {} of the reports copy another's text",
                thousands(w.copies)
            ));
        }
        told.push_str(&self.counts.skips());
        told.push_str(&format!(" in {:.1} s", self.progress.seconds()));
        told
    }
}
