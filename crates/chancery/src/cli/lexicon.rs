//! `chancery lexicon`: what names stand for, whether the lexicon is in order, and how to bring one's own.

use super::parts::{LexiconArgs, read_text};
use super::terminal::bold;
use super::{Answer, Terminal, destination};
use anyhow::Result;
use chancery::codebook::one_slip_apart;
use chancery::lexicon::{Entry, Lexicon};
use chancery::output::table::cell;
use clap::{Args, Subcommand, ValueEnum};
use serde::Serialize;
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery lexicon find \"the Kremlin\"
  chancery lexicon audit
  chancery lexicon import --petrarch my.actors.txt -o my-lexicon/bodies.tsv
  chancery code news.jsonl --lexicon my-lexicon")]
pub struct LexiconCommand {
    #[command(subcommand)]
    command: Subcommands,
}

#[derive(Debug, Subcommand)]
enum Subcommands {
    /// Tell what some words stand for, and since when
    Find(FindArgs),
    /// Check the lexicon: order, duplicates, codes, dates, names that match too much
    Audit(AuditArgs),
    /// Turn an actor or agent dictionary of PETRARCH or TABARI into a lexicon of yours
    Import(ImportArgs),
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery lexicon find \"Downing Street\"
  chancery lexicon find Moscow --format json
  chancery lexicon find \"our militia\" --lexicon my-lexicon")]
struct FindArgs {
    /// The words, as they stand in running text
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    /// How to print
    #[arg(short, long, default_value = "table")]
    format: FindFormat,
    #[command(flatten)]
    lexicon: LexiconArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FindFormat {
    /// For the eye
    Table,
    /// A JSON array
    Json,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery lexicon audit
  chancery lexicon audit --lexicon my-lexicon")]
struct AuditArgs {
    #[command(flatten)]
    lexicon: LexiconArgs,
}

pub fn run(command: &LexiconCommand, terminal: &Terminal) -> Result<Answer> {
    match &command.command {
        Subcommands::Find(args) => find(args, terminal),
        Subcommands::Audit(args) => audit(args, terminal),
        Subcommands::Import(args) => import(args, terminal),
    }
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery lexicon import --petrarch Phoenix.Countries.actors.txt -o my-lexicon/bodies.tsv
  chancery lexicon import --petrarch agents.txt > my-lexicon/agents.tsv

CAMEO's actor codes become countries and sectors, dated codes and synonyms are kept. The first line of \
the result says under which name to save it. Lines that cannot be read are told with their number and \
left out.")]
struct ImportArgs {
    /// The dictionary
    #[arg(long, value_name = "FILE")]
    petrarch: PathBuf,
    /// Where the lexicon goes [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// An entry as JSON.
#[derive(Serialize)]
struct Found<'a> {
    kind: String,
    code: Option<&'a str>,
    sector: Option<&'a str>,
    name: Option<&'a str>,
    role: Option<&'a str>,
    from: Option<String>,
    to: Option<String>,
    lat: Option<f64>,
    lon: Option<f64>,
    plural: bool,
    user: bool,
    source: String,
}

impl<'a> Found<'a> {
    fn of(entry: &'a Entry) -> Found<'a> {
        Found {
            kind: format!("{:?}", entry.kind).to_lowercase(),
            code: entry.code.as_deref(),
            sector: entry.sector.as_deref(),
            name: entry.name.as_deref(),
            role: entry.role.as_deref(),
            from: entry.from.map(|d| d.to_string()),
            to: entry.to.map(|d| d.to_string()),
            lat: entry.lat,
            lon: entry.lon,
            plural: entry.plural,
            user: entry.user,
            source: entry.source.to_string(),
        }
    }
}

fn find(args: &FindArgs, terminal: &Terminal) -> Result<Answer> {
    let lexicon = args.lexicon.load()?;
    let words = args.words.join(" ");
    // Articles are no part of a name in the lexicon, but are in the words that people ask for.
    let bare = ["the ", "The ", "a ", "an "]
        .iter()
        .find_map(|article| words.strip_prefix(article));
    let mut entries = lexicon.find(&words);
    if let (true, Some(bare)) = (entries.is_empty(), bare) {
        entries = lexicon.find(bare);
    }
    let found: Vec<Found<'_>> = entries.into_iter().map(Found::of).collect();
    let mut out = destination::stdout();
    match args.format {
        FindFormat::Json => {
            serde_json::to_writer_pretty(&mut out, &found)?;
            writeln!(out)?;
        }
        FindFormat::Table if !found.is_empty() => table(&mut out, &found, terminal)?,
        FindFormat::Table => {}
    }
    out.flush()?;
    if !found.is_empty() {
        return Ok(Answer::Yes);
    }
    let near = lexicon
        .entries()
        .iter()
        .filter_map(|e| e.name.as_deref())
        .find(|name| one_slip_apart(name, &words));
    terminal.say(match near {
        Some(near) => format!("the lexicon has no `{words}`; did you mean `{near}`?"),
        None => format!("the lexicon has no `{words}`: CONTRIBUTING.md says how to add it, --lexicon adds your own"),
    });
    Ok(Answer::No)
}

fn table(out: &mut impl Write, found: &[Found<'_>], terminal: &Terminal) -> Result<()> {
    const HOLDS: usize = 21;
    let name = terminal.width().saturating_sub(62).max(16);
    let header = format!(
        "{:10} {:4} {:4} {} {} SOURCE",
        "KIND",
        "CODE",
        "SECT",
        cell("NAME", name),
        cell("HOLDS", HOLDS)
    );
    writeln!(out, "{}", bold(&header, terminal.color_out()))?;
    for f in found {
        let holds = match (&f.from, &f.to) {
            (None, None) => "always".to_owned(),
            (from, to) => format!(
                "{}–{}",
                from.as_deref().unwrap_or(""),
                to.as_deref().unwrap_or("")
            ),
        };
        let named = match (f.name, f.role) {
            (Some(name), Some(role)) => format!("{name}, {role}"),
            (name, role) => name.or(role).unwrap_or("–").to_owned(),
        };
        writeln!(
            out,
            "{:10} {:4} {:4} {} {} {}",
            f.kind,
            f.code.unwrap_or("–"),
            f.sector.unwrap_or("–"),
            cell(&named, name),
            cell(&holds, HOLDS),
            f.source
        )?;
    }
    Ok(())
}

fn audit(args: &AuditArgs, terminal: &Terminal) -> Result<Answer> {
    let mut findings = Lexicon::audit();
    match args.lexicon.load() {
        Ok(lexicon) => terminal.say(format!(
            "{} entries, fingerprint {}",
            super::progress::thousands(lexicon.entries().len()),
            lexicon.fingerprint()
        )),
        Err(error) => findings.push(format!("{error:#}")),
    }
    match args.lexicon.triggers() {
        Ok(triggers) => terminal.say(super::progress::count(triggers.rules().len(), "trigger")),
        Err(error) => findings.push(format!("{error:#}")),
    }
    let mut out = destination::stdout();
    for finding in &findings {
        writeln!(out, "{finding}")?;
    }
    out.flush()?;
    terminal.say(match findings.len() {
        0 => "the lexicon is in order".to_owned(),
        n => super::progress::count(n, "finding"),
    });
    Ok(if findings.is_empty() {
        Answer::Yes
    } else {
        Answer::No
    })
}

fn import(args: &ImportArgs, terminal: &Terminal) -> Result<Answer> {
    let source = read_text(&args.petrarch)?;
    let (lexicon, problems) =
        chancery::lexicon::import_petrarch(&source, &args.petrarch.display().to_string());
    destination::write_whole(args.output.as_deref(), lexicon.as_bytes())?;
    for problem in &problems {
        terminal.say(problem);
    }
    let rows = lexicon
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .count();
    terminal.say(format!(
        "{}, {}",
        super::progress::count(rows.saturating_sub(1), "entry").replace("entrys", "entries"),
        super::progress::count(problems.len(), "problem")
    ));
    Ok(if problems.is_empty() {
        Answer::Yes
    } else {
        Answer::No
    })
}
