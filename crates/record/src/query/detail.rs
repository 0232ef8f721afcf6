//! One event with everything behind it, and claims on their own.

use super::lookup::{claim_id, event_id};
use crate::error::Result;
use crate::event::{MergedEvent, Reading, balance, claims_of, readings};
use crate::merge::{Membership, MergeRules, Merger};
use crate::store::{ClaimSource, Record, claim_row};
use chancery_codebook::Event;
use jiff::civil::Date;
use rusqlite::params;
use serde::{Deserialize, Serialize};

/// An event with its claims and where they disagree.
#[derive(Debug, Clone, Serialize)]
pub struct EventDetail {
    /// The event.
    pub event: MergedEvent,
    /// What the claims say, field by field, the largest share first.
    pub readings: Vec<Reading>,
    /// Its claims, in the order of their reports.
    pub claims: Vec<ClaimRow>,
}

/// A claim with its place in the record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClaimRow {
    /// The event that it belongs to; none once it is superseded.
    pub event_id: Option<String>,
    /// Version of the report that it comes from.
    pub version: i64,
    /// Whether a newer version or coding of the report has taken its place.
    pub superseded: bool,
    /// Number of its story: claims of one story come from copies of one text.
    pub story: i64,
    /// The record.
    #[serde(flatten)]
    pub record: Event,
}

/// Claims that were asked for.
#[derive(Debug, Clone, Default)]
pub struct ClaimPage {
    /// Id of the event whose claims they are.
    pub event: Option<String>,
    /// Id or address of the document that they come from.
    pub document: Option<String>,
    /// With those that newer versions and codings have superseded.
    pub superseded: bool,
    /// How many at most.
    pub limit: Option<usize>,
}

impl Record {
    /// An event by its id, by the id of one of its claims, or by the beginning of either; as known on a day,
    /// if one is given.
    ///
    /// # Errors
    /// If there is none, or there are several.
    pub fn event(&self, id: &str, as_known_on: Option<Date>) -> Result<EventDetail> {
        let (row, key) = event_id(&self.connection, id)?;
        let told = claims_of(&self.connection, row, as_known_on)?;
        let Some(mut event) = balance(&told) else {
            return Err(crate::Error::Unknown {
                what: "event",
                id: id.to_owned(),
            });
        };
        event.id.clone_from(&key);
        let mut claims = self.claims(&ClaimPage {
            event: Some(key),
            ..ClaimPage::default()
        })?;
        let place = |id: &str| told.iter().position(|t| t.event.id == id);
        claims.retain(|c| place(&c.record.id).is_some());
        claims.sort_by_key(|c| place(&c.record.id));
        Ok(EventDetail {
            event,
            readings: readings(&told),
            claims,
        })
    }

    /// Why the claims of an event stand together.
    ///
    /// # Errors
    /// As [`Record::event`].
    pub fn explain_merge(&self, id: &str) -> Result<Vec<Membership>> {
        let (row, _) = event_id(&self.connection, id)?;
        Merger::default().explain(&self.connection, row, MergeRules::builtin())
    }

    /// Claims, in the order in which they were added.
    ///
    /// # Errors
    /// If an id is unknown or the record cannot be read.
    pub fn claims(&self, page: &ClaimPage) -> Result<Vec<ClaimRow>> {
        let event = match &page.event {
            Some(id) => Some(event_id(&self.connection, id)?.0),
            None => None,
        };
        let mut claims = Vec::new();
        self.each_claim(event, page, |claim| {
            claims.push(claim);
            Ok::<(), crate::Error>(())
        })?;
        Ok(claims)
    }

    /// One claim by its id or the beginning of it.
    ///
    /// # Errors
    /// If there is none, or there are several.
    pub fn claim(&self, id: &str) -> Result<Event> {
        let (row, _) = claim_id(&self.connection, id)?;
        let query = format!(
            "SELECT {} FROM {} WHERE c.id = ?1",
            ClaimSource::COLUMNS,
            ClaimSource::TABLES
        );
        let mut statement = self.connection.prepare_cached(&query)?;
        let mut rows = statement.query([row])?;
        match rows.next()? {
            Some(row) => claim_row(row),
            None => Err(crate::Error::Unknown {
                what: "claim",
                id: id.to_owned(),
            }),
        }
    }

    pub(super) fn each_claim<E: From<crate::Error>>(
        &self,
        event: Option<i64>,
        page: &ClaimPage,
        mut take: impl FnMut(ClaimRow) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let wanted = match (event, &page.document) {
            (Some(_), None) => "x.event = ?1 AND ?2 IS NULL",
            (None, Some(_)) => {
                "?1 IS NULL AND r.document IN (SELECT id FROM document WHERE key = ?2 \
                                UNION SELECT document FROM report WHERE name = ?2)"
            }
            (Some(_), Some(_)) => "x.event = ?1 AND (r.name = ?2 OR r.url = ?2)",
            (None, None) => "?1 IS NULL AND ?2 IS NULL",
        };
        let query = format!(
            "SELECT {}, r.story AS story, r.version AS version, e.key AS event_key FROM {} \
             LEFT JOIN membership x ON x.claim = c.id LEFT JOIN event e ON e.id = x.event \
             WHERE {wanted} AND (?3 OR x.claim IS NOT NULL) ORDER BY c.id LIMIT ?4",
            ClaimSource::COLUMNS,
            ClaimSource::TABLES
        );
        let limit = page.limit.map_or(-1, |n| n as i64);
        let mut statement = self
            .connection
            .prepare_cached(&query)
            .map_err(crate::Error::from)?;
        let mut rows = statement
            .query(params![event, page.document, page.superseded, limit])
            .map_err(crate::Error::from)?;
        while let Some(row) = rows.next().map_err(crate::Error::from)? {
            let read = || -> Result<ClaimRow> {
                let event_id: Option<String> = row.get("event_key")?;
                Ok(ClaimRow {
                    superseded: event_id.is_none(),
                    event_id,
                    version: row.get("version")?,
                    story: row.get("story")?,
                    record: claim_row(row)?,
                })
            };
            take(read()?)?;
        }
        Ok(())
    }
}
