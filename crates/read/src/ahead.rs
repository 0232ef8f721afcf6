//! Work on what comes next, on threads of its own, given back in the order in which it came.
//!
//! Finding a page's article takes longer than anything else on a page's way, so that one thread for it leaves the other
//! cores waiting.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, available_parallelism};

/// Threads at most; more are never waited for by what comes behind.
const MOST: usize = 8;

/// What may wait for each thread, done or not: a page may be as large as a document may.
const WAITING: usize = 2;

/// Does `work` on every job of a stream, several at once. What comes out has the order of the jobs; a panic comes out where its
/// job stood. Where the system gives no threads, the work is done when it is asked for.
pub(crate) fn ahead<J, R>(
    jobs: impl Iterator<Item = J> + Send + 'static,
    work: impl Fn(J) -> R + Send + Sync + 'static,
) -> Box<dyn Iterator<Item = R> + Send>
where
    J: Send + 'static,
    R: Send + 'static,
{
    let threads = available_parallelism().map_or(2, usize::from).min(MOST);
    let work = Arc::new(work);
    let (give, waiting) = sync_channel::<Job<J, R>>(threads * WAITING);
    let waiting = Arc::new(Mutex::new(waiting));
    let mut started = 0;
    for _ in 0..threads {
        let (work, waiting) = (Arc::clone(&work), Arc::clone(&waiting));
        let thread = Builder::new().name("reading".to_owned());
        let begun = thread.spawn(move || work_through(&*work, &waiting));
        started += usize::from(begun.is_ok());
    }
    let (places, ordered) = sync_channel(threads * WAITING);
    // Shared, so that the jobs are still there if the thread that was to walk them is not.
    let jobs = Arc::new(Mutex::new(Some(jobs)));
    if started > 0 {
        let jobs = Arc::clone(&jobs);
        let thread = Builder::new().name("walking".to_owned());
        let walk = move || take(&jobs).map(|jobs| feed(jobs, &give, &places));
        if thread.spawn(walk).is_ok() {
            return Box::new(ordered.into_iter().map(outcome));
        }
    }
    Box::new(take(&jobs).into_iter().flatten().map(move |job| work(job)))
}

/// What a job gave, or the panic that it ended in.
type Outcome<R> = std::thread::Result<R>;
/// A job, and where its outcome goes.
type Job<J, R> = (J, SyncSender<Outcome<R>>);

fn take<T>(from: &Mutex<Option<T>>) -> Option<T> {
    from.lock().unwrap_or_else(PoisonError::into_inner).take()
}

/// Gives the jobs out, each with a place in the queue, as long as somebody waits for them.
fn feed<J, R>(
    jobs: impl Iterator<Item = J>,
    give: &SyncSender<Job<J, R>>,
    places: &SyncSender<Receiver<Outcome<R>>>,
) {
    for job in jobs {
        let (done, place) = sync_channel(1);
        if places.send(place).is_err() || give.send((job, done)).is_err() {
            return;
        }
    }
}

/// Does one job after the other, until there will be no more.
fn work_through<J, R>(work: &impl Fn(J) -> R, waiting: &Mutex<Receiver<Job<J, R>>>) {
    loop {
        // Held until there is a job, so that one thread waits for it and the others for that one.
        let next = waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .recv();
        let Ok((job, done)) = next else {
            return;
        };
        // An outcome that nobody waits for any more is rightly lost.
        drop(done.send(catch_unwind(AssertUnwindSafe(|| work(job)))));
    }
}

fn outcome<R>(place: Receiver<Outcome<R>>) -> R {
    let lost = || Err(Box::new("a thread that read pages was lost") as _);
    match place.recv().unwrap_or_else(|_| lost()) {
        Ok(done) => done,
        Err(panic) => resume_unwind(panic),
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
}
