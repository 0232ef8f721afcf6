//! What the chance of an answer is asked of, and its interval.

use super::answered::{Answered, logistic, ridge};
use super::moves::Move;
use super::plan::PlannedAct;
use crate::fit::normal_width;
use crate::reference::successor;
use chancery_codebook::Measure;
use jiff::civil::date;
use nalgebra::{DMatrix, DVector};

/// Number of fixed effects: constant, lesser measure, an answer itself, no number, year.
pub(super) const FIXED: usize = 5;

/// A move or a planned act, as both chance and likeness see it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting<'a> {
    pub(super) actor: &'a str,
    pub(super) recipient: &'a str,
    pub(super) measure: Measure,
    pub(super) own: bool,
    pub(super) size: Option<f64>,
    pub(super) is_answer: bool,
    pub(super) joint: bool,
    /// Day, counted from 1970.
    pub(super) day: i32,
}

impl<'a> Setting<'a> {
    pub(super) fn of(one: &Move<'a>) -> Setting<'a> {
        Setting {
            actor: one.actor,
            recipient: one.recipient,
            measure: one.measure(),
            own: one.own(),
            size: one.size,
            is_answer: one.is_answer,
            joint: one.joint,
            day: one.first,
        }
    }

    pub(super) fn planned(plan: &'a PlannedAct) -> Setting<'a> {
        Setting {
            actor: successor(&plan.actor),
            recipient: successor(&plan.recipient),
            measure: plan.measure,
            own: plan.own || plan.measure == Measure::Recall,
            size: plan.count.filter(|n| *n > 0).map(f64::from),
            is_answer: plan.answers,
            joint: plan.joint,
            day: crate::exchanges::day(plan.date),
        }
    }

    /// The fixed effects; years count from 2000 in twenties and stop at the year of the fit.
    pub(super) fn fixed(&self, latest: f64) -> Vec<(usize, f64)> {
        let year = f64::from((date(1970, 1, 1) + jiff::Span::new().days(self.day)).year());
        let people = matches!(
            self.measure,
            Measure::Expulsion | Measure::StaffCut | Measure::StaffCap
        );
        let flag = |yes: bool| f64::from(u8::from(yes));
        vec![
            (0, 1.0),
            (1, flag(!people)),
            (2, flag(self.is_answer)),
            (3, flag(self.size.is_none())),
            (4, (year.min(latest) - 2000.0) / 20.0),
        ]
    }
}

/// The chance of an answer with the bounds of its interval of some weight.
///
/// The interval is Laplace's: the log-odds are taken as normal, with the inverse of the likelihood's curvature
/// in the effects that the setting touches as their variance, the other states' effects held fixed. For a
/// recipient or pair that was never seen the variance of its effect is added.
pub(super) fn chance(fit: &Answered, setting: &Setting<'_>, interval: f64) -> (f64, f64, f64) {
    let x = fit.coordinates(setting);
    let score = fit.score(&x);
    let place = |at: usize| x.iter().position(|(c, _)| *c == at);
    let mut bend = DMatrix::from_diagonal(&DVector::from_iterator(
        x.len(),
        x.iter().map(|(at, _)| ridge(*at)),
    ));
    for (row, weight) in fit.rows() {
        let p = logistic(fit.score(row));
        let met: Vec<(usize, f64)> = row
            .iter()
            .filter_map(|(at, v)| Some((place(*at)?, *v)))
            .collect();
        for (i, v) in &met {
            for (j, w) in &met {
                bend[(*i, *j)] += weight * p * (1.0 - p) * v * w;
            }
        }
    }
    let values = DVector::from_iterator(x.len(), x.iter().map(|(_, v)| *v));
    let known = bend
        .cholesky()
        .map_or(0.0, |c| values.dot(&c.solve(&values)));
    let unseen = (FIXED + 2 - x.len()) as f64 / super::answered::POOLED_RIDGE;
    let reach = normal_width(interval) * (known + unseen).sqrt();
    (
        logistic(score),
        logistic(score - reach),
        logistic(score + reach),
    )
}
