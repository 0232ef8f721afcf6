//! Documents as they are printed: JSON lines that can be read again, Markdown for the eye.

use anyhow::Result;
use chancery::read::{BlockKind, Cut, DateBasis, Document, Flag};
use clap::ValueEnum;
use jiff::civil::Date;
use serde::Serialize;
use std::io::{self, Write};

/// How documents are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// One JSON object a line, as `chancery code -` reads them
    Jsonl,
    /// Headline, particulars, paragraphs, headings and captions, for the eye
    Markdown,
}

impl Form {
    /// Writes a document; with `explain`, what was cut from it as well.
    ///
    /// # Errors
    /// If nothing can be written.
    pub fn write(self, out: &mut dyn Write, document: &Document, explain: bool) -> Result<()> {
        match self {
            Form::Jsonl => json_line(out, document),
            Form::Markdown => Ok(markdown(out, document, explain)?),
        }
    }
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
