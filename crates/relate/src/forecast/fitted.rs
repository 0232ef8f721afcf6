//! Fitting on what was known before a day, and forecasting from it.

use super::answered::Answered;
use super::cases::likeness;
use super::chance::{Setting, chance};
use super::moves::{Move, moves, size};
use super::plan::{ForecastOptions, PlannedAct};
use super::{Distribution, Forecast, Kinds, PastCase, Spread};
use crate::exchanges::{Kind, Link, day};
use crate::{Act, reference::successor};
use chancery_codebook::Measure;
use jiff::civil::Date;

/// Weight, in answers, of the answer by the act's own measure that is added to the past ones.
const MIRROR: f64 = 1.0;

/// A forecast's fit: everything that was known before one day.
pub struct Forecaster {
    options: ForecastOptions,
    past: Vec<Case>,
    answered: Answered,
}

/// A past move as forecasts need it.
struct Case {
    act: String,
    actor: String,
    recipient: String,
    measure: Measure,
    own: bool,
    size: Option<f64>,
    is_answer: bool,
    joint: bool,
    day: i32,
    answer: Option<Answer>,
}

struct Answer {
    id: String,
    measure: Measure,
    own: bool,
    size: Option<f64>,
    ratio: Option<f64>,
    /// Days, where the dates leave three open at most.
    delay: Option<f64>,
}

/// Forecasts one planned act from the acts and links before its date; see [`Forecaster`].
pub fn forecast(
    plan: &PlannedAct,
    acts: &[Act],
    links: &[Link],
    options: &ForecastOptions,
) -> Forecast {
    Forecaster::fit(acts, links, plan.date, options).forecast(plan)
}

impl Forecaster {
    /// Fits on moves that were over before the day `before` and on answers that had come by then; nothing of
    /// that day or later is used, whatever `acts` and `links` hold.
    pub fn fit(
        acts: &[Act],
        links: &[Link],
        before: Date,
        options: &ForecastOptions,
    ) -> Forecaster {
        let all = moves(acts, links);
        Forecaster::fit_moves(&all, before, options)
    }

    pub(super) fn fit_moves(
        all: &[Move<'_>],
        before: Date,
        options: &ForecastOptions,
    ) -> Forecaster {
        let until = day(before);
        let past: Vec<Move<'_>> = all
            .iter()
            .filter(|m| m.last < until)
            .map(|m| m.as_known(until, options.horizon_days))
            .collect();
        let answered = Answered::fit(&past, until, f64::from(before.year()));
        Forecaster {
            options: *options,
            past: past.iter().map(Case::of).collect(),
            answered,
        }
    }

    /// The forecast of one act. Its date only tells how old the past is; what is fitted does not change.
    pub fn forecast(&self, plan: &PlannedAct) -> Forecast {
        let setting = Setting::planned(plan);
        let (mean, low, high) = chance(&self.answered, &setting, self.options.interval);
        let weighed = self.weighed(&setting);
        Forecast {
            chance: mean,
            chance_low: low,
            chance_high: high,
            base_rate: self.answered.base,
            kinds: self.kinds(&setting, &weighed),
            equal: self
                .ratio(&setting, &weighed)
                .map(|d| d.share(|x| x == 1.0)),
            ratio: self.ratio(&setting, &weighed).map(Spread::from),
            size: self.size(&setting, &weighed).map(Spread::from),
            delay: self.delay(&weighed).map(Spread::from),
            cases: self.leaned_on(&setting, &weighed),
            moves: self.past.len(),
        }
    }

    /// The chance alone.
    pub(super) fn chance(&self, setting: &Setting<'_>) -> f64 {
        super::answered::logistic(self.answered.score(&self.answered.coordinates(setting)))
    }

    /// Share of past moves that were answered.
    pub fn base_rate(&self) -> f64 {
        self.answered.base
    }

    /// Weight of each past move.
    pub(super) fn weighed(&self, setting: &Setting<'_>) -> Vec<f64> {
        self.past
            .iter()
            .map(|c| likeness(&c.setting(), setting).0)
            .collect()
    }

    /// Past answers with their weights.
    fn answers<'s>(&'s self, weighed: &'s [f64]) -> impl Iterator<Item = (&'s Answer, f64)> {
        let pairs = self.past.iter().zip(weighed);
        pairs.filter_map(|(case, w)| Some((case.answer.as_ref()?, *w)))
    }

    /// Measures of past answers by weight, and one more answer by the act's own measure.
    pub(super) fn kinds(&self, setting: &Setting<'_>, weighed: &[f64]) -> Vec<Kinds> {
        let mut found: Vec<Kinds> = Vec::new();
        let answers: Vec<(&Answer, f64)> = self.answers(weighed).collect();
        let total: f64 = answers.iter().map(|(_, w)| w).sum();
        if total == 0.0 {
            return found;
        }
        let count = answers.len() as f64;
        let mirror = ((setting.measure, setting.own), MIRROR / (count + MIRROR));
        let past = answers
            .iter()
            .map(|(a, w)| ((a.measure, a.own), w / total * count / (count + MIRROR)));
        for ((measure, own), chance) in past.chain([mirror]) {
            match found
                .iter_mut()
                .find(|k| (k.measure, k.own) == (measure, own))
            {
                Some(kind) => kind.chance += chance,
                None => found.push(Kinds {
                    measure,
                    own,
                    chance,
                }),
            }
        }
        found.sort_by(|a, b| {
            b.chance
                .total_cmp(&a.chance)
                .then((a.measure, a.own).cmp(&(b.measure, b.own)))
        });
        found
    }

    /// The answer's size over the act's.
    pub(super) fn ratio(&self, setting: &Setting<'_>, weighed: &[f64]) -> Option<Distribution> {
        setting.size?;
        Distribution::new(
            self.answers(weighed)
                .filter_map(|(a, w)| Some((a.ratio?, w))),
        )
    }

    /// The answer's size: by proportion to the act's, else as past answers were.
    pub(super) fn size(&self, setting: &Setting<'_>, weighed: &[f64]) -> Option<Distribution> {
        match (setting.size, self.ratio(setting, weighed)) {
            (Some(size), Some(ratio)) => Some(ratio.map(|x| x * size)),
            _ => Distribution::new(
                self.answers(weighed)
                    .filter_map(|(a, w)| Some((a.size?, w))),
            ),
        }
    }

    /// Days until the answer.
    pub(super) fn delay(&self, weighed: &[f64]) -> Option<Distribution> {
        Distribution::new(
            self.answers(weighed)
                .filter_map(|(a, w)| Some((a.delay?, w))),
        )
    }

    fn leaned_on(&self, setting: &Setting<'_>, weighed: &[f64]) -> Vec<PastCase> {
        let total: f64 = weighed.iter().sum();
        let mut order: Vec<usize> = (0..self.past.len()).collect();
        order.sort_by(|&a, &b| {
            weighed[b]
                .total_cmp(&weighed[a])
                .then_with(|| self.past[b].act.cmp(&self.past[a].act))
        });
        order.truncate(self.options.cases);
        let case = |n: usize| {
            let case = &self.past[n];
            let (_, alike) = likeness(&case.setting(), setting);
            PastCase {
                act: case.act.clone(),
                answer: case.answer.as_ref().map(|a| a.id.clone()),
                weight: weighed[n] / total,
                alike: alike.into_iter().map(str::to_owned).collect(),
            }
        };
        order.into_iter().map(case).collect()
    }
}

impl Case {
    fn of(one: &Move<'_>) -> Case {
        let tight = one.delay().filter(|d| d.high - d.low <= 3);
        Case {
            act: one.chief.id.clone(),
            actor: one.actor.to_owned(),
            recipient: one.recipient.to_owned(),
            measure: one.measure(),
            own: one.own(),
            size: one.size,
            is_answer: one.is_answer,
            joint: one.joint,
            day: one.first,
            answer: one.answers.first().map(|a| Answer {
                id: a.id.clone(),
                measure: a.measure.unwrap_or(Measure::Expulsion),
                own: a.own,
                size: Kind::of(a).and(size(a)),
                ratio: one.ratio(),
                delay: tight.map(|d| (d.low + d.high) as f64 / 2.0),
            }),
        }
    }

    fn setting(&self) -> Setting<'_> {
        Setting {
            actor: successor(&self.actor),
            recipient: successor(&self.recipient),
            measure: self.measure,
            own: self.own,
            size: self.size,
            is_answer: self.is_answer,
            joint: self.joint,
            day: self.day,
        }
    }
}
