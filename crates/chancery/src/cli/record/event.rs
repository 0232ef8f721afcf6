//! `chancery event`: one event with every claim behind it, and where they disagree.

use super::{RecordArgs, codes};
use crate::cli::terminal::bold;
use crate::cli::{Answer, Terminal, destination};
use anyhow::Result;
use chancery::codebook::short::{bounds, days};
use chancery::record::{ClaimRow, EventDetail, MergedEvent, Party};
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use std::io::Write;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery event 5f0c2a91d37be864
  chancery event 5f0c2a --as-known-on 2018-03-28
  chancery event 5f0c2a --format json | jq .readings

The id of an event, or of one of its claims, or the first four digits or more of either.")]
pub struct EventArgs {
    /// Id of the event or of a claim
    #[arg(value_name = "ID")]
    id: String,
    /// As if nothing reported after this day were known
    #[arg(long, value_name = "DATE")]
    as_known_on: Option<Date>,
    /// How to write it
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    format: Shape,
    #[command(flatten)]
    record: RecordArgs,
}

/// Formats of one event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shape {
    /// For the eye
    Text,
    /// One JSON object
    Json,
}

pub fn run(args: &EventArgs, terminal: &Terminal) -> Result<Answer> {
    let detail = args.record.open()?.event(&args.id, args.as_known_on)?;
    let mut out = destination::stdout();
    match args.format {
        Shape::Json => {
            serde_json::to_writer_pretty(&mut out, &detail)?;
            writeln!(out)?;
        }
        Shape::Text => text(&mut out, &detail, terminal)?,
    }
    out.flush()?;
    Ok(Answer::Yes)
}

/// A party in words: `RUS GOV Sergei Lavrov (foreign minister)`.
pub fn party(party: &Party) -> String {
    let mut words: Vec<String> = Vec::new();
    words.extend(party.country.clone());
    words.extend(party.sector.clone());
    words.extend(party.name.clone());
    words.extend(party.role.as_ref().map(|role| format!("({role})")));
    if words.is_empty() {
        "?".to_owned()
    } else {
        words.join(" ")
    }
}

fn parties(all: &[Party]) -> String {
    match all {
        [] => "–".to_owned(),
        all => all.iter().map(party).collect::<Vec<_>>().join("; "),
    }
}

/// One line for an event: `2018-03-26  USA → RUS  SANCTION expel (expulsion) 60`.
pub fn headline(event: &MergedEvent) -> String {
    let codes = |side: &[Party]| codes(side.iter().map(|p| p.country.as_deref()));
    let act = event.event.with_mode(event.mode);
    let measure = event.measure.map_or(String::new(), |m| format!(" ({m})"));
    let number = match bounds(&event.quantity) {
        n if n.is_empty() => n,
        n => format!(" {n}"),
    };
    format!(
        "{}  {} → {}  {act}{measure}{number}",
        days(event.date, event.enddate),
        codes(&event.actor),
        codes(&event.recipient),
    )
}

fn text(out: &mut dyn Write, detail: &EventDetail, terminal: &Terminal) -> Result<()> {
    let color = terminal.color_out();
    let event = &detail.event;
    writeln!(out, "{}", bold(&headline(event), color))?;
    let mut field = |name: &str, value: String| writeln!(out, "{name:12}{value}");
    field("id", event.id.clone())?;
    field("actor", parties(&event.actor))?;
    field("recipient", parties(&event.recipient))?;
    field("status", event.status.to_string())?;
    if let Some(place) = &event.place {
        let name = place.name.as_ref().unwrap_or(&place.raw_text);
        let country = place
            .country
            .as_ref()
            .map_or(String::new(), |c| format!(", {c}"));
        field("place", format!("{name}{country}"))?;
    }
    field(
        "score",
        format!(
            "{} (quad {}, CAMEO {})",
            event.event_scale,
            event.quad_code.get(),
            event.cameo.as_deref().unwrap_or("–")
        ),
    )?;
    field("confidence", format!("{:.2}", event.confidence))?;
    field(
        "sources",
        format!(
            "{} in {}, {} independent; reported {}",
            crate::cli::progress::count(event.claims, "claim"),
            crate::cli::progress::count(event.sources, "report"),
            event.independent,
            days(event.first_reported, event.last_reported)
        ),
    )?;
    if !event.disputed.is_empty() {
        writeln!(out, "\n{}", bold("Where claims disagree", color))?;
        for reading in detail
            .readings
            .iter()
            .filter(|r| event.disputed.iter().any(|d| d == r.field))
        {
            writeln!(
                out,
                "{:12}{:>4.0} %  {}  ({})",
                reading.field,
                reading.share * 100.0,
                reading.value,
                reading
                    .claims
                    .iter()
                    .map(|c| c.get(..8).unwrap_or(c))
                    .collect::<Vec<_>>()
                    .join(", ")
            )?;
        }
    }
    writeln!(out, "\n{}", bold("Claims", color))?;
    for claim in &detail.claims {
        write_claim(out, claim, color)?;
    }
    Ok(())
}

/// A claim: id, outlet, day of the report, and its sentence with the words of the act marked.
fn write_claim(out: &mut dyn Write, claim: &ClaimRow, color: bool) -> Result<()> {
    let event = &claim.record;
    let cite = &event.cite_info;
    let outlet = cite.outlet.as_deref().unwrap_or("no outlet given");
    let published = days(cite.published, cite.published);
    let status = match event.status.as_str() {
        "actual" => String::new(),
        other => format!(", {other}"),
    };
    writeln!(out, "{}  {published}  {outlet}{status}", event.id)?;
    if let Some(title) = &cite.title {
        writeln!(out, "    {title}")?;
    }
    writeln!(out, "    “{}”", marked(event, color))?;
    if let Some(url) = &cite.url {
        writeln!(out, "    {url}")?;
    }
    Ok(())
}

/// The sentence with the words of the act underlined, or in brackets where there are no colours.
fn marked(event: &chancery::codebook::Event, color: bool) -> String {
    let Some(trigger) = &event.text_info.trigger else {
        return event.text.clone();
    };
    let at = |n: usize| n.saturating_sub(event.text_info.start);
    let (start, end) = (at(trigger.start), at(trigger.end));
    let part = |from: usize, to: usize| -> String {
        (event.text.chars().skip(from).take(to.saturating_sub(from))).collect()
    };
    let words = part(start, end);
    let words = if color {
        format!("\x1b[4m{words}\x1b[0m")
    } else {
        format!("[{words}]")
    };
    format!("{}{words}{}", part(0, start), part(end, usize::MAX))
}
