//! Events, claims, reports and numbers of the record.

use crate::http::{Ask, FILTER, Fault, Kind, Reply};
use crate::pages::page_of;
use crate::words;
use chancery_codebook::{Codebook, event_schema};
use chancery_record::{ClaimPage, MergedEvent};
use serde_json::{Value, json};

/// Rows of an answer where nobody says, and at most.
const ROWS: usize = 100;
const MOST: usize = 1000;

fn limit(ask: &Ask<'_>) -> Result<usize, Fault> {
    let limit = ask.query.read("limit")?.unwrap_or(ROWS);
    if (1..=MOST).contains(&limit) {
        return Ok(limit);
    }
    Err(Fault::bad(format!(
        "`limit={limit}`: from 1 to {MOST}; /api/v1/events.jsonl streams all"
    )))
}

/// Names of the filter with some more.
fn with_filter<'n>(more: &[&'n str]) -> Vec<&'n str> {
    FILTER.iter().copied().chain(more.iter().copied()).collect()
}

/// `GET /api/v1/events`.
pub(crate) fn events(ask: &Ask<'_>) -> Result<Reply, Fault> {
    ask.query.only(&with_filter(&["sort", "limit", "cursor"]))?;
    let filter = ask.query.filter()?;
    let page = page_of(ask, &filter, ask.query.get("cursor"), limit(ask)?, false)?;
    Reply::json(&json!({
        "events": page.events,
        "total": page.total,
        "next": page.next,
        "revision": ask.snapshot.stamp.revision,
    }))
}

/// `GET /api/v1/changes?updated_since=REVISION`: what is new or differs, and what is no more.
pub(crate) fn changes(ask: &Ask<'_>) -> Result<Reply, Fault> {
    ask.query.only(&["updated_since", "limit"])?;
    let since: i64 = ask.query.read("updated_since")?.unwrap_or(0);
    let changes = ask.record.changes(since, limit(ask)?)?;
    let more = changes.revision < ask.snapshot.stamp.revision;
    let mut value = json!(changes);
    value["more"] = more.into();
    Reply::json(&value)
}

/// `GET /api/v1/events/{id}`.
pub(crate) fn event(ask: &Ask<'_>) -> Result<Reply, Fault> {
    ask.query.only(&["as_known_on"])?;
    let detail = ask
        .record
        .event(ask.part("id"), ask.query.day("as_known_on")?)?;
    let why = ask.record.explain_merge(&detail.event.id)?;
    let mut value = json!(detail);
    value["merge"] = json!(why);
    Reply::json(&value)
}

/// `GET /api/v1/facets`: counts of a selection by party, type, measure, status and time.
pub(crate) fn facets(ask: &Ask<'_>) -> Result<Reply, Fault> {
    ask.query.only(&FILTER)?;
    let filter = ask.query.filter()?;
    if filter.as_known_on.is_some() {
        return Err(Fault::bad("counts are of today: leave `as_known_on` out"));
    }
    let page = page_of(ask, &filter, None, 1, true)?;
    Reply::json(&json!({"total": page.total, "facets": page.facets}))
}

/// `GET /api/v1/claims?event=ID` or `?document=ID`.
pub(crate) fn claims(ask: &Ask<'_>) -> Result<Reply, Fault> {
    ask.query
        .only(&["event", "document", "superseded", "limit"])?;
    let page = ClaimPage {
        event: ask.query.get("event").map(str::to_owned),
        document: ask.query.get("document").map(str::to_owned),
        superseded: ask.query.read("superseded")?.unwrap_or(false),
        limit: Some(limit(ask)?),
    };
    if page.event.is_none() && page.document.is_none() {
        return Err(Fault::bad(
            "claims of which event or document? give `event=ID` or `document=ID`",
        ));
    }
    Reply::json(&json!({"claims": ask.record.claims(&page)?}))
}

/// `GET /api/v1/documents`: reports, newest first; one with its text left to its publisher.
pub(crate) fn documents(ask: &Ask<'_>) -> Result<Reply, Fault> {
    ask.query.only(&["id", "outlet", "limit"])?;
    let mut found = ask.record.documents(
        ask.query.get("id"),
        ask.query.get("outlet"),
        Some(limit(ask)?),
    )?;
    for document in &mut found {
        document.text = None;
        document.blocks.clear();
    }
    Reply::json(&json!({"documents": found}))
}

/// `GET /api/v1/outlets`.
pub(crate) fn outlets(ask: &Ask<'_>) -> Result<Reply, Fault> {
    ask.query.only(&["limit"])?;
    let limit = limit(ask)?;
    let outlets = ask.snapshot.counted.outlets(ask.record)?;
    Reply::json(&json!({"outlets": &outlets[..limit.min(outlets.len())]}))
}

/// `GET /api/v1/stats`.
pub(crate) fn stats(ask: &Ask<'_>) -> Result<Reply, Fault> {
    ask.query.only(&[])?;
    Reply::json(&*ask.snapshot.counted.stats(ask.record)?)
}

/// `GET /api/v1/motion`: pairs between which more happens lately than before.
pub(crate) fn motion(ask: &Ask<'_>) -> Result<Reply, Fault> {
    ask.query.only(&[])?;
    Reply::json(&json!({"day": ask.snapshot.day(), "motion": ask.snapshot.motion}))
}

/// `GET /api/v1/corrections`.
pub(crate) fn corrections(ask: &Ask<'_>) -> Result<Reply, Fault> {
    ask.query.only(&["event"])?;
    Reply::json(&json!({"corrections": ask.record.corrections(ask.query.get("event"))?}))
}

/// `GET /api/v1/gold.jsonl`: corrected sentences as gold items for `chancery eval`.
pub(crate) fn gold(ask: &Ask<'_>) -> Result<Reply, Fault> {
    ask.query.only(&[])?;
    let items = ask.record.gold()?;
    let lines: String = items.iter().map(|item| format!("{item}\n")).collect();
    Ok(Reply::new(Kind::JsonLines, lines))
}

/// `GET /api/v1/codebook`.
pub(crate) fn codebook(ask: &Ask<'_>) -> Result<Reply, Fault> {
    ask.query.only(&[])?;
    let codebook = Codebook::builtin();
    let types: Vec<Value> = (codebook.types.iter())
        .map(|t| {
            let modes: Vec<Value> = (t.modes.iter())
                .map(|m| json!({"code": m.code, "definition": m.definition, "score": m.score, "cameo": m.cameo}))
                .collect();
            json!({"code": t.code, "quad_code": t.code.quad_code(), "definition": t.definition, "score": t.score,
                   "cameo": t.cameo, "modes": modes})
        })
        .collect();
    let measures: Vec<Value> = (codebook.measures.iter())
        .map(|m| json!({"code": m.code, "definition": m.definition, "types": m.types}))
        .collect();
    Reply::json(&json!({"version": codebook.version, "types": types, "measures": measures}))
}

/// `GET /api/v1/schema`: the JSON schema of one claim's record.
pub(crate) fn schema(ask: &Ask<'_>) -> Result<Reply, Fault> {
    ask.query.only(&[])?;
    Reply::json(&event_schema())
}

/// Columns of an event as CSV, one row an event, parties joined by `;`: the first of those of `chancery events --format
/// csv`, under the same names.
pub(super) const COLUMNS: [&str; 20] = [
    "id",
    "date",
    "enddate",
    "date_basis",
    "actor_country",
    "recipient_country",
    "event",
    "mode",
    "context",
    "quad_code",
    "event_scale",
    "cameo",
    "status",
    "measure",
    "quantity_low",
    "quantity_high",
    "place_name",
    "confidence",
    "claims",
    "independent",
];

/// An event's cells of [`COLUMNS`].
pub(super) fn cells(e: &MergedEvent) -> Vec<String> {
    let codes = |parties: &[chancery_record::Party]| {
        let codes: Vec<&str> = parties
            .iter()
            .filter_map(|p| p.country.as_deref())
            .collect();
        codes.join(";")
    };
    let number = |n: Option<i64>| n.map_or(String::new(), |n| n.to_string());
    let quantity = e.quantity.first();
    vec![
        e.id.clone(),
        words::day(e.date),
        words::day(e.enddate),
        e.date_basis.to_string(),
        codes(&e.actor),
        codes(&e.recipient),
        e.event.to_string(),
        e.mode.map_or(String::new(), |m| m.to_string()),
        e.context.join(";"),
        e.quad_code.get().to_string(),
        e.event_scale.to_string(),
        e.cameo.clone().unwrap_or_default(),
        e.status.to_string(),
        e.measure.map_or(String::new(), |m| m.to_string()),
        number(quantity.and_then(|q| q.low)),
        number(quantity.and_then(|q| q.high)),
        e.place.as_ref().map_or(String::new(), |p| {
            p.name.clone().unwrap_or_else(|| p.raw_text.clone())
        }),
        format!("{:.3}", e.confidence),
        e.claims.to_string(),
        e.independent.to_string(),
    ]
}
