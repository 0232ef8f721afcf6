//! The series of one dyad: what each side did to the other, bin by bin.

use super::Bin;
use crate::Act;
use chancery_codebook::{Measure, Status};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

/// What a series is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesOptions {
    /// Length of a bin.
    pub bin: Bin,
    /// First day, inclusive.
    pub since: Date,
    /// Last day, inclusive.
    pub until: Date,
    /// Acts of these statuses count.
    pub statuses: Vec<Status>,
}

impl SeriesOptions {
    /// Acts that happened (`actual`), from `since` to `until`.
    pub fn new(bin: Bin, since: Date, until: Date) -> Self {
        SeriesOptions {
            bin,
            since,
            until,
            statuses: vec![Status::Actual],
        }
    }
}

/// Both directions of a dyad over the same bins.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DyadSeries {
    /// Length of a bin.
    pub bin: Bin,
    /// First day that counts, inclusive; the first bin may begin before it and is then shorter than the others.
    pub since: Date,
    /// Last day that counts, inclusive; the last bin may end after it.
    pub until: Date,
    /// First day of each bin.
    pub starts: Vec<Date>,
    /// Whether the bin lies wholly within `since..=until`.
    pub whole: Vec<bool>,
    /// What the first state did to the second.
    pub forward: Direction,
    /// What the second state did to the first.
    pub back: Direction,
}

/// What one state did to one other, one element a bin.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Direction {
    /// Country code of who acts.
    pub actor: String,
    /// Country code of whom it is done to.
    pub recipient: String,
    /// Number of acts.
    pub count: Vec<u32>,
    /// Sum of the acts' scores (each -10 to +10, in the manner of Goldstein 1992); 0 without acts.
    pub score: Vec<f64>,
    /// Mean score; none without acts.
    pub mean_score: Vec<Option<f64>>,
    /// Number of acts by quad code 1 to 4.
    pub quad: Vec<[u32; 4]>,
    /// People expelled, as bounds.
    pub expelled: Vec<Expelled>,
}

/// A sum of numbers that are known as bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Expelled {
    /// Least number. An expulsion without a number is of one at least.
    pub low: i64,
    /// Greatest number; none where an expulsion in the bin has no upper bound.
    pub high: Option<i64>,
}

impl DyadSeries {
    /// Counts the acts between `first` and `second` (country codes) in regular bins.
    ///
    /// Acts between others are passed over, so `acts` may be the whole record. An act dated by a range
    /// lies on the middle day of the range, the earlier of two: one day for one act keeps counts whole,
    /// and the middle is nearest to all days that it may have been. Where that day is outside
    /// `since..=until` the act does not count. Expulsions count for `expelled` only with status `actual`.
    /// Where `first` and `second` are the same, both directions hold the same acts.
    pub fn of(acts: &[&Act], first: &str, second: &str, options: &SeriesOptions) -> Self {
        let starts = options.bin.starts(options.since, options.until);
        let whole = starts
            .iter()
            .map(|&start| {
                let last = options.bin.end(start).saturating_sub(1.day());
                start >= options.since && last <= options.until
            })
            .collect();
        DyadSeries {
            bin: options.bin,
            since: options.since,
            until: options.until,
            forward: Direction::of(acts, first, second, &starts, options),
            back: Direction::of(acts, second, first, &starts, options),
            starts,
            whole,
        }
    }

    /// Number of bins.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there is no bin.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// Scores of the whole bins, forward and back: the input of [`crate::var::Var`].
    ///
    /// Shorter bins at either end are left out, because they hold fewer acts for no reason of policy.
    pub fn whole_scores(&self) -> [Vec<f64>; 2] {
        [&self.forward, &self.back].map(|side| {
            side.score
                .iter()
                .zip(&self.whole)
                .filter(|(_, whole)| **whole)
                .map(|(score, _)| *score)
                .collect()
        })
    }
}

impl Direction {
    fn of(
        acts: &[&Act],
        actor: &str,
        recipient: &str,
        starts: &[Date],
        options: &SeriesOptions,
    ) -> Self {
        let bins = starts.len();
        let mut side = Direction {
            actor: actor.to_owned(),
            recipient: recipient.to_owned(),
            count: vec![0; bins],
            score: vec![0.0; bins],
            mean_score: vec![None; bins],
            quad: vec![[0; 4]; bins],
            expelled: vec![
                Expelled {
                    low: 0,
                    high: Some(0)
                };
                bins
            ],
        };
        for act in acts {
            let day = middle(act);
            if act.actor != actor
                || act.recipient != recipient
                || day < options.since
                || day > options.until
            {
                continue;
            }
            // Bins are contiguous and begin on or before `since`: the last that begins by `day` holds it.
            let Some(bin) = starts.partition_point(|start| *start <= day).checked_sub(1) else {
                continue;
            };
            side.add(act, bin, options);
        }
        for (bin, mean) in side.mean_score.iter_mut().enumerate() {
            *mean = (side.count[bin] > 0).then(|| side.score[bin] / f64::from(side.count[bin]));
        }
        side
    }

    fn add(&mut self, act: &Act, bin: usize, options: &SeriesOptions) {
        if options.statuses.contains(&act.status) {
            self.count[bin] += 1;
            self.score[bin] += act.score;
            self.quad[bin][usize::from(act.quad_code.get()) - 1] += 1;
        }
        if act.measure == Some(Measure::Expulsion) && act.status == Status::Actual {
            let (low, high) = act
                .count
                .as_ref()
                .map_or((None, None), |count| (count.low, count.high));
            let sum = &mut self.expelled[bin];
            sum.low = sum.low.saturating_add(low.unwrap_or(1).max(0));
            sum.high = sum
                .high
                .zip(high)
                .map(|(sum, high)| sum.saturating_add(high.max(0)));
        }
    }
}

/// The middle day of an act's range, the earlier of two.
pub(crate) fn middle(act: &Act) -> Date {
    let days = i64::from((act.last - act.first).get_days()).max(0);
    act.first.saturating_add((days / 2).days())
}
