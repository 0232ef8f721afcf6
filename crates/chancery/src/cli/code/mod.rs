//! `chancery code`: reports in, records out.

mod checkpoint;
mod outputs;

use super::parts::{CoderArgs, ReadArgs, threads};
use super::progress::{Counts, Progress};
use super::telling::Telling;
use super::{Answer, Terminal, interrupt};
use anyhow::{Result, bail};
use chancery::output::{Format, Kind, Record};
use chancery::pipeline::{self, Step};
use checkpoint::{Checkpoint, Keeping};
use clap::{Args, ValueEnum};
use outputs::Outputs;
use std::io::IsTerminal as _;
use std::ops::ControlFlow;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery code report.txt --published 2025-03-04
  chancery code examples/dispatches
  chancery code news.jsonl.gz --map text=body,date=published_at -o events.parquet
  chancery code news.csv -o events.csv --presence presence.csv --problems problems.csv
  zcat feed.jsonl.gz | chancery code - --format jsonl | jq .event
  chancery code archive/ --model fast --min-confidence 0.7 -o events.jsonl
  chancery code archive/ -o events.jsonl --resume
  chancery code sentences.txt --sentences --published 2025-03-04 --what presence

Inputs are plain text, HTML, WARC, RSS, Atom and JSON feeds, EML and MBOX, PDF with a text layer, DOCX, EPUB, \
JSONL, CSV, TSV and Parquet (columns are guessed and told; other names by --map), ZIP and TAR of these, gzip or \
zstd of any, and folders of everything mixed, each told by its content. Reports that are not in English are \
set aside and counted. Records come in the order of the input, whatever \
the number of threads. The columns of CSV and TSV are listed in docs/cli.md.")]
pub struct CodeArgs {
    /// Files or folders to read; `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How to write the records [default: by the extension of FILE; else a table at a terminal, jsonl in a pipe]
    #[arg(short, long, value_name = "FORMAT", value_parser = super::format_parser())]
    format: Option<Format>,
    /// Write the records to FILE, which appears once it is whole
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Go on where the same command was stopped, from the first report if it was not; for jsonl, csv and tsv
    #[arg(long, requires = "output")]
    resume: bool,
    /// Which records to write
    #[arg(long, default_value = "events")]
    what: What,
    /// Write the presence statements to FILE as well
    #[arg(long, value_name = "FILE")]
    presence: Option<PathBuf>,
    /// Write the problems to FILE as well, those of single sentences included
    #[arg(long, value_name = "FILE")]
    problems: Option<PathBuf>,
    /// Leave out events with less confidence than this, 0 to 1
    #[arg(long, value_name = "CONFIDENCE", default_value_t = 0.0)]
    min_confidence: f64,
    /// How many threads code [default: as many as the machine has cores]
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    #[command(flatten)]
    read: ReadArgs,
    #[command(flatten)]
    coder: CoderArgs,
}

/// Which kind of record goes to the main output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// Event records
    Events,
    /// Presence statements: counts of staff and states of posts
    Presence,
    /// What could not be read or coded
    Problems,
}

impl What {
    fn kind(self) -> Kind {
        match self {
            What::Events => Kind::Event,
            What::Presence => Kind::Presence,
            What::Problems => Kind::Problem,
        }
    }
}

pub fn run(args: &CodeArgs, terminal: &Terminal) -> Result<Answer> {
    if !(0.0..=1.0).contains(&args.min_confidence) {
        bail!(
            "--min-confidence is a number from 0 to 1, not {}",
            args.min_confidence
        );
    }
    let mut items = args.read.items(&args.paths, terminal)?;
    let coder = args.coder.coder()?;
    let settings = checkpoint::settings(args, &coder);
    let found = args
        .resume
        .then(|| Checkpoint::find(args, &settings))
        .transpose()?
        .flatten();
    if found.is_none() {
        checkpoint::forget(args)?;
    }
    let mut outputs = Outputs::open(args, terminal, found.as_ref())?;
    let interrupt = interrupt::watch();
    let mut keeping = Keeping::new(args, settings, &outputs, found, terminal);
    keeping.skip(&mut items, &interrupt)?;
    let records_at_terminal = args.output.is_none() && std::io::stdout().is_terminal();
    let mut progress = Progress::new(terminal.shows_progress(records_at_terminal));
    let mut counts = Counts::default();
    let mut telling =
        Telling::new("more problems are only counted: -v or --problems FILE tells all");
    let stopped = pipeline::run(items, coder, threads(args.threads), |step| {
        keeping.count(&step);
        let done = match step {
            Step::Idle => outputs.flush(),
            Step::Problem(problem) => {
                counts.count(problem.kind);
                progress.clear();
                telling.tell(&problem, terminal);
                outputs.write(Record::Problem(&problem))
            }
            Step::Coded(_, mut coded) => {
                coded.events.retain(|e| e.confidence >= args.min_confidence);
                counts.documents += 1;
                counts.sentences += coded.sentences;
                counts.events += coded.events.len();
                counts.presence += coded.presence.len();
                counts.problems += coded.problems.len();
                if terminal.verbose {
                    coded.problems.iter().for_each(|p| terminal.say(p));
                }
                let mut records = (coded.events.iter().map(Record::Event))
                    .chain(coded.presence.iter().map(Record::Presence))
                    .chain(coded.problems.iter().map(Record::Problem));
                records.try_for_each(|r| outputs.write(r))
            }
        };
        progress.tick(&counts);
        let done = done.map_err(anyhow::Error::from);
        match done.and_then(|()| keeping.tick(&mut outputs, &counts)) {
            Err(error) => ControlFlow::Break(Err(error)),
            Ok(()) if interrupt.happened() => ControlFlow::Break(Ok(())),
            Ok(()) => ControlFlow::Continue(()),
        }
    })?;
    progress.clear();
    let interrupted = stopped.transpose()?.is_some();
    if interrupted {
        keeping.write(&mut outputs, &counts)?;
        outputs.finish(interrupted, terminal)?;
        let rest = keeping.how_to_go_on();
        terminal.say(format!(
            "interrupted after {}{rest}",
            progress.closing(&counts)
        ));
        return Ok(Answer::Interrupted);
    }
    outputs.finish(interrupted, terminal)?;
    let before = keeping.finish()?;
    if counts.documents + before.documents == 0 && counts.problems + before.problems == 0 {
        terminal.say("no documents in the input: nothing was coded");
        return Ok(Answer::No);
    }
    terminal.say(progress.closing(&counts));
    Ok(if counts.skipped + before.skipped > 0 {
        Answer::No
    } else {
        Answer::Yes
    })
}
