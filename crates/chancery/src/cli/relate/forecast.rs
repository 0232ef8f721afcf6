//! `chancery forecast`: what the answer to a planned act is likely to be.

use super::act_line;
use crate::cli::parts::read_text;
use crate::cli::progress::{Progress, count};
use crate::cli::record::RecordArgs;
use crate::cli::record::events::country;
use crate::cli::terminal::bold;
use crate::cli::{Answer, Terminal, destination};
use anyhow::{Context as _, Result, bail};
use chancery::ask::{forecast_of, history, today};
use chancery::codebook::Measure;
use chancery::relate::Act;
use chancery::relate::exchanges::Link;
use chancery::relate::forecast::{
    Evaluation, Forecast, ForecastOptions, Forecaster, Outcome, PlannedAct, Scenario, Score,
    Scores, Spread, evaluate, simulate,
};
use clap::Args;
use jiff::civil::Date;
use std::collections::HashMap;
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery forecast --actor USA --recipient RUS --measure expulsion --count 60 --on 2018-03-26
  chancery forecast --actor Poland --recipient Russia --measure closure
  chancery forecast --scenario moves.toml
  chancery forecast --evaluate

The past cases are those of the record; `chancery reference load` puts 632 into it. A scenario is a TOML file of [[moves]] \
with actor, recipient, measure, date and count. docs/relations.md says how the numbers are made and what they cannot say.")]
pub struct ForecastArgs {
    /// Who would act
    #[arg(long, value_name = "COUNTRY", required_unless_present_any = ["scenario", "evaluate"])]
    actor: Option<String>,
    /// To whom it would be done
    #[arg(long, value_name = "COUNTRY", required_unless_present_any = ["scenario", "evaluate"])]
    recipient: Option<String>,
    /// What: expulsion, closure, staff_cut, staff_cap, recall, severance, visa, access
    #[arg(long, value_name = "MEASURE", default_value = "expulsion")]
    measure: Measure,
    /// How many people or posts
    #[arg(long, value_name = "N")]
    count: Option<u32>,
    /// When; only what came before is used [default: today]
    #[arg(long, value_name = "DATE")]
    on: Option<Date>,
    /// It is itself an answer to an act of the recipient
    #[arg(long)]
    answers: bool,
    /// Two other states or more do the same in the week before
    #[arg(long)]
    joint: bool,
    /// Play a file of planned moves forward, each answer answered in turn by chance
    #[arg(long, value_name = "FILE", conflicts_with_all = ["actor", "recipient", "evaluate"])]
    scenario: Option<PathBuf>,
    /// Score forecasts on acts from a day on, fitted on those before it
    #[arg(long, conflicts_with_all = ["actor", "recipient"])]
    evaluate: bool,
    /// The day for --evaluate
    #[arg(long, value_name = "DATE", default_value = "2018-01-01")]
    split: Date,
    /// Take links that no text states as well, as past answers
    #[arg(long)]
    fitted_links: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    record: RecordArgs,
}

/// Acts of a record in which a forecast is told with its score.
const SCORED: usize = 2000;

pub fn run(args: &ForecastArgs, terminal: &Terminal) -> Result<Answer> {
    let record = args.record.open()?;
    let (acts, links) = history(&record, args.fitted_links)?;
    let options = ForecastOptions::default();
    let mut out = destination::stdout();
    let color = terminal.color_out();
    if args.evaluate {
        let mut progress = Progress::new(terminal.shows_progress(false));
        let found = evaluate(&acts, &links, args.split, None, &options, |done, of| {
            progress.step(done, of, "move");
        });
        progress.clear();
        if args.json {
            json(&mut out, &found_json(&found))?;
        } else {
            evaluation(&mut out, &found, args.split)?;
        }
        out.flush()?;
        return Ok(Answer::Yes);
    }
    if let Some(path) = &args.scenario {
        let scenario =
            Scenario::parse(&read_text(path)?).with_context(|| format!("`{}`", path.display()))?;
        let first = scenario
            .moves
            .iter()
            .map(|m| m.date)
            .min()
            .unwrap_or_else(today);
        let fit = Forecaster::fit(&acts, &links, first, &options);
        let Some(outcome) = simulate(&scenario, &fit) else {
            bail!("`{}` plans nothing, or plays it no times", path.display());
        };
        if args.json {
            json(&mut out, &outcome)?;
        } else {
            played(&mut out, &scenario, &outcome, color)?;
        }
        out.flush()?;
        return Ok(Answer::Yes);
    }
    let plan = PlannedAct {
        actor: country(args.actor.as_deref().unwrap_or_default())?,
        recipient: country(args.recipient.as_deref().unwrap_or_default())?,
        measure: args.measure,
        count: args.count,
        date: args.on.unwrap_or_else(today),
        own: false,
        answers: args.answers,
        joint: args.joint,
    };
    let forecast = forecast_of(&acts, &links, &plan)?;
    if args.json {
        json(&mut out, &forecast)?;
    } else {
        // In a large record the scoring takes long: it is left to --evaluate.
        let scores = (acts.len() <= SCORED)
            .then(|| evaluate(&acts, &links, args.split, None, &options, |_, _| ()));
        text(
            &mut out,
            &plan,
            &forecast,
            &acts,
            &links,
            scores.as_ref(),
            color,
        )?;
    }
    out.flush()?;
    Ok(Answer::Yes)
}

fn json<T: serde::Serialize>(out: &mut dyn Write, value: &T) -> Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)?;
    Ok(())
}

fn spread(s: &Spread, digits: usize) -> String {
    format!(
        "{:.digits$} in the middle; half of them {:.digits$} to {:.digits$}, nine in ten {:.digits$} to {:.digits$} ({:.0} cases' worth)",
        s.q50, s.q25, s.q75, s.q05, s.q95, s.effective_cases
    )
}

fn text(
    out: &mut dyn Write,
    plan: &PlannedAct,
    f: &Forecast,
    acts: &[Act],
    links: &[Link],
    scores: Option<&Evaluation>,
    color: bool,
) -> Result<()> {
    let number = plan.count.map_or(String::new(), |n| format!(" {n}"));
    let head = format!(
        "{}  {} → {}  {}{number}",
        plan.date, plan.actor, plan.recipient, plan.measure
    );
    writeln!(out, "{}", bold(&head, color))?;
    writeln!(
        out,
        "answered    {:.0} % within a year, {:.0} to {:.0} % at nine in ten; {:.0} % of all {} past moves were",
        f.chance * 100.0,
        f.chance_low * 100.0,
        f.chance_high * 100.0,
        f.base_rate * 100.0,
        f.moves
    )?;
    let kinds: Vec<String> = (f.kinds.iter().take(4))
        .map(|k| {
            format!(
                "{}{} {:.0} %",
                k.measure,
                if k.own { " of its own" } else { "" },
                k.chance * 100.0
            )
        })
        .collect();
    writeln!(
        out,
        "by          {}",
        if kinds.is_empty() {
            "–".to_owned()
        } else {
            kinds.join(", ")
        }
    )?;
    if let Some(size) = &f.size {
        writeln!(out, "size        {}", spread(size, 0))?;
    }
    if let (Some(ratio), Some(equal)) = (&f.ratio, f.equal) {
        writeln!(
            out,
            "proportion  {}; {:.0} % exactly as many",
            spread(ratio, 2),
            equal * 100.0
        )?;
    }
    if let Some(delay) = &f.delay {
        writeln!(out, "days        {}", spread(delay, 0))?;
    }
    writeln!(out, "\n{}", bold("Past cases that it leans on", color))?;
    let by_id: HashMap<&str, &Act> = acts.iter().map(|a| (a.id.as_str(), a)).collect();
    for case in &f.cases {
        let Some(act) = by_id.get(case.act.as_str()) else {
            continue;
        };
        writeln!(out, "{:>4.1} %  {}", case.weight * 100.0, act_line(act))?;
        match case.answer.as_ref().and_then(|id| by_id.get(id.as_str())) {
            Some(answer) => {
                let joined = links
                    .iter()
                    .find(|l| l.answer == answer.id && l.answered == act.id);
                let days = joined.map_or(String::new(), |l| match (l.delay.low, l.delay.high) {
                    (a, b) if a == b => format!(" after {a} days"),
                    (a, b) => format!(" after {a} to {b} days"),
                });
                writeln!(out, "          {}{days}", act_line(answer))?;
            }
            None => writeln!(out, "          no answer known")?,
        }
        if !case.alike.is_empty() {
            writeln!(out, "          {}", case.alike.join(", "))?;
        }
    }
    if let Some(s) = scores.map(|s| &s.fixed.answered).filter(|s| s.cases > 0) {
        writeln!(
            out,
            "\nSuch forecasts, fitted on what was before, were scored on {} later moves: Brier {:.3}, the base rate {:.3}, \"mirror at once\" {:.3}; `chancery forecast --evaluate` tells more.",
            s.cases, s.model, s.base, s.mirror
        )?;
    }
    Ok(())
}

fn played(out: &mut dyn Write, scenario: &Scenario, o: &Outcome, color: bool) -> Result<()> {
    let head = if scenario.title.is_empty() {
        "scenario"
    } else {
        &scenario.title
    };
    writeln!(
        out,
        "{}  ({} runs, seed {})",
        bold(head, color),
        o.runs,
        scenario.seed
    )?;
    writeln!(
        out,
        "nothing answered in {:.0} % of the runs",
        o.unanswered * 100.0
    )?;
    writeln!(out, "moves   {}", spread(&o.moves, 0))?;
    writeln!(out, "days    {}", spread(&o.days, 0))?;
    for side in &o.sides {
        writeln!(out, "\n{} → {}", side.actor, side.recipient)?;
        writeln!(out, "  moves   {}", spread(&side.moves, 0))?;
        writeln!(out, "  people  {}", spread(&side.people, 0))?;
        writeln!(out, "  posts   {}", spread(&side.posts, 0))?;
    }
    Ok(())
}

/// The four ways and populations, by name.
fn ways(found: &Evaluation) -> [(&'static str, &Scores); 4] {
    [
        ("fitted once before the split, all moves", &found.fixed),
        (
            "fitted once before the split, opening moves",
            &found.fixed_opening,
        ),
        ("fitted anew each day, all moves", &found.rolling),
        (
            "fitted anew each day, opening moves",
            &found.rolling_opening,
        ),
    ]
}

fn found_json(found: &Evaluation) -> serde_json::Value {
    let ways = ways(found).map(|(name, scores)| (name.to_owned(), serde_json::json!(scores)));
    serde_json::json!({"fitted_on": found.fitted_on, "scores": serde_json::Map::from_iter(ways)})
}

fn evaluation(out: &mut dyn Write, found: &Evaluation, split: Date) -> Result<()> {
    writeln!(
        out,
        "split {split}; fitted on {}",
        count(found.fitted_on, "move")
    )?;
    for (title, scores) in ways(found) {
        writeln!(out, "\n{title}")?;
        writeln!(
            out,
            "  {:34}{:>6}{:>8}{:>8}{:>8}{:>9}{:>9}",
            "score, less is better", "cases", "model", "base", "mirror", "vs base", "vs mirr"
        )?;
        let mut row = |name: &str, s: &Score| {
            writeln!(
                out,
                "  {name:34}{:>6}{:>8.4}{:>8.4}{:>8.4}{:>8.1}%{:>8.1}%",
                s.cases,
                s.model,
                s.base,
                s.mirror,
                100.0 * s.over_base(),
                100.0 * s.over_mirror()
            )
        };
        row("Brier: answered", &scores.answered)?;
        row("CRPS: ln size (base: sizes)", &scores.size)?;
        row("CRPS: ln size (base: proportions)", &scores.size_by_ratio)?;
        row("CRPS: ln(1 + days)", &scores.delay)?;
        writeln!(
            out,
            "  reliability: chance, cases, mean forecast, share answered"
        )?;
        for bin in &scores.reliability {
            writeln!(
                out,
                "    {:.1} to {:.1}{:>6}{:>8.3}{:>8.3}",
                bin.from, bin.to, bin.cases, bin.forecast, bin.observed
            )?;
        }
    }
    Ok(())
}
