//! Several moves ahead: planned acts, their answers, and the answers to those, many times over.

use super::chance::Setting;
use super::fitted::Forecaster;
use super::{Distribution, PlannedAct, Spread};
use crate::exchanges::day;
use crate::random::Random;
use crate::reference::successor;
use chancery_codebook::Measure;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Planned acts and how to play them out. In TOML: `[[moves]]` tables with the fields of [`PlannedAct`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// What it is called.
    #[serde(default)]
    pub title: String,
    /// Seed of the random numbers: the same seed gives the same outcome.
    #[serde(default)]
    pub seed: u64,
    /// How often it is played.
    #[serde(default = "runs")]
    pub runs: usize,
    /// Most answers in a row to one planned act.
    #[serde(default = "rounds")]
    pub rounds: usize,
    /// What is planned, in any order.
    pub moves: Vec<PlannedAct>,
}

fn runs() -> usize {
    2000
}

fn rounds() -> usize {
    6
}

/// A scenario that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ScenarioError {
    /// No TOML of the form.
    #[error("scenario: {0}")]
    Form(#[from] toml::de::Error),
    /// Nothing planned.
    #[error("scenario: `moves` is empty: give at least one [[moves]] table")]
    Empty,
}

impl Scenario {
    /// Reads a scenario from TOML.
    ///
    /// # Errors
    ///
    /// [`ScenarioError`] where the text is no TOML of the form, or plans nothing.
    ///
    /// ```
    /// let scenario = chancery_relate::forecast::Scenario::parse(
    ///     "[[moves]]\nactor = \"FJI\"\nrecipient = \"TON\"\nmeasure = \"expulsion\"\ncount = 3\ndate = \"2030-01-05\"\n",
    /// )?;
    /// assert_eq!(scenario.moves[0].count, Some(3));
    /// # Ok::<(), chancery_relate::forecast::ScenarioError>(())
    /// ```
    pub fn parse(text: &str) -> Result<Scenario, ScenarioError> {
        let scenario: Scenario = toml::from_str(text)?;
        if scenario.moves.is_empty() {
            Err(ScenarioError::Empty)
        } else {
            Ok(scenario)
        }
    }
}

/// What a scenario led to, over all runs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// How often it was played.
    pub runs: usize,
    /// Share of runs in which nothing was answered.
    pub unanswered: f64,
    /// Moves in all, the planned ones among them.
    pub moves: Spread,
    /// Days from the first planned act to the last move.
    pub days: Spread,
    /// What each side did, by acting and hit state.
    pub sides: Vec<SideTotal>,
}

/// What one state did to one other, over all runs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SideTotal {
    /// Code of who acts.
    pub actor: String,
    /// Code of whom it hits.
    pub recipient: String,
    /// Moves.
    pub moves: Spread,
    /// People expelled, recalled or cut; moves without a number add none.
    pub people: Spread,
    /// Posts closed.
    pub posts: Spread,
}

/// Totals of one side in one run: moves, people, posts.
type Totals = BTreeMap<(String, String), [f64; 3]>;

/// Plays a scenario out. Each move is answered by chance; the answer's kind, proportion and delay are drawn
/// from past ones, each by itself; the answer is then a move that may be answered in turn. Everything is drawn
/// from a generator seeded with `seed` (ChaCha8), so that the same scenario and fit give the same outcome.
/// None where nothing is planned or `runs` is nought.
pub fn simulate(scenario: &Scenario, fit: &Forecaster) -> Option<Outcome> {
    let begin = scenario.moves.iter().map(|m| day(m.date)).min()?;
    let mut random = Random::new(scenario.seed);
    let (mut counts, mut days, mut quiet) = (Vec::new(), Vec::new(), 0_usize);
    let mut played: Vec<Totals> = Vec::with_capacity(scenario.runs);
    for _ in 0..scenario.runs {
        let mut totals = Totals::new();
        let (mut count, mut end) = (0, begin);
        for plan in &scenario.moves {
            let mut setting = Setting::planned(plan);
            add(&mut totals, &setting);
            count += 1;
            end = end.max(setting.day);
            for _ in 0..scenario.rounds {
                let Some(answer) = answer(fit, &setting, &mut random) else {
                    break;
                };
                setting = answer;
                add(&mut totals, &setting);
                count += 1;
                end = end.max(setting.day);
            }
        }
        quiet += usize::from(count == scenario.moves.len());
        counts.push(count as f64);
        days.push(f64::from(end - begin));
        played.push(totals);
    }
    let spread = |values: Vec<f64>| {
        Distribution::new(values.into_iter().map(|x| (x, 1.0))).map(Spread::from)
    };
    let mut keys: Vec<(String, String)> = played.iter().flat_map(|t| t.keys().cloned()).collect();
    keys.sort();
    keys.dedup();
    let side = |key: &(String, String)| {
        let total = |n: usize| {
            spread(
                played
                    .iter()
                    .map(|t| t.get(key).map_or(0.0, |sums| sums[n]))
                    .collect(),
            )
        };
        Some(SideTotal {
            actor: key.0.clone(),
            recipient: key.1.clone(),
            moves: total(0)?,
            people: total(1)?,
            posts: total(2)?,
        })
    };
    Some(Outcome {
        runs: scenario.runs,
        unanswered: quiet as f64 / scenario.runs.max(1) as f64,
        moves: spread(counts)?,
        days: spread(days)?,
        sides: keys.iter().filter_map(side).collect(),
    })
}

fn add(totals: &mut Totals, one: &Setting<'_>) {
    let sums = totals
        .entry((
            successor(one.actor).to_owned(),
            successor(one.recipient).to_owned(),
        ))
        .or_default();
    sums[0] += 1.0;
    let size = one.size.unwrap_or(0.0);
    match one.measure {
        Measure::Expulsion | Measure::StaffCut | Measure::Recall => sums[1] += size,
        Measure::Closure => sums[2] += size,
        _ => {}
    }
}

/// The answer to a move, or none.
fn answer<'a>(fit: &Forecaster, to: &Setting<'a>, random: &mut Random) -> Option<Setting<'a>> {
    if random.uniform() >= fit.chance(to) {
        return None;
    }
    let weighed = fit.weighed(to);
    let kinds = fit.kinds(to, &weighed);
    let mut left = random.uniform();
    let kind = kinds.iter().find(|k| {
        left -= k.chance;
        left < 0.0
    });
    let kind = kind.or(kinds.last())?;
    let size = fit
        .size(to, &weighed)
        .map(|d| d.quantile(random.uniform()).round().max(1.0));
    let delay = fit
        .delay(&weighed)
        .map_or(0.0, |d| d.quantile(random.uniform()));
    Some(Setting {
        actor: to.recipient,
        recipient: to.actor,
        measure: kind.measure,
        own: kind.own,
        // The number of people says nothing of the number of posts.
        size: size
            .filter(|_| kind.measure == to.measure || people(kind.measure) && people(to.measure)),
        is_answer: true,
        joint: false,
        day: to.day + delay.ceil() as i32,
    })
}

fn people(measure: Measure) -> bool {
    matches!(
        measure,
        Measure::Expulsion | Measure::StaffCut | Measure::Recall
    )
}
