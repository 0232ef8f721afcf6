//! A watch over a server: one that runs once, and one that is asked to end.

use crate::server::{Act, Server, http, page, rss};
use chancery_fetch::{
    Client, ClientOptions, Config, Happening, Keeper, Notice, Plan, Reach, State, document, watch,
};
use jiff::Timestamp;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;

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
