//! `chancery relation`: what one given party does to another.

use super::parts::{CoderArgs, neighbour};
use super::{Answer, Terminal, destination};
use anyhow::{Context as _, Result, bail};
use chancery::code::Coder;
use chancery::code::model::{Relation, Span};
use chancery::read::Document;
use clap::Args;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{BufRead, BufReader, Write as _};
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery relation pairs.jsonl > relations.jsonl
  echo '{\"id\": \"1\", \"text\": \"Peru recalled its envoy to Chile.\", \"actor\": {\"start\": 0, \"end\": 4}, \
\"recipient\": {\"start\": 27, \"end\": 32}}' | chancery relation -

For those who have their own parties. Each line of input has id, text, actor and recipient, the last two \
as {start, end} in characters of the text. Each line of output has id, event, mode, quad_code, confidence \
and scores by type. A line that cannot be read is told with its number and passed over.")]
pub struct RelationArgs {
    /// JSON lines; `-` is standard input
    #[arg(value_name = "FILE", default_value = "-")]
    file: PathBuf,
    #[command(flatten)]
    coder: CoderArgs,
}

/// One line of input.
#[derive(Debug, Deserialize)]
struct Asked {
    id: serde_json::Value,
    text: String,
    actor: Span,
    recipient: Span,
}

/// One line of output.
#[derive(Debug, Serialize)]
struct Told<'a> {
    id: &'a serde_json::Value,
    #[serde(flatten)]
    relation: Relation,
}

pub fn run(args: &RelationArgs, terminal: &Terminal) -> Result<Answer> {
    let coder = args.coder.coder()?;
    if coder.model().is_none() {
        bail!(
            "the relation of two given parties is read by a model: use --model standard or --model fast"
        );
    }
    let (name, input): (String, Box<dyn BufRead>) = if args.file.as_os_str() == "-" {
        (
            "standard input".to_owned(),
            Box::new(std::io::stdin().lock()),
        )
    } else {
        let file = File::open(&args.file).with_context(|| {
            format!(
                "cannot read `{}`{}",
                args.file.display(),
                neighbour(&args.file)
            )
        })?;
        (
            args.file.display().to_string(),
            Box::new(BufReader::new(file)),
        )
    };
    let mut out = destination::stdout();
    let mut answer = Answer::Yes;
    for (number, line) in (1..).zip(input.lines()) {
        let line = line.with_context(|| format!("{name}:{number}: cannot be read"))?;
        if line.trim().is_empty() {
            continue;
        }
        match relation(&coder, &line) {
            Ok((id, relation)) => {
                serde_json::to_writer(&mut out, &Told { id: &id, relation })?;
                writeln!(out)?;
            }
            Err(error) => {
                answer = Answer::No;
                terminal.say(format!("{name}:{number}: {error:#}"));
            }
        }
    }
    out.flush()?;
    Ok(answer)
}

fn relation(coder: &Coder, line: &str) -> Result<(serde_json::Value, Relation)> {
    let asked: Asked = serde_json::from_str(line).context(
        "is no line of {id, text, actor: {start, end}, recipient: {start, end}} in JSON",
    )?;
    let length = asked.text.chars().count();
    for (what, span) in [("actor", asked.actor), ("recipient", asked.recipient)] {
        if span.start >= span.end || span.end > length {
            bail!(
                "{what} is {}..{}, but the text has {length} characters: give start before end, both within it",
                span.start,
                span.end
            );
        }
    }
    let document = Document::from_text("relation", &asked.text);
    let relation = coder
        .relation(&document, asked.actor, asked.recipient)?
        .context("the spans hold no word that can be read: check their start and end")?;
    Ok((asked.id, relation))
}
