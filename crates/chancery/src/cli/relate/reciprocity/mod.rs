//! `chancery reciprocity`: how often, how fast and in what measure two states answer each other.

use super::series::{By, present};
use super::{between, lineage, measures_of};
use crate::cli::record::RecordArgs;
use crate::cli::record::events::country;
use crate::cli::record::rows::Rows;
use crate::cli::terminal::bold;
use crate::cli::{Answer, Terminal, destination, format_parser};
use anyhow::{Result, bail};
use chancery::codebook::Status;
use chancery::output::Format;
use chancery::record::Record;
use chancery::relate::exchanges::{Link, LinkOptions, link};
use chancery::relate::hawkes::{Decay, Events, Fit, Spread, kolmogorov_smirnov, residuals};
use chancery::relate::reciprocity::{Pair, Quantiles, Reciprocity};
use chancery::relate::series::{DyadSeries, SeriesOptions};
use chancery::relate::var::{BootstrapOptions, Criterion, Var};
use chancery::relate::{Act, FitError};
use clap::Args;
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap};
use std::io::Write;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery reciprocity USA RUS
  chancery reciprocity IND PAK --since 2001-01-01 --json | jq .answers
  chancery reciprocity ISR PSE --by day --lags 14
  chancery reciprocity --least 5 --format csv

Without two states, a table of all pairs. For two, three ways to look at it: answers that are linked one by one; a vector autoregression of the scores of both sides; a \
mutually exciting point process of their conflictual acts. docs/relations.md explains each, and that association is not cause.")]
pub struct ReciprocityArgs {
    /// One state: a code such as USA, or a name; all pairs without one
    #[arg(value_name = "A", requires = "second")]
    first: Option<String>,
    /// The other
    #[arg(value_name = "B")]
    second: Option<String>,
    /// First day
    #[arg(long, value_name = "DATE")]
    since: Option<Date>,
    /// Last day
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,
    /// Of all pairs, those with so many acts that could be answered
    #[arg(long, value_name = "N", default_value_t = 3)]
    least: usize,
    /// How to write the table of all pairs [default: a table at a terminal, jsonl in a pipe]
    #[arg(short, long, value_name = "FORMAT", value_parser = format_parser(), conflicts_with = "first")]
    format: Option<Format>,
    #[command(flatten)]
    record: RecordArgs,
    /// Length of a bin of the autoregression
    #[arg(long, value_name = "BIN", default_value = "week")]
    by: By,
    /// Most lags that are tried; the criterion chooses among them
    #[arg(long, value_name = "N", default_value_t = 8)]
    lags: usize,
    /// Level of the intervals, 0 to 1
    #[arg(long, value_name = "LEVEL", default_value_t = 0.95)]
    level: f64,
    /// Seed of the resampling
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// What is printed: a part that cannot be fitted says why.
#[derive(serde::Serialize)]
struct Page {
    between: (String, String),
    since: Date,
    until: Date,
    acts: [usize; 2],
    answers: Vec<Side>,
    autoregression: Part<Autoregression>,
    excitation: Part<Excitation>,
}

#[derive(serde::Serialize)]
struct Side {
    actor: String,
    recipient: String,
    #[serde(flatten)]
    answers: Reciprocity,
}

#[derive(serde::Serialize)]
#[serde(untagged)]
enum Part<T> {
    Fitted(T),
    Not { why: String },
}

impl<T> From<Result<T, FitError>> for Part<T> {
    fn from(result: Result<T, FitError>) -> Part<T> {
        match result {
            Ok(fitted) => Part::Fitted(fitted),
            Err(why) => Part::Not {
                why: why.to_string(),
            },
        }
    }
}

#[derive(serde::Serialize)]
struct Autoregression {
    bins: usize,
    model: Var,
    /// p-values of "the second's past helps to foretell the first", and the other way round.
    granger: Option<[f64; 2]>,
    /// Sum of what one standard deviation of the other side adds within the horizon, with its interval: on the
    /// first side, on the second.
    cumulative: [(f64, f64, f64); 2],
    horizon: usize,
}

#[derive(serde::Serialize)]
struct Excitation {
    fit: Fit,
    intervals: Vec<Option<(f64, f64)>>,
    /// p-values of the time rescaling test for each side.
    goodness: Vec<Option<f64>>,
}

pub fn run(args: &ReciprocityArgs, terminal: &Terminal) -> Result<Answer> {
    let record = args.record.open()?;
    let (Some(first), Some(second)) = (&args.first, &args.second) else {
        return all(args, &record, terminal);
    };
    let (a, b) = (country(first)?, country(second)?);
    if a == b {
        bail!("{a} and {b} are one state: give two");
    }
    let acts = present(between(&record, &a, &b, args.since, args.until)?, &a, &b);
    let days = || acts.iter().flat_map(|act| [act.first, act.last]);
    let (Some(since), Some(until)) = (args.since.or(days().min()), args.until.or(days().max()))
    else {
        terminal.say(format!("the record has nothing between {a} and {b}"));
        return Ok(Answer::No);
    };
    let options = LinkOptions::default();
    let states = [lineage(&a), lineage(&b)].concat();
    let mut measured = present(measures_of(&record, &states, &options.measures)?, &a, &b);
    measured.retain(|act| act.first <= until && act.last >= since);
    let links = link(&measured, &options);
    let page = Page {
        acts: [(&a, &b), (&b, &a)].map(|(x, y)| {
            acts.iter()
                .filter(|act| act.actor == **x && act.recipient == **y)
                .count()
        }),
        answers: [(&a, &b), (&b, &a)]
            .into_iter()
            .map(|(x, y)| side(x, y, &measured, &links, args.level))
            .collect::<Result<_, _>>()?,
        autoregression: autoregression(&acts, (&a, &b), since, until, args).into(),
        excitation: excitation(&acts, (&a, &b), since, until, args.level).into(),
        between: (a, b),
        since,
        until,
    };
    let mut out = destination::stdout();
    if args.json {
        serde_json::to_writer_pretty(&mut out, &page)?;
        writeln!(out)?;
    } else {
        text(&mut out, &page, args, terminal.color_out())?;
    }
    out.flush()?;
    Ok(Answer::Yes)
}

/// The table of all pairs, one row a direction, those with most acts first.
fn all(args: &ReciprocityArgs, record: &Record, terminal: &Terminal) -> Result<Answer> {
    let options = LinkOptions::default();
    let mut acts = measures_of(record, &[], &options.measures)?;
    acts.retain(|act| {
        args.since.is_none_or(|day| act.last >= day)
            && args.until.is_none_or(|day| act.first <= day)
    });
    let links = link(&acts, &options);
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for act in acts.iter().filter(|act| act.status == Status::Actual) {
        *counts.entry((&act.actor, &act.recipient)).or_default() += 1;
    }
    let mut pairs: Vec<((&str, &str), usize)> = counts
        .into_iter()
        .filter(|(_, n)| *n >= args.least)
        .collect();
    pairs.sort_by_key(|(pair, n)| (std::cmp::Reverse(*n), *pair));
    let columns = [
        "actor",
        "recipient",
        "acts",
        "answered",
        "share",
        "share_low",
        "share_high",
        "days_median",
        "proportion_median",
        "mirrored",
    ];
    let format = args.format.unwrap_or_else(|| terminal.default_format());
    let columns = columns.map(str::to_owned).to_vec();
    let mut rows = Rows::new(destination::stdout(), format, columns, terminal)?;
    for ((actor, recipient), _) in &pairs {
        let r = side(actor, recipient, &acts, &links, args.level)?.answers;
        let round = |x: f64| (x * 1000.0).round() / 1000.0;
        let median = |q: Option<&Quantiles>| q.map(|q| round(q.p50)).into();
        rows.write(vec![
            (*actor).into(),
            (*recipient).into(),
            r.answered.of.into(),
            r.answered.hits.into(),
            r.answered.value.map(round).into(),
            round(r.answered.interval.low).into(),
            round(r.answered.interval.high).into(),
            median(r.delay_days.as_ref()),
            median(r.proportion.as_ref()),
            r.mirrored.hits.into(),
        ])?;
    }
    rows.finish()?;
    if pairs.is_empty() {
        terminal.say(format!(
            "no pair has {} acts that could be answered: see --least",
            args.least
        ));
        return Ok(Answer::No);
    }
    Ok(Answer::Yes)
}

/// How the acts of one side are answered by the other.
fn side(
    actor: &str,
    recipient: &str,
    acts: &[Act],
    links: &[Link],
    level: f64,
) -> Result<Side, FitError> {
    let by_id: HashMap<&str, &Act> = acts.iter().map(|act| (act.id.as_str(), act)).collect();
    let of_side = |act: &&Act| {
        act.actor == actor && act.recipient == recipient && act.status == Status::Actual
    };
    let bounds = |act: &Act| act.count.as_ref().and_then(|c| Some((c.low?, c.high?)));
    let pairs: Vec<Pair> = links
        .iter()
        .filter_map(|l| {
            Some((
                l,
                *by_id.get(l.answered.as_str())?,
                *by_id.get(l.answer.as_str())?,
            ))
        })
        .filter(|(_, act, _)| of_side(act))
        .map(|(l, act, answer)| Pair {
            act: act.id.clone(),
            answer: answer.id.clone(),
            delay_days: i64::midpoint(l.delay.low, l.delay.high),
            act_count: bounds(act),
            answer_count: bounds(answer),
            same_kind: act.measure == answer.measure,
        })
        .collect();
    Ok(Side {
        actor: actor.to_owned(),
        recipient: recipient.to_owned(),
        answers: Reciprocity::of(acts.iter().filter(of_side).count(), &pairs, level)?,
    })
}

fn autoregression(
    acts: &[Act],
    (a, b): (&str, &str),
    since: Date,
    until: Date,
    args: &ReciprocityArgs,
) -> Result<Autoregression, FitError> {
    let refs: Vec<&Act> = acts.iter().collect();
    let series = DyadSeries::of(
        &refs,
        a,
        b,
        &SeriesOptions::new(args.by.into(), since, until),
    );
    let scores = series.whole_scores().to_vec();
    let model = Var::fit_best(&scores, args.lags, Criterion::Bic, true)?;
    let horizon = 12;
    let impulses = model.impulses(horizon)?;
    let bands = model.bands(&BootstrapOptions {
        horizon,
        level: args.level,
        seed: args.seed,
        draws: 500,
    })?;
    let cumulative = [(0, 1), (1, 0)].map(|(of, by)| {
        let band = bands.cumulative[horizon][of][by];
        (impulses.cumulative[horizon][of][by], band.low, band.high)
    });
    Ok(Autoregression {
        bins: scores[0].len(),
        granger: match (model.granger(1, 0), model.granger(0, 1)) {
            (Ok(x), Ok(y)) => Some([x.p_f, y.p_f]),
            _ => None,
        },
        cumulative,
        horizon,
        model,
    })
}

fn excitation(
    acts: &[Act],
    (a, b): (&str, &str),
    since: Date,
    until: Date,
    level: f64,
) -> Result<Excitation, FitError> {
    let mut days: Vec<(Date, usize)> = acts
        .iter()
        .filter(|act| act.quad_code.get() >= 3 && act.status == Status::Actual)
        // A range of more than a week is no moment.
        .filter(|act| (act.last - act.first).get_days() <= 7)
        .filter_map(|act| match (act.actor.as_str(), act.recipient.as_str()) {
            (x, y) if x == a && y == b => Some((act.first, 0)),
            (x, y) if x == b && y == a => Some((act.first, 1)),
            _ => None,
        })
        .collect();
    days.sort();
    let events = Events::of_days(&days, 2, since, until, Spread::Even)?;
    let fit = Fit::of(&events, Decay::Common)?;
    let intervals = fit
        .estimates
        .iter()
        .enumerate()
        .map(|(i, e)| {
            // Of branching ratios Wald's interval is too wide, and there is none at 0: the likelihood's profile serves.
            let interval = if e.name.starts_with("alpha") {
                fit.profile(&events, i, level).ok()
            } else {
                e.wald(level)?
            };
            Ok(interval.map(|i| (i.low, i.high)))
        })
        .collect::<Result<_, FitError>>()?;
    let goodness = residuals(&events, &fit.parameters)?
        .iter()
        .map(|gaps| kolmogorov_smirnov(gaps).map(|g| g.p))
        .collect();
    Ok(Excitation {
        fit,
        intervals,
        goodness,
    })
}

fn quantiles(q: Option<&Quantiles>, digits: usize) -> String {
    q.map_or("–".to_owned(), |q| {
        format!(
            "{:.digits$} in the middle; half of them {:.digits$} to {:.digits$}, eight in ten {:.digits$} to {:.digits$} (of {})",
            q.p50, q.p25, q.p75, q.p10, q.p90, q.of
        )
    })
}

fn text(out: &mut dyn Write, page: &Page, args: &ReciprocityArgs, color: bool) -> Result<()> {
    let (a, b) = &page.between;
    let level = args.level * 100.0;
    writeln!(
        out,
        "{}",
        bold(
            &format!("{a} and {b}, {} to {}", page.since, page.until),
            color
        )
    )?;
    writeln!(
        out,
        "{} acts {a} → {b}, {} acts {b} → {a}",
        page.acts[0], page.acts[1]
    )?;
    writeln!(
        out,
        "\n{}",
        bold(
            "Answers (expulsions, closures and the like, linked one by one)",
            color
        )
    )?;
    for side in &page.answers {
        let r = &side.answers;
        writeln!(out, "{} → {}", side.actor, side.recipient)?;
        let share = |s: &chancery::relate::reciprocity::Share| match s.of {
            0 => "none to answer".to_owned(),
            _ => format!(
                "{} of {}, {:.0} to {:.0} % at {level:.0} %",
                s.hits,
                s.of,
                s.interval.low * 100.0,
                s.interval.high * 100.0
            ),
        };
        writeln!(out, "  answered    {}", share(&r.answered))?;
        writeln!(out, "  days        {}", quantiles(r.delay_days.as_ref(), 0))?;
        writeln!(out, "  proportion  {}", quantiles(r.proportion.as_ref(), 2))?;
        writeln!(out, "  mirrored    {}", share(&r.mirrored))?;
    }
    writeln!(
        out,
        "\n{}",
        bold("Vector autoregression of the scores", color)
    )?;
    match &page.autoregression {
        Part::Not { why } => writeln!(out, "not fitted: {why}")?,
        Part::Fitted(v) => {
            writeln!(
                out,
                "{} bins, {} lags (by BIC of up to {})",
                v.bins, v.model.lags, args.lags
            )?;
            if let Some([first, second]) = v.granger {
                writeln!(
                    out,
                    "{b}'s past helps to foretell {a}'s score: p = {first:.4}; {a}'s past {b}'s: p = {second:.4}"
                )?;
            }
            for ((x, y), (sum, low, high)) in [(a, b), (b, a)].into_iter().zip(v.cumulative) {
                writeln!(
                    out,
                    "one standard deviation of {y}'s score moves {x}'s by {sum:+.2} in all over {} bins ({low:+.2} to {high:+.2} at {level:.0} %)",
                    v.horizon
                )?;
            }
        }
    }
    writeln!(
        out,
        "\n{}",
        bold(
            "Mutual excitation of conflictual acts (Hawkes process)",
            color
        )
    )?;
    match &page.excitation {
        Part::Not { why } => writeln!(out, "not fitted: {why}")?,
        Part::Fitted(h) => {
            writeln!(
                out,
                "{} acts; log-likelihood {:.2}, without excitation {:.2}",
                h.fit.events, h.fit.log_likelihood, h.fit.poisson_log_likelihood
            )?;
            let names = |name: &str| match name {
                "mu[0]" => format!("{a} of its own, a day"),
                "mu[1]" => format!("{b} of its own, a day"),
                "alpha[0][0]" => format!("{a} by each of {a}"),
                "alpha[0][1]" => format!("{a} by each of {b}"),
                "alpha[1][0]" => format!("{b} by each of {a}"),
                "alpha[1][1]" => format!("{b} by each of {b}"),
                "beta" => "decay, a day".to_owned(),
                other => other.to_owned(),
            };
            for (estimate, interval) in h.fit.estimates.iter().zip(&h.intervals) {
                let interval = interval.map_or(String::new(), |(low, high)| {
                    format!("  ({low:.4} to {high:.4} at {level:.0} %)")
                });
                writeln!(
                    out,
                    "  {:20}{:>9.4}{interval}",
                    names(&estimate.name),
                    estimate.value
                )?;
            }
            writeln!(
                out,
                "  spectral radius     {:>9.4}: each act brings about {:.2} more in the end",
                h.fit.radius,
                h.fit.radius / (1.0 - h.fit.radius).max(1e-9)
            )?;
            for (state, p) in [a, b].into_iter().zip(&h.goodness) {
                if let Some(p) = p {
                    writeln!(
                        out,
                        "  rescaled times of {state} follow the process: p = {p:.3}"
                    )?;
                }
            }
        }
    }
    Ok(())
}
