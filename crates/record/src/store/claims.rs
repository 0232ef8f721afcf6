//! Claims: an event record to a row and back, with nothing lost.

use crate::error::{Error, Result};
use chancery_codebook::{CiteInfo, Event, MadeBy, TextInfo, Trigger};
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use serde::de::DeserializeOwned;

/// Everything that a claim's record is made of. `c` is the claim, `s` its sentence, `k` its coding, `r` the
/// report, `m` what made it.
pub(crate) struct ClaimSource;

impl ClaimSource {
    /// Columns for [`claim_row`].
    pub(crate) const COLUMNS: &'static str = "c.id AS id, c.key AS key, c.date AS date, c.enddate AS enddate, c.date_basis AS date_basis, \
        c.actor AS actor, c.recipient AS recipient, c.event AS event, c.mode AS mode, c.context AS context, \
        c.quad_code AS quad_code, c.event_scale AS event_scale, c.cameo AS cameo, c.status AS status, \
        c.historical AS historical, c.measure AS measure, c.quantity AS quantity, c.place AS place, \
        c.said_by AS said_by, c.answers AS answers, c.trigger AS trigger, c.trigger_start AS trigger_start, \
        c.trigger_end AS trigger_end, c.confidence AS confidence, s.number AS number, s.start AS start, \
        s.\"end\" AS stop, s.text AS sentence, r.id AS report, r.name AS name, r.title AS title, r.outlet AS outlet, \
        r.url AS url, r.published AS published, m.codebook AS codebook, m.lexicon AS lexicon, m.model AS model";
    /// The tables of [`Self::COLUMNS`].
    pub(crate) const TABLES: &'static str = "claim c JOIN sentence s ON s.id = c.sentence \
        JOIN coding k ON k.id = c.coding JOIN report r ON r.id = k.report JOIN maker m ON m.id = k.maker";
}

/// Places of [`ClaimSource::COLUMNS`]: a row is read by place, since names would be compared one by one.
mod at {
    pub(super) const KEY: usize = 1;
    pub(super) const DATE: usize = 2;
    pub(super) const ENDDATE: usize = 3;
    pub(super) const DATE_BASIS: usize = 4;
    pub(super) const ACTOR: usize = 5;
    pub(super) const RECIPIENT: usize = 6;
    pub(super) const EVENT: usize = 7;
    pub(super) const MODE: usize = 8;
    pub(super) const CONTEXT: usize = 9;
    pub(super) const QUAD_CODE: usize = 10;
    pub(super) const EVENT_SCALE: usize = 11;
    pub(super) const CAMEO: usize = 12;
    pub(super) const STATUS: usize = 13;
    pub(super) const HISTORICAL: usize = 14;
    pub(super) const MEASURE: usize = 15;
    pub(super) const QUANTITY: usize = 16;
    pub(super) const PLACE: usize = 17;
    pub(super) const SAID_BY: usize = 18;
    pub(super) const ANSWERS: usize = 19;
    pub(super) const TRIGGER: usize = 20;
    pub(super) const TRIGGER_START: usize = 21;
    pub(super) const TRIGGER_END: usize = 22;
    pub(super) const CONFIDENCE: usize = 23;
    pub(super) const NUMBER: usize = 24;
    pub(super) const START: usize = 25;
    pub(super) const STOP: usize = 26;
    pub(super) const SENTENCE: usize = 27;
    pub(super) const NAME: usize = 29;
    pub(super) const TITLE: usize = 30;
    pub(super) const OUTLET: usize = 31;
    pub(super) const URL: usize = 32;
    pub(super) const PUBLISHED: usize = 33;
    pub(super) const CODEBOOK: usize = 34;
    pub(super) const LEXICON: usize = 35;
    pub(super) const MODEL: usize = 36;
}

/// The event record of a claim, whose columns come first in the row.
pub(crate) fn claim_row(row: &Row<'_>) -> Result<Event> {
    let start: Option<usize> = row.get(at::TRIGGER_START)?;
    let end: Option<usize> = row.get(at::TRIGGER_END)?;
    let words: Option<String> = row.get(at::TRIGGER)?;
    Ok(Event {
        id: row.get(at::KEY)?,
        date: word(row, at::DATE)?,
        enddate: word(row, at::ENDDATE)?,
        date_basis: required(row, at::DATE_BASIS)?,
        actor: json(row, at::ACTOR)?,
        recipient: json(row, at::RECIPIENT)?,
        event: required(row, at::EVENT)?,
        mode: word(row, at::MODE)?,
        context: json(row, at::CONTEXT)?,
        quad_code: json(row, at::QUAD_CODE)?,
        event_scale: row.get(at::EVENT_SCALE)?,
        cameo: row.get(at::CAMEO)?,
        status: required(row, at::STATUS)?,
        historical: row.get(at::HISTORICAL)?,
        measure: word(row, at::MEASURE)?,
        quantity: json(row, at::QUANTITY)?,
        place: optional_json(row, at::PLACE)?,
        said_by: json(row, at::SAID_BY)?,
        answers: json(row, at::ANSWERS)?,
        text: row.get(at::SENTENCE)?,
        text_info: TextInfo {
            sentence: row.get(at::NUMBER)?,
            start: row.get(at::START)?,
            end: row.get(at::STOP)?,
            trigger: match (words, start, end) {
                (Some(raw_text), Some(start), Some(end)) => Some(Trigger {
                    raw_text,
                    start,
                    end,
                }),
                _ => None,
            },
        },
        cite_info: CiteInfo {
            id: row.get(at::NAME)?,
            outlet: row.get(at::OUTLET)?,
            title: row.get(at::TITLE)?,
            url: row.get(at::URL)?,
            published: word(row, at::PUBLISHED)?,
        },
        confidence: row.get(at::CONFIDENCE)?,
        made_by: MadeBy {
            codebook: row.get(at::CODEBOOK)?,
            lexicon: row.get(at::LEXICON)?,
            model: row.get(at::MODEL)?,
        },
    })
}

/// The report of a claim or a statement.
pub(crate) fn cite(row: &Row<'_>) -> Result<CiteInfo> {
    Ok(CiteInfo {
        id: row.get("name")?,
        outlet: row.get("outlet")?,
        title: row.get("title")?,
        url: row.get("url")?,
        published: word(row, "published")?,
    })
}

/// A column by name or place.
pub(crate) trait Column: rusqlite::RowIndex + std::fmt::Display + Copy {}
impl Column for &'static str {}
impl Column for usize {}

fn cell(row: &Row<'_>, message: String) -> Error {
    Error::Cell {
        table: "claim",
        row: row.get("id").unwrap_or(0),
        message,
    }
}

/// A word of a closed set, or a date; null for null.
pub(crate) fn word<T: std::str::FromStr<Err: std::fmt::Display>>(
    row: &Row<'_>,
    column: impl Column,
) -> Result<Option<T>> {
    let text: Option<String> = row.get(column)?;
    text.map(|t| {
        t.parse()
            .map_err(|e| cell(row, format!("{column} `{t}`: {e}")))
    })
    .transpose()
}

/// As [`word`], where null is a mistake.
pub(crate) fn required<T: std::str::FromStr<Err: std::fmt::Display>>(
    row: &Row<'_>,
    column: impl Column,
) -> Result<T> {
    word(row, column)?.ok_or_else(|| cell(row, format!("{column} is null")))
}

/// A value that is kept as JSON.
pub(crate) fn json<T: DeserializeOwned>(row: &Row<'_>, column: impl Column) -> Result<T> {
    let bad = |e: serde_json::Error| cell(row, format!("{column}: {e}"));
    match row.get_ref(column)? {
        rusqlite::types::ValueRef::Integer(n) => serde_json::from_value(n.into()).map_err(bad),
        value => serde_json::from_str(value.as_str().unwrap_or("null")).map_err(bad),
    }
}

/// As [`json`], null for null.
pub(crate) fn optional_json<T: DeserializeOwned>(
    row: &Row<'_>,
    column: impl Column,
) -> Result<Option<T>> {
    match row.get_ref(column)? {
        rusqlite::types::ValueRef::Null => Ok(None),
        _ => json(row, column).map(Some),
    }
}

/// A value as the record keeps it.
pub(crate) fn to_json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned())
}

/// The row of a sentence, made where it is not there yet.
pub(super) fn sentence(
    connection: &Connection,
    report: i64,
    info: &TextInfo,
    text: &str,
) -> rusqlite::Result<i64> {
    let found: Option<i64> = connection
        .prepare_cached(
            "SELECT id FROM sentence WHERE report = ?1 AND number = ?2 AND start = ?3 AND \"end\" = ?4",
        )?
        .query_row(params![report, info.sentence, info.start, info.end], |row| row.get(0))
        .optional()?;
    if let Some(id) = found {
        return Ok(id);
    }
    connection
        .prepare_cached("INSERT INTO sentence (report, number, start, \"end\", text) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![report, info.sentence, info.start, info.end, text])?;
    let id = connection.last_insert_rowid();
    connection
        .prepare_cached("INSERT INTO sentence_text (rowid, text) VALUES (?1, ?2)")?
        .execute(params![id, text])?;
    Ok(id)
}

/// Adds a claim to a coding; `None` where the coding has one with its id already.
pub(super) fn insert(
    connection: &Connection,
    coding: i64,
    report: i64,
    event: &Event,
) -> rusqlite::Result<Option<i64>> {
    let sentence = sentence(connection, report, &event.text_info, &event.text)?;
    let trigger = event.text_info.trigger.as_ref();
    let added = connection
        .prepare_cached(
            "INSERT OR IGNORE INTO claim (key, coding, sentence, date, enddate, date_basis, actor, recipient, event, mode, \
             context, quad_code, event_scale, cameo, status, historical, measure, quantity, place, said_by, answers, \
             trigger, trigger_start, trigger_end, confidence) VALUES \
             (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25)",
        )?
        .execute(params![
            event.id,
            coding,
            sentence,
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
            event.place.as_ref().map(to_json),
            to_json(&event.said_by),
            to_json(&event.answers),
            trigger.map(|t| t.raw_text.as_str()),
            trigger.map(|t| t.start),
            trigger.map(|t| t.end),
            event.confidence,
        ])?;
    Ok((added > 0).then(|| connection.last_insert_rowid()))
}
