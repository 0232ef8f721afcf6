//! `chancery exchanges`: who began, who answered, how much, how fast, and why we think so.

use super::{PairArgs, act_line};
use crate::cli::terminal::bold;
use crate::cli::{Answer, Terminal, destination};
use anyhow::Result;
use chancery::ask::{ExchangesQuestion, exchanges};
use chancery::relate::Act;
use chancery::relate::exchanges::{Days, Exchange, Link, Ratio, Reason, Wave};
use clap::{Args, ValueEnum};
use std::collections::HashMap;
use std::io::Write;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery exchanges USA RUS
  chancery exchanges India Pakistan --since 2016-01-01 --until 2019-12-31
  chancery exchanges GBR RUS --stated-only --format json | jq .exchanges

An answer is joined to an act because a text says so, or because parties, kind, size and time fit; each link tells \
which. docs/relations.md explains the numbers.")]
pub struct ExchangesArgs {
    #[command(flatten)]
    pair: PairArgs,
    /// Only links that a text states
    #[arg(long)]
    stated_only: bool,
    /// Least chance, 0 to 1, for a link that no text states
    #[arg(long, value_name = "CHANCE")]
    least_chance: Option<f64>,
    /// How to write them
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    format: Shape,
}

/// Formats of exchanges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shape {
    /// For the eye
    Text,
    /// One JSON object: acts, exchanges, waves
    Json,
}

pub fn run(args: &ExchangesArgs, terminal: &Terminal) -> Result<Answer> {
    let (a, b) = args.pair.codes()?;
    let question = ExchangesQuestion {
        since: args.pair.since,
        until: args.pair.until,
        stated_only: args.stated_only,
        least_chance: args.least_chance,
    };
    let answer = exchanges(&args.pair.record.open()?, (&a, &b), &question)?;
    let found = &answer.exchanges;
    let of_pair: HashMap<&str, &Act> = (answer.acts.iter())
        .map(|act| (act.id.as_str(), act))
        .collect();
    let mut out = destination::stdout();
    match args.format {
        Shape::Json => {
            serde_json::to_writer_pretty(&mut out, &answer)?;
            writeln!(out)?;
        }
        Shape::Text => text(&mut out, found, &answer.waves, &of_pair, terminal)?,
    }
    out.flush()?;
    if found.is_empty() {
        terminal.say(format!(
            "no exchange between {} and {}: {} by the measures that are linked",
            a,
            b,
            crate::cli::progress::count(of_pair.len(), "act")
        ));
        return Ok(Answer::No);
    }
    let linked: usize = found.iter().map(|e| e.links.len()).sum();
    terminal.say(format!(
        "{}, {} in them, {} of {}",
        crate::cli::progress::count(found.len(), "exchange"),
        crate::cli::progress::count(linked, "answer"),
        linked,
        crate::cli::progress::count(of_pair.len(), "act"),
    ));
    Ok(Answer::Yes)
}

fn text(
    out: &mut dyn Write,
    exchanges: &[Exchange],
    waves: &[Wave],
    acts: &HashMap<&str, &Act>,
    terminal: &Terminal,
) -> Result<()> {
    let color = terminal.color_out();
    for exchange in exchanges {
        let answers: HashMap<&str, &Link> = exchange
            .links
            .iter()
            .map(|l| (l.answer.as_str(), l))
            .collect();
        for id in &exchange.acts {
            let Some(act) = acts.get(id.as_str()) else {
                continue;
            };
            let line = act_line(act);
            match answers.get(id.as_str()) {
                None => writeln!(out, "{}", bold(&line, color))?,
                Some(link) => {
                    writeln!(out, "  {line}  {}", measure(link))?;
                    reason(out, link)?;
                }
            }
            if let Some(wave) = waves.iter().find(|w| w.acts.contains(id)) {
                writeln!(
                    out,
                    "      one of a wave: {} against {} from {} to {} ({})",
                    crate::cli::progress::count(wave.actors.len(), "state"),
                    wave.recipient,
                    wave.first,
                    wave.last,
                    wave.actors.join(" ")
                )?;
            }
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Delay and proportion: `after 3 days, 1.00 for 1`.
fn measure(link: &Link) -> String {
    let days = |Days { low, high }| match (low, high) {
        (1, 1) => "after 1 day".to_owned(),
        (low, high) if low == high => format!("after {low} days"),
        (low, high) => format!("after {low} to {high} days"),
    };
    let ratio = |Ratio { low, high }| match (low, high) {
        (Some(low), Some(high)) if (low - high).abs() < 0.005 => format!(", {low:.2} for 1"),
        (Some(low), Some(high)) => format!(", {low:.2} to {high:.2} for 1"),
        (Some(low), None) => format!(", at least {low:.2} for 1"),
        (None, Some(high)) => format!(", at most {high:.2} for 1"),
        (None, None) => String::new(),
    };
    format!(
        "{}{}",
        days(link.delay),
        link.ratio.map_or(String::new(), ratio)
    )
}

fn reason(out: &mut dyn Write, link: &Link) -> Result<()> {
    match &link.reason {
        Reason::Text { text, source } if text.is_empty() => {
            writeln!(out, "      {source} says so")?
        }
        Reason::Text { text, source } => {
            writeln!(out, "      the text says so: “{text}” ({source})")?
        }
        Reason::Fit {
            chance, evidence, ..
        } => {
            let speaks: Vec<String> = (evidence.iter())
                .filter(|e| e.weight > 0.0)
                .take(3)
                .map(|e| e.says.clone())
                .collect();
            writeln!(
                out,
                "      they fit, with a chance of {chance:.2}: {}",
                speaks.join("; ")
            )?;
        }
    }
    Ok(())
}
