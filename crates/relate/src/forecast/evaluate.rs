//! Scoring forecasts on years that the fit has not seen.

use super::Distribution;
use super::chance::Setting;
use super::fitted::Forecaster;
use super::moves::{Move, moves};
use super::plan::ForecastOptions;
use super::scores::{Scores, reliability};
use crate::Act;
use crate::exchanges::{Link, day};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Days before the record's last day within which a move is not scored, since its answer may be still to come.
const OPEN_END: i32 = 60;

/// Scores of forecasts, fitted in two ways, on two populations.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Evaluation {
    /// Fitted once, on what was known before the split; all moves.
    pub fixed: Scores,
    /// The same fit; only moves that are not themselves answers.
    pub fixed_opening: Scores,
    /// Fitted anew for each day, on what was known before it; all moves.
    pub rolling: Scores,
    /// The same; only moves that are not themselves answers.
    pub rolling_opening: Scores,
    /// Moves before the split.
    pub fitted_on: usize,
}

/// Scores forecasts of the moves from `split` to `end` (exclusive; the record's end where none is given).
///
/// The population: moves (hostile diplomatic acts of one state against one other of one date) by expulsion,
/// staff cut or cap, closure, severance, recall, visa or access, answers among them, that end sixty days or more
/// before the last act of the record. A move is answered where `links` have an act of the other side answer one
/// of its acts within the horizon. Of a forecast move nothing is known but its parties, chief measure and size,
/// whether it is an answer, and whether two other states moved alike in the week up to it.
///
/// It fits anew for each day; `told` hears after each move how many of how many are scored.
pub fn evaluate(
    acts: &[Act],
    links: &[Link],
    split: Date,
    end: Option<Date>,
    options: &ForecastOptions,
    mut told: impl FnMut(usize, usize),
) -> Evaluation {
    let all = moves(acts, links);
    let last = all
        .iter()
        .filter(|m| m.first == m.last)
        .map(|m| m.last)
        .max()
        .unwrap_or(0);
    let until = end.map_or(i32::MAX, day);
    let test: Vec<&Move<'_>> = all
        .iter()
        .filter(|m| m.first >= day(split) && m.first < until && m.last + OPEN_END <= last)
        .collect();
    let mut found = Evaluation {
        fitted_on: all.iter().filter(|m| m.last < day(split)).count(),
        ..Evaluation::default()
    };
    let fixed = Forecaster::fit_moves(&all, split, options);
    let base = Base::of(&all, day(split), options);
    let mut fixed_pairs = [Vec::new(), Vec::new()];
    let mut rolling_pairs = [Vec::new(), Vec::new()];
    let mut current: Option<(i32, Forecaster, Base)> = None;
    let total = test.len();
    for (scored, one) in test.into_iter().enumerate() {
        told(scored, total);
        if current.as_ref().is_none_or(|(of, _, _)| *of != one.first) {
            let fit = Forecaster::fit_moves(&all, one.chief.first, options);
            current = Some((one.first, fit, Base::of(&all, one.first, options)));
        }
        let now = one.as_known(i32::MAX, options.horizon_days);
        let sets = [(
            &fixed,
            &base,
            &mut found.fixed,
            &mut found.fixed_opening,
            &mut fixed_pairs,
        )];
        for (fit, base, all, opening, pairs) in sets {
            both(fit, base, &now, all, opening, pairs);
        }
        if let Some((_, fit, base)) = &current {
            both(
                fit,
                base,
                &now,
                &mut found.rolling,
                &mut found.rolling_opening,
                &mut rolling_pairs,
            );
        }
    }
    found.fixed.reliability = reliability(&fixed_pairs[0]);
    found.fixed_opening.reliability = reliability(&fixed_pairs[1]);
    found.rolling.reliability = reliability(&rolling_pairs[0]);
    found.rolling_opening.reliability = reliability(&rolling_pairs[1]);
    found
}

/// The base rate: what past moves and answers were, whatever the case.
struct Base {
    answered: f64,
    sizes: Option<Distribution>,
    ratios: Option<Distribution>,
    delays: Option<Distribution>,
}

impl Base {
    fn of(all: &[Move<'_>], before: i32, options: &ForecastOptions) -> Base {
        let past: Vec<Move<'_>> = all
            .iter()
            .filter(|m| m.last < before)
            .map(|m| m.as_known(before, options.horizon_days))
            .collect();
        let even = |values: Vec<f64>| Distribution::new(values.into_iter().map(|x| (x, 1.0)));
        let answered = past.iter().filter(|m| !m.answers.is_empty()).count();
        Base {
            answered: answered as f64 / past.len().max(1) as f64,
            sizes: even(
                past.iter()
                    .filter_map(|m| Some((m.ratio()? * m.size?).ln()))
                    .collect(),
            ),
            ratios: even(past.iter().filter_map(|m| Some(m.ratio()?.ln())).collect()),
            delays: even(past.iter().filter_map(log_delay).collect()),
        }
    }
}

/// ln(1 + days) until the first answer, where the dates leave three days open at most.
fn log_delay(one: &Move<'_>) -> Option<f64> {
    let delay = one.delay().filter(|d| d.high - d.low <= 3)?;
    Some(((delay.low + delay.high) as f64 / 2.0).ln_1p())
}

fn both(
    fit: &Forecaster,
    base: &Base,
    one: &Move<'_>,
    all: &mut Scores,
    opening: &mut Scores,
    pairs: &mut [Vec<(f64, bool)>; 2],
) {
    let chance = score(fit, base, one, all);
    pairs[0].push((chance, !one.answers.is_empty()));
    if !one.is_answer {
        score(fit, base, one, opening);
        pairs[1].push((chance, !one.answers.is_empty()));
    }
}

fn score(fit: &Forecaster, base: &Base, one: &Move<'_>, scores: &mut Scores) -> f64 {
    let setting = Setting::of(one);
    let chance = fit.chance(&setting);
    let came = f64::from(u8::from(!one.answers.is_empty()));
    let brier = |p: f64| (p - came).powi(2);
    scores
        .answered
        .add(brier(chance), brier(base.answered), brier(1.0));
    let weighed = fit.weighed(&setting);
    if let (Some(size), Some(ratio)) = (one.size, one.ratio()) {
        let outcome = (size * ratio).ln();
        if let (Some(model), Some(sizes), Some(ratios)) =
            (fit.size(&setting, &weighed), &base.sizes, &base.ratios)
        {
            let model = model.map(f64::ln).crps(outcome);
            let mirror = (outcome - size.ln()).abs();
            scores.size.add(model, sizes.crps(outcome), mirror);
            scores
                .size_by_ratio
                .add(model, ratios.crps(ratio.ln()), mirror);
        }
    }
    if let (Some(outcome), Some(model), Some(delays)) =
        (log_delay(one), fit.delay(&weighed), &base.delays)
    {
        let mirror = (outcome - 1f64.ln_1p()).abs();
        scores.delay.add(
            model.map(f64::ln_1p).crps(outcome),
            delays.crps(outcome),
            mirror,
        );
    }
    chance
}
