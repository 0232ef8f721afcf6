//! `chancery import`: claims that were made elsewhere, or a whole record that was exported.

use super::RecordArgs;
use super::export::layout_parser;
use crate::cli::progress::{count, thousands};
use crate::cli::telling::Telling;
use crate::cli::{Answer, Terminal};
use anyhow::{Context as _, Result, bail};
use chancery::codebook::{Event, PresenceStatement};
use chancery::lexicon::{Kind, Lexicon};
use chancery::output::Format;
use chancery::read::Document;
use chancery::record::layout::{Imported, Layout};
use chancery::record::{
    ClaimRow, Correction, Decision, DocumentRow, Incoming, Restored, Writer, Written,
};
use clap::Args;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};

/// Reports of a batch.
const BATCH: usize = 512;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery import events.jsonl
  chancery import claims.parquet --record copy.chancery
  chancery import 20180326.export.CSV --layout gdelt2
  chancery import ngecEvents.2023.txt --layout polecat
  chancery import backup/

Event records (`chancery code -o`, `chancery export --what claims`) come in as claims without their report's text; \
rows of other data sets too. A folder that `chancery export --all` wrote becomes the same record again.")]
pub struct ImportArgs {
    /// JSON lines or Parquet of event records, a file of another data set, or a folder of `export --all`
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The columns of another data set
    #[arg(long, value_name = "LAYOUT", value_parser = layout_parser())]
    layout: Option<Layout>,
    #[command(flatten)]
    record: RecordArgs,
}

pub fn run(args: &ImportArgs, terminal: &Terminal) -> Result<Answer> {
    for path in &args.paths {
        if !path.exists() {
            bail!(
                "cannot find `{}`{}",
                path.display(),
                crate::cli::parts::neighbour(path)
            );
        }
    }
    let mut import = Importing {
        writer: args.record.writer(terminal)?,
        batch: Vec::new(),
        written: Written::default(),
        bad: Telling::new("more bad rows are only counted: -v tells all"),
        terminal: *terminal,
    };
    for path in &args.paths {
        match args.layout {
            _ if path.is_dir() => import.folder(path)?,
            Some(layout) => import.rows(path, layout)?,
            None => import.claims(path)?,
        }
    }
    import.flush()?;
    let (written, bad) = (import.written, import.bad.count);
    import.writer.close()?;
    terminal.say(format!(
        "{}, {} of {}, {} known already{}",
        count(written.claims, "claim"),
        count(written.presence, "presence statement"),
        count(written.new + written.versions, "report"),
        thousands(written.same),
        if bad > 0 {
            format!(" ({} skipped)", count(bad, "row"))
        } else {
            String::new()
        }
    ));
    Ok(if bad > 0 { Answer::No } else { Answer::Yes })
}

struct Importing {
    writer: Writer,
    batch: Vec<Incoming>,
    written: Written,
    bad: Telling,
    terminal: Terminal,
}

impl Importing {
    fn flush(&mut self) -> Result<()> {
        self.written += self.writer.write(&self.batch)?;
        self.batch.clear();
        Ok(())
    }

    /// Takes a claim; claims of one report that follow one another go in together.
    fn take(&mut self, document: Document, event: Event) -> Result<()> {
        match self.batch.last_mut() {
            Some(last) if last.document == document && last.made_by == event.made_by => {
                last.events.push(event);
            }
            _ => {
                if self.batch.len() >= BATCH {
                    self.flush()?;
                }
                self.batch.push(Incoming {
                    document,
                    made_by: event.made_by.clone(),
                    events: vec![event],
                    without_text: true,
                    ..Incoming::default()
                });
            }
        }
        Ok(())
    }

    fn skip(&mut self, path: &Path, row: usize, why: &dyn std::fmt::Display) {
        let told = format!("{}, row {row}: {why}", path.display());
        self.bad.tell(told, &self.terminal);
    }

    fn claims(&mut self, path: &Path) -> Result<()> {
        let mut row = 0;
        each(path, |value| {
            row += 1;
            match value.and_then(claim) {
                Ok(ClaimRow { record: event, .. }) => {
                    let cite = event.cite_info.clone();
                    let document = Document {
                        id: cite.id,
                        title: cite.title,
                        outlet: cite.outlet,
                        url: cite.url,
                        published: cite.published,
                        ..Document::default()
                    };
                    self.take(document, event)
                }
                Err(error) => {
                    self.skip(path, row, &error);
                    Ok(())
                }
            }
        })
    }

    fn rows(&mut self, path: &Path, layout: Layout) -> Result<()> {
        // ICEWS alone names countries in words.
        let codes = match layout {
            Layout::Icews => codes(),
            Layout::Polecat | Layout::Gdelt2 => HashMap::new(),
        };
        let code = |name: &str| codes.get(&name.to_lowercase()).cloned();
        let mut rows = csv::ReaderBuilder::new()
            .delimiter(b'\t')
            .has_headers(layout.has_header())
            .quoting(false)
            .flexible(true)
            .from_path(path)
            .with_context(|| format!("cannot read `{}`", path.display()))?;
        // Files of different years have their columns in different orders.
        let mut order = None;
        if layout.has_header() {
            let header = rows.headers()?;
            let place = |column: &&str| {
                let at = header.iter().position(|h| h.trim() == *column);
                at.with_context(|| {
                    let file = path.display();
                    format!(
                        "`{file}` has no column `{column}`: is it {}?",
                        layout.as_str()
                    )
                })
            };
            order = Some(
                layout
                    .columns()
                    .iter()
                    .map(place)
                    .collect::<Result<Vec<usize>>>()?,
            );
        }
        for (i, record) in rows.records().enumerate() {
            let line = i + 1 + usize::from(layout.has_header());
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    self.skip(path, line, &error);
                    continue;
                }
            };
            let cells: Vec<&str> = match &order {
                Some(order) => {
                    let cell = |at: &usize| record.get(*at).unwrap_or_default();
                    order.iter().map(cell).collect()
                }
                None => record.iter().collect(),
            };
            match layout.read(&cells, &code) {
                Ok(Imported { event, document }) => self.take(document, event)?,
                Err(error) => self.skip(path, line, &error),
            }
        }
        Ok(())
    }

    /// A folder of `export --all`.
    fn folder(&mut self, folder: &Path) -> Result<()> {
        let file = |name: &str| {
            let there = ["jsonl", "parquet"].map(|e| folder.join(format!("{name}.{e}")));
            there.into_iter().find(|path| path.exists()).with_context(|| {
                format!("`{}` has no {name}.jsonl or {name}.parquet: did `chancery export --all` write it?", folder.display())
            })
        };
        let mut claims: HashMap<(String, i64), Vec<ClaimRow>> = HashMap::new();
        each(&file("claims")?, |value| {
            let row = claim(value?)?;
            claims
                .entry((row.record.cite_info.id.clone(), row.version))
                .or_default()
                .push(row);
            Ok(())
        })?;
        let mut presence: HashMap<String, Vec<PresenceStatement>> = HashMap::new();
        each(&file("presence")?, |value| {
            let statement: PresenceStatement = parse(value?)?;
            presence
                .entry(statement.cite_info.id.clone())
                .or_default()
                .push(statement);
            Ok(())
        })?;
        let mut batch = Vec::new();
        each(&file("documents")?, |value| {
            let report: DocumentRow = parse(value?)?;
            let claims = claims
                .remove(&(report.id.clone(), report.version))
                .unwrap_or_default();
            let statements = if report.current {
                presence.remove(&report.id)
            } else {
                None
            };
            batch.push(Restored {
                report,
                claims,
                presence: statements.unwrap_or_default(),
            });
            if batch.len() >= BATCH {
                self.written += self.writer.restore(std::mem::take(&mut batch))?;
            }
            Ok(())
        })?;
        self.written += self.writer.restore(batch)?;
        let mut decisions: Vec<Decision> = Vec::new();
        each(&folder.join("decisions.jsonl"), |value| {
            decisions.push(parse(value?)?);
            Ok(())
        })?;
        self.writer.restore_decisions(&decisions)?;
        // Exports of version 1 have none.
        let path = folder.join("corrections.jsonl");
        let mut corrections: Vec<Correction> = Vec::new();
        if path.exists() {
            each(&path, |value| {
                corrections.push(parse(value?)?);
                Ok(())
            })?;
        }
        self.writer.restore_corrections(&corrections)?;
        Ok(())
    }
}

fn parse<T: DeserializeOwned>(value: Value) -> Result<T> {
    Ok(serde_json::from_value(value)?)
}

/// A claim, with its place in the record that it was exported from, where the row has it.
fn claim(mut value: Value) -> Result<ClaimRow> {
    let mut place = |field: &str| value.as_object_mut().and_then(|o| o.remove(field));
    let event_id = place("event_id");
    let version = place("version");
    let superseded = place("superseded");
    let story = place("story");
    Ok(ClaimRow {
        event_id: event_id.and_then(|v| v.as_str().map(str::to_owned)),
        version: version.and_then(|v| v.as_i64()).unwrap_or(1),
        superseded: superseded.and_then(|v| v.as_bool()).unwrap_or(false),
        story: story.and_then(|v| v.as_i64()).unwrap_or(0),
        record: serde_json::from_value(value).context("no event record")?,
    })
}

/// Hands over the rows of a file of JSON lines or Parquet; a line that is no JSON is handed over as an error.
fn each(path: &Path, mut take: impl FnMut(Result<Value>) -> Result<()>) -> Result<()> {
    let file = File::open(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    match Format::from_path(path) {
        Some(Format::Parquet) => parquet(file, path, &mut take),
        Some(Format::Jsonl) | None => {
            for (i, line) in BufReader::new(file).lines().enumerate() {
                let line = line.with_context(|| format!("`{}`, line {}", path.display(), i + 1))?;
                if !line.trim().is_empty() {
                    take(serde_json::from_str(&line).context("no JSON"))?;
                }
            }
            Ok(())
        }
        Some(other) => bail!(
            "`{}` is {}: event records come in as jsonl or parquet; another data set needs --layout",
            path.display(),
            other.as_str()
        ),
    }
}

#[cfg(feature = "parquet")]
fn parquet(
    file: File,
    path: &Path,
    take: &mut dyn FnMut(Result<Value>) -> Result<()>,
) -> Result<()> {
    chancery::output::read_parquet(file, |value| take(Ok(value)).map_err(std::io::Error::other))
        .with_context(|| format!("cannot read `{}`", path.display()))
}

#[cfg(not(feature = "parquet"))]
fn parquet(_: File, path: &Path, _: &mut dyn FnMut(Result<Value>) -> Result<()>) -> Result<()> {
    bail!("`{}`: built without parquet", path.display())
}

/// Country codes by lower-cased English name.
fn codes() -> HashMap<String, String> {
    let mut codes: HashMap<String, String> = Lexicon::builtin()
        .country_names()
        .into_iter()
        .map(|(code, name)| (name.to_lowercase(), code))
        .collect();
    // ICEWS writes some names in its own way, and codes are their own names.
    for entry in Lexicon::builtin()
        .entries()
        .iter()
        .filter(|e| e.kind == Kind::Country)
    {
        if let Some(code) = &entry.code {
            codes
                .entry(code.to_lowercase())
                .or_insert_with(|| code.clone());
        }
    }
    codes
}
