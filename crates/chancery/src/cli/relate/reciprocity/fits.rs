//! What can be fitted to a pair's acts: a vector autoregression of their scores, and mutual excitation.

use super::ReciprocityArgs;
use chancery::codebook::Status;
use chancery::relate::hawkes::{Decay, Events, Fit, Spread, kolmogorov_smirnov, residuals};
use chancery::relate::series::{DyadSeries, SeriesOptions};
use chancery::relate::var::{BootstrapOptions, Criterion, Var};
use chancery::relate::{Act, FitError};
use jiff::civil::Date;

/// What was fitted, or why it could not be.
#[derive(serde::Serialize)]
#[serde(untagged)]
pub(super) enum Part<T> {
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

/// A vector autoregression, as far as it is printed.
#[derive(serde::Serialize)]
pub(super) struct Autoregression {
    pub(super) bins: usize,
    pub(super) model: Var,
    /// p-values of "the second's past helps to foretell the first", and the other way round.
    pub(super) granger: Option<[f64; 2]>,
    /// Sum of what one standard deviation of the other side adds within the horizon, with its interval: on the
    /// first side, on the second.
    pub(super) cumulative: [(f64, f64, f64); 2],
    pub(super) horizon: usize,
}

/// A mutually exciting process, as far as it is printed.
#[derive(serde::Serialize)]
pub(super) struct Excitation {
    pub(super) fit: Fit,
    pub(super) intervals: Vec<Option<(f64, f64)>>,
    /// p-values of the time rescaling test for each side.
    pub(super) goodness: Vec<Option<f64>>,
}

/// The autoregression of the scores of `a` and `b`.
pub(super) fn autoregression(
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

/// The excitation of conflictual acts between `a` and `b`.
pub(super) fn excitation(
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
