//! What can be fitted to a pair's acts: a vector autoregression of their scores, and mutual excitation.

use crate::hawkes::{Decay, Events, Fit, Spread, kolmogorov_smirnov, residuals};
use crate::series::{Bin, DyadSeries, SeriesOptions};
use crate::var::{BootstrapOptions, Criterion, Var};
use crate::{Act, FitError};
use chancery_codebook::Status;
use jiff::civil::Date;

/// What was fitted, or why it could not be.
#[derive(Debug, Clone, serde::Serialize)]
#[serde(untagged)]
pub enum Part<T> {
    /// What was fitted.
    Fitted(T),
    /// It could not be.
    Not {
        /// Why not.
        why: String,
    },
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

/// Choices for fitting.
#[derive(Debug, Clone, Copy)]
pub struct FitOptions {
    /// Length of a bin of the autoregression.
    pub bin: Bin,
    /// Most lags that are tried; the criterion (BIC) chooses among them.
    pub lags: usize,
    /// Level of the intervals, 0 to 1.
    pub level: f64,
    /// Seed of the resampling.
    pub seed: u64,
}

impl Default for FitOptions {
    fn default() -> FitOptions {
        FitOptions {
            bin: Bin::Week,
            lags: 8,
            level: 0.95,
            seed: 1,
        }
    }
}

/// A vector autoregression, as far as it is printed.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Autoregression {
    /// Number of bins that it was fitted to.
    pub bins: usize,
    /// The model.
    pub model: Var,
    /// p-values of "the second's past helps to foretell the first", and the other way round.
    pub granger: Option<[f64; 2]>,
    /// Sum of what one standard deviation of the other side adds within the horizon, with its interval: on the
    /// first side, on the second.
    pub cumulative: [(f64, f64, f64); 2],
    /// Bins that the response is summed over.
    pub horizon: usize,
}

/// A mutually exciting process, as far as it is printed.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Excitation {
    /// The fit.
    pub fit: Fit,
    /// Interval of each estimate; none where there is none.
    pub intervals: Vec<Option<(f64, f64)>>,
    /// p-values of the time rescaling test for each side.
    pub goodness: Vec<Option<f64>>,
}

/// The autoregression of the scores of `a` and `b` (Goldstein and Freeman 1990; Sims 1980).
///
/// # Errors
/// If there are too few bins, or nothing varies.
pub fn autoregression(
    acts: &[Act],
    (a, b): (&str, &str),
    since: Date,
    until: Date,
    options: &FitOptions,
) -> Result<Autoregression, FitError> {
    let refs: Vec<&Act> = acts.iter().collect();
    let series = DyadSeries::of(&refs, a, b, &SeriesOptions::new(options.bin, since, until));
    let scores = series.whole_scores().to_vec();
    let model = Var::fit_best(&scores, options.lags, Criterion::Bic, true)?;
    let horizon = 12;
    let impulses = model.impulses(horizon)?;
    let bands = model.bands(&BootstrapOptions {
        horizon,
        level: options.level,
        seed: options.seed,
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

/// The excitation of conflictual acts between `a` and `b` (Hawkes 1971; Blundell, Beck and Heller 2012).
///
/// # Errors
/// If there are too few acts, or the search does not end.
pub fn excitation(
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
