//! Exchanges of two states, and how they answer one another.

use super::range::Range;
use crate::app::App;
use crate::http::{Ask, Fault};
use crate::pages::ActLine;
use crate::words::{counted, percent};
use chancery_relate::Act;
use chancery_relate::exchanges::{Days, Link, Ratio, Reason, exchanges as chains};
use chancery_relate::pair::present;
use chancery_relate::reciprocity::{Answers, Side};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{HashMap, HashSet};

/// A chain of acts and answers.
#[derive(Debug, Serialize)]
pub(crate) struct ExchangeView {
    /// Name of the state that began.
    pub began: String,
    pub when: String,
    pub rounds: usize,
    pub lines: Vec<ExchangeLine>,
}

/// One act of a chain, with the link to what it answers.
#[derive(Debug, Serialize)]
pub(crate) struct ExchangeLine {
    pub act: ActLine,
    /// Whether the first state of the page did it.
    pub forward: bool,
    pub delay: Option<String>,
    pub proportion: Option<String>,
    pub reason: Option<String>,
    pub stated: bool,
    /// The wave that it is part of.
    pub wave: Option<String>,
}

/// Days from act to answer.
pub(crate) fn delay(link: &Link) -> String {
    let Days { low, high } = link.delay;
    match (low, high) {
        (0, 0) => "the same day".to_owned(),
        (1, 1) => "after 1 day".to_owned(),
        (low, high) if low == high => format!("after {low} days"),
        (low, high) => format!("after {low} to {high} days"),
    }
}

/// The answer's size beside the act's.
pub(crate) fn proportion(link: &Link) -> Option<String> {
    let Ratio { low, high } = link.ratio?;
    Some(match (low, high) {
        (Some(low), Some(high)) if (low - high).abs() < 0.005 && (low - 1.0).abs() < 0.005 => {
            "as many".to_owned()
        }
        (Some(low), Some(high)) if (low - high).abs() < 0.005 => format!("{low:.2} for 1"),
        (Some(low), Some(high)) => format!("{low:.2} to {high:.2} for 1"),
        (Some(low), None) => format!("at least {low:.2} for 1"),
        (None, Some(high)) => format!("at most {high:.2} for 1"),
        (None, None) => return None,
    })
}

/// Why two acts are joined.
pub(crate) fn reason(link: &Link) -> String {
    match &link.reason {
        Reason::Text { text, source } if text.is_empty() => format!("{source} says so"),
        Reason::Text { text, .. } => format!("the text says so: “{text}”"),
        Reason::Fit {
            chance, evidence, ..
        } => {
            let speaks = evidence.iter().filter(|e| e.weight > 0.0).take(3);
            let speaks: Vec<&str> = speaks.map(|e| e.says.as_str()).collect();
            format!(
                "they fit, with a chance of {}: {}",
                percent(*chance),
                speaks.join("; ")
            )
        }
    }
}

/// The acts between two states in some days by measures of relations, and the links among them.
pub(crate) fn within(
    ask: &Ask<'_>,
    a: &str,
    b: &str,
    (since, until): (Option<Date>, Option<Date>),
) -> (Vec<Act>, Vec<Link>) {
    let relations = &ask.snapshot.relations;
    let acts: Vec<Act> = (relations.between(a, b).into_iter())
        .filter(|act| since.is_none_or(|d| act.last >= d) && until.is_none_or(|d| act.first <= d))
        .cloned()
        .collect();
    let ids: HashSet<&str> = acts.iter().map(|a| a.id.as_str()).collect();
    let links = acts
        .iter()
        .flat_map(|act| relations.answered(&act.id))
        .filter(|l| ids.contains(l.answered.as_str()))
        .cloned()
        .collect();
    (acts, links)
}

/// The exchanges of the range, newest first.
pub(crate) fn exchanges(ask: &Ask<'_>, range: &Range<'_>) -> Vec<ExchangeView> {
    let (acts, links) = within(ask, &range.a, &range.b, range.asked);
    let by_id: HashMap<&str, &Act> = acts.iter().map(|a| (a.id.as_str(), a)).collect();
    let of_a = chancery_relate::pair::lineage(&range.a);
    let mut found: Vec<ExchangeView> = chains(&acts, &links)
        .iter()
        .map(|chain| {
            let links: HashMap<&str, &Link> =
                chain.links.iter().map(|l| (l.answer.as_str(), l)).collect();
            let lines = chain.acts.iter().filter_map(|id| {
                let act = by_id.get(id.as_str())?;
                let link = links.get(id.as_str());
                Some(ExchangeLine {
                    act: ActLine::of(act, ask.app),
                    forward: of_a.contains(&act.actor),
                    delay: link.map(|l| delay(l)),
                    proportion: link.and_then(|l| proportion(l)),
                    reason: link.map(|l| reason(l)),
                    stated: link.is_some_and(|l| matches!(l.reason, Reason::Text { .. })),
                    wave: wave(ask, id),
                })
            });
            let began = by_id.get(chain.began.as_str());
            let lines: Vec<ExchangeLine> = lines.collect();
            ExchangeView {
                began: began.map_or(String::new(), |a| ask.app.name(&a.actor).to_owned()),
                when: lines.first().map_or(String::new(), |l| l.act.when.clone()),
                rounds: chain.rounds,
                lines,
            }
        })
        .collect();
    found.reverse();
    found
}

fn wave(ask: &Ask<'_>, id: &str) -> Option<String> {
    let wave = ask
        .snapshot
        .relations
        .waves
        .iter()
        .find(|w| w.acts.iter().any(|a| a == id))?;
    Some(format!(
        "one of {} against {} from {} to {}",
        counted(wave.actors.len(), "state"),
        ask.app.name(&wave.recipient),
        wave.first,
        wave.last
    ))
}

/// How each side's acts are answered, with 95 % intervals.
pub(crate) fn answers(ask: &Ask<'_>, range: &Range<'_>) -> Result<Vec<Side>, Fault> {
    let (acts, links) = within(ask, &range.a, &range.b, range.asked);
    let measures = chancery_relate::exchanges::LinkOptions::default().measures;
    let mut acts = present(acts, &range.a, &range.b);
    acts.retain(|a| a.measure.is_some_and(|m| measures.contains(&m)));
    let answers = Answers::new(&acts, &links);
    [(&range.a, &range.b), (&range.b, &range.a)]
        .into_iter()
        .map(|(x, y)| {
            answers
                .side(x, y, 0.95)
                .map_err(|e| Fault::internal(e.to_string()))
        })
        .collect()
}

/// The figures of one side in plain words.
pub(crate) fn in_words(side: &Side, app: &App) -> Vec<String> {
    let (actor, other) = (app.name(&side.actor), app.name(&side.recipient));
    let r = &side.answers;
    if r.answered.of == 0 {
        return vec![format!(
            "No expulsion, closure or the like of {actor} against {other} in this time."
        )];
    }
    let mut out = vec![format!(
        "Of {} of {actor} against {other}, {other} answered {} ({}; the interval at 95 % goes from {} to {}).",
        counted(r.answered.of, "measure"),
        r.answered.hits,
        percent(r.answered.value.unwrap_or(0.0)),
        percent(r.answered.interval.low),
        percent(r.answered.interval.high)
    )];
    if let Some(days) = &r.delay_days {
        out.push(match days.p50 {
            d if d < 0.75 => "Half of the answers came on the same day.".to_owned(),
            d => format!(
                "Half of the answers came within {d:.0} days, nine in ten within {:.0}.",
                days.p90
            ),
        });
    }
    if r.mirrored.of > 0 {
        out.push(format!(
            "{} of {} answers of which both numbers are known were of exactly the same number.",
            r.mirrored.hits, r.mirrored.of
        ));
    }
    out
}
