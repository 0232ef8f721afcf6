//! Many documents to many records: coded on several threads, given back in the order of the input.
//!
//! One thread reads, others code, the caller's thread takes the results. Each document gets its place in an
//! ordered queue before it is coded, so the order never depends on the threads; the queue's length bounds what is
//! in memory, however long the input ([`chancery_read::in_order`]).
//!
//! The threads that code are plain ones that take the next document when they are done with one. A pool that lets a
//! thread begin another document while the model reads for the first would pile documents up on one thread, of which
//! the oldest is finished last and holds up the queue.

use chancery_code::{Coded, Coder};
use chancery_codebook::{Problem, ProblemKind};
use chancery_read::{Document, Item, Places, in_order, outcome};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError};
use std::time::Duration;

/// Documents that may wait, coded or not, for each thread: enough to keep the threads busy while one
/// long document is coded, few enough to be nothing in memory.
const IN_FLIGHT_PER_THREAD: usize = 32;

/// How often a waiting taker is woken, so that it can flush, show progress and hear an interrupt.
const TICK: Duration = Duration::from_millis(100);

/// What comes out of the pipeline.
#[derive(Debug)]
pub enum Step {
    /// A document and its records, in input order.
    Coded(Box<Document>, Coded),
    /// An input, or a part of one, that could not be read.
    Problem(Problem),
    /// Nothing has been ready for a tenth of a second: a good moment to flush.
    Idle,
}

/// Codes every document of `items` with `threads` threads and hands each result to `take`, in the order
/// of the input. `take` ends the run early by [`ControlFlow::Break`], whose value is given back; the
/// reading thread then stops at its next document and is not waited for, as its input may never come.
///
/// A panic of the coder becomes a problem of that document; the rest goes on.
///
/// # Errors
/// If the threads cannot be started.
pub fn run<B>(
    items: impl Iterator<Item = Item> + Send + 'static,
    coder: Arc<Coder>,
    threads: usize,
    mut take: impl FnMut(Step) -> ControlFlow<B>,
) -> std::io::Result<Option<B>> {
    // Notes are for whoever reads; nothing is coded of them.
    let jobs = items.filter_map(|item| match item {
        Item::Document(document) => Some(Ok(document)),
        Item::Problem(problem) => Some(Err(problem)),
        Item::Note(_) => None,
    });
    let work = move |job: Result<Document, Problem>| match job {
        Ok(document) => code(&coder, document),
        Err(problem) => Step::Problem(problem),
    };
    let places = in_order(jobs, threads.max(1), IN_FLIGHT_PER_THREAD, work);
    Ok(drain(&places.map_err(|(error, _)| error)?, &mut take))
}

/// Codes one document; a panic of the coder becomes a problem.
pub fn code(coder: &Coder, document: Document) -> Step {
    match catch_unwind(AssertUnwindSafe(|| coder.code(&document))) {
        Ok(coded) => Step::Coded(Box::new(document), coded),
        Err(_) => Step::Problem(Problem {
            kind: ProblemKind::Malformed,
            source: document.id,
            line: None,
            message:
                "the coder failed on this document, which is a bug: please report it with its text"
                    .to_owned(),
        }),
    }
}

fn drain<B>(ordered: &Places<Step>, take: &mut impl FnMut(Step) -> ControlFlow<B>) -> Option<B> {
    loop {
        let place = match next(ordered, take) {
            Ok(place) => place?,
            Err(broken) => return Some(broken),
        };
        let step = match next(&place, take) {
            Ok(step) => outcome(step),
            Err(broken) => return Some(broken),
        };
        if let ControlFlow::Break(value) = take(step) {
            return Some(value);
        }
    }
}

/// Waits for the next message, telling `take` when it is idle; `None` when there will be no more.
fn next<T, B>(
    from: &Receiver<T>,
    take: &mut impl FnMut(Step) -> ControlFlow<B>,
) -> Result<Option<T>, B> {
    match from.try_recv() {
        Ok(message) => return Ok(Some(message)),
        Err(TryRecvError::Disconnected) => return Ok(None),
        Err(TryRecvError::Empty) => {}
    }
    loop {
        match from.recv_timeout(TICK) {
            Ok(message) => return Ok(Some(message)),
            Err(RecvTimeoutError::Disconnected) => return Ok(None),
            Err(RecvTimeoutError::Timeout) => {
                if let ControlFlow::Break(value) = take(Step::Idle) {
                    return Err(value);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn documents(n: usize) -> impl Iterator<Item = Item> + Send + 'static {
        (0..n).map(|i| {
            // Lengths differ widely so that threads finish out of turn.
            let text = "Chad expelled three Sudanese envoys. ".repeat(1 + (i * 37) % 101);
            Item::Document(Document::from_text(&format!("d{i}"), &text))
        })
    }

    fn ids(n: usize, threads: usize) -> Vec<String> {
        let mut ids = Vec::new();
        run(documents(n), Arc::new(Coder::default()), threads, |step| {
            if let Step::Coded(document, _) = step {
                ids.push(document.id);
            }
            ControlFlow::<()>::Continue(())
        })
        .unwrap();
        ids
    }

    #[test]
    fn results_come_in_the_order_of_the_input_whatever_the_threads() {
        let expected: Vec<String> = (0..300).map(|i| format!("d{i}")).collect();
        assert_eq!(ids(300, 1), expected);
        assert_eq!(ids(300, 4), expected);
    }

    #[test]
    fn a_taker_that_breaks_ends_an_endless_input() {
        let endless = documents(usize::MAX);
        let mut seen = 0;
        let value = run(endless, Arc::new(Coder::default()), 2, |step| {
            seen += usize::from(matches!(step, Step::Coded(..)));
            if seen == 5 {
                ControlFlow::Break("enough")
            } else {
                ControlFlow::Continue(())
            }
        });
        assert_eq!(value.unwrap(), Some("enough"));
        assert_eq!(seen, 5);
    }
}
