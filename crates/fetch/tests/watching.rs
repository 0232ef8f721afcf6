//! A watch over feeds: what it asks, when, and what it remembers.

#[path = "watching/once.rs"]
mod once;
#[path = "watching/refusals.rs"]
mod refusals;
mod server;

use chancery_fetch::{
    Answer, Answered, Config, FetchError, Happening, Job, Next, Plan, State, Url, Validators,
};
use jiff::{SignedDuration, Timestamp};
use server::{page, rss};
use std::time::Duration;

fn start() -> Timestamp {
    "2026-03-01T12:00:00Z".parse().unwrap()
}

fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

fn plan(text: &str) -> Plan {
    Plan::new(Config::parse(text).unwrap(), State::new(7), None)
}

const FEED: &str = "https://wire.example/world.rss";

fn one_feed() -> Plan {
    plan(&format!(
        "interval = '10m'\ndelay = '5s'\n[[feed]]\nurl = '{FEED}'"
    ))
}

fn body(at: &Url, body: Vec<u8>, etag: Option<&str>) -> Result<Answer, FetchError> {
    Ok(Answer::Body(Box::new(Answered {
        url: at.clone(),
        moved: None,
        content_type: None,
        validators: Validators {
            etag: etag.map(str::to_owned),
            last_modified: None,
        },
        body,
    })))
}

fn status(code: u16, retry_after: Option<i64>) -> Result<Answer, FetchError> {
    Err(FetchError::Status {
        code,
        retry_after: retry_after.map(SignedDuration::from_secs),
    })
}

#[track_caller]
fn job(plan: &mut Plan, now: Timestamp) -> Job {
    match plan.next(now) {
        Next::Job(job) => job,
        other => panic!("a job was due: {other:?}"),
    }
}

/// Seconds from `now` to what the plan waits for.
#[track_caller]
fn wait(plan: &mut Plan, now: Timestamp) -> i64 {
    match plan.next(now) {
        Next::Wait(at) => at.duration_since(now).as_secs(),
        other => panic!("nothing was due: {other:?}"),
    }
}

fn links(pages: std::ops::Range<usize>) -> Vec<String> {
    pages.map(|n| format!("https://wire.example/{n}")).collect()
}

/// Polls the feed, which names these pages.
fn polled(
    plan: &mut Plan,
    pages: std::ops::Range<usize>,
    etag: Option<&str>,
    now: Timestamp,
) -> Happening {
    let poll = job(plan, now);
    let answer = body(&url(FEED), rss(&links(pages)), etag);
    plan.finish(poll, answer, None, &[], now)
}

#[test]
fn a_feed_is_polled_at_its_interval_with_what_its_last_answer_said() {
    let (mut plan, mut now) = (one_feed(), start());
    let first = job(&mut plan, now);
    assert_eq!(
        plan.next(now),
        Next::Nothing,
        "one request to a host at a time"
    );
    plan.finish(
        first,
        body(&url(FEED), rss(&[]), Some("\"v1\"")),
        None,
        &[],
        now,
    );
    for _ in 0..3 {
        let seconds = wait(&mut plan, now);
        assert!((570..=630).contains(&seconds), "{seconds}");
        now += SignedDuration::from_secs(seconds + 1);
        let again = job(&mut plan, now);
        let Job::Feed { validators, .. } = &again else {
            panic!("{again:?}")
        };
        assert_eq!(validators.etag.as_deref(), Some("\"v1\""));
        let happening = plan.finish(again, Ok(Answer::NotModified), None, &[], now);
        assert_eq!(happening, Happening::Unchanged { feed: url(FEED) });
    }
}

#[test]
fn new_pages_are_fetched_one_by_one_with_the_host_s_delay_between_them_and_only_once() {
    let (mut plan, mut now) = (one_feed(), start());
    polled(&mut plan, 0..3, None, now);
    // robots.txt may ask for more patience than the file of feeds, and never for less.
    for (n, (wanted, seconds)) in [(Some(9), 5), (Some(2), 9), (None, 5)]
        .into_iter()
        .enumerate()
    {
        assert_eq!(wait(&mut plan, now), seconds);
        now += SignedDuration::from_secs(seconds);
        let page_job = job(&mut plan, now);
        assert_eq!(page_job.url().as_str(), links(n..n + 1)[0]);
        let answer = body(page_job.url(), page("Norway", 2), None);
        let happening = plan.finish(page_job, answer, wanted.map(Duration::from_secs), &[], now);
        let Happening::Page { hints, .. } = happening else {
            panic!("{happening:?}")
        };
        assert_eq!(hints.outlet.as_deref(), Some("Example Wire"));
        assert_eq!(hints.published, Some("2025-03-04".parse().unwrap()));
    }
    let seconds = wait(&mut plan, now);
    now += SignedDuration::from_secs(seconds + 1);
    let happening = polled(&mut plan, 1..4, None, now);
    assert!(
        matches!(
            happening,
            Happening::Polled {
                new: 1,
                entries: 3,
                left: 0,
                ..
            }
        ),
        "{happening:?}"
    );
}

#[test]
fn a_long_feed_is_taken_in_parts_and_not_forgotten_by_its_etag() {
    let mut plan = plan(&format!("pages = 2\n[[feed]]\nurl = '{FEED}'"));
    let happening = polled(&mut plan, 0..5, Some("\"v1\""), start());
    assert!(
        matches!(
            happening,
            Happening::Polled {
                new: 2,
                left: 3,
                ..
            }
        ),
        "{happening:?}"
    );
    assert_eq!(plan.state().feeds[FEED].validators, Validators::default());
}

#[test]
fn hosts_do_not_wait_for_each_other() {
    let mut plan =
        plan("[[feed]]\nurl = 'https://a.example/f'\n[[feed]]\nurl = 'https://b.example/f'");
    let jobs = [job(&mut plan, start()), job(&mut plan, start())];
    assert_ne!(jobs[0].url(), jobs[1].url());
    assert_eq!(plan.next(start()), Next::Nothing);
}

#[test]
fn a_new_watch_goes_on_where_the_old_one_stopped() {
    let (mut old, now) = (one_feed(), start());
    polled(&mut old, 0..3, Some("\"v1\""), now);
    let now = now + SignedDuration::from_secs(5);
    // This one is out when the program dies.
    let lost = job(&mut old, now);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("s.json");
    old.state().save(&path).unwrap();
    let state = State::load(&path).unwrap().unwrap();
    let mut new = Plan::new(old.config().clone(), state, None);
    assert_eq!(job(&mut new, now), lost);
    assert_eq!(new.state().pages.len(), 3);
    let fewer = Config::parse("[[feed]]\nurl = 'https://other.example/f'").unwrap();
    assert!(
        Plan::new(fewer, new.state().clone(), None)
            .state()
            .pages
            .is_empty()
    );
}

#[test]
fn a_clock_that_was_ahead_for_a_while_puts_nothing_off_for_years() {
    let (mut plan, now) = (one_feed(), start());
    let ahead = now + SignedDuration::from_hours(24 * 365 * 4);
    let poll = job(&mut plan, ahead);
    plan.finish(poll, status(503, Some(60)), None, &[], ahead);
    // The clock is right again: the feed is polled, the host no longer left alone.
    polled(&mut plan, 0..1, None, now);
    // And a clock that goes back by an hour holds nothing up by more than that.
    assert!(wait(&mut plan, now - SignedDuration::from_hours(1)) <= 3600 + 5);
}

/// Found by the soak: the second feed named the page after the first one's was fetched, and it was fetched again and
/// became a new version under the other feed's outlet.
#[test]
fn a_page_that_two_feeds_name_is_fetched_once_whichever_comes_when() {
    let other = "https://wire.example/other";
    let text = format!(
        "interval = '15m'\nseed = 1\n[[feed]]\nurl = '{FEED}'\n[[feed]]\nurl = '{other}'\n[[host]]\nname = 'wire.example'\ndelay = '0s'"
    );
    let (mut plan, now) = (plan(&text), start());
    let mut asked = Vec::new();
    let restart = |plan: Plan| Plan::new(plan.config().clone(), plan.state().clone(), None);
    for _ in 0..6 {
        let Next::Job(job) = plan.next(now) else {
            break;
        };
        let answer = match &job {
            Job::Feed { url, .. } => body(url, rss(&links(0..2)), None),
            Job::Page(asked) => body(&asked.url, page("Norway", 2), None),
        };
        if let Job::Page(page) = &job {
            asked.push(page.url.clone());
        }
        plan.finish(job, answer, None, &[], now);
        // What is remembered over a restart counts, too.
        plan = restart(plan);
    }
    asked.sort();
    let once = asked.len();
    asked.dedup();
    assert_eq!((asked.len(), once), (2, 2), "{asked:?}");
}
