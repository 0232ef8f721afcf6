//! A record made again out of what another was exported to.

use super::incoming::{Incoming, Written};
use super::write::{Batch, Writer};
use crate::error::Result;
use crate::event::refresh;
use crate::query::{ClaimRow, Decision, DocumentRow};
use chancery_codebook::{Event, MadeBy, PresenceStatement};
use rusqlite::params;

/// A version of a report as it was exported, with what it says.
#[derive(Debug, Clone)]
pub struct Restored {
    /// The report.
    pub report: DocumentRow,
    /// Its claims, in the order of their codings.
    pub claims: Vec<ClaimRow>,
    /// Its presence statements.
    pub presence: Vec<PresenceStatement>,
}

impl Writer {
    /// Puts versions of reports back with their claims and statements, all of them in one transaction.
    ///
    /// # Errors
    /// As [`Writer::write`].
    pub fn restore(&mut self, reports: Vec<Restored>) -> Result<Written> {
        self.batch(|writer, batch| {
            for restored in reports {
                writer.restore_one(restored, batch)?;
            }
            Ok(())
        })
    }

    fn restore_one(&mut self, restored: Restored, batch: &mut Batch) -> Result<()> {
        let mut codings: Vec<(MadeBy, Vec<Event>)> = Vec::new();
        for claim in restored.claims {
            let event = claim.record;
            match codings.iter_mut().find(|(by, _)| *by == event.made_by) {
                Some((_, events)) => events.push(event),
                None => codings.push((event.made_by.clone(), vec![event])),
            }
        }
        let mut codings = codings.into_iter();
        let (made_by, events) = codings.next().unwrap_or_default();
        let mut incoming = Incoming {
            document: restored.report.document(),
            events,
            presence: restored.presence,
            made_by,
            without_text: restored.report.text.is_none(),
            ..Incoming::default()
        };
        let report = self.add(&incoming, batch)?;
        for (made_by, events) in codings {
            incoming.made_by = made_by;
            incoming.events = events;
            self.recode_one(report, &incoming, batch)?;
        }
        Ok(())
    }

    /// Puts a person's decisions back, and merges again by them.
    ///
    /// # Errors
    /// As [`Writer::write`].
    pub fn restore_decisions(&mut self, decisions: &[Decision]) -> Result<()> {
        self.transaction(|writer| {
            let mut claims = Vec::new();
            for decision in decisions {
                writer.connection.execute(
                    "INSERT OR IGNORE INTO decision (kind, claim, other, reason, made) VALUES (?1, ?2, ?3, ?4, ?5)",
                    params![
                        decision.kind,
                        decision.claim,
                        decision.other.as_deref().unwrap_or_default(),
                        decision.reason,
                        decision.made
                    ],
                )?;
                for key in std::iter::once(&decision.claim).chain(&decision.other) {
                    claims.extend(crate::query::claim_id(&writer.connection, key).map(|(id, _)| id).ok());
                }
            }
            let touched = writer.merger.again(&writer.connection, &claims, writer.rules)?;
            refresh(&writer.connection, &touched)
        })
    }

    /// Puts corrections back; those that are there already stay once.
    ///
    /// # Errors
    /// If the record cannot be written.
    pub fn restore_corrections(&mut self, corrections: &[crate::Correction]) -> Result<()> {
        self.transaction(|writer| {
            for c in corrections {
                writer.connection.execute(
                    "INSERT INTO correction (claim, field, value, note, made) SELECT ?1, ?2, ?3, ?4, ?5 WHERE NOT EXISTS \
                     (SELECT 1 FROM correction WHERE claim = ?1 AND field = ?2 AND value = ?3 AND made = ?5)",
                    params![c.claim, c.field, c.value, c.note, c.made],
                )?;
            }
            Ok(())
        })
    }
}
