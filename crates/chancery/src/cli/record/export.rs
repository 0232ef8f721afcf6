//! `chancery export`: the record as files, in our fields or in the columns of other data sets.

use super::RecordArgs;
use super::events::FilterArgs;
use crate::cli::destination::{self, PendingFile};
use crate::cli::progress::count;
use crate::cli::{Answer, Terminal, format_parser};
use anyhow::{Result, bail};
use chancery::lexicon::Lexicon;
use chancery::output::{Format, Kind, Record as Row, Sink, sink};
use chancery::record::Record;
use chancery::record::layout::Layout;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use clap::{Args, ValueEnum};
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery export events.parquet
  chancery export expulsions.csv --measure expulsion --since 2014-01-01
  chancery export claims.jsonl --what claims --superseded
  chancery export gdelt.tsv --layout gdelt2
  chancery export --all backup/ --format parquet

--all writes reports, claims, presence statements, decisions and corrections into a folder, out of which `chancery import` makes \
the same record again.")]
pub struct ExportArgs {
    /// File to write, or folder with --all; `-` is standard output
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Which records
    #[arg(long, default_value = "events")]
    what: What,
    /// How to write them [default: by the extension of FILE, else jsonl]
    #[arg(short, long, value_name = "FORMAT", value_parser = format_parser())]
    format: Option<Format>,
    /// Write merged events in the columns of another data set
    #[arg(long, value_name = "LAYOUT", value_parser = layout_parser(), conflicts_with = "what")]
    layout: Option<Layout>,
    /// With claims that newer versions and codings have superseded
    #[arg(long)]
    superseded: bool,
    /// Write everything into a folder
    #[arg(long, conflicts_with_all = ["what", "layout", "superseded"])]
    all: bool,
    #[command(flatten)]
    filter: FilterArgs,
    #[command(flatten)]
    record: RecordArgs,
}

/// What to export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// Merged events
    Events,
    /// Event records of single reports
    Claims,
    /// Presence statements
    Presence,
    /// Reports with their texts
    Documents,
}

/// Reads a layout's name.
pub fn layout_parser() -> impl clap::builder::TypedValueParser<Value = Layout> {
    let names = Layout::ALL.iter().map(|l| l.as_str());
    PossibleValuesParser::new(names).try_map(|name| name.parse::<Layout>())
}

pub fn run(args: &ExportArgs, terminal: &Terminal) -> Result<Answer> {
    let record = args.record.open()?;
    if args.all {
        return all(args, &record, terminal);
    }
    let (file, mut out) = match args.file.as_os_str() == "-" {
        true => (None, destination::stdout()),
        false => {
            let (file, out) = PendingFile::create(&args.file)?;
            (Some(file), out)
        }
    };
    let written = match args.layout {
        Some(layout) => in_layout(args, &record, layout, &mut out)?,
        None => {
            let format = format(args, &args.file);
            match args.what {
                What::Events => events(
                    args,
                    &record,
                    sink(format, Kind::Merged, out, terminal.style())?,
                )?,
                What::Claims => claims(
                    &record,
                    args.superseded,
                    sink(format, Kind::Claim, out, terminal.style())?,
                )?,
                What::Presence => presence(
                    &record,
                    sink(format, Kind::Presence, out, terminal.style())?,
                )?,
                What::Documents => documents(
                    &record,
                    sink(format, Kind::Document, out, terminal.style())?,
                )?,
            }
        }
    };
    if let Some(file) = file {
        file.keep()?;
        terminal.say(format!(
            "`{}`: {}",
            args.file.display(),
            count(written, "record")
        ));
    }
    Ok(Answer::Yes)
}

fn format(args: &ExportArgs, path: &Path) -> Format {
    args.format
        .or_else(|| Format::from_path(path))
        .unwrap_or(Format::Jsonl)
}

fn events(args: &ExportArgs, record: &Record, mut out: Box<dyn Sink + '_>) -> Result<usize> {
    let mut n = 0;
    record.export_events::<anyhow::Error>(&args.filter.filter()?, |event| {
        n += 1;
        Ok(out.write(Row::Merged(&event))?)
    })?;
    out.finish()?;
    Ok(n)
}

fn claims(record: &Record, superseded: bool, mut out: Box<dyn Sink + '_>) -> Result<usize> {
    let mut n = 0;
    record.export_claims::<anyhow::Error>(superseded, |claim| {
        n += 1;
        Ok(out.write(Row::Claim(&claim))?)
    })?;
    out.finish()?;
    Ok(n)
}

fn presence(record: &Record, mut out: Box<dyn Sink + '_>) -> Result<usize> {
    let mut n = 0;
    record.presence::<anyhow::Error>(None, |statement| {
        n += 1;
        Ok(out.write(Row::Presence(&statement))?)
    })?;
    out.finish()?;
    Ok(n)
}

fn documents(record: &Record, mut out: Box<dyn Sink + '_>) -> Result<usize> {
    let mut n = 0;
    record.export_documents::<anyhow::Error>(|document| {
        n += 1;
        Ok(out.write(Row::Document(&document))?)
    })?;
    out.finish()?;
    Ok(n)
}

fn in_layout(
    args: &ExportArgs,
    record: &Record,
    layout: Layout,
    out: &mut dyn Write,
) -> Result<usize> {
    let names = Lexicon::builtin().country_names();
    let name = |code: &str| names.get(code).cloned();
    let mut rows = 0;
    if layout.has_header() {
        writeln!(out, "{}", layout.columns().join("\t"))?;
    }
    record.export_events::<anyhow::Error>(&args.filter.filter()?, |event| {
        let first = record.first_claim(&event.id)?;
        for row in layout.rows(&event, &first, &name) {
            rows += 1;
            writeln!(out, "{}", row.join("\t"))?;
        }
        Ok(())
    })?;
    out.flush()?;
    Ok(rows)
}

fn all(args: &ExportArgs, record: &Record, terminal: &Terminal) -> Result<Answer> {
    let format = args.format.unwrap_or(Format::Jsonl);
    if !matches!(format, Format::Jsonl | Format::Parquet) {
        bail!(
            "--all writes jsonl or parquet, which lose nothing; {} would",
            format.as_str()
        );
    }
    std::fs::create_dir_all(&args.file)?;
    let open = |name: &str, kind| -> Result<(PendingFile, Box<dyn Sink>)> {
        let path = args.file.join(format!("{name}.{}", format.as_str()));
        let (file, out) = PendingFile::create(&path)?;
        Ok((file, sink(format, kind, out, Default::default())?))
    };
    let (file, out) = open("documents", Kind::Document)?;
    let reports = documents(record, out)?;
    file.keep()?;
    let (file, out) = open("claims", Kind::Claim)?;
    let n = claims(record, true, out)?;
    file.keep()?;
    let (file, out) = open("presence", Kind::Presence)?;
    let statements = presence(record, out)?;
    file.keep()?;
    lines(&args.file.join("decisions.jsonl"), &record.decisions()?)?;
    lines(
        &args.file.join("corrections.jsonl"),
        &record.corrections(None)?,
    )?;
    terminal.say(format!(
        "`{}`: {}, {}, {}",
        args.file.display(),
        count(reports, "report"),
        count(n, "claim"),
        count(statements, "presence statement")
    ));
    Ok(Answer::Yes)
}

/// Writes values as JSON lines.
fn lines<T: serde::Serialize>(path: &Path, values: &[T]) -> Result<()> {
    let (file, mut out) = PendingFile::create(path)?;
    for value in values {
        serde_json::to_writer(&mut out, value)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    file.keep()
}
