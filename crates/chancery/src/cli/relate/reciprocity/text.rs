//! The page of a pair, for the eye.

use super::ReciprocityArgs;
use crate::cli::terminal::bold;
use anyhow::Result;
use chancery::ask::ReciprocityAnswer;
use chancery::relate::reciprocity::Side;
use chancery::relate::reciprocity::{Autoregression, Excitation, Part};
use chancery::relate::reciprocity::{Quantiles, Share};
use std::io::Write;

pub(super) fn page(
    out: &mut dyn Write,
    page: &ReciprocityAnswer,
    args: &ReciprocityArgs,
    color: bool,
) -> Result<()> {
    let between @ (a, b) = (page.between.0.as_str(), page.between.1.as_str());
    let level = args.level * 100.0;
    let title = format!("{a} and {b}, {} to {}", page.since, page.until);
    writeln!(out, "{}", bold(&title, color))?;
    writeln!(
        out,
        "{} acts {a} → {b}, {} acts {b} → {a}",
        page.acts[0], page.acts[1]
    )?;
    let title = "Answers (expulsions, closures and the like, linked one by one)";
    writeln!(out, "\n{}", bold(title, color))?;
    for side in &page.answers {
        answers(out, side, level)?;
    }
    let title = "Vector autoregression of the scores";
    writeln!(out, "\n{}", bold(title, color))?;
    match &page.autoregression {
        Part::Not { why } => writeln!(out, "not fitted: {why}")?,
        Part::Fitted(fit) => autoregression(out, fit, between, args.lags, level)?,
    }
    let title = "Mutual excitation of conflictual acts (Hawkes process)";
    writeln!(out, "\n{}", bold(title, color))?;
    match &page.excitation {
        Part::Not { why } => writeln!(out, "not fitted: {why}")?,
        Part::Fitted(fit) => excitation(out, fit, between, level)?,
    }
    Ok(())
}

fn answers(out: &mut dyn Write, side: &Side, level: f64) -> Result<()> {
    let r = &side.answers;
    let share = |s: &Share| match s.of {
        0 => "none to answer".to_owned(),
        _ => format!(
            "{} of {}, {:.0} to {:.0} % at {level:.0} %",
            s.hits,
            s.of,
            s.interval.low * 100.0,
            s.interval.high * 100.0
        ),
    };
    writeln!(out, "{} → {}", side.actor, side.recipient)?;
    writeln!(out, "  answered    {}", share(&r.answered))?;
    writeln!(out, "  days        {}", quantiles(r.delay_days.as_ref(), 0))?;
    writeln!(out, "  proportion  {}", quantiles(r.proportion.as_ref(), 2))?;
    writeln!(out, "  mirrored    {}", share(&r.mirrored))?;
    Ok(())
}

fn quantiles(q: Option<&Quantiles>, digits: usize) -> String {
    q.map_or("–".to_owned(), |q| {
        format!(
            "{:.digits$} in the middle; half of them {:.digits$} to {:.digits$}, eight in ten {:.digits$} to {:.digits$} (of {})",
            q.p50, q.p25, q.p75, q.p10, q.p90, q.of
        )
    })
}

fn autoregression(
    out: &mut dyn Write,
    v: &Autoregression,
    (a, b): (&str, &str),
    most: usize,
    level: f64,
) -> Result<()> {
    writeln!(
        out,
        "{} bins, {} lags (by BIC of up to {})",
        v.bins, v.model.lags, most
    )?;
    if let Some([first, second]) = v.granger {
        writeln!(
            out,
            "{b}'s past helps to foretell {a}'s score: p = {first:.4}; {a}'s past {b}'s: p = {second:.4}"
        )?;
    }
    if v.model.lags == 0 {
        // Nothing of the past is in the model, and there is no response to trace.
        writeln!(
            out,
            "no lag is worth its coefficients: what was done does not help to foretell the next bin"
        )?;
        return Ok(());
    }
    for ((x, y), (sum, low, high)) in [(a, b), (b, a)].into_iter().zip(v.cumulative) {
        writeln!(
            out,
            "one standard deviation of {y}'s score moves {x}'s by {sum:+.2} in all over {} bins ({low:+.2} to {high:+.2} at {level:.0} %)",
            v.horizon
        )?;
    }
    Ok(())
}

fn excitation(out: &mut dyn Write, h: &Excitation, (a, b): (&str, &str), level: f64) -> Result<()> {
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
    Ok(())
}
