//! Coding stored reports again: what would change, and the change itself.

use super::documents;
use super::incoming::{Incoming, Written};
use super::write::{Batch, Of, Writer};
use super::{Record, claims};
use crate::error::Result;
use chancery_codebook::{Event, MadeBy};
use chancery_read::Document;
use rusqlite::params;

/// A report of the record, to be coded again.
#[derive(Debug, Clone)]
pub struct StoredReport {
    /// Row id of the report.
    pub id: i64,
    /// The report.
    pub document: Document,
}

/// What coding a report again changes.
#[derive(Debug, Clone, Default)]
pub struct Recode {
    /// Claims that only the new coding has.
    pub gained: Vec<Event>,
    /// Claims that only the old coding has.
    pub lost: Vec<Event>,
    /// Claims that both have, with something in them changed: old and new.
    pub changed: Vec<(Event, Event)>,
    /// How many are as they were, versions apart.
    pub same: usize,
}

impl Recode {
    /// Compares two codings of one report.
    pub fn compare(old: &[Event], new: &[Event]) -> Recode {
        let mut out = Recode::default();
        for event in new {
            match old.iter().find(|o| o.id == event.id) {
                None => out.gained.push(event.clone()),
                Some(was) => {
                    let mut versionless = was.clone();
                    versionless.made_by = event.made_by.clone();
                    if versionless == *event {
                        out.same += 1;
                    } else {
                        out.changed.push((was.clone(), event.clone()));
                    }
                }
            }
        }
        let gone = old.iter().filter(|o| !new.iter().any(|n| n.id == o.id));
        out.lost.extend(gone.cloned());
        out
    }

    /// Whether nothing but versions is new.
    pub fn is_nothing(&self) -> bool {
        self.gained.is_empty() && self.lost.is_empty() && self.changed.is_empty()
    }
}

impl Record {
    /// Current reports with a text whose current coding was not made by `made_by` (all of them, where `all`),
    /// with row ids above `after`, in their order, at most `limit`.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn reports_to_recode(
        &self,
        made_by: &MadeBy,
        all: bool,
        after: i64,
        limit: usize,
    ) -> Result<Vec<StoredReport>> {
        let query = format!(
            "SELECT r.id AS id, {} FROM report r JOIN coding k ON k.report = r.id AND k.current = 1 \
             JOIN maker m ON m.id = k.maker WHERE r.current = 1 AND r.text IS NOT NULL AND r.id > ?4 \
             AND (?5 OR m.codebook <> ?1 OR m.lexicon <> ?2 OR m.model <> ?3) ORDER BY r.id LIMIT ?6",
            documents::COLUMNS
        );
        let mut statement = self.connection.prepare_cached(&query)?;
        let mut rows = statement.query(params![
            made_by.codebook,
            made_by.lexicon,
            made_by.model,
            after,
            all,
            limit
        ])?;
        let mut reports = Vec::new();
        while let Some(row) = rows.next()? {
            if let Some(document) = documents::load(row)? {
                reports.push(StoredReport {
                    id: row.get("id")?,
                    document,
                });
            }
        }
        Ok(reports)
    }

    /// The claims of a report's current coding.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn claims_of_report(&self, report: i64) -> Result<Vec<Event>> {
        let query = format!(
            "SELECT {} FROM {} WHERE k.report = ?1 AND k.current = 1 ORDER BY c.id",
            claims::ClaimSource::COLUMNS,
            claims::ClaimSource::TABLES
        );
        let mut statement = self.connection.prepare_cached(&query)?;
        let mut rows = statement.query([report])?;
        let mut events = Vec::new();
        while let Some(row) = rows.next()? {
            events.push(claims::claim_row(row)?);
        }
        Ok(events)
    }

    /// Whether the record holds this very text of this document, in whatever version of it.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn holds(&self, document: &Document) -> Result<bool> {
        let content = documents::content(document);
        let known = documents::known(&self.connection, document, &content)?;
        Ok(matches!(known, documents::Known::Same(_)))
    }
}

impl Writer {
    /// Whether the record has a text of this document, this one or another.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn knows(&self, document: &Document) -> Result<bool> {
        let found = "SELECT EXISTS (SELECT 1 FROM document d JOIN report r ON r.document = d.id \
                     WHERE d.key = ?1 AND r.text IS NOT NULL)";
        let mut statement = self.connection.prepare_cached(found)?;
        Ok(statement.query_row([documents::key(document)], |row| row.get(0))?)
    }

    /// Puts new codings of stored reports in the place of their current ones, which stay in the file as
    /// superseded.
    ///
    /// # Errors
    /// As [`Writer::write`].
    pub fn recode(&mut self, reports: &[(i64, Incoming)]) -> Result<Written> {
        self.batch(|writer, batch| {
            for (report, incoming) in reports {
                writer.recode_one(*report, incoming, batch)?;
            }
            Ok(())
        })
    }

    /// Puts a new coding of a report in the place of the current one.
    pub(super) fn recode_one(
        &mut self,
        report: i64,
        incoming: &Incoming,
        batch: &mut Batch,
    ) -> Result<()> {
        self.retire(Of::Report(report), batch)?;
        self.connection
            .prepare_cached("UPDATE coding SET current = 0 WHERE report = ?1")?
            .execute([report])?;
        let coding = self.coding(report, &incoming.made_by, &batch.now)?;
        self.fill(coding, report, incoming, batch)
    }
}
