//! How often, how fast and in what measure two states answer each other.

use super::{AskError, in_order};
use chancery_record::Record;
use chancery_relate::exchanges::{LinkOptions, link};
use chancery_relate::pair::{between, lineage, measures_of, present};
use chancery_relate::reciprocity::{
    Answers, Autoregression, Excitation, FitOptions, Part, Quantiles, Side, autoregression,
    excitation,
};
use jiff::civil::Date;
use serde::Serialize;

/// How two states are looked at.
#[derive(Debug, Clone)]
pub struct ReciprocityQuestion {
    /// First day.
    pub since: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
    /// Bins, lags, level of the intervals and seed.
    pub fit: FitOptions,
}

/// Three ways to look at two states.
#[derive(Debug, Clone, Serialize)]
pub struct ReciprocityAnswer {
    /// Their codes.
    pub between: (String, String),
    /// First day looked at.
    pub since: Date,
    /// Last day looked at.
    pub until: Date,
    /// Acts of the first on the second, and of the second on the first.
    pub acts: [usize; 2],
    /// Answers that are linked one by one, in both directions.
    pub answers: Vec<Side>,
    /// A vector autoregression of their scores.
    pub autoregression: Part<Autoregression>,
    /// A mutually exciting point process of their conflictual acts.
    pub excitation: Part<Excitation>,
}

/// How two states, given by their codes, answer each other; `None` where the record holds nothing between them.
///
/// # Errors
/// If the days are out of order, the level is none or the record cannot be read.
pub fn reciprocity(
    record: &Record,
    (a, b): (&str, &str),
    question: &ReciprocityQuestion,
) -> Result<Option<ReciprocityAnswer>, AskError> {
    in_order(question.since, question.until)?;
    let found = between(record, (a, b), &[], question.since, question.until)?;
    let acts = present(found, a, b);
    let days = || acts.iter().flat_map(|act| [act.first, act.last]);
    let (Some(since), Some(until)) = (
        question.since.or(days().min()),
        question.until.or(days().max()),
    ) else {
        return Ok(None);
    };
    let options = LinkOptions::default();
    let states = [lineage(a), lineage(b)].concat();
    let mut measured = present(measures_of(record, &states, &options.measures)?, a, b);
    measured.retain(|act| act.first <= until && act.last >= since);
    let links = link(&measured, &options);
    let answers = Answers::new(&measured, &links);
    let level = question.fit.level;
    let of = |x: &str, y: &str| {
        let one_way = |act: &&chancery_relate::Act| act.actor == x && act.recipient == y;
        acts.iter().filter(one_way).count()
    };
    Ok(Some(ReciprocityAnswer {
        acts: [of(a, b), of(b, a)],
        answers: vec![answers.side(a, b, level)?, answers.side(b, a, level)?],
        autoregression: autoregression(&acts, (a, b), since, until, &question.fit).into(),
        excitation: excitation(&acts, (a, b), since, until, level).into(),
        between: (a.to_owned(), b.to_owned()),
        since,
        until,
    }))
}

/// Which pairs.
#[derive(Debug, Clone)]
pub struct AllPairsQuestion {
    /// First day.
    pub since: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
    /// Those with so many acts that could be answered.
    pub least: usize,
    /// Level of the intervals, 0 to 1.
    pub level: f64,
}

/// One direction of a pair.
#[derive(Debug, Clone, Serialize)]
pub struct PairRow {
    /// Who acted.
    pub actor: String,
    /// Who answered, or did not.
    pub recipient: String,
    /// Acts that could be answered.
    pub acts: usize,
    /// Those that were.
    pub answered: usize,
    /// Their share.
    pub share: Option<f64>,
    /// Lower end of its interval.
    pub share_low: f64,
    /// Upper end of its interval.
    pub share_high: f64,
    /// Days to the answer, the median.
    pub days_median: Option<f64>,
    /// The answer's number over the act's, the median.
    pub proportion_median: Option<f64>,
    /// Answers by the same measure.
    pub mirrored: usize,
}

/// All pairs, one row a direction, those with most acts first; numbers are rounded to three digits.
///
/// # Errors
/// If the days are out of order, the level is none or the record cannot be read.
pub fn all_pairs(record: &Record, question: &AllPairsQuestion) -> Result<Vec<PairRow>, AskError> {
    in_order(question.since, question.until)?;
    let options = LinkOptions::default();
    let mut acts = measures_of(record, &[], &options.measures)?;
    acts.retain(|act| {
        question.since.is_none_or(|day| act.last >= day)
            && question.until.is_none_or(|day| act.first <= day)
    });
    let links = link(&acts, &options);
    let answers = Answers::new(&acts, &links);
    let round = |x: f64| (x * 1000.0).round() / 1000.0;
    let median = |q: Option<&Quantiles>| q.map(|q| round(q.p50));
    let row = |(actor, recipient): (&str, &str)| {
        let r = answers.side(actor, recipient, question.level)?.answers;
        Ok(PairRow {
            actor: actor.to_owned(),
            recipient: recipient.to_owned(),
            acts: r.answered.of,
            answered: r.answered.hits,
            share: r.answered.value.map(round),
            share_low: round(r.answered.interval.low),
            share_high: round(r.answered.interval.high),
            days_median: median(r.delay_days.as_ref()),
            proportion_median: median(r.proportion.as_ref()),
            mirrored: r.mirrored.hits,
        })
    };
    answers
        .directions(question.least)
        .into_iter()
        .map(row)
        .collect()
}
