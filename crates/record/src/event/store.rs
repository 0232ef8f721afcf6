//! Merged events in the file: written from their claims, read back, and taken away when no claim is left.

use super::balance::{Told, balance};
use super::merged::MergedEvent;
use crate::error::Result;
use crate::store::{ClaimSource, claim_row, to_json};
use chancery_codebook::Event;
use rusqlite::{Connection, Row, params};
use std::collections::BTreeSet;

/// Columns for [`event_row`], of an event `e`.
pub(crate) const COLUMNS: &str = "e.id AS id, e.key AS key, e.date AS date, e.enddate AS enddate, e.date_basis AS date_basis, \
    e.actor AS actor, e.recipient AS recipient, e.event AS event, e.mode AS mode, e.context AS context, \
    e.quad_code AS quad_code, e.event_scale AS event_scale, e.cameo AS cameo, e.status AS status, \
    e.historical AS historical, e.measure AS measure, e.quantity AS quantity, e.place AS place, \
    e.confidence AS confidence, e.claims AS claims, e.sources AS sources, e.independent AS independent, \
    e.first_reported AS first_reported, e.last_reported AS last_reported, e.shares AS shares, e.disputed AS disputed";

/// A merged event out of its row.
pub(crate) fn event_row(row: &Row<'_>) -> Result<MergedEvent> {
    use crate::store::{json, optional_json, required, word};
    let disputed: String = row.get("disputed")?;
    Ok(MergedEvent {
        id: row.get("key")?,
        date: word(row, "date")?,
        enddate: word(row, "enddate")?,
        date_basis: required(row, "date_basis")?,
        actor: json(row, "actor")?,
        recipient: json(row, "recipient")?,
        event: required(row, "event")?,
        mode: word(row, "mode")?,
        context: json(row, "context")?,
        quad_code: json(row, "quad_code")?,
        event_scale: row.get("event_scale")?,
        cameo: row.get("cameo")?,
        status: required(row, "status")?,
        historical: row.get("historical")?,
        measure: word(row, "measure")?,
        quantity: json(row, "quantity")?,
        place: optional_json(row, "place")?,
        confidence: row.get("confidence")?,
        claims: row.get("claims")?,
        sources: row.get("sources")?,
        independent: row.get("independent")?,
        first_reported: word(row, "first_reported")?,
        last_reported: word(row, "last_reported")?,
        shares: json(row, "shares")?,
        disputed: disputed.split_whitespace().map(str::to_owned).collect(),
    })
}

/// The claims of an event in the order of their reports, those reported after `until` left out.
pub(crate) fn claims_of(
    connection: &Connection,
    event: i64,
    until: Option<jiff::civil::Date>,
) -> Result<Vec<Told>> {
    let query = format!(
        "SELECT {}, r.story AS story FROM {} JOIN membership x ON x.claim = c.id WHERE x.event = ?1 \
         AND (?2 IS NULL OR coalesce(r.published, c.enddate, c.date) <= ?2)",
        ClaimSource::COLUMNS,
        ClaimSource::TABLES
    );
    let mut statement = connection.prepare_cached(&query)?;
    let mut rows = statement.query(params![event, until.map(|d| d.to_string())])?;
    let mut claims = Vec::new();
    while let Some(row) = rows.next()? {
        claims.push(Told {
            event: claim_row(row)?,
            report: row.get("report")?,
            story: row.get("story")?,
        });
    }
    let reported = |e: &Event| e.cite_info.published.or(e.enddate).or(e.date);
    claims.sort_by(|a, b| {
        (
            reported(&a.event).is_none(),
            reported(&a.event),
            &a.event.id,
        )
            .cmp(&(
                reported(&b.event).is_none(),
                reported(&b.event),
                &b.event.id,
            ))
    });
    Ok(claims)
}

/// Writes events anew from their claims; those without claims go, and leave a mark that they did.
pub(crate) fn refresh(connection: &Connection, events: &BTreeSet<i64>) -> Result<()> {
    if events.is_empty() {
        return Ok(());
    }
    let revision: i64 = connection.query_row(
        "UPDATE counter SET value = value + 1 WHERE name = 'revision' RETURNING value",
        [],
        |row| row.get(0),
    )?;
    let mut balance_of = 0_i64;
    for id in events {
        let claims = claims_of(connection, *id, None)?;
        let was: i64 = connection
            .prepare_cached("SELECT revision FROM event WHERE id = ?1")?
            .query_row([id], |row| row.get(0))?;
        connection
            .prepare_cached("DELETE FROM event_party WHERE event = ?1")?
            .execute([id])?;
        connection
            .prepare_cached("DELETE FROM event_dyad WHERE event = ?1")?
            .execute([id])?;
        match balance(&claims) {
            Some(event) => {
                balance_of += i64::from(was == 0);
                write(connection, *id, &event, revision)?;
            }
            None => {
                balance_of -= i64::from(was != 0);
                remove(connection, *id, (was != 0).then_some(revision))?;
            }
        }
    }
    connection
        .prepare_cached("UPDATE counter SET value = value + ?1 WHERE name = 'events'")?
        .execute([balance_of])?;
    Ok(())
}

fn remove(connection: &Connection, id: i64, revision: Option<i64>) -> Result<()> {
    if let Some(revision) = revision {
        connection
            .prepare_cached(
                "INSERT OR REPLACE INTO event_gone (key, claim, revision) SELECT key, first_claim, ?2 FROM event WHERE id = ?1",
            )?
            .execute(params![id, revision])?;
    }
    connection
        .prepare_cached("DELETE FROM event WHERE id = ?1")?
        .execute([id])?;
    Ok(())
}

fn write(connection: &Connection, id: i64, event: &MergedEvent, revision: i64) -> Result<()> {
    let place = event.place.as_ref();
    let quantity = event.quantity.first();
    connection
        .prepare_cached(
            "UPDATE event SET date = ?2, enddate = ?3, date_basis = ?4, actor = ?5, recipient = ?6, event = ?7, mode = ?8, \
             context = ?9, quad_code = ?10, event_scale = ?11, cameo = ?12, status = ?13, historical = ?14, measure = ?15, \
             quantity = ?16, low = ?17, high = ?18, place = ?19, place_country = ?20, lat = ?21, lon = ?22, \
             confidence = ?23, claims = ?24, sources = ?25, independent = ?26, first_reported = ?27, last_reported = ?28, \
             shares = ?29, disputed = ?30, revision = ?31 WHERE id = ?1",
        )?
        .execute(params![
            id,
            event.date.map(|d| d.to_string()),
            event.enddate.map(|d| d.to_string()),
            event.date_basis.as_str(),
            to_json(&event.actor),
            to_json(&event.recipient),
            event.event.as_str(),
            event.mode.map(|m| m.as_str()),
            to_json(&event.context),
            u8::from(event.quad_code),
            event.event_scale,
            event.cameo,
            event.status.as_str(),
            event.historical,
            event.measure.map(|m| m.as_str()),
            to_json(&event.quantity),
            quantity.and_then(|q| q.low),
            quantity.and_then(|q| q.high),
            place.map(to_json),
            place.and_then(|p| p.country.as_deref()),
            place.and_then(|p| p.lat),
            place.and_then(|p| p.lon),
            event.confidence,
            event.claims,
            event.sources,
            event.independent,
            event.first_reported.map(|d| d.to_string()),
            event.last_reported.map(|d| d.to_string()),
            to_json(&event.shares),
            event.disputed.join(" "),
            revision,
        ])?;
    connection
        .prepare_cached("DELETE FROM event_gone WHERE key = (SELECT key FROM event WHERE id = ?1)")?
        .execute([id])?;
    parties(connection, id, event)
}

/// Makes the event findable by its parties, and by each pair of them.
fn parties(connection: &Connection, id: i64, event: &MergedEvent) -> Result<()> {
    let date = event.date.map(|d| d.to_string()).unwrap_or_default();
    let mut party = connection.prepare_cached(
        "INSERT OR IGNORE INTO event_party (country, side, date, event) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for (side, parties) in [("actor", &event.actor), ("recipient", &event.recipient)] {
        for code in parties.iter().filter_map(|p| p.country.as_deref()) {
            party.execute(params![code, side, date, id])?;
        }
    }
    let mut dyad = connection.prepare_cached(
        "INSERT INTO event_dyad (actor, recipient, date, event) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for (actor, recipient) in event.dyads() {
        dyad.execute(params![actor, recipient, date, id])?;
    }
    Ok(())
}
