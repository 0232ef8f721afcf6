//! A watch over feeds: what it asks, when, and what it remembers.

mod server;

use chancery_fetch::{
    Answer, Answered, Client, ClientOptions, Config, FetchError, Happening, Job, Keeper, Next,
    Notice, Plan, Reach, State, Url, Validators, document, watch,
};
use jiff::{SignedDuration, Timestamp};
use server::{Act, Server, http, page, rss};
use std::ops::ControlFlow;
use std::sync::Arc;
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
    let poll = job(&mut plan, now);
    plan.finish(
        poll,
        body(&url(FEED), rss(&links(0..3)), None),
        None,
        &[],
        now,
    );
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
    let poll = job(&mut plan, now);
    let happening = plan.finish(
        poll,
        body(&url(FEED), rss(&links(1..4)), None),
        None,
        &[],
        now,
    );
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
    let poll = job(&mut plan, start());
    let happening = plan.finish(
        poll,
        body(&url(FEED), rss(&links(0..5)), Some("\"v1\"")),
        None,
        &[],
        start(),
    );
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
fn a_feed_that_fails_is_left_alone_longer_each_time_and_comes_back() {
    let (mut plan, mut now) = (one_feed(), start());
    for minutes in [10, 20, 40, 80] {
        let poll = job(&mut plan, now);
        let happening = plan.finish(poll, status(500, None), None, &[], now);
        let Happening::FeedFailed {
            again: Some(again), ..
        } = happening
        else {
            panic!("{happening:?}")
        };
        let away = again.duration_since(now).as_secs();
        assert!(
            (minutes * 45..=minutes * 75).contains(&away),
            "{minutes} min: {away} s"
        );
        now = again;
    }
    let poll = job(&mut plan, now);
    plan.finish(poll, Ok(Answer::NotModified), None, &[], now);
    assert!(wait(&mut plan, now) <= 630);
    assert_eq!(plan.state().feeds[FEED].failures, 0);
}

#[test]
fn what_a_server_asks_for_is_given_retry_after_counts_for_the_whole_host() {
    let (mut plan, now) = (one_feed(), start());
    let poll = job(&mut plan, now);
    plan.finish(
        poll,
        body(&url(FEED), rss(&links(0..2)), None),
        None,
        &[],
        now,
    );
    let now = now + SignedDuration::from_secs(5);
    let first = job(&mut plan, now);
    let happening = plan.finish(first, status(429, Some(7200)), None, &[], now);
    assert!(
        matches!(happening, Happening::PageFailed { again: Some(_), .. }),
        "{happening:?}"
    );
    assert_eq!(wait(&mut plan, now), 7200);
    // A host that goes on so does not use up the page's attempts.
    let mut at = now;
    for _ in 0..10 {
        at += SignedDuration::from_secs(wait(&mut plan, at) + 1);
        let again = job(&mut plan, at);
        let Job::Page(_) = &again else { continue };
        plan.finish(again, status(503, None), None, &[], at);
    }
    assert_eq!(plan.state().pages.len(), 2);
}

#[test]
fn pages_that_are_gone_or_forbidden_are_dropped_and_others_tried_again() {
    let text = format!("attempts = 3\ninterval = '1d'\n[[feed]]\nurl = '{FEED}'");
    let lasting = [
        status(404, None),
        Err(FetchError::Robots("wire.example".to_owned())),
    ];
    for answer in lasting {
        let mut plan = plan(&text);
        let poll = job(&mut plan, start());
        plan.finish(
            poll,
            body(&url(FEED), rss(&links(0..1)), None),
            None,
            &[],
            start(),
        );
        let now = start() + SignedDuration::from_secs(5);
        let page_job = job(&mut plan, now);
        let happening = plan.finish(page_job, answer, None, &[], now);
        assert!(
            matches!(happening, Happening::PageFailed { again: None, .. }),
            "{happening:?}"
        );
        assert!(plan.state().pages.is_empty());
    }
    let mut plan = plan(&text);
    let poll = job(&mut plan, start());
    plan.finish(
        poll,
        body(&url(FEED), rss(&links(0..1)), None),
        None,
        &[],
        start(),
    );
    let mut now = start();
    let mut tries = 0;
    while !plan.state().pages.is_empty() {
        now += SignedDuration::from_secs(wait(&mut plan, now) + 1);
        let page_job = job(&mut plan, now);
        plan.finish(
            page_job,
            Err(FetchError::Broken("x".to_owned())),
            None,
            &[],
            now,
        );
        tries += 1;
    }
    assert_eq!(tries, 3);
}

#[test]
fn a_feed_that_is_gone_for_good_is_polled_no_more() {
    let (mut plan, now) = (one_feed(), start());
    let poll = job(&mut plan, now);
    let happening = plan.finish(poll, status(410, None), None, &[], now);
    assert!(
        matches!(happening, Happening::FeedFailed { again: None, .. }),
        "{happening:?}"
    );
    assert_eq!(
        plan.next(now + SignedDuration::from_hours(1000)),
        Next::Nothing
    );
}

#[test]
fn the_requests_of_a_day_are_limited_and_the_next_day_begins_at_midnight() {
    let text = format!(
        "[[feed]]\nurl = '{FEED}'\n[[host]]\nname = 'wire.example'\na_day = 2\ndelay = '0s'"
    );
    let mut plan = plan(&text);
    let poll = job(&mut plan, start());
    plan.finish(
        poll,
        body(&url(FEED), rss(&links(0..5)), None),
        None,
        &[],
        start(),
    );
    let page_job = job(&mut plan, start());
    let answer = body(page_job.url(), page("Norway", 2), None);
    plan.finish(page_job, answer, None, &[], start());
    assert_eq!(wait(&mut plan, start()), 12 * 3600);
    job(&mut plan, start() + SignedDuration::from_hours(12));
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
    let poll = job(&mut old, now);
    old.finish(
        poll,
        body(&url(FEED), rss(&links(0..3)), Some("\"v1\"")),
        None,
        &[],
        now,
    );
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
    let poll = job(&mut plan, now);
    plan.finish(
        poll,
        body(&url(FEED), rss(&links(0..1)), None),
        None,
        &[],
        now,
    );
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

/// A watch that runs once over a server, with what it told.
fn run_once(server: &Server, state: State) -> (State, Vec<Happening>) {
    let text = format!(
        "[[feed]]\nurl = '{}'\n[[host]]\nname = '127.0.0.1'\ndelay = '0s'",
        server.url("/feed")
    );
    let mut plan = Plan::new(Config::parse(&text).unwrap(), state, Some(Timestamp::now()));
    let client = Client::new(ClientOptions {
        reach: Reach::All,
        ..ClientOptions::default()
    });
    let mut told = Vec::new();
    let robots = Arc::new(Keeper::default());
    watch::<std::io::Error, _>(&mut plan, &client, &robots, 4, |_, notice| {
        if let Notice::Happened(happening) = notice {
            told.push(happening);
        }
        Ok(ControlFlow::Continue(()))
    })
    .unwrap();
    (plan.state().clone(), told)
}

#[test]
fn a_watch_that_runs_once_fetches_what_is_new_and_ends() {
    let server = Server::start(|request| {
        let host = format!("http://{}", request.header("host").unwrap_or_default());
        Act::Send(match request.path.as_str() {
            "/feed" if request.header("if-none-match").is_some() => http("304 Same", &[], b""),
            "/feed" => {
                let links =
                    ["/1", "/2", "/missing", "/closed/1", "/cut"].map(|p| format!("{host}{p}"));
                http("200 OK", &[("ETag", "\"v1\"")], &rss(&links))
            }
            "/robots.txt" => http("200 OK", &[], b"User-agent: *\nDisallow: /closed/"),
            "/1" => http(
                "200 OK",
                &[("Content-Type", "text/html")],
                &page("Norway", 3),
            ),
            "/2" => http(
                "200 OK",
                &[("Content-Type", "text/html")],
                &page("Malta", 4),
            ),
            "/cut" => http("200 OK", &[("Content-Length", "900")], b"<html>"),
            _ => http("404 Not Found", &[], b""),
        })
    });
    let (state, told) = run_once(&server, State::new(7));
    let documents: Vec<String> = told
        .iter()
        .filter_map(|h| match h {
            Happening::Page {
                answered, hints, ..
            } => Some(document(answered, hints).unwrap().text),
            _ => None,
        })
        .collect();
    assert_eq!(documents.len(), 2);
    assert!(documents[1].contains("Malta expelled 4"));
    let failed = told
        .iter()
        .filter(|h| matches!(h, Happening::PageFailed { .. }))
        .count();
    assert_eq!(failed, 3, "{told:?}");
    let paths: Vec<String> = server.requests().into_iter().map(|r| r.path).collect();
    assert_eq!(
        paths,
        ["/feed", "/1", "/2", "/missing", "/cut"],
        "what is closed is not asked for"
    );
    assert_eq!(
        state.pages.len(),
        1,
        "what was cut off is tried again by the next watch"
    );
    // Due again, as if the interval were over; the page that failed is still left alone.
    let mut later = state;
    later.feeds.values_mut().for_each(|f| f.next = None);
    let (_, told) = run_once(&server, later);
    assert!(
        matches!(told[..], [Happening::Unchanged { .. }]),
        "{told:?}"
    );
}

#[test]
fn a_watch_ends_when_it_is_asked_to_though_a_server_stalls() {
    let server = Server::start(|_| Act::Stall(Vec::new()));
    let text = format!("[[feed]]\nurl = '{}'", server.url("/feed"));
    let mut plan = Plan::new(Config::parse(&text).unwrap(), State::new(1), None);
    let client = Client::new(ClientOptions {
        reach: Reach::All,
        ..ClientOptions::default()
    });
    let began = std::time::Instant::now();
    watch::<std::io::Error, _>(
        &mut plan,
        &client,
        &Arc::new(Keeper::default()),
        4,
        |_, _| {
            Ok(match began.elapsed() > Duration::from_millis(300) {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            })
        },
    )
    .unwrap();
    assert!(began.elapsed() < Duration::from_secs(3));
}
