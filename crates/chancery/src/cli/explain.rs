//! `chancery explain`: what led to each record, aligned under the words.

use super::layout::{self, Line};
use super::parts::{CoderArgs, ReadArgs};
use super::{Answer, Terminal, destination, terminal::bold};
use anyhow::{Result, bail};
use chancery::code::{Explanation, SentenceExplanation};
use chancery::codebook::{Event, PresenceStatement, Problem};
use chancery::output::{Kind, Record, sink};
use chancery::read::{Document, Item};
use clap::{Args, ValueEnum};
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery explain \"Poland expelled three Russian diplomats on Friday.\" --published 2025-03-04
  chancery code news.jsonl --format csv | head -2
  chancery explain 3fa94c0d12ab88e1 news.jsonl
  chancery explain \"Peru recalled its envoy.\" --format json | jq '.sentences[].steps'

Under each sentence stand the parties, the words of acts, status and saying, the dates, numbers and \
places that were recognised, each where its words begin; then what each rule did; then the records.")]
pub struct ExplainArgs {
    /// A sentence, or the id of an event of the inputs; `-` reads a text from standard input
    #[arg(value_name = "SENTENCE|ID")]
    what: String,
    /// Where the event's report is, as for `chancery code`
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How to print
    #[arg(short, long, default_value = "table")]
    format: ExplainFormat,
    #[command(flatten)]
    read: ReadArgs,
    #[command(flatten)]
    coder: CoderArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ExplainFormat {
    /// For the eye
    Table,
    /// One JSON object
    Json,
}

/// The explanation as JSON.
#[derive(serde::Serialize)]
struct Explained<'a> {
    document: &'a str,
    sentences: &'a [SentenceExplanation],
    events: &'a [Event],
    presence: &'a [PresenceStatement],
    problems: &'a [Problem],
}

pub fn run(args: &ExplainArgs, terminal: &Terminal) -> Result<Answer> {
    let coder = args.coder.coder()?;
    let (document, explanation) = if args.paths.is_empty() {
        if is_id(&args.what) {
            bail!(
                "`{}` looks like the id of an event: name its input too, as in `chancery explain {} news.jsonl`",
                args.what,
                args.what
            );
        }
        let text = if args.what == "-" {
            std::io::read_to_string(std::io::stdin())?
        } else {
            args.what.clone()
        };
        if text.trim().is_empty() {
            bail!("there is no sentence to explain");
        }
        let mut document = Document::from_text("sentence", &text);
        document.published = args.read.published;
        let explanation = coder.explain(&document);
        (document, explanation)
    } else {
        if !is_id(&args.what) {
            bail!(
                "`{}` is no id of an event, which has 16 hexadecimal digits: to explain a sentence, give it alone and in quotes",
                args.what
            );
        }
        let of_event = args
            .read
            .items(&args.paths, terminal)?
            .find_map(|item| match item {
                Item::Problem(problem) => {
                    terminal.say(problem);
                    None
                }
                Item::Note(_) => None,
                Item::Document(document) => {
                    let coded = coder.code(&document);
                    let event = coded.events.iter().find(|e| e.id == args.what)?;
                    let sentence = event.text_info.sentence;
                    let mut explanation = coder.explain(&document);
                    explanation.sentences.retain(|s| s.sentence == sentence);
                    explanation
                        .coded
                        .events
                        .retain(|e| e.text_info.sentence == sentence);
                    explanation
                        .coded
                        .presence
                        .retain(|p| p.text_info.sentence == sentence);
                    Some((document, explanation))
                }
            });
        let Some(found) = of_event else {
            terminal.say(format!(
                "no event of the input has the id {}: ids change with the text and with --published",
                args.what
            ));
            return Ok(Answer::No);
        };
        found
    };
    let mut out = destination::stdout();
    match args.format {
        ExplainFormat::Json => {
            let explained = Explained {
                document: &document.id,
                sentences: &explanation.sentences,
                events: &explanation.coded.events,
                presence: &explanation.coded.presence,
                problems: &explanation.coded.problems,
            };
            serde_json::to_writer_pretty(&mut out, &explained)?;
            writeln!(out)?;
        }
        ExplainFormat::Table => print(&mut out, &explanation, terminal)?,
    }
    out.flush()?;
    Ok(Answer::Yes)
}

fn is_id(word: &str) -> bool {
    word.len() == 16 && word.bytes().all(|b| b.is_ascii_hexdigit())
}

fn print(out: &mut impl Write, explanation: &Explanation, terminal: &Terminal) -> Result<()> {
    let color = terminal.color_out();
    for sentence in &explanation.sentences {
        for line in layout::under_the_words(sentence, terminal.width()) {
            match line {
                Line::Words(words) => writeln!(out, "{}", bold(&words, color))?,
                Line::Marks(marks) => writeln!(out, "{marks}")?,
                Line::Gap => writeln!(out)?,
            }
        }
        if !sentence.passed_gate {
            writeln!(
                out,
                "{}no act with a party: not read further",
                layout::margin("gate")
            )?;
        }
        for step in &sentence.steps {
            let label = format!("{}: ", step.rule);
            let event = step
                .event
                .as_ref()
                .map_or(String::new(), |id| format!(" [{id}]"));
            for line in layout::wrapped(
                &layout::margin("rule"),
                &format!("{label}{}{event}", step.detail),
                terminal.width(),
            ) {
                writeln!(out, "{line}")?;
            }
        }
        writeln!(out)?;
    }
    let coded = &explanation.coded;
    if coded.events.is_empty() && coded.presence.is_empty() {
        writeln!(out, "no record")?;
    }
    let mut rows: Vec<u8> = Vec::new();
    if !coded.events.is_empty() {
        let mut table = sink(
            chancery::output::Format::Table,
            Kind::Event,
            Box::new(&mut rows),
            terminal.style(),
        )?;
        coded
            .events
            .iter()
            .try_for_each(|e| table.write(Record::Event(e)))?;
        table.finish()?;
    }
    if !coded.presence.is_empty() {
        let mut table = sink(
            chancery::output::Format::Table,
            Kind::Presence,
            Box::new(&mut rows),
            terminal.style(),
        )?;
        coded
            .presence
            .iter()
            .try_for_each(|p| table.write(Record::Presence(p)))?;
        table.finish()?;
    }
    out.write_all(&rows)?;
    for problem in &coded.problems {
        writeln!(out, "problem: {}", problem.message)?;
    }
    Ok(())
}
