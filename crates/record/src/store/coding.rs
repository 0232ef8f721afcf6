//! What one reading of a report by one maker gave: its claims, statements and problems, put into the file.

use super::incoming::Incoming;
use super::write::{Batch, Writer};
use super::{claims, presence};
use crate::error::Result;
use crate::merge::Features;
use chancery_codebook::MadeBy;
use rusqlite::{OptionalExtension as _, params};

impl Writer {
    /// More claims for a report that is there.
    pub(super) fn more(
        &mut self,
        report: i64,
        incoming: &Incoming,
        batch: &mut Batch,
    ) -> Result<i64> {
        let maker = self.maker(made_by(incoming))?;
        let coding: Option<i64> = self
            .connection
            .prepare_cached(
                "SELECT id FROM coding WHERE report = ?1 AND maker = ?2 AND current = 1",
            )?
            .query_row([report, maker], |row| row.get(0))
            .optional()?;
        let coding = match coding {
            Some(coding) => coding,
            None => self.coding(report, made_by(incoming), &batch.now)?,
        };
        let before = (batch.written.claims, batch.written.presence);
        self.fill(coding, report, incoming, batch)?;
        let after = (batch.written.claims, batch.written.presence);
        batch.written.same += usize::from(before == after);
        Ok(report)
    }

    /// Puts claims, statements and problems into a coding.
    pub(super) fn fill(
        &mut self,
        coding: i64,
        report: i64,
        incoming: &Incoming,
        batch: &mut Batch,
    ) -> Result<()> {
        for event in &incoming.events {
            if let Some(id) = claims::insert(&self.connection, coding, report, event)? {
                batch.written.claims += 1;
                let mut event = event.clone();
                // The report's own date orders claims, as it will when they are read back.
                event.cite_info.published = incoming.document.published;
                batch.added.push(Features::new(id, report, &event));
            }
        }
        for statement in &incoming.presence {
            let new = presence::insert(&self.connection, coding, report, statement)?;
            batch.written.presence += usize::from(new);
        }
        for problem in &incoming.problems {
            batch.written.problems += 1;
            let kind = serde_json::to_value(problem.kind).unwrap_or_default();
            self.connection
                .prepare_cached(
                    "INSERT INTO problem (coding, kind, source, line, message) VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![
                    coding,
                    kind.as_str().unwrap_or("other"),
                    problem.source,
                    problem.line,
                    problem.message
                ])?;
        }
        Ok(())
    }

    fn maker(&self, made_by: &MadeBy) -> Result<i64> {
        let parts = params![made_by.codebook, made_by.lexicon, made_by.model];
        self.connection
            .prepare_cached(
                "INSERT OR IGNORE INTO maker (codebook, lexicon, model) VALUES (?1, ?2, ?3)",
            )?
            .execute(parts)?;
        Ok(self
            .connection
            .prepare_cached(
                "SELECT id FROM maker WHERE codebook = ?1 AND lexicon = ?2 AND model = ?3",
            )?
            .query_row(parts, |row| row.get(0))?)
    }

    pub(super) fn coding(&self, report: i64, made_by: &MadeBy, now: &str) -> Result<i64> {
        let maker = self.maker(made_by)?;
        self.connection
            .prepare_cached(
                "INSERT INTO coding (report, maker, current, coded) VALUES (?1, ?2, 1, ?3)",
            )?
            .execute(params![report, maker, now])?;
        Ok(self.connection.last_insert_rowid())
    }
}

/// Versions of what made a report's records.
pub(super) fn made_by(incoming: &Incoming) -> &MadeBy {
    incoming
        .events
        .first()
        .map_or(&incoming.made_by, |e| &e.made_by)
}
