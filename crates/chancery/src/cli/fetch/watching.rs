//! `chancery watch`: feeds polled, their new reports coded and added to the record.

use super::WatchArgs;
use super::told::{Done, Told};
use crate::cli::parts::read_text;
use crate::cli::record::incoming;
use crate::cli::{Answer, Terminal, interrupt};
use anyhow::{Context as _, Result, bail};
use chancery::code::Coder;
use chancery::fetch::{Client, Config, Happening, Keeper, Notice, Plan, State, document, watch};
use chancery::pipeline::{self, Step};
use chancery::record::Writer;
use jiff::Timestamp;
use std::fs::{File, TryLockError};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How often the state is written: what a crash may make the watch fetch again.
const SAVE: Duration = Duration::from_secs(2);

pub fn run(args: &WatchArgs, terminal: &Terminal) -> Result<Answer> {
    let text = read_text(&args.feeds)?;
    let config = Config::parse(&text).with_context(|| format!("`{}`", args.feeds.display()))?;
    let options = args.network.options(config.contact.as_deref())?;
    let coder = args.coder.coder()?;
    let record = args.record.path()?;
    let writer = args.record.writer(terminal)?;
    let path = args
        .state
        .clone()
        .unwrap_or_else(|| beside(&record, "watch.json"));
    let _lock = lock(&path)?;
    let state = State::load(&path)?;
    let seed = config.seed.or(state.as_ref().map(|s| s.seed));
    let seed = seed.unwrap_or_else(|| Timestamp::now().as_nanosecond() as u64);
    let mut state = state.unwrap_or_else(|| State::new(seed));
    state.seed = seed;
    let robots = Arc::new(Keeper::new(std::mem::take(&mut state.robots)));
    let feeds = config.feeds.len();
    let mut plan = Plan::new(config, state, args.once.then(Timestamp::now));
    let mut told = Told::new(terminal);
    if !args.once {
        told.say(format!(
            "watching {} into `{}`; Ctrl-C ends it, and the same command goes on from there",
            crate::cli::progress::count(feeds, "feed"),
            record.display()
        ));
    }
    let mut watching = Watching {
        coder,
        writer,
        robots: Arc::clone(&robots),
        path,
        saved: Instant::now(),
        changed: false,
        done: Done::default(),
        told,
    };
    let interrupt = interrupt::watch();
    let client = Client::new(options);
    watch(
        &mut plan,
        &client,
        &robots,
        args.requests,
        |plan, notice| {
            watching.hear(plan, notice)?;
            Ok::<_, anyhow::Error>(if interrupt.happened() {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            })
        },
    )?;
    watching.save(&mut plan)?;
    watching.writer.close()?;
    watching
        .told
        .closing(&watching.done, plan.state().pages.len());
    Ok(if interrupt.happened() {
        Answer::Interrupted
    } else if watching.done.failed > 0 {
        Answer::No
    } else {
        Answer::Yes
    })
}

/// A file beside another, named after it.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

/// Keeps a second watch away from the same state for as long as it is held.
fn lock(state: &Path) -> Result<File> {
    let path = beside(state, "lock");
    let file = File::create(&path).with_context(|| format!("cannot write `{}`", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => bail!(
            "another watch is at work with `{}`: end it first, or give this one a state of its own with --state FILE",
            state.display()
        ),
        // Some network file systems have no locks; to watch is better than not to.
        Err(TryLockError::Error(_)) => Ok(file),
    }
}

struct Watching {
    coder: Arc<Coder>,
    writer: Writer,
    robots: Arc<Keeper>,
    path: PathBuf,
    saved: Instant,
    changed: bool,
    done: Done,
    told: Told,
}

impl Watching {
    fn hear(&mut self, plan: &mut Plan, notice: Notice) -> Result<()> {
        match notice {
            Notice::Happened(happening) => {
                self.changed = true;
                self.told.happened(&happening);
                match happening {
                    Happening::Polled { .. } | Happening::Unchanged { .. } => self.done.polls += 1,
                    Happening::FeedFailed { .. } => {
                        self.done.polls += 1;
                        self.done.failed += 1;
                    }
                    Happening::PageFailed { again, .. } => {
                        self.done.failed += usize::from(again.is_none());
                    }
                    Happening::Page {
                        answered, hints, ..
                    } => {
                        // A page on which the reader fails must not end a watch that runs for weeks.
                        let read = catch_unwind(AssertUnwindSafe(|| document(&answered, &hints)));
                        let why = match read {
                            Ok(Ok(document)) => return self.add(document),
                            Ok(Err(error)) => error.to_string(),
                            Err(_) => "reading it failed, which is a bug: please report the page"
                                .to_owned(),
                        };
                        self.done.failed += 1;
                        self.told.say(format!("{}: {why}", answered.url));
                    }
                }
            }
            Notice::Tick(status) => {
                self.told
                    .tick(status, plan.config().feeds.len(), &self.done);
                if self.changed && self.saved.elapsed() >= SAVE {
                    self.save(plan)?;
                }
            }
        }
        Ok(())
    }

    /// Adds a page, once by its address: a watch that was killed may have added it already, and may now have it from
    /// another feed with another outlet, which would make it a new version.
    fn add(&mut self, document: chancery::read::Document) -> Result<()> {
        if self.writer.knows(&document)? {
            self.done.written.same += 1;
            return Ok(());
        }
        let made_by = self.coder.made_by().clone();
        match pipeline::code(&self.coder, document) {
            Step::Coded(document, coded) => {
                self.done.written += self.writer.write(&[incoming(*document, coded, &made_by)])?;
            }
            Step::Problem(problem) => {
                self.done.failed += 1;
                self.told.say(problem);
            }
            Step::Idle => {}
        }
        Ok(())
    }

    fn save(&mut self, plan: &mut Plan) -> Result<()> {
        plan.state_mut().robots = self.robots.kept(Timestamp::now());
        plan.state().save(&self.path)?;
        self.saved = Instant::now();
        self.changed = false;
        Ok(())
    }
}
