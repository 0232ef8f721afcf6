//! Presence statements: to a row and back.

use super::claims::{cite, optional_json, required, sentence, to_json, word};
use crate::error::Result;
use crate::store::Record;
use chancery_codebook::{PresenceStatement, TextInfo};
use rusqlite::{Connection, Row, params};

const COLUMNS: &str = "p.id AS id, p.key AS key, p.sender AS sender, p.host AS host, p.post AS post, p.state AS state, p.staff AS staff, \
    p.date AS date, p.enddate AS enddate, p.date_basis AS date_basis, s.number AS number, s.start AS start, \
    s.\"end\" AS stop, s.text AS sentence, r.name AS name, r.title AS title, r.outlet AS outlet, r.url AS url, \
    r.published AS published";

fn statement(row: &Row<'_>) -> Result<PresenceStatement> {
    Ok(PresenceStatement {
        id: row.get("key")?,
        sender: row.get("sender")?,
        host: row.get("host")?,
        post: row.get("post")?,
        state: word(row, "state")?,
        staff: optional_json(row, "staff")?,
        date: word(row, "date")?,
        enddate: word(row, "enddate")?,
        date_basis: required(row, "date_basis")?,
        text: row.get("sentence")?,
        text_info: TextInfo {
            sentence: row.get("number")?,
            start: row.get("start")?,
            end: row.get("stop")?,
            trigger: None,
        },
        cite_info: cite(row)?,
    })
}

/// Adds a statement to a coding; whether it was not there yet.
pub(super) fn insert(
    connection: &Connection,
    coding: i64,
    report: i64,
    statement: &PresenceStatement,
) -> rusqlite::Result<bool> {
    let sentence = sentence(connection, report, &statement.text_info, &statement.text)?;
    let added = connection
        .prepare_cached(
            "INSERT OR IGNORE INTO presence (key, coding, sentence, sender, host, post, staff, date, enddate, date_basis, state) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            statement.id,
            coding,
            sentence,
            statement.sender,
            statement.host,
            statement.post,
            statement.staff.as_ref().map(to_json),
            statement.date.map(|d| d.to_string()),
            statement.enddate.map(|d| d.to_string()),
            statement.date_basis.as_str(),
            statement.state.map(|s| s.as_str()),
        ])?;
    Ok(added > 0)
}

impl Record {
    /// The presence statements of current codings, of one pair of states in both directions or of all,
    /// each handed to `take` in the order in which they were added.
    ///
    /// # Errors
    /// If the record cannot be read, or `take` fails.
    pub fn presence<E: From<crate::Error>>(
        &self,
        pair: Option<(&str, &str)>,
        mut take: impl FnMut(PresenceStatement) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let (a, b) = pair.unwrap_or_default();
        let wanted = if pair.is_some() {
            "((p.sender = ?1 AND p.host = ?2) OR (p.sender = ?2 AND p.host = ?1))"
        } else {
            "?1 = ?2"
        };
        let query = format!(
            "SELECT {COLUMNS} FROM presence p JOIN coding k ON k.id = p.coding JOIN report r ON r.id = k.report \
             JOIN sentence s ON s.id = p.sentence WHERE k.current = 1 AND r.current = 1 AND {wanted} ORDER BY p.id"
        );
        let mut prepared = self
            .connection
            .prepare_cached(&query)
            .map_err(crate::Error::from)?;
        let mut rows = prepared.query([a, b]).map_err(crate::Error::from)?;
        while let Some(row) = rows.next().map_err(crate::Error::from)? {
            take(statement(row)?)?;
        }
        Ok(())
    }
}
