//! The front page: what the record holds, the last acts, the pairs in motion, and acts not yet answered.

use super::{ActLine, Base, EventLine};
use crate::chart;
use crate::http::{Ask, Fault, Reply};
use crate::words;
use askama::Template;
use chancery_record::{Filter, Stamp};
use chancery_relate::Act;
use chancery_relate::forecast::PlannedAct;
use jiff::civil::Date;
use serde::Serialize;

/// The front page's data.
#[derive(Serialize)]
struct Front {
    holds: Stamp,
    /// First and last day of the events, a few that lie far out left aside.
    span: Option<(Date, Date)>,
    /// The last day on which something is told to have happened.
    day: Option<Date>,
    latest: Vec<EventLine>,
    motion: Vec<Pair>,
    open: Vec<Open>,
}

#[derive(Serialize)]
struct Pair {
    #[serde(flatten)]
    motion: crate::Motion,
    first_name: String,
    second_name: String,
    href: String,
    #[serde(skip)]
    spark: String,
}

/// An act that nobody has answered, with what is forecast.
#[derive(Serialize)]
struct Open {
    act: ActLine,
    chance: f64,
    chance_low: f64,
    chance_high: f64,
    /// Median days from act to answer, if one comes.
    days: Option<f64>,
    href: String,
}

#[derive(Template)]
#[template(path = "front.html")]
struct Page {
    base: Base,
    front: Front,
    events: String,
    claims: String,
    reports: String,
}

const LATEST: usize = 16;
const OPEN: usize = 8;

pub(crate) fn front(ask: &Ask<'_>) -> Result<Reply, Fault> {
    ask.query.only(&[])?;
    let front = collect(ask)?;
    match ask.shape.as_str() {
        "html" => {
            let holds = front.holds;
            let mut base = Base::new(ask, "record", "The record").shapes(ask, &["JSON", "CSV"]);
            base.feed = Some("/feed.atom".to_owned());
            Reply::page(&Page {
                base,
                events: words::thousands(holds.events),
                claims: words::thousands(holds.claims),
                reports: words::thousands(holds.documents),
                front,
            })
        }
        "json" => Reply::json(&front),
        "csv" => Reply::csv(
            &EventLine::HEADER,
            front.latest.iter().map(EventLine::cells),
        ),
        _ => ask.no_shape(),
    }
}

fn collect(ask: &Ask<'_>) -> Result<Front, Fault> {
    let (app, snapshot) = (ask.app, &ask.snapshot);
    let day = snapshot.day();
    let upto = Filter {
        until: day,
        ..Filter::default()
    };
    let latest = super::page_of(ask, &upto, None, LATEST, false)?;
    let motion = snapshot.motion.iter().map(|m| {
        let values: Vec<f64> = m.weeks.iter().map(|n| f64::from(*n)).collect();
        Pair {
            first_name: app.name(&m.first).to_owned(),
            second_name: app.name(&m.second).to_owned(),
            href: format!("/dyad/{}/{}", m.first, m.second),
            spark: chart::spark::svg(&chart::spark::Spark {
                label: format!(
                    "acts a week over a year, {} in the last",
                    values.last().unwrap_or(&0.0)
                ),
                forward: values,
                back: Vec::new(),
            }),
            motion: m.clone(),
        }
    });
    let open = day.map_or(Vec::new(), |day| {
        let acts = snapshot.relations.open(day);
        acts.take(OPEN).map(|act| foretell(ask, act, day)).collect()
    });
    Ok(Front {
        holds: snapshot.stamp,
        span: snapshot.span,
        day,
        latest: latest
            .events
            .iter()
            .map(|e| EventLine::of(e, app))
            .collect(),
        motion: motion.collect(),
        open,
    })
}

fn foretell(ask: &Ask<'_>, act: &Act, day: Date) -> Open {
    let relations = &ask.snapshot.relations;
    let count = act.count.as_ref().and_then(|c| c.low.or(c.high));
    let forecast = relations.forecaster.forecast(&PlannedAct {
        actor: act.actor.clone(),
        recipient: act.recipient.clone(),
        measure: act.measure.unwrap_or(chancery_codebook::Measure::Expulsion),
        count: count.and_then(|n| u32::try_from(n).ok()),
        date: day,
        own: act.own,
        answers: relations.answered(&act.id).next().is_some(),
        joint: false,
    });
    Open {
        act: ActLine::of(act, ask.app),
        chance: forecast.chance,
        chance_low: forecast.chance_low,
        chance_high: forecast.chance_high,
        days: forecast.delay.as_ref().map(|d| d.q50),
        href: format!("/dyad/{}/{}", act.actor, act.recipient),
    }
}

impl Open {
    fn told(&self) -> String {
        format!(
            "{} ({} to {})",
            words::percent(self.chance),
            words::percent(self.chance_low),
            words::percent(self.chance_high)
        )
    }
}
