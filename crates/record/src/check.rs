//! Whether the record is whole: the file, the rows, the counters, the merged events.

use crate::error::{Error, Result};
use crate::event::{balance, claims_of, event_row};
use crate::store::Record;
use serde::Serialize;

/// Rows that hang in the air, or contradict one another: what is wrong, and a query that counts it.
const RULES: &[(&str, &str)] = &[
    (
        "claims of current reports that belong to no event",
        "SELECT count(*) FROM claim c JOIN coding k ON k.id = c.coding AND k.current = 1 JOIN report r ON r.id = k.report \
         AND r.current = 1 WHERE NOT EXISTS (SELECT 1 FROM membership m WHERE m.claim = c.id)",
    ),
    (
        "superseded claims that still belong to an event",
        "SELECT count(*) FROM membership m JOIN claim c ON c.id = m.claim JOIN coding k ON k.id = c.coding \
         JOIN report r ON r.id = k.report WHERE k.current = 0 OR r.current = 0",
    ),
    (
        "events without claims",
        "SELECT count(*) FROM event e WHERE NOT EXISTS (SELECT 1 FROM membership m WHERE m.event = e.id)",
    ),
    (
        "events that count their claims wrongly",
        "SELECT count(*) FROM event e WHERE e.claims <> (SELECT count(*) FROM membership m WHERE m.event = e.id)",
    ),
    (
        "parents or roots that belong to no event",
        "SELECT count(*) FROM membership m WHERE NOT EXISTS (SELECT 1 FROM membership p WHERE p.claim = m.root) \
         OR (m.parent IS NOT NULL AND NOT EXISTS (SELECT 1 FROM membership p WHERE p.claim = m.parent))",
    ),
    (
        "documents without exactly one current report",
        "SELECT count(*) FROM document d WHERE (SELECT count(*) FROM report r WHERE r.document = d.id AND r.current = 1) <> 1",
    ),
    (
        "reports without a current coding",
        "SELECT count(*) FROM report r WHERE NOT EXISTS (SELECT 1 FROM coding k WHERE k.report = r.id AND k.current = 1)",
    ),
    (
        "sentences that say nothing",
        "SELECT count(*) FROM sentence s WHERE NOT EXISTS (SELECT 1 FROM claim c WHERE c.sentence = s.id) \
         AND NOT EXISTS (SELECT 1 FROM presence p WHERE p.sentence = s.id)",
    ),
    (
        "merge keys of claims that belong to no event",
        "SELECT count(*) FROM merge_key x WHERE NOT EXISTS (SELECT 1 FROM membership m WHERE m.claim = x.claim)",
    ),
    (
        "parties of events that are not there",
        "SELECT (SELECT count(*) FROM event_party x WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.id = x.event)) \
         + (SELECT count(*) FROM event_dyad x WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.id = x.event))",
    ),
];

/// Counters, and what they count.
const COUNTERS: &[(&str, &str)] = &[
    ("documents", "SELECT count(*) FROM document"),
    ("reports", "SELECT count(*) FROM report"),
    ("claims", "SELECT count(*) FROM claim"),
    ("presence", "SELECT count(*) FROM presence"),
    ("events", "SELECT count(*) FROM event"),
];

/// What a check found.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Check {
    /// How many things were looked at.
    pub checks: usize,
    /// What is wrong; empty for a whole record.
    pub findings: Vec<Finding>,
}

/// One thing that is wrong.
#[derive(Debug, Clone, Serialize)]
pub struct Finding {
    /// What.
    pub what: String,
    /// How many rows, where that can be told.
    pub rows: Option<i64>,
}

impl Record {
    /// Checks the file, its rows, its counters and its text index, and, where `events`, compares every merged
    /// event with its claims.
    ///
    /// # Errors
    /// If the record cannot be read at all.
    pub fn check(&self, events: bool) -> Result<Check> {
        let mut check = Check::default();
        match self.look(events, &mut check) {
            // A page that cannot be read ends the looking; it is a finding like others.
            Err(Error::Sqlite(error))
                if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseCorrupt) =>
            {
                let what = Error::Sqlite(error).to_string();
                check.findings.push(Finding { what, rows: None });
            }
            other => other?,
        }
        Ok(check)
    }

    fn look(&self, events: bool, check: &mut Check) -> Result<()> {
        let mut found =
            |what: String, rows: Option<i64>| check.findings.push(Finding { what, rows });
        let mut statement = self.connection.prepare("PRAGMA integrity_check(20)")?;
        let lines = statement
            .query_map([], |row| row.get::<_, String>(0))?
            .collect::<rusqlite::Result<Vec<String>>>()?;
        for line in lines.into_iter().filter(|line| line != "ok") {
            found(format!("integrity: {line}"), None);
        }
        let mut keys = self.connection.prepare("PRAGMA foreign_key_check")?;
        let broken = keys.query_map([], |row| row.get::<_, String>(0))?.count();
        if broken > 0 {
            found(
                "rows that point to rows that are not there".to_owned(),
                Some(broken as i64),
            );
        }
        for (what, query) in RULES {
            let rows: i64 = self.connection.query_row(query, [], |row| row.get(0))?;
            if rows > 0 {
                found((*what).to_owned(), Some(rows));
            }
        }
        for (name, query) in COUNTERS {
            let rows: i64 = self.connection.query_row(query, [], |row| row.get(0))?;
            let counter: i64 = self.connection.query_row(
                "SELECT value FROM counter WHERE name = ?1",
                [name],
                |row| row.get(0),
            )?;
            if rows != counter {
                found(
                    format!("the counter of {name} says {counter}, there are {rows}"),
                    None,
                );
            }
        }
        for table in ["sentence", "report"] {
            let (text, column) = match table {
                "sentence" => ("sentence_text", "text"),
                _ => ("report_title", "title"),
            };
            let rows: i64 = self.connection.query_row(
                &format!("SELECT count(*) FROM {table} WHERE {column} IS NOT NULL"),
                [],
                |row| row.get(0),
            )?;
            let indexed: i64 = self.connection.query_row(
                &format!("SELECT count(*) FROM {text}_docsize"),
                [],
                |row| row.get(0),
            )?;
            if rows != indexed {
                found(
                    format!("the text index of {table} has {indexed} of {rows} rows"),
                    None,
                );
            }
        }
        check.checks = 4 + RULES.len() + COUNTERS.len();
        if events {
            let wrong = self.wrong_events()?;
            check.checks += 1;
            if wrong > 0 {
                check.findings.push(Finding {
                    what: "events that do not say what their claims say".to_owned(),
                    rows: Some(wrong),
                });
            }
        }
        Ok(())
    }

    fn wrong_events(&self) -> Result<i64> {
        let query = format!(
            "SELECT {} FROM event e ORDER BY e.id",
            crate::event::COLUMNS
        );
        let mut statement = self.connection.prepare(&query)?;
        let mut rows = statement.query([])?;
        let mut wrong = 0;
        while let Some(row) = rows.next()? {
            let stored = event_row(row)?;
            let claims = claims_of(&self.connection, row.get("id")?, None)?;
            let fresh = balance(&claims).map(|mut e| {
                e.id.clone_from(&stored.id);
                e
            });
            wrong += i64::from(fresh.as_ref() != Some(&stored));
        }
        Ok(wrong)
    }
}
