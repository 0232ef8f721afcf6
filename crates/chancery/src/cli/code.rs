//! `chancery code`: reports in, records out.

use super::parts::{CoderArgs, ReadArgs, threads};
use super::progress::{Counts, Progress};
use super::telling::Telling;
use super::{Answer, Terminal, destination, interrupt};
use anyhow::{Result, bail};
use chancery::output::{Format, Kind, Record, Sink, sink};
use chancery::pipeline::{self, Step};
use clap::{Args, ValueEnum};
use destination::PendingFile;
use std::io::IsTerminal as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery code report.txt --published 2025-03-04
  chancery code examples/dispatches
  chancery code news.jsonl.gz --map text=body,date=published_at -o events.parquet
  chancery code news.csv -o events.csv --presence presence.csv --problems problems.csv
  zcat feed.jsonl.gz | chancery code - --format jsonl | jq .event
  chancery code archive/ --model fast --min-confidence 0.7 -o events.jsonl
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
    let items = args.read.items(&args.paths, terminal)?;
    let coder = args.coder.coder()?;
    let mut outputs = Outputs::open(args, terminal)?;
    let records_at_terminal = args.output.is_none() && std::io::stdout().is_terminal();
    let mut progress = Progress::new(terminal.shows_progress(records_at_terminal));
    let mut counts = Counts::default();
    let mut telling =
        Telling::new("more problems are only counted: -v or --problems FILE tells all");
    let interrupt = interrupt::watch();
    let stopped = pipeline::run(items, coder, threads(args.threads), |step| {
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
        match done {
            Err(error) => ControlFlow::Break(Err(error)),
            Ok(()) if interrupt.happened() => ControlFlow::Break(Ok(())),
            Ok(()) => ControlFlow::Continue(()),
        }
    })?;
    progress.clear();
    let interrupted = stopped.transpose()?.is_some();
    outputs.finish(interrupted, terminal)?;
    if interrupted {
        terminal.say(format!("interrupted after {}", progress.closing(&counts)));
        return Ok(Answer::Interrupted);
    }
    if counts.documents == 0 && counts.problems == 0 {
        terminal.say("no documents in the input: nothing was coded");
        return Ok(Answer::No);
    }
    terminal.say(progress.closing(&counts));
    Ok(if counts.skipped > 0 {
        Answer::No
    } else {
        Answer::Yes
    })
}

/// The main output and those that `--presence` and `--problems` add.
struct Outputs {
    sinks: Vec<(Kind, Box<dyn Sink>)>,
    files: Vec<PendingFile>,
}

impl Outputs {
    fn open(args: &CodeArgs, terminal: &Terminal) -> Result<Outputs> {
        let mut outputs = Outputs {
            sinks: Vec::new(),
            files: Vec::new(),
        };
        match &args.output {
            Some(path) if path.as_os_str() != "-" => {
                outputs.add_file(path, args.what.kind(), args.format)?
            }
            _ => {
                let format = args.format.unwrap_or_else(|| terminal.default_format());
                if format == Format::Parquet && std::io::stdout().is_terminal() {
                    bail!("parquet is not for a terminal: name a file with -o FILE.parquet");
                }
                let sink = sink(
                    format,
                    args.what.kind(),
                    destination::stdout(),
                    terminal.style(),
                )?;
                outputs.sinks.push((args.what.kind(), sink));
            }
        }
        for (path, kind) in [
            (&args.presence, Kind::Presence),
            (&args.problems, Kind::Problem),
        ] {
            if let Some(path) = path {
                outputs.add_file(path, kind, None)?;
            }
        }
        Ok(outputs)
    }

    fn add_file(&mut self, path: &Path, kind: Kind, format: Option<Format>) -> Result<()> {
        let format = format
            .or_else(|| Format::from_path(path))
            .unwrap_or(Format::Jsonl);
        let (file, out) = PendingFile::create(path)?;
        self.sinks
            .push((kind, sink(format, kind, out, Default::default())?));
        self.files.push(file);
        Ok(())
    }

    fn write(&mut self, record: Record<'_>) -> std::io::Result<()> {
        let kind = record.kind();
        self.sinks
            .iter_mut()
            .filter(|(k, _)| *k == kind)
            .try_for_each(|(_, sink)| sink.write(record))
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.sinks.iter_mut().try_for_each(|(_, sink)| sink.flush())
    }

    fn finish(mut self, interrupted: bool, terminal: &Terminal) -> Result<()> {
        self.sinks
            .iter_mut()
            .try_for_each(|(_, sink)| sink.finish())?;
        for file in self.files {
            if interrupted {
                terminal.say(format!(
                    "what was written is in `{}`",
                    file.part().display()
                ));
            } else {
                file.keep()?;
            }
        }
        Ok(())
    }
}
