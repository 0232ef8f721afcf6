//! Work on what comes next, on threads of its own, given back in the order in which it came.
//!
//! The reader looks for the articles of several pages so, as one thread for that leaves the other cores waiting; the pipeline of the
//! program codes so.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{Receiver, SendError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, available_parallelism};

/// Threads that read ahead at most; more are never waited for by what comes behind.
const MOST: usize = 8;

/// What may wait for each of them, done or not: a page may be as large as a document may.
const WAITING: usize = 2;

/// What a job gave, or the panic that it ended in.
type Outcome<R> = std::thread::Result<R>;
/// A job, and where its outcome goes.
type Job<J, R> = (J, SyncSender<Outcome<R>>);
/// A place for each job's outcome, in the order of the jobs.
pub type Places<R> = Receiver<Receiver<Outcome<R>>>;

/// Does `work` on every job of a stream with `threads` threads, and gives a place for each outcome in the order of the jobs. A
/// job has its place before it is begun, so that the order never depends on the threads; for each thread no more than `waiting` places
/// are taken, so that memory does not depend on the stream's length. A panic comes out where its job stood. Who lets go of the
/// places ends the threads at their next job.
///
/// # Errors
/// If the threads cannot be started: why, and the jobs, none of them touched.
pub fn in_order<I, R>(
    jobs: I,
    threads: usize,
    waiting: usize,
    work: impl Fn(I::Item) -> R + Send + Sync + 'static,
) -> Result<Places<R>, (io::Error, I)>
where
    I: Iterator + Send + 'static,
    I::Item: Send + 'static,
    R: Send + 'static,
{
    let work = Arc::new(work);
    let (give, taken) = sync_channel(threads * waiting);
    let taken = Arc::new(Mutex::new(taken));
    for n in 0..threads {
        let (work, taken) = (Arc::clone(&work), Arc::clone(&taken));
        let thread = Builder::new().name(format!("worker {n}"));
        if let Err(error) = thread.spawn(move || work_through(&*work, &taken)) {
            return Err((error, jobs));
        }
    }
    let (places, ordered) = sync_channel(threads * waiting);
    // The jobs are handed over once there is a thread that takes them.
    let (hand, handed) = sync_channel(1);
    let walk = move || handed.recv().map(|jobs| feed(jobs, &give, &places));
    if let Err(error) = Builder::new().name("reader".to_owned()).spawn(walk) {
        return Err((error, jobs));
    }
    match hand.send(jobs) {
        Ok(()) => Ok(ordered),
        Err(SendError(jobs)) => Err((io::Error::other("a thread was lost"), jobs)),
    }
}

/// Does `work` on the jobs of a stream ahead of their turn, several at once, from when the first is asked for. Where the system
/// gives no threads, each is done in its turn.
pub(crate) fn ahead<I, R>(
    jobs: I,
    work: impl Fn(I::Item) -> R + Send + Sync + 'static,
) -> impl Iterator<Item = R> + Send
where
    I: Iterator + Send + 'static,
    I::Item: Send + 'static,
    R: Send + 'static,
{
    let begin = move || -> Box<dyn Iterator<Item = R> + Send> {
        let threads = available_parallelism().map_or(2, usize::from).min(MOST);
        let work = Arc::new(work);
        let begun = {
            let work = Arc::clone(&work);
            in_order(jobs, threads, WAITING, move |job| work(job))
        };
        match begun {
            Ok(places) => Box::new(places.into_iter().map(|place| outcome(place.recv().ok()))),
            Err((_, jobs)) => Box::new(jobs.map(move |job| work(job))),
        }
    };
    std::iter::once_with(begin).flatten()
}

/// What came out at a place; a panic goes on here. Nothing comes where a thread was lost.
///
/// # Panics
/// If the work did, or its thread was lost.
pub fn outcome<R>(came: Option<Outcome<R>>) -> R {
    match came.unwrap_or_else(|| Err(Box::new("a thread that worked ahead was lost"))) {
        Ok(done) => done,
        Err(panic) => resume_unwind(panic),
    }
}

/// Gives the jobs out, each with a place in the queue, as long as somebody waits for them. Where the stream of jobs panics, it ends there,
/// and the panic has a place.
fn feed<J, R>(
    mut jobs: impl Iterator<Item = J>,
    give: &SyncSender<Job<J, R>>,
    places: &SyncSender<Receiver<Outcome<R>>>,
) {
    loop {
        let next = catch_unwind(AssertUnwindSafe(|| jobs.next()));
        let (done, place) = sync_channel(1);
        let going = match next {
            Ok(None) => return,
            Ok(Some(job)) => places.send(place).is_ok() && give.send((job, done)).is_ok(),
            Err(panic) => done.send(Err(panic)).is_ok() && places.send(place).is_err(),
        };
        if !going {
            return;
        }
    }
}

/// Does one job after the other, until there will be no more.
fn work_through<J, R>(work: &impl Fn(J) -> R, taken: &Mutex<Receiver<Job<J, R>>>) {
    loop {
        // Held until there is a job, so that one thread waits for it and the others for that one.
        let next = taken.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((job, done)) = next else {
            return;
        };
        // An outcome that nobody waits for any more is rightly lost.
        drop(done.send(catch_unwind(AssertUnwindSafe(|| work(job)))));
    }
}

#[cfg(test)]
mod tests {
    use super::ahead;
    use std::time::Duration;

    #[test]
    fn what_is_done_comes_in_the_order_of_the_jobs() {
        let slow = |n: u64| {
            std::thread::sleep(Duration::from_micros(n * 37 % 400));
            n * n
        };
        let done: Vec<u64> = ahead(0..300, slow).collect();
        assert_eq!(done, (0..300).map(|n| n * n).collect::<Vec<_>>());
    }

    #[test]
    fn an_endless_stream_gives_its_first_and_is_left() {
        let done: Vec<u64> = ahead(0.., |n: u64| n + 1).take(5).collect();
        assert_eq!(done, [1, 2, 3, 4, 5]);
    }

    #[test]
    fn a_job_is_done_before_the_next_one_is_there() {
        let (send, jobs) = std::sync::mpsc::channel();
        let mut done = ahead(jobs.into_iter(), |n: u64| n + 1);
        send.send(1).unwrap();
        assert_eq!(done.next(), Some(2));
        drop(send);
        assert_eq!(done.next(), None);
    }

    #[test]
    fn a_panic_comes_out_where_its_job_stood() {
        let mut done = ahead(0..3, |n: u64| {
            assert_ne!(n, 1, "one is not wanted");
            n
        });
        assert_eq!(done.next(), Some(0));
        let next = std::panic::AssertUnwindSafe(|| done.next());
        assert!(std::panic::catch_unwind(next).is_err());
        assert_eq!(done.next(), Some(2));
    }

    #[test]
    fn a_stream_of_jobs_that_panics_does_not_look_as_if_it_had_ended() {
        let jobs = (0..3).inspect(|n| assert_ne!(*n, 2, "two is not wanted"));
        let mut done = ahead(jobs, |n: u64| n);
        assert_eq!((done.next(), done.next()), (Some(0), Some(1)));
        let next = std::panic::AssertUnwindSafe(|| done.next());
        assert!(std::panic::catch_unwind(next).is_err());
        assert_eq!(done.next(), None);
    }
}
