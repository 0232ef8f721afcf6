//! What the record holds, in numbers.

use crate::error::Result;
use crate::store::Record;
use chancery_codebook::MadeBy;
use serde::Serialize;

/// Numbers of a record.
#[derive(Debug, Clone, Serialize)]
pub struct Stats {
    /// Documents.
    pub documents: i64,
    /// Versions of them.
    pub reports: i64,
    /// Stories: reports that copy one text are one.
    pub stories: i64,
    /// Claims, superseded ones included.
    pub claims: i64,
    /// Of these, claims that newer versions or codings have superseded.
    pub superseded: i64,
    /// Events.
    pub events: i64,
    /// Events that more than one report tells of.
    pub merged: i64,
    /// Events that independent sources tell of.
    pub confirmed: i64,
    /// Presence statements.
    pub presence: i64,
    /// Decisions of people about merging.
    pub decisions: i64,
    /// First and last day of an event.
    pub span: Option<(String, String)>,
    /// Events of each type, most first.
    pub types: Vec<(String, i64)>,
    /// Pairs of states, actor and recipient, with most events.
    pub dyads: Vec<(String, String, i64)>,
    /// What made the current claims, with how many reports each coded.
    pub makers: Vec<(MadeBy, i64)>,
    /// Size of the file in bytes, its log left out.
    pub bytes: i64,
}

/// How many pairs are named.
const DYADS: usize = 10;

impl Record {
    /// What the record holds.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn stats(&self) -> Result<Stats> {
        let number = |query: &str| -> Result<i64> {
            Ok(self.connection.query_row(query, [], |row| row.get(0))?)
        };
        let claims = number("SELECT value FROM counter WHERE name = 'claims'")?;
        let mut types = self.connection.prepare(
            "SELECT event, count(*) AS n FROM event GROUP BY event ORDER BY n DESC, event",
        )?;
        let types = types.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut dyads = self.connection.prepare(
            "SELECT actor, recipient, count(*) AS n FROM event_dyad WHERE actor <> recipient \
             GROUP BY actor, recipient ORDER BY n DESC, actor, recipient LIMIT ?1",
        )?;
        let dyads = dyads.query_map([DYADS], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let mut makers = self.connection.prepare(
            "SELECT m.codebook, m.lexicon, m.model, count(*) AS n FROM coding k JOIN maker m ON m.id = k.maker \
             JOIN report r ON r.id = k.report WHERE k.current = 1 AND r.current = 1 GROUP BY m.id ORDER BY n DESC, m.id",
        )?;
        let makers = makers.query_map([], |row| {
            let made_by = MadeBy {
                codebook: row.get(0)?,
                lexicon: row.get(1)?,
                model: row.get(2)?,
            };
            Ok((made_by, row.get(3)?))
        })?;
        let span = self.connection.query_row(
            "SELECT min(date), max(date) FROM event WHERE date IS NOT NULL",
            [],
            |row| {
                Ok((
                    row.get::<_, Option<String>>(0)?,
                    row.get::<_, Option<String>>(1)?,
                ))
            },
        )?;
        Ok(Stats {
            documents: number("SELECT value FROM counter WHERE name = 'documents'")?,
            reports: number("SELECT value FROM counter WHERE name = 'reports'")?,
            stories: number("SELECT count(DISTINCT story) FROM report WHERE current = 1")?,
            claims,
            superseded: claims - number("SELECT count(*) FROM membership")?,
            events: number("SELECT value FROM counter WHERE name = 'events'")?,
            merged: number("SELECT count(*) FROM event WHERE sources > 1")?,
            confirmed: number("SELECT count(*) FROM event WHERE independent > 1")?,
            presence: number("SELECT value FROM counter WHERE name = 'presence'")?,
            decisions: number("SELECT count(*) FROM decision")?,
            span: span.0.zip(span.1),
            types: types.collect::<rusqlite::Result<_>>()?,
            dyads: dyads.collect::<rusqlite::Result<_>>()?,
            makers: makers.collect::<rusqlite::Result<_>>()?,
            bytes: number(
                "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
            )?,
        })
    }
}
