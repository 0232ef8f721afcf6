//! Coding with all cores while Python stays awake: it can be interrupted, and hears how far it is.

use crate::errors::internal;
use chancery::code::Coder;
use chancery::pipeline::{self, Step};
use chancery::read::Item;
use pyo3::prelude::*;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How often Python is asked whether it was interrupted, and told how far it is.
const EVERY: Duration = Duration::from_millis(100);

/// Documents of a table at most that are coded on this thread alone: threads cost more than they bring.
pub const FEW: usize = 16;

/// Python's side of a run.
struct Awake {
    progress: Option<Py<PyAny>>,
    done: usize,
    told: usize,
    last: Instant,
}

impl Awake {
    fn look(&mut self, force: bool) -> PyResult<()> {
        if !force && self.last.elapsed() < EVERY {
            return Ok(());
        }
        self.last = Instant::now();
        Python::attach(|py| {
            py.check_signals()?;
            if let Some(progress) = &self.progress
                && self.done > self.told
            {
                progress.call1(py, (self.done - self.told,))?;
                self.told = self.done;
            }
            Ok(())
        })
    }
}

/// Codes documents in their order and hands each result to `take`. `rows` is how many there are, where that is known;
/// `progress` is called with how many more are done.
///
/// # Errors
/// What `take` or `progress` raises, and an interrupt.
pub fn run(
    py: Python<'_>,
    items: impl Iterator<Item = Item> + Send + 'static,
    coder: &Arc<Coder>,
    threads: usize,
    rows: Option<usize>,
    progress: Option<Py<PyAny>>,
    mut take: impl FnMut(Step) -> PyResult<()> + Send,
) -> PyResult<()> {
    let mut awake = Awake {
        progress,
        done: 0,
        told: 0,
        last: Instant::now(),
    };
    py.detach(|| {
        let mut step = |step: Step| -> PyResult<()> {
            awake.done += usize::from(!matches!(step, Step::Idle));
            take(step)?;
            awake.look(false)
        };
        if threads == 1 || rows.is_some_and(|n| n <= FEW) {
            for item in items {
                match item {
                    Item::Document(document) => step(pipeline::code(coder, document))?,
                    Item::Problem(problem) => step(Step::Problem(problem))?,
                    Item::Note(_) => {}
                }
            }
        } else {
            let stopped = pipeline::run(items, Arc::clone(coder), threads, |found| {
                match step(found) {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(error) => ControlFlow::Break(error),
                }
            });
            if let Some(error) = stopped.map_err(internal)? {
                return Err(error);
            }
        }
        awake.look(true)
    })
}
