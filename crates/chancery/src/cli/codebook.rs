//! `chancery codebook`: the vocabulary with its definitions and examples.

use super::terminal::bold;
use super::{Answer, Terminal, destination, layout};
use anyhow::{Result, bail};
use chancery::codebook::{Codebook, EventType, Term, one_slip_apart};
use clap::{Args, ValueEnum};
use serde::Serialize;
use std::io::Write;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery codebook
  chancery codebook SANCTION
  chancery codebook expulsion
  chancery codebook expel
  chancery codebook 145
  chancery codebook --format json | jq '.[] | select(.set == \"measure\")'")]
pub struct CodebookArgs {
    /// A type, mode, measure, status, context, sector, body or CAMEO code; all types where none is given
    #[arg(value_name = "WORD")]
    word: Option<String>,
    /// How to print
    #[arg(short, long, default_value = "table")]
    format: CodebookFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CodebookFormat {
    /// For the eye
    Table,
    /// A JSON array of entries
    Json,
}

/// Any entry of the codebook.
#[derive(Debug, Clone, Serialize)]
struct Entry<'a> {
    set: &'static str,
    code: &'a str,
    /// The type that a mode belongs to, or that a CAMEO code becomes.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    event: Option<EventType>,
    definition: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    example: &'a str,
    /// Everything else, in words and in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    facts: Vec<(&'static str, String)>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    also: &'a [String],
}

pub fn run(args: &CodebookArgs, terminal: &Terminal) -> Result<Answer> {
    let codebook = Codebook::builtin();
    let entries = entries(codebook);
    let mut found: Vec<&Entry<'_>> = match &args.word {
        None if args.format == CodebookFormat::Json => entries.iter().collect(),
        None => Vec::new(),
        Some(word) => find(&entries, word)?,
    };
    let mut out = destination::stdout();
    if args.format == CodebookFormat::Json {
        serde_json::to_writer_pretty(&mut out, &found)?;
        writeln!(out)?;
    } else if args.word.is_none() {
        overview(&mut out, codebook, terminal)?;
    } else {
        // The modes of a type are part of its page.
        for event in found
            .iter()
            .filter(|e| e.set == "type")
            .map(|e| e.event)
            .collect::<Vec<_>>()
        {
            found.extend(
                entries
                    .iter()
                    .filter(|e| e.set == "mode" && e.event == event),
            );
        }
        for (i, entry) in found.iter().enumerate() {
            if i > 0 {
                writeln!(out)?;
            }
            print(&mut out, entry, terminal)?;
        }
    }
    out.flush()?;
    Ok(Answer::Yes)
}

/// All entries, set by set in the codebook's order.
fn entries(codebook: &Codebook) -> Vec<Entry<'_>> {
    let score = |score: f64, cameo: &str| {
        vec![("score", format!("{score:+}")), ("CAMEO", cameo.to_owned())]
    };
    let mut entries = Vec::new();
    for t in &codebook.types {
        let quad = t.code.quad_code();
        let mut facts = vec![("quad", format!("{} ({})", quad.get(), quad.label()))];
        facts.extend(score(t.score, &t.cameo));
        entries.push(Entry {
            set: "type",
            code: t.code.as_str(),
            event: Some(t.code),
            definition: &t.definition,
            example: &t.example,
            facts,
            also: &t.also,
        });
    }
    for t in &codebook.types {
        entries.extend(t.modes.iter().map(|m| Entry {
            set: "mode",
            code: m.code.as_str(),
            event: Some(t.code),
            definition: &m.definition,
            example: &m.example,
            facts: score(m.score, &m.cameo),
            also: &m.also,
        }));
    }
    entries.extend(codebook.measures.iter().map(|m| {
        let types: Vec<&str> = m.types.iter().map(|t| t.as_str()).collect();
        Entry {
            set: "measure",
            code: m.code.as_str(),
            event: None,
            definition: &m.definition,
            example: &m.example,
            facts: vec![("with", types.join(", "))],
            also: &[],
        }
    }));
    let sets: [(&'static str, &[Term]); 4] = [
        ("status", &codebook.statuses),
        ("context", &codebook.contexts),
        ("sector", &codebook.sectors),
        ("body", &codebook.bodies),
    ];
    for (set, terms) in sets {
        entries.extend(terms.iter().map(|t| Entry {
            set,
            code: &t.code,
            event: None,
            definition: &t.definition,
            example: "",
            facts: Vec::new(),
            also: &t.also,
        }));
    }
    entries.extend(codebook.cameo.iter().map(|row| Entry {
        set: "CAMEO code",
        code: &row.code,
        event: Some(row.event),
        definition: &row.label,
        example: "",
        facts: vec![("becomes", row.event.with_mode(row.mode))],
        also: &[],
    }));
    entries
}

/// The entries of a word, cases and the names of other data sets aside.
fn find<'e, 'a>(entries: &'e [Entry<'a>], word: &str) -> Result<Vec<&'e Entry<'a>>> {
    let same = |name: &str| name.eq_ignore_ascii_case(word.trim());
    let found: Vec<&Entry<'_>> = entries.iter().filter(|e| same(e.code)).collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let found: Vec<&Entry<'_>> = entries
        .iter()
        .filter(|e| e.also.iter().any(|a| same(a)))
        .collect();
    if !found.is_empty() {
        return Ok(found);
    }
    match entries.iter().find(|e| one_slip_apart(e.code, word)) {
        Some(near) => bail!(
            "the codebook has no `{word}`; did you mean `{}`?",
            near.code
        ),
        None => {
            bail!("the codebook has no `{word}`: `chancery codebook` lists its types and measures")
        }
    }
}

fn overview(out: &mut impl Write, codebook: &Codebook, terminal: &Terminal) -> Result<()> {
    let (color, width) = (terminal.color_out(), terminal.width());
    writeln!(
        out,
        "{}",
        bold(&format!("Types (codebook {})", codebook.version), color)
    )?;
    for t in &codebook.types {
        let modes: Vec<&str> = t.modes.iter().map(|m| m.code.as_str()).collect();
        let modes = if modes.is_empty() {
            String::new()
        } else {
            format!(" [{}]", modes.join(", "))
        };
        for line in layout::wrapped(
            &format!("  {:10}", t.code),
            &format!("{}{modes}", t.definition),
            width,
        ) {
            writeln!(out, "{line}")?;
        }
    }
    let terms = |terms: &[Term]| {
        terms
            .iter()
            .map(|t| t.code.clone())
            .collect::<Vec<_>>()
            .join(", ")
    };
    let measures: Vec<String> = codebook
        .measures
        .iter()
        .map(|m| m.code.to_string())
        .collect();
    for (name, words) in [
        ("Measures", measures.join(", ")),
        ("Statuses", terms(&codebook.statuses)),
        ("Contexts", terms(&codebook.contexts)),
        ("Sectors", terms(&codebook.sectors)),
        ("Bodies", terms(&codebook.bodies)),
    ] {
        writeln!(out, "{}", bold(name, color))?;
        for line in layout::wrapped("  ", &words, width) {
            writeln!(out, "{line}")?;
        }
    }
    writeln!(out, "`chancery codebook WORD` tells more of any of these.")?;
    Ok(())
}

fn print(out: &mut impl Write, entry: &Entry<'_>, terminal: &Terminal) -> Result<()> {
    let width = terminal.width();
    let of = match (entry.set, entry.event) {
        ("mode", Some(event)) => format!("mode of {event}"),
        (set, _) => set.to_owned(),
    };
    writeln!(out, "{}  ({of})", bold(entry.code, terminal.color_out()))?;
    let mut say = |label: &str, text: &str| -> Result<()> {
        for line in layout::wrapped(&format!("  {label:9}"), text, width) {
            writeln!(out, "{line}")?;
        }
        Ok(())
    };
    say("", entry.definition)?;
    if !entry.example.is_empty() {
        say("example", entry.example)?;
    }
    for (label, fact) in &entry.facts {
        say(label, fact)?;
    }
    if !entry.also.is_empty() {
        say("also", &entry.also.join(", "))?;
    }
    Ok(())
}
