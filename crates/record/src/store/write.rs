//! The writer: batches of coded reports go in, each in one transaction.

use super::coding::made_by;
use super::incoming::{Incoming, Written};
use super::turns::{PAUSE, Waiting};
use super::{copies, documents, open};
use crate::error::{Error, Result};
use crate::event::refresh;
use crate::merge::{Features, MergeRules, Merger};
use rusqlite::{Connection, params};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What has been done so far in one transaction.
pub(super) struct Batch {
    /// The moment of it, as the record writes it.
    pub(super) now: String,
    pub(super) written: Written,
    /// Claims that are in the file and not merged yet.
    pub(super) added: Vec<Features>,
    /// Events whose claims have changed.
    touched: BTreeSet<i64>,
}

impl Batch {
    fn new() -> Batch {
        Batch {
            now: now(),
            written: Written::default(),
            added: Vec::new(),
            touched: BTreeSet::new(),
        }
    }
}

/// A record, open to be written. The file is locked only while a batch is written, so that several
/// writers take turns; readers never wait.
pub struct Writer {
    pub(super) connection: Connection,
    pub(super) path: PathBuf,
    pub(super) merger: Merger,
    pub(super) rules: &'static MergeRules,
    pub(super) seen: i64,
    pub(super) waiting: Option<Waiting>,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

impl Writer {
    /// Opens a record to write to it, and makes it, with its folder, where there is none. An older record is
    /// brought to this program's version.
    ///
    /// # Errors
    /// If the file cannot be made or written, or is no record, damaged, or made by a newer program.
    pub fn open(path: &Path) -> Result<Writer> {
        let connection = open::writable(path)?;
        connection.busy_timeout(PAUSE)?;
        Ok(Writer::on(connection, path.to_owned()))
    }

    pub(super) fn on(connection: Connection, path: PathBuf) -> Writer {
        Writer {
            connection,
            path,
            merger: Merger::default(),
            rules: MergeRules::builtin(),
            seen: 0,
            waiting: None,
        }
    }

    /// Has `tell` called, with the time waited so far, each time that another writer is found at work.
    pub fn on_wait(&mut self, tell: impl FnMut(Duration) + 'static) {
        self.waiting = Some(Box::new(tell));
    }

    /// Writes a batch: all of it, or, on an error, nothing.
    ///
    /// # Errors
    /// If another program keeps the file for ten minutes, the disk is full or read-only, or the file is damaged.
    pub fn write(&mut self, incoming: &[Incoming]) -> Result<Written> {
        self.batch(|writer, batch| {
            for incoming in incoming {
                writer.add(incoming, batch)?;
            }
            Ok(())
        })
    }

    /// Runs `work` in one transaction, and then merges what it added, and counts it.
    pub(super) fn batch(
        &mut self,
        work: impl FnOnce(&mut Writer, &mut Batch) -> Result<()>,
    ) -> Result<Written> {
        self.transaction(|writer| {
            let mut batch = Batch::new();
            work(writer, &mut batch)?;
            writer.merge(&mut batch)?;
            refresh(&writer.connection, &batch.touched)?;
            let written = batch.written;
            writer.count("documents", written.new)?;
            writer.count("reports", written.new + written.versions)?;
            writer.count("claims", written.claims)?;
            writer.count("presence", written.presence)?;
            Ok(written)
        })
    }

    /// Merges the claims of a batch that are not merged yet.
    fn merge(&mut self, batch: &mut Batch) -> Result<()> {
        let added = std::mem::take(&mut batch.added);
        let touched = self.merger.add(&self.connection, added, self.rules)?;
        batch.touched.extend(touched);
        Ok(())
    }

    /// Takes the claims of reports out of the events.
    pub(super) fn retire(&mut self, which: Of, batch: &mut Batch) -> Result<()> {
        // Claims of this batch must be merged, before those that they stand beside go.
        self.merge(batch)?;
        let old = current_claims(&self.connection, which)?;
        let touched = self.merger.remove(&self.connection, &old, self.rules)?;
        batch.touched.extend(touched);
        Ok(())
    }

    /// Adds a report; tells its row.
    pub(super) fn add(&mut self, incoming: &Incoming, batch: &mut Batch) -> Result<i64> {
        let document = &incoming.document;
        let content = documents::content(document);
        let known = documents::known(&self.connection, document, &content)?;
        match known {
            documents::Known::Same(report) if incoming.without_text => {
                // Claims without their text come one by one: more of them join the report they name.
                return self.more(report, incoming, batch);
            }
            documents::Known::Same(report) => {
                batch.written.same += 1;
                return Ok(report);
            }
            documents::Known::Other { document, .. } => {
                if let Some((report, published)) = documents::text(&self.connection, document)?
                    && incoming.without_text
                {
                    // Claims that come without a text correct nothing: they join the text that is there.
                    let mut more = incoming.clone();
                    more.document.published = published;
                    return self.more(report, &more, batch);
                }
                batch.written.versions += 1;
                self.retire(Of::Document(document), batch)?;
            }
            documents::Known::New => batch.written.new += 1,
        }
        let text = (!incoming.without_text).then_some(document.text.as_str());
        let report = documents::insert(
            &self.connection,
            document,
            &content,
            known,
            text.is_some(),
            &batch.now,
        )?;
        let placed = copies::place(
            &self.connection,
            report,
            text.unwrap_or_default(),
            document.published,
        )?;
        batch.written.copies += usize::from(placed.copy);
        for moved in placed.moved {
            batch
                .touched
                .extend(events_of_report(&self.connection, moved)?);
        }
        let coding = self.coding(report, made_by(incoming), &batch.now)?;
        self.fill(coding, report, incoming, batch)?;
        Ok(report)
    }

    fn count(&self, name: &str, by: usize) -> Result<()> {
        self.connection
            .prepare_cached("UPDATE counter SET value = value + ?2 WHERE name = ?1")?
            .execute(params![name, by])?;
        Ok(())
    }

    /// Ends writing: what the log holds goes into the file, as far as no reader needs the log.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn close(self) -> Result<()> {
        let checkpoint =
            self.connection
                .query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
        checkpoint.map_err(|e| Error::from(e).at(&self.path))
    }
}

/// The present moment, as the record writes it.
pub(super) fn now() -> String {
    jiff::Timestamp::now()
        .strftime("%Y-%m-%dT%H:%M:%SZ")
        .to_string()
}

/// Whose claims are meant.
#[derive(Debug, Clone, Copy)]
pub(super) enum Of {
    /// Those of every version of a document.
    Document(i64),
    /// Those of one report.
    Report(i64),
}

/// Claims that stand in events now.
fn current_claims(connection: &Connection, of: Of) -> Result<Vec<i64>> {
    let (condition, id) = match of {
        Of::Document(id) => ("r.document = ?1", id),
        Of::Report(id) => ("r.id = ?1", id),
    };
    let query = format!(
        "SELECT c.id FROM report r JOIN coding k ON k.report = r.id JOIN claim c ON c.coding = k.id \
         JOIN membership m ON m.claim = c.id WHERE {condition}"
    );
    let mut statement = connection.prepare_cached(&query)?;
    let ids = statement.query_map([id], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

fn events_of_report(connection: &Connection, report: i64) -> Result<BTreeSet<i64>> {
    let mut statement = connection.prepare_cached(
        "SELECT DISTINCT m.event FROM coding k JOIN claim c ON c.coding = k.id JOIN membership m ON m.claim = c.id \
         WHERE k.report = ?1",
    )?;
    let ids = statement.query_map([report], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}
