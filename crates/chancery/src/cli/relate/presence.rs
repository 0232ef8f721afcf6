//! `chancery presence`: what two states keep in each other, on a day or over time.

use super::{act_line, two_states};
use crate::cli::record::RecordArgs;
use crate::cli::terminal::bold;
use crate::cli::{Answer, Terminal, destination};
use anyhow::Result;
use chancery::ask::{presence, today};
use chancery::codebook::short::days;
use chancery::relate::Act;
use chancery::relate::presence::{Claim, ClaimKind, Register, Snapshot};
use clap::Args;
use jiff::civil::Date;
use std::collections::HashMap;
use std::io::Write;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery presence USA RUS --on 2018-04-01
  chancery presence Norway Belarus --history
  chancery presence USA RUS --json | jq .[].staff

Folded out of expulsions, closures, openings, cuts, caps, recalls and returns over what reports state of posts and \
counts. Staff is told as bounds that no report narrows more than it says; docs/relations.md explains the arithmetic.")]
pub struct PresenceArgs {
    /// One state: a code such as USA, or a name
    #[arg(value_name = "A")]
    first: String,
    /// The other
    #[arg(value_name = "B")]
    second: String,
    /// The day [default: today]
    #[arg(long, value_name = "DATE")]
    on: Option<Date>,
    /// The changes over time instead of one day
    #[arg(long, conflicts_with = "on")]
    history: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    record: RecordArgs,
}

pub fn run(args: &PresenceArgs, terminal: &Terminal) -> Result<Answer> {
    let (a, b) = two_states(&args.first, &args.second)?;
    let found = presence(&args.record.open()?, (&a, &b))?;
    let (acts, registers) = (&found.acts, &found.registers);
    let mut out = destination::stdout();
    if found.is_empty() {
        terminal.say(format!(
            "the record says nothing of what {a} and {b} keep in each other"
        ));
        return Ok(Answer::No);
    }
    let by_id: HashMap<&str, &Act> = acts.iter().map(|act| (act.id.as_str(), act)).collect();
    if args.history {
        if args.json {
            serde_json::to_writer_pretty(&mut out, registers)?;
            writeln!(out)?;
        } else {
            for register in registers {
                history(&mut out, register, &by_id, terminal.color_out())?;
            }
        }
    } else {
        let on = args.on.unwrap_or_else(today);
        if args.json {
            serde_json::to_writer_pretty(&mut out, &found.json_at(on))?;
            writeln!(out)?;
        } else {
            for (register, snapshot) in registers.iter().zip(found.at(on)) {
                text(&mut out, register, &snapshot, &by_id, terminal.color_out())?;
            }
        }
    }
    out.flush()?;
    Ok(Answer::Yes)
}

fn text(
    out: &mut dyn Write,
    register: &Register,
    snapshot: &Snapshot,
    acts: &HashMap<&str, &Act>,
    color: bool,
) -> Result<()> {
    let head = format!(
        "{} in {} on {}",
        register.sender, register.host, snapshot.on
    );
    writeln!(out, "{}", bold(&head, color))?;
    writeln!(out, "mission     {}", snapshot.mission_in_words())?;
    if let Some(head) = &snapshot.head {
        let state = if head.withdrawn {
            "withdrawn"
        } else {
            "in place"
        };
        writeln!(
            out,
            "head        {} {state} since {}",
            head.rank.as_str(),
            days(Some(head.since_first), Some(head.since_last))
        )?;
        claims(out, &head.claims, acts)?;
    }
    for post in &snapshot.posts {
        let city = post
            .city
            .as_ref()
            .map_or(String::new(), |c| format!(" in {c}"));
        let inferred = if post.inferred { ", inferred" } else { "" };
        writeln!(
            out,
            "post        {}{city}: {} since {}{inferred}",
            post.kind,
            post.status,
            days(Some(post.since_first), Some(post.since_last))
        )?;
        claims(out, &post.claims, acts)?;
    }
    for line in &snapshot.staff {
        let post = line
            .post
            .as_ref()
            .map_or(String::new(), |p| format!(" at {p}"));
        writeln!(
            out,
            "staff       {} {}{post} ({})",
            line.bounds.in_words(),
            line.unit.as_str(),
            line.counted_in_words()
        )?;
        claims(out, &line.claims, acts)?;
    }
    for c in &snapshot.contradictions {
        writeln!(out, "disputed    {} ({})", c.conflict.as_str(), c.date)?;
        claims(out, &c.earlier, acts)?;
        claims(out, &c.later, acts)?;
    }
    writeln!(out)?;
    Ok(())
}

/// The claims behind a line: an act as one line, a statement by its sentence.
fn claims(out: &mut dyn Write, claims: &[Claim], acts: &HashMap<&str, &Act>) -> Result<()> {
    for claim in claims {
        let said = match (claim.kind, acts.get(claim.id.as_str())) {
            (ClaimKind::Act, Some(act)) => format!("{}  [{}]", act_line(act), act.event_id),
            _ => format!(
                "{}  “{}”",
                days(Some(claim.first), Some(claim.last)),
                claim.text
            ),
        };
        writeln!(out, "            {said}")?;
    }
    Ok(())
}

fn history(
    out: &mut dyn Write,
    register: &Register,
    acts: &HashMap<&str, &Act>,
    color: bool,
) -> Result<()> {
    writeln!(
        out,
        "{}",
        bold(&format!("{} in {}", register.sender, register.host), color)
    )?;
    for change in &register.changes {
        writeln!(
            out,
            "{:14} {}",
            days(Some(change.first), Some(change.last)),
            change.turn.as_str()
        )?;
        claims(out, &change.claims, acts)?;
    }
    for c in &register.contradictions {
        writeln!(out, "disputed       {} ({})", c.conflict.as_str(), c.date)?;
    }
    writeln!(out)?;
    Ok(())
}
