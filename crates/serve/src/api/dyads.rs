//! Relations between two states.

use crate::http::{Ask, Fault, Reply, country, in_order};
use crate::pages::dyad;
use crate::pages::dyad::{plan, registers, series_of};
use chancery_relate::exchanges::exchanges as chains;
use jiff::civil::Date;
use serde_json::json;
use std::collections::HashSet;

/// The two states and the days of an address.
fn asked(ask: &Ask<'_>) -> Result<(String, String, Option<Date>, Option<Date>), Fault> {
    let (a, b) = dyad::pair(ask)?;
    let (since, until) = (ask.query.day("since")?, ask.query.day("until")?);
    in_order(since, until)?;
    Ok((a, b, since, until))
}

/// `GET /api/v1/dyads/{a}/{b}/series?by=month`: counts, scores, quads and expelled of both directions.
pub(crate) fn series(ask: &Ask<'_>) -> Result<Reply, Fault> {
    ask.query.only(&["since", "until", "by"])?;
    let (a, b, since, until) = asked(ask)?;
    let range = dyad::Range::new(ask, &a, &b, since, until);
    Reply::json(&json!({"first": a, "second": b, "series": series_of(ask, &range)?}))
}

/// `GET /api/v1/dyads/{a}/{b}/exchanges`: acts, chains of act and answer, and waves that they are part of.
pub(crate) fn exchanges(ask: &Ask<'_>) -> Result<Reply, Fault> {
    ask.query.only(&["since", "until"])?;
    let (a, b, since, until) = asked(ask)?;
    let (acts, links) = dyad::within(ask, &a, &b, (since, until));
    let ids: HashSet<&str> = acts.iter().map(|act| act.id.as_str()).collect();
    let waves: Vec<_> = (ask.snapshot.relations.waves)
        .iter()
        .filter(|w| w.acts.iter().any(|id| ids.contains(id.as_str())))
        .collect();
    Reply::json(&json!({"acts": acts, "exchanges": chains(&acts, &links), "waves": waves}))
}

/// `GET /api/v1/dyads/{a}/{b}/presence?on=DATE`: posts, heads and staff of each in the other on a day.
pub(crate) fn presence(ask: &Ask<'_>) -> Result<Reply, Fault> {
    ask.query.only(&["on", "history"])?;
    let (a, b) = dyad::pair(ask)?;
    let registers = registers(ask, &a, &b)?;
    if ask.query.read("history")?.unwrap_or(false) {
        return Reply::json(&json!({"history": registers}));
    }
    let Some(on) = ask.query.day("on")?.or(ask.snapshot.day()) else {
        return Err(Fault::missing("the record has no day yet: give `on=DATE`"));
    };
    let snapshots = registers.each_ref().map(|register| {
        let mut value = json!(register.at(on));
        value["sender"] = json!(register.sender);
        value["host"] = json!(register.host);
        value
    });
    Reply::json(&json!({"presence": snapshots}))
}

/// `GET /api/v1/dyads/{a}/{b}/reciprocity`: as the page of that name.
pub(crate) fn reciprocity(ask: &Ask<'_>) -> Result<Reply, Fault> {
    dyad::reciprocity(&Ask {
        app: ask.app,
        record: ask.record,
        snapshot: std::sync::Arc::clone(&ask.snapshot),
        path: ask.path.clone(),
        parts: ask.parts.clone(),
        shape: "json".to_owned(),
        query: ask.query.clone(),
    })
}

/// `GET /api/v1/dyads/{a}/{b}/forecast?measure=expulsion&count=60`: the answer of B to an act of A.
pub(crate) fn forecast(ask: &Ask<'_>) -> Result<Reply, Fault> {
    ask.query.only(&["measure", "count"])?;
    let (a, b) = (country(ask.part("a"))?, country(ask.part("b"))?);
    let plan = plan(ask, a, b, ["measure", "count"])?;
    let forecast = ask.snapshot.relations.forecaster.forecast(&plan);
    Reply::json(&json!({"plan": plan, "forecast": forecast}))
}
