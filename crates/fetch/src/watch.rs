//! The watch at work: jobs of the plan on threads of their own, answers back to it, one after another.

use crate::client::{Answer, Client, Validators};
use crate::error::FetchError;
use crate::keeper::Keeper;
use crate::plan::{Happening, Job, Next, Plan};
use jiff::Timestamp;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

/// How often a waiting watch looks up: to show the time and to hear that it shall end.
const TICK: Duration = Duration::from_millis(200);

/// What a watch tells while it works.
#[derive(Debug)]
pub enum Notice {
    /// Something came of a job. Once the listener returns, the plan counts it as done.
    Happened(Happening),
    /// Nothing else: a good moment to save the state, show how things stand, and end if asked to.
    Tick(Status),
}

/// How things stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status {
    /// Requests that wait for their answers.
    pub running: usize,
    /// Pages to be fetched.
    pub pages: usize,
    /// Feeds whose last poll failed.
    pub failing: usize,
    /// When the next request is due; unknown while one is running that decides it.
    pub next: Option<Timestamp>,
}

/// What a thread brings back.
struct Done {
    job: Job,
    answer: Result<Answer, FetchError>,
    others: Vec<String>,
}

/// Watches until `listen` breaks, or until a plan that runs once has nothing left to do. At most `threads` requests
/// run at a time. Those that run when it ends are given up; their jobs are still in the plan.
///
/// # Errors
/// Whatever `listen` fails with, or if no thread can be started.
pub fn watch<E, L>(
    plan: &mut Plan,
    client: &Client,
    robots: &Arc<Keeper>,
    threads: usize,
    mut listen: L,
) -> Result<(), E>
where
    E: From<std::io::Error>,
    L: FnMut(&mut Plan, Notice) -> Result<ControlFlow<()>, E>,
{
    let (give, done) = channel::<Done>();
    let mut running = 0;
    loop {
        let mut next = None;
        let mut idle = false;
        while running < threads.max(1) {
            match plan.next(Timestamp::now()) {
                Next::Job(job) => {
                    start(job, client.clone(), Arc::clone(robots), give.clone())?;
                    running += 1;
                }
                Next::Wait(at) => {
                    next = Some(at);
                    break;
                }
                Next::Nothing => {
                    idle = true;
                    break;
                }
            }
        }
        let status = Status {
            running,
            pages: plan.state().pages.len(),
            failing: failing(plan),
            next,
        };
        if listen(plan, Notice::Tick(status))?.is_break() || (idle && running == 0) {
            return Ok(());
        }
        let until = next.and_then(|at| at.duration_since(Timestamp::now()).try_into().ok());
        let Ok(back) =
            done.recv_timeout(until.unwrap_or(TICK).clamp(Duration::from_millis(1), TICK))
        else {
            continue;
        };
        running -= 1;
        let wanted = robots.delay(back.job.url().host_str().unwrap_or_default());
        let happening = plan.finish(
            back.job,
            back.answer,
            wanted,
            &back.others,
            Timestamp::now(),
        );
        if listen(plan, Notice::Happened(happening))?.is_break() {
            return Ok(());
        }
    }
}

/// Feeds of the file whose last poll failed.
fn failing(plan: &Plan) -> usize {
    let state = plan.state();
    (plan.config().feeds.iter())
        .filter(|f| {
            state
                .feeds
                .get(f.url.as_str())
                .is_some_and(|s| s.failures > 0)
        })
        .count()
}

fn start(job: Job, client: Client, robots: Arc<Keeper>, give: Sender<Done>) -> std::io::Result<()> {
    let work = move || {
        let host = job.url().host_str().map(str::to_owned);
        let mut others = Vec::new();
        let unchanged = Validators::default();
        let validators = match &job {
            Job::Feed { validators, .. } => validators,
            Job::Page(_) => &unchanged,
        };
        // Whatever happens, the job must come back, or its host would be busy for ever.
        let answer = catch_unwind(AssertUnwindSafe(|| {
            client.get(job.url(), validators, &mut |hop| {
                robots.may_ask(&client, hop)?;
                others.extend(
                    hop.host_str()
                        .map(str::to_owned)
                        .filter(|h| Some(h) != host.as_ref()),
                );
                Ok(())
            })
        }));
        let answer = answer.unwrap_or_else(|_| {
            Err(FetchError::Broken(
                "reading it failed, which is a bug".to_owned(),
            ))
        });
        // Nobody waits for it where the watch has ended.
        drop(give.send(Done {
            job,
            answer,
            others,
        }));
    };
    std::thread::Builder::new()
        .name("fetch".to_owned())
        .spawn(work)
        .map(drop)
}
