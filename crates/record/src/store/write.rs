//! The writer: batches of coded reports go in, each in one transaction.

use super::incoming::{Incoming, Written};
use super::{claims, copies, documents, open, presence};
use crate::error::{Error, Result};
use crate::event::refresh;
use crate::merge::{Features, MergeRules, Merger};
use chancery_codebook::MadeBy;
use rusqlite::{Connection, OptionalExtension as _, params};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long a writer waits for another before it gives up.
const PATIENCE: Duration = Duration::from_secs(600);

/// How long it sleeps between two tries.
const PAUSE: Duration = Duration::from_millis(50);

/// What is told of waiting: for how long it has lasted.
type Waiting = Box<dyn FnMut(Duration)>;

/// What has been done so far in one transaction.
pub(super) struct Batch {
    /// The moment of it, as the record writes it.
    pub(super) now: String,
    written: Written,
    /// Claims that are in the file and not merged yet.
    added: Vec<Features>,
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
    seen: i64,
    waiting: Option<Waiting>,
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

    /// More claims for a report that is there.
    fn more(&mut self, report: i64, incoming: &Incoming, batch: &mut Batch) -> Result<i64> {
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

    fn count(&self, name: &str, by: usize) -> Result<()> {
        self.connection
            .prepare_cached("UPDATE counter SET value = value + ?2 WHERE name = ?1")?
            .execute(params![name, by])?;
        Ok(())
    }

    /// Decides that two events, each named by its id or that of a claim, are one.
    ///
    /// # Errors
    /// If an id is unknown or they are one already; or as [`Writer::write`].
    pub fn join(&mut self, a: &str, b: &str, reason: Option<&str>) -> Result<()> {
        self.decide(|w| {
            let a = crate::query::first_claim(&w.connection, a)?;
            let b = crate::query::first_claim(&w.connection, b)?;
            w.merger.join(
                &w.connection,
                (a.0, &a.1),
                (b.0, &b.1),
                reason,
                &now(),
                w.rules,
            )
        })
    }

    /// Decides that a claim stands alone.
    ///
    /// # Errors
    /// If the id is unknown or it was split off before; or as [`Writer::write`].
    pub fn split(&mut self, claim: &str, reason: Option<&str>) -> Result<()> {
        self.decide(|w| {
            let (id, key) = crate::query::claim_id(&w.connection, claim)?;
            w.merger
                .split(&w.connection, id, &key, reason, &now(), w.rules)
        })
    }

    /// Takes back what was decided about a claim, or about the first claim of an event; tells how many
    /// decisions that were.
    ///
    /// # Errors
    /// If the id is unknown; or as [`Writer::write`].
    pub fn undo(&mut self, id: &str) -> Result<usize> {
        let mut gone = 0;
        self.decide(|w| {
            let (id, key) = crate::query::claim_id(&w.connection, id)
                .or_else(|_| crate::query::first_claim(&w.connection, id))?;
            let (n, touched) = w.merger.undo(&w.connection, id, &key, w.rules)?;
            gone = n;
            Ok(touched)
        })?;
        Ok(gone)
    }

    fn decide(&mut self, act: impl FnOnce(&mut Writer) -> Result<BTreeSet<i64>>) -> Result<()> {
        self.transaction(|writer| {
            let touched = act(writer)?;
            refresh(&writer.connection, &touched)
        })
    }

    /// Runs `work` in one transaction, once no other writer is at work.
    pub(super) fn transaction<T>(
        &mut self,
        work: impl FnOnce(&mut Writer) -> Result<T>,
    ) -> Result<T> {
        self.begin()?;
        let done = work(self).and_then(|value| {
            self.connection.execute_batch("COMMIT")?;
            Ok(value)
        });
        done.map_err(|error| {
            // What failed is undone, whatever of it was done; the features of it are no more.
            let _ = self.connection.execute_batch("ROLLBACK");
            self.merger.forget();
            error.at(&self.path)
        })
    }

    fn begin(&mut self) -> Result<()> {
        let start = Instant::now();
        loop {
            match self.connection.execute_batch("BEGIN IMMEDIATE") {
                Ok(()) => break,
                Err(error)
                    if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy) =>
                {
                    let waited = start.elapsed();
                    if waited > PATIENCE {
                        return Err(Error::Busy(self.path.clone(), waited.as_secs()));
                    }
                    if let Some(tell) = &mut self.waiting {
                        tell(waited);
                    }
                    std::thread::sleep(PAUSE);
                }
                Err(error) => return Err(Error::from(error).at(&self.path)),
            }
        }
        let version: i64 = self
            .connection
            .query_row("PRAGMA data_version", [], |row| row.get(0))?;
        if version != self.seen {
            self.seen = version;
            self.merger.forget();
        }
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

/// Versions of what made a report's records.
fn made_by(incoming: &Incoming) -> &MadeBy {
    incoming
        .events
        .first()
        .map_or(&incoming.made_by, |e| &e.made_by)
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
