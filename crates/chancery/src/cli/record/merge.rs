//! `chancery merge`: why claims stand together, and a person's word on it.

use super::RecordArgs;
use super::event::headline;
use crate::cli::parts::read_text;
use crate::cli::{Answer, Terminal, destination};
use anyhow::{Context as _, Result};
use chancery::record::merge::{GoldClaim, Membership, MergeScore, Why};
use clap::{Args, Subcommand};
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, arg_required_else_help = true)]
#[command(after_help = "Examples:
  chancery merge --explain 5f0c2a91d37be864
  chancery merge join 5f0c2a91d37be864 91ab30c2d4e5f607 --reason \"one act, two dates\"
  chancery merge split 07a1b2c3d4e5f607 --reason \"another summit\"
  chancery merge undo 07a1b2c3d4e5f607
  chancery merge --evaluate data/eval/clusters_test.jsonl

What a person decides is kept in the record, and merging again respects it.")]
pub struct MergeArgs {
    /// Tell why the claims of an event stand together
    #[arg(long, value_name = "EVENT")]
    explain: Option<String>,
    /// Compare the record's events with clusters made by hand (JSON lines: entry, cluster, start, length, event, actor, recipient)
    #[arg(long, value_name = "FILE")]
    evaluate: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(subcommand)]
    decide: Option<Decide>,
    #[command(flatten)]
    record: RecordArgs,
}

#[derive(Debug, Subcommand)]
enum Decide {
    /// Make one event of two
    #[command(after_help = "Examples:\n  chancery merge join 5f0c2a91d37be864 91ab30c2d4e5f607")]
    Join {
        /// Id of an event or claim
        a: String,
        /// Id of another
        b: String,
        /// Why
        #[arg(long, value_name = "WORDS")]
        reason: Option<String>,
        #[command(flatten)]
        record: RecordArgs,
    },
    /// Have a claim stand alone
    #[command(after_help = "Examples:\n  chancery merge split 07a1b2c3d4e5f607")]
    Split {
        /// Id of the claim
        claim: String,
        /// Why
        #[arg(long, value_name = "WORDS")]
        reason: Option<String>,
        #[command(flatten)]
        record: RecordArgs,
    },
    /// Take back what was decided about a claim
    #[command(after_help = "Examples:\n  chancery merge undo 07a1b2c3d4e5f607")]
    Undo {
        /// Id of the claim, or of an event whose first claim it is about
        id: String,
        #[command(flatten)]
        record: RecordArgs,
    },
}

pub fn run(args: &MergeArgs, terminal: &Terminal) -> Result<Answer> {
    match &args.decide {
        Some(Decide::Join {
            a,
            b,
            reason,
            record,
        }) => {
            record.open()?;
            record.writer(terminal)?.join(a, b, reason.as_deref())?;
            told(record, a, terminal)
        }
        Some(Decide::Split {
            claim,
            reason,
            record,
        }) => {
            record.open()?;
            record.writer(terminal)?.split(claim, reason.as_deref())?;
            told(record, claim, terminal)
        }
        Some(Decide::Undo { id, record }) => {
            record.open()?;
            let gone = record.writer(terminal)?.undo(id)?;
            if gone == 0 {
                terminal.say(format!("nothing was decided about `{id}`"));
                return Ok(Answer::No);
            }
            told(record, id, terminal)
        }
        None => match (&args.explain, &args.evaluate) {
            (Some(id), _) => explain(args, id),
            (None, Some(file)) => evaluate(args, file, terminal),
            (None, None) => unreachable!("clap asks for one of them"),
        },
    }
}

/// Tells the event that an id belongs to now.
fn told(record: &RecordArgs, id: &str, terminal: &Terminal) -> Result<Answer> {
    let detail = record.open()?.event(id, None)?;
    terminal.say(format!(
        "{}\n{}: {}",
        headline(&detail.event),
        detail.event.id,
        crate::cli::progress::count(detail.event.claims, "claim")
    ));
    Ok(Answer::Yes)
}

fn explain(args: &MergeArgs, id: &str) -> Result<Answer> {
    let record = args.record.open()?;
    let memberships = record.explain_merge(id)?;
    let mut out = destination::stdout();
    if args.json {
        serde_json::to_writer_pretty(&mut out, &memberships)?;
        writeln!(out)?;
    } else {
        let detail = record.event(id, None)?;
        writeln!(out, "{}\n", headline(&detail.event))?;
        for membership in &memberships {
            let text = detail
                .claims
                .iter()
                .find(|c| c.record.id == membership.claim);
            say(
                &mut out,
                membership,
                text.map_or("", |c| c.record.text.as_str()),
            )?;
        }
    }
    out.flush()?;
    Ok(Answer::Yes)
}

fn say(out: &mut dyn Write, membership: &Membership, text: &str) -> Result<()> {
    writeln!(out, "{}  “{text}”", membership.claim)?;
    match &membership.why {
        Why::First => writeln!(out, "    the first report of the act")?,
        Why::Split => writeln!(out, "    split off by a person")?,
        Why::Joined => writeln!(out, "    joined by a person")?,
        Why::Fits {
            parent,
            score,
            terms,
        } => {
            writeln!(out, "    fits {parent} with {score:.2}:")?;
            for (name, value, weight) in terms.iter().filter(|(_, v, w)| (v * w).abs() >= 0.05) {
                writeln!(
                    out,
                    "    {:+6.2}  {}",
                    value * weight,
                    chancery::record::merge::in_words(name, *value)
                )?;
            }
        }
    }
    Ok(())
}

fn evaluate(args: &MergeArgs, file: &std::path::Path, terminal: &Terminal) -> Result<Answer> {
    let gold = read_text(file)?
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(i, line)| {
            serde_json::from_str(line).with_context(|| {
                format!("`{}`, line {}: no claim of the gold", file.display(), i + 1)
            })
        })
        .collect::<Result<Vec<GoldClaim>>>()?;
    let score = args.record.open()?.evaluate_merge(&gold)?;
    let mut out = destination::stdout();
    if args.json {
        serde_json::to_writer_pretty(&mut out, &score)?;
        writeln!(out)?;
    } else {
        report(&mut out, &score)?;
    }
    out.flush()?;
    if score.found == 0 {
        terminal.say("none of the reports is in the record: add them first");
        return Ok(Answer::No);
    }
    Ok(Answer::Yes)
}

fn report(out: &mut dyn Write, score: &MergeScore) -> Result<()> {
    writeln!(
        out,
        "claims    {} of {} of the gold are coded, in {} clusters over several reports",
        score.found, score.gold, score.clusters
    )?;
    writeln!(
        out,
        "B-cubed   precision {:.3}  recall {:.3}  F1 {:.3}",
        score.precision, score.recall, score.f1
    )?;
    let (p, r, f) = score.several;
    writeln!(
        out,
        "          precision {p:.3}  recall {r:.3}  F1 {f:.3}  over claims that are not alone in their cluster"
    )?;
    let (both, wrong, apart) = score.pairs;
    writeln!(
        out,
        "pairs     {both} rightly together, {wrong} wrongly together, {apart} wrongly apart"
    )?;
    Ok(())
}
