//! What comes into a record: reports that are coded on the way, claims coded elsewhere, the reference table.

use crate::coder::Coder;
use crate::errors::{internal, record};
use crate::running::run;
use chancery::cli::incoming;
use chancery::pipeline::Step;
use chancery::read::Item;
use chancery::record::{Incoming, Writer, Written};
use pyo3::prelude::*;
use pyo3::types::PyDict;
use std::path::Path;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::JoinHandle;

/// Reports of a transaction.
const BATCH: usize = 512;

/// A thread that writes batches as they come, each in one transaction.
struct Writing {
    batches: SyncSender<Vec<Incoming>>,
    thread: JoinHandle<PyResult<Written>>,
}

impl Writing {
    fn begin(path: &Path) -> Writing {
        let (sender, batches) = sync_channel::<Vec<Incoming>>(2);
        let path = path.to_owned();
        let thread = std::thread::spawn(move || {
            let mut writer = Writer::open(&path).map_err(record)?;
            let mut written = Written::default();
            for batch in batches {
                written += writer.write(&batch).map_err(record)?;
            }
            writer.close().map_err(record)?;
            Ok(written)
        });
        Writing {
            batches: sender,
            thread,
        }
    }

    /// Waits until all of it is written; where the writer has failed, this says why.
    fn end(self) -> PyResult<Written> {
        drop(self.batches);
        let ended = self.thread.join();
        ended.unwrap_or_else(|_| Err(internal("the writer panicked")))
    }
}

/// Codes documents and adds them; tells how many could not be read, too.
pub fn coded(
    py: Python<'_>,
    path: &Path,
    coder: &Coder,
    items: impl Iterator<Item = Item> + Send + 'static,
    rows: Option<usize>,
    progress: Option<Py<PyAny>>,
) -> PyResult<(Written, usize)> {
    let made_by = coder.inner.made_by().clone();
    let writing = Writing::begin(path);
    let (mut batch, mut skipped) = (Vec::new(), 0);
    let done = run(
        py,
        items,
        &coder.inner,
        coder.threads,
        rows,
        progress,
        |step| {
            match step {
                Step::Idle => {}
                Step::Problem(_) => skipped += 1,
                Step::Coded(document, coded) => batch.push(incoming(*document, coded, &made_by)),
            }
            if batch.len() >= BATCH {
                // Where the writer has failed, it says why below.
                let full = std::mem::take(&mut batch);
                writing.batches.send(full).map_err(record)?;
            }
            Ok(())
        },
    );
    // What is coded is kept, whatever ended the run.
    let written = py.detach(|| {
        let _ = writing.batches.send(batch);
        writing.end()
    })?;
    done?;
    Ok((written, skipped))
}

/// Adds the claims of reports.
pub fn claims(py: Python<'_>, path: &Path, reports: &[Incoming]) -> PyResult<Written> {
    let writing = Writing::begin(path);
    py.detach(|| {
        for batch in reports.chunks(BATCH) {
            if writing.batches.send(batch.to_vec()).is_err() {
                break;
            }
        }
        writing.end()
    })
}

/// Adds the reference table of expulsions.
pub fn reference(py: Python<'_>, path: &Path) -> PyResult<Written> {
    py.detach(|| -> Result<Written, chancery::reference::LoadError> {
        let mut writer = Writer::open(path)?;
        let written = chancery::reference::load(&mut writer)?;
        writer.close()?;
        Ok(written)
    })
    .map_err(record)
}

/// How many reports and claims came in.
pub fn told<'py>(
    py: Python<'py>,
    written: &Written,
    skipped: usize,
) -> PyResult<Bound<'py, PyDict>> {
    let told = PyDict::new(py);
    for (name, n) in [
        ("new", written.new),
        ("versions", written.versions),
        ("same", written.same),
        ("copies", written.copies),
        ("claims", written.claims),
        ("presence", written.presence),
        ("skipped", skipped),
    ] {
        told.set_item(name, n)?;
    }
    Ok(told)
}
