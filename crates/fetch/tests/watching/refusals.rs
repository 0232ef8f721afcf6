//! What a watch does where it is refused: by failures, by a wish for rest, by what is gone, by its own limit of a day.

use crate::server::page;
use crate::{FEED, body, job, one_feed, plan, polled, start, status, wait};
use chancery_fetch::{Answer, FetchError, Happening, Job, Next};
use jiff::SignedDuration;

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
    polled(&mut plan, 0..2, None, now);
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
        polled(&mut plan, 0..1, None, start());
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
    polled(&mut plan, 0..1, None, start());
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
    polled(&mut plan, 0..5, None, start());
    let page_job = job(&mut plan, start());
    let answer = body(page_job.url(), page("Norway", 2), None);
    plan.finish(page_job, answer, None, &[], start());
    assert_eq!(wait(&mut plan, start()), 12 * 3600);
    job(&mut plan, start() + SignedDuration::from_hours(12));
}
