//! A record made again out of what another was exported to.

use super::incoming::{Incoming, Written};
use super::write::Writer;
use crate::error::Result;
use crate::event::refresh;
use crate::query::{ClaimRow, Decision, DocumentRow};
use chancery_codebook::{Event, MadeBy, PresenceStatement};
use rusqlite::{OptionalExtension as _, params};

impl Writer {
    /// Puts a version of a report back, with its claims in the order of their codings and its statements.
    ///
    /// # Errors
    /// As [`Writer::write`].
    pub fn restore(
        &mut self,
        report: &DocumentRow,
        claims: Vec<ClaimRow>,
        presence: Vec<PresenceStatement>,
    ) -> Result<Written> {
        let mut codings: Vec<(MadeBy, Vec<Event>)> = Vec::new();
        for claim in claims {
            match codings
                .iter_mut()
                .find(|(by, _)| *by == claim.record.made_by)
            {
                Some((_, events)) => events.push(claim.record),
                None => codings.push((claim.record.made_by.clone(), vec![claim.record])),
            }
        }
        let mut codings = codings.into_iter();
        let (made_by, events) = codings.next().unwrap_or_default();
        let mut incoming = Incoming {
            document: report.document(),
            events,
            presence: presence.clone(),
            made_by,
            without_text: report.text.is_none(),
            ..Incoming::default()
        };
        let mut written = self.write(std::slice::from_ref(&incoming))?;
        for (made_by, events) in codings {
            let Some(id) = self.report_id(report)? else {
                break;
            };
            incoming.made_by = made_by;
            incoming.events = events;
            written += self.recode(&[(id, incoming.clone())])?;
        }
        Ok(written)
    }

    fn report_id(&self, report: &DocumentRow) -> Result<Option<i64>> {
        let document = report.document();
        Ok(self
            .connection
            .prepare_cached(
                "SELECT r.id FROM report r JOIN document d ON d.id = r.document WHERE d.key = ?1 AND r.hash = ?2",
            )?
            .query_row(
                params![
                    super::documents::key(&document),
                    super::documents::content(&document)
                ],
                |row| row.get(0),
            )
            .optional()?)
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
}
