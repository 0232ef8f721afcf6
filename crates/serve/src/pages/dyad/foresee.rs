//! The answer to an act that someone may do next.

use super::range::Range;
use crate::chart;
use crate::http::{Ask, Fault, country};
use crate::pages::ActLine;
use crate::words;
use chancery_codebook::Measure;
use chancery_relate::forecast::{Forecast, MEASURES, PlannedAct};
use serde::Serialize;

/// A plan with its forecast.
#[derive(Serialize)]
pub(crate) struct Foreseen {
    pub plan: PlannedAct,
    pub forecast: Forecast,
    /// The same in words.
    pub reading: Vec<String>,
    pub cases: Vec<CaseLine>,
}

/// A past case that the forecast leans on.
#[derive(Serialize)]
pub(crate) struct CaseLine {
    pub weight: String,
    pub act: ActLine,
    pub answer: Option<ActLine>,
    pub alike: String,
}

/// The act that an address plans.
pub(crate) fn plan(
    ask: &Ask<'_>,
    actor: String,
    recipient: String,
    name: [&str; 2],
) -> Result<PlannedAct, Fault> {
    let measure: Measure = ask.query.read(name[0])?.unwrap_or(Measure::Expulsion);
    if !MEASURES.contains(&measure) {
        return Err(Fault::bad(format!(
            "no forecast is made for {measure}: use one of {}",
            MEASURES.map(Measure::as_str).join(", ")
        )));
    }
    Ok(PlannedAct {
        actor,
        recipient,
        measure,
        count: ask.query.read(name[1])?,
        date: ask
            .snapshot
            .day()
            .unwrap_or(jiff::civil::Date::constant(2000, 1, 1)),
        own: false,
        answers: false,
        joint: false,
    })
}

/// The forecast that the page's form asks for; none where the record has nothing to learn from.
pub(crate) fn foresee(ask: &Ask<'_>, range: &Range<'_>) -> Result<Option<Foreseen>, Fault> {
    let actor = match ask.query.get("f_actor") {
        Some(actor) => country(actor)?,
        None => range.a.clone(),
    };
    let recipient = match &actor {
        a if *a == range.a => range.b.clone(),
        b if *b == range.b => range.a.clone(),
        other => {
            return Err(Fault::bad(format!(
                "`f_actor={other}` is neither of the two states"
            )));
        }
    };
    let mut plan = plan(ask, actor, recipient, ["f_measure", "f_count"])?;
    plan.count = plan.count.or(Some(10));
    let relations = &ask.snapshot.relations;
    let forecast = relations.forecaster.forecast(&plan);
    if forecast.moves == 0 {
        return Ok(None);
    }
    let cases = forecast.cases.iter().take(6).filter_map(|case| {
        Some(CaseLine {
            weight: format!("{:.1} %", case.weight * 100.0),
            act: ActLine::of(relations.act(&case.act)?, ask.app),
            answer: (case.answer.as_ref())
                .and_then(|id| relations.act(id))
                .map(|a| ActLine::of(a, ask.app)),
            alike: case.alike.join(", "),
        })
    });
    Ok(Some(Foreseen {
        reading: reading(&forecast, ask.app.name(&plan.recipient)),
        cases: cases.collect(),
        plan,
        forecast,
    }))
}

fn reading(f: &Forecast, other: &str) -> Vec<String> {
    let mut out = vec![format!(
        "{other} would answer within a year with a chance of {} (nine in ten: {} to {}); of all {} past moves in the record, {} were answered.",
        words::percent(f.chance),
        words::percent(f.chance_low),
        words::percent(f.chance_high),
        words::thousands(f.moves as i64),
        words::percent(f.base_rate),
    )];
    if let Some(kind) = f.kinds.first() {
        out.push(format!(
            "If it answers, the likeliest answer is {} ({}).",
            words::plain(kind.measure.as_str()),
            words::percent(kind.chance)
        ));
    }
    if let Some(size) = &f.size {
        out.push(format!(
            "Its size: {:.0} in the middle, half of the cases from {:.0} to {:.0}.",
            size.q50, size.q25, size.q75
        ));
    }
    if let Some(days) = &f.delay {
        out.push(format!(
            "It would take {:.0} days in the middle, half of the cases {:.0} to {:.0}.",
            days.q50, days.q25, days.q75
        ));
    }
    out
}

impl Foreseen {
    /// The forecast drawn.
    pub(crate) fn picture(&self, title: String, width: u32) -> String {
        use chart::spread::{Chance, Spread, SpreadChart};
        let f = &self.forecast;
        let spread = |s: &chancery_relate::forecast::Spread| Spread {
            q05: s.q05,
            q25: s.q25,
            q50: s.q50,
            q75: s.q75,
            q95: s.q95,
        };
        chart::spread::svg(&SpreadChart {
            id: "forecast".to_owned(),
            title,
            chance: Chance {
                low: f.chance_low,
                mid: f.chance,
                high: f.chance_high,
                base_rate: f.base_rate,
            },
            size: f.size.as_ref().map(spread),
            days: f.delay.as_ref().map(spread),
            kinds: (f.kinds.iter().take(5))
                .map(|k| (words::plain(k.measure.as_str()), k.chance))
                .collect(),
            width,
        })
    }
}
