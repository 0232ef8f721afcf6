//! `chancery read`: files in, clean documents out, nothing coded.

use super::parts::ReadArgs;
use super::progress::{Counts, Progress, count};
use super::telling::Telling;
use super::{Answer, Terminal, destination, interrupt};
use anyhow::Result;
use chancery::read::{BlockKind, Cut, DateBasis, Document, Flag, Item};
use clap::{Args, ValueEnum};
use destination::PendingFile;
use jiff::civil::Date;
use serde::Serialize;
use std::io::{self, IsTerminal as _, Write};
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

/// How documents are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// One JSON object a line
    Jsonl,
    /// Headline, particulars, paragraphs, headings and captions, for the eye
    Markdown,
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
                match form {
                    Form::Jsonl => json_line(&mut out, &document)?,
                    Form::Markdown => markdown(&mut out, &document, args.explain)?,
                }
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

/// A document as it is written, its blocks counted in characters as in records.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    title: Option<&'a str>,
    outlet: Option<&'a str>,
    url: Option<&'a str>,
    published: Option<Date>,
    published_basis: Option<DateBasis>,
    byline: Option<&'a str>,
    dateline: Option<&'a str>,
    language: Option<&'a str>,
    flags: &'a [Flag],
    text: &'a str,
    blocks: Vec<Block>,
    #[serde(skip_serializing_if = "<[Cut]>::is_empty")]
    cut: &'a [Cut],
}

#[derive(Serialize)]
struct Block {
    kind: BlockKind,
    start: usize,
    end: usize,
}

fn json_line(out: &mut dyn Write, document: &Document) -> Result<()> {
    let mut at = (0, 0);
    let mut characters = |byte: usize| {
        at = (byte, at.1 + document.text[at.0..byte].chars().count());
        at.1
    };
    let blocks = document.blocks.iter().map(|block| Block {
        kind: block.kind,
        start: characters(block.start),
        end: characters(block.end),
    });
    let line = Line {
        blocks: blocks.collect(),
        id: &document.id,
        title: document.title.as_deref(),
        outlet: document.outlet.as_deref(),
        url: document.url.as_deref(),
        published: document.published,
        published_basis: document.published_basis,
        byline: document.byline.as_deref(),
        dateline: document.dateline.as_deref(),
        language: document.language.as_deref(),
        flags: &document.flags,
        text: &document.text,
        cut: &document.cut,
    };
    serde_json::to_writer(&mut *out, &line)?;
    Ok(out.write_all(b"\n")?)
}

/// The name of a basis or flag, as in JSON.
fn name(value: impl Serialize) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|v| Some(v.as_str()?.to_owned()))
        .unwrap_or_default()
}

fn markdown(out: &mut dyn Write, document: &Document, explain: bool) -> io::Result<()> {
    let mut blocks = document.blocks.iter().peekable();
    match blocks.next_if(|block| block.kind == BlockKind::Headline) {
        Some(block) => writeln!(out, "# {}\n", document.block_text(block))?,
        None => writeln!(
            out,
            "# {}\n",
            document.title.as_deref().unwrap_or(&document.id)
        )?,
    }
    let mut particulars: Vec<String> = document.outlet.iter().cloned().collect();
    particulars.extend(
        document
            .published
            .map(|date| match document.published_basis {
                Some(basis) => format!("{date} (by {})", name(basis)),
                None => date.to_string(),
            }),
    );
    particulars.extend(document.byline.iter().map(|byline| format!("by {byline}")));
    particulars.extend(
        document
            .language
            .iter()
            .filter(|code| *code != "en")
            .cloned(),
    );
    particulars.extend(document.flags.iter().map(name));
    particulars.push(
        document
            .url
            .as_ref()
            .map_or_else(|| format!("`{}`", document.id), |url| format!("<{url}>")),
    );
    writeln!(out, "*{}*\n", particulars.join(" · "))?;
    for block in blocks {
        let text = document.block_text(block);
        match block.kind {
            BlockKind::Headline => writeln!(out, "**{text}**\n")?,
            BlockKind::Heading => writeln!(out, "## {text}\n")?,
            BlockKind::Caption => writeln!(out, "> {text}\n")?,
            BlockKind::Paragraph => writeln!(out, "{text}\n")?,
        }
    }
    if explain {
        writeln!(out, "What was cut:\n")?;
        for cut in &document.cut {
            writeln!(out, "- {}: {}", cut.why, cut.text)?;
        }
        if document.cut.is_empty() {
            writeln!(out, "- nothing")?;
        }
        writeln!(out)?;
    }
    writeln!(out, "---\n")
}
