//! `chancery read`: files in, clean documents out, nothing coded.

use super::form::Form;
use super::parts::ReadArgs;
use super::progress::{Counts, Progress, count};
use super::telling::Telling;
use super::{Answer, Terminal, destination, interrupt};
use anyhow::Result;
use chancery::read::Item;
use clap::Args;
use destination::PendingFile;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery read page.html
  chancery read page.html --explain
  chancery read crawl.warc.gz feeds/ newsletters.mbox -o documents.jsonl
  chancery read book.epub --format markdown | less
  chancery read dump.parquet --map text=inhalt,published=wann | head -1
  chancery read archive.zip | chancery code - -o events.csv

Inputs are those of `chancery code`: see docs/reading.md. The JSON lines can be read again: they give the \
same documents. --explain tells what was cut from each and why: `furniture` (a line that is a button, a \
notice, a pointer), `pointer` (a link that stands alone), `element` (a part of the page that is never its \
article), `outside` (outside the article that was found), `byline` and `date` (they became fields).")]
pub struct ReadCommand {
    /// Files or folders to read; `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How to write the documents [default: by the extension of FILE; else markdown at a terminal, jsonl in a pipe]
    #[arg(short, long, value_name = "FORMAT")]
    format: Option<Form>,
    /// Write the documents to FILE, which appears once it is whole
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Tell what was cut from each document, and why
    #[arg(long)]
    explain: bool,
    #[command(flatten)]
    read: ReadArgs,
}

pub fn run(args: &ReadCommand, terminal: &Terminal) -> Result<Answer> {
    let items = args
        .read
        .explained_items(&args.paths, terminal, args.explain)?;
    let path = args
        .output
        .as_deref()
        .filter(|path| path.as_os_str() != "-");
    let form = args.format.unwrap_or_else(|| {
        let extension = path.and_then(|path| path.extension()?.to_str());
        match extension {
            Some("md" | "markdown") => Form::Markdown,
            Some(_) => Form::Jsonl,
            None if path.is_none() && io::stdout().is_terminal() => Form::Markdown,
            None => Form::Jsonl,
        }
    });
    let (file, mut out) = match path {
        Some(path) => {
            let (file, out) = PendingFile::create(path)?;
            (Some(file), out)
        }
        None => (None, destination::stdout()),
    };
    let mut counts = Counts::default();
    let mut telling = Telling::new("more problems are only counted: -v tells all");
    let mut progress =
        Progress::new(terminal.shows_progress(path.is_none() && io::stdout().is_terminal()));
    let interrupt = interrupt::watch();
    for item in items {
        match item {
            Item::Document(document) => {
                counts.documents += 1;
                form.write(&mut out, &document, args.explain)?;
            }
            Item::Problem(problem) => {
                counts.count(problem.kind);
                progress.clear();
                telling.tell(&problem, terminal);
            }
            Item::Note(_) => {}
        }
        progress.tick_documents(&counts);
        if interrupt.happened() {
            break;
        }
    }
    out.flush()?;
    progress.clear();
    let told = format!(
        "{}, {}{} in {:.1} s",
        count(counts.documents, "document"),
        count(counts.problems, "problem"),
        counts.skips(),
        progress.seconds()
    );
    if interrupt.happened() {
        terminal.say(format!("interrupted after {told}"));
        return Ok(Answer::Interrupted);
    }
    if let Some(file) = file {
        file.keep()?;
    }
    terminal.say(told);
    let nothing = counts.documents == 0;
    Ok(if counts.skipped > 0 || nothing {
        Answer::No
    } else {
        Answer::Yes
    })
}
