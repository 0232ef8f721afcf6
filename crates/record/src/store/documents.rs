//! Reports: what makes two of them the same document, and how versions follow one another.

use crate::hash;
use chancery_read::Document;
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension as _, params};

/// What the record knows of a document before a report of it is added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    /// Nothing.
    New,
    /// This very text, as the report with this id.
    Same(i64),
    /// The document, with another text; its last version.
    Other { document: i64, version: i64 },
}

/// What makes two reports the same document: the address, else the id.
pub(super) fn key(document: &Document) -> &str {
    document.url.as_deref().unwrap_or(&document.id)
}

/// What makes two texts of a document the same version.
pub(super) fn content(document: &Document) -> String {
    let published = document.published.map(|d| d.to_string());
    hash::wide([
        document.text.as_str(),
        document.title.as_deref().unwrap_or_default(),
        document.outlet.as_deref().unwrap_or_default(),
        published.as_deref().unwrap_or_default(),
    ])
}

/// What the record knows of a document.
pub(super) fn known(
    connection: &Connection,
    document: &Document,
    content: &str,
) -> rusqlite::Result<Known> {
    let found: Option<i64> = connection
        .prepare_cached("SELECT id FROM document WHERE key = ?1")?
        .query_row([key(document)], |row| row.get(0))
        .optional()?;
    let Some(id) = found else {
        return Ok(Known::New);
    };
    let same: Option<i64> = connection
        .prepare_cached("SELECT id FROM report WHERE document = ?1 AND hash = ?2")?
        .query_row(params![id, content], |row| row.get(0))
        .optional()?;
    if let Some(report) = same {
        return Ok(Known::Same(report));
    }
    let version = connection
        .prepare_cached("SELECT max(version) FROM report WHERE document = ?1")?
        .query_row([id], |row| row.get::<_, Option<i64>>(0))?;
    Ok(Known::Other {
        document: id,
        version: version.unwrap_or(0),
    })
}

/// The current report of a document, if it has a text, with its date.
pub(super) fn text(
    connection: &Connection,
    document: i64,
) -> rusqlite::Result<Option<(i64, Option<Date>)>> {
    connection
        .prepare_cached(
            "SELECT id, published FROM report WHERE document = ?1 AND current = 1 AND text IS NOT NULL",
        )?
        .query_row([document], |row| {
            let published: Option<String> = row.get(1)?;
            Ok((row.get(0)?, published.and_then(|d| d.parse().ok())))
        })
        .optional()
}

/// Adds a report as the current version of its document; gives its row id.
pub(super) fn insert(
    connection: &Connection,
    document: &Document,
    content: &str,
    known: Known,
    with_text: bool,
    now: &str,
) -> rusqlite::Result<i64> {
    let (id, version) = match known {
        Known::Other { document, version } => {
            connection
                .prepare_cached("UPDATE report SET current = 0 WHERE document = ?1")?
                .execute([document])?;
            (document, version)
        }
        Known::New | Known::Same(_) => {
            connection
                .prepare_cached("INSERT INTO document (key) VALUES (?1)")?
                .execute([key(document)])?;
            (connection.last_insert_rowid(), 0)
        }
    };
    let blocks = serde_json::to_string(&document.blocks).unwrap_or_default();
    connection
        .prepare_cached(
            "INSERT INTO report (document, version, current, hash, name, title, outlet, url, published, byline,
             dateline, text, blocks, story, added) VALUES (?1, ?2, 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 0, ?13)",
        )?
        .execute(params![
            id,
            version + 1,
            content,
            document.id,
            document.title,
            document.outlet,
            document.url,
            document.published.map(|d| d.to_string()),
            document.byline,
            document.dateline,
            with_text.then_some(&document.text),
            with_text.then_some(&blocks),
            now,
        ])?;
    let report = connection.last_insert_rowid();
    if let Some(title) = &document.title {
        connection
            .prepare_cached("INSERT INTO report_title (rowid, title) VALUES (?1, ?2)")?
            .execute(params![report, title])?;
    }
    Ok(report)
}

/// The columns that [`load`] reads, of a report `r`.
pub(super) const COLUMNS: &str =
    "r.name, r.title, r.outlet, r.url, r.published, r.byline, r.dateline, r.text, r.blocks";

/// A stored report as the reader gave it; `None` where only claims of it are known.
pub(super) fn load(row: &rusqlite::Row<'_>) -> rusqlite::Result<Option<Document>> {
    let (Some(text), Some(blocks)) = (
        row.get::<_, Option<String>>("text")?,
        row.get::<_, Option<String>>("blocks")?,
    ) else {
        return Ok(None);
    };
    let published: Option<String> = row.get("published")?;
    Ok(Some(Document {
        id: row.get("name")?,
        text,
        blocks: serde_json::from_str(&blocks).unwrap_or_default(),
        title: row.get("title")?,
        outlet: row.get("outlet")?,
        url: row.get("url")?,
        published: published.and_then(|d| d.parse::<Date>().ok()),
        byline: row.get("byline")?,
        dateline: row.get("dateline")?,
        ..Document::default()
    }))
}
