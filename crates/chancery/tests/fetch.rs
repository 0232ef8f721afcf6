//! `chancery fetch` and `chancery watch` as a user calls them, against a server on this machine.
#![cfg(feature = "fetch")]

mod common;
#[path = "../../fetch/tests/server/mod.rs"]
mod server;

use common::{Run, show};
use server::{Act, Server, http, page, rss};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

fn command(args: &[&str]) -> Command {
    let mut command = common::chancery(args);
    // A proxy that is set somewhere must not be used.
    command.env("http_proxy", "http://127.0.0.1:9");
    command
}

fn run(args: &[&str]) -> Run {
    command(args).output().unwrap().into()
}

fn folder(name: &str) -> PathBuf {
    common::folder(&format!("fetch-{name}"))
}

/// A watch over local feeds that ends when all is done.
fn watch_once(feeds: &Path, record: &Path) -> Run {
    let (feeds, record) = (show(feeds), show(record));
    run(&[
        "watch",
        feeds,
        "--once",
        "--allow-private",
        "--record",
        record,
    ])
}

/// A site with two pages, a feed of them, and a page that programs shall leave alone.
fn site(polls: Arc<AtomicUsize>) -> Server {
    Server::start(move |request| {
        let html = [("Content-Type", "text/html; charset=utf-8")];
        let host = format!("http://{}", request.header("host").unwrap_or_default());
        Act::Send(match request.path.as_str() {
            "/robots.txt" => http("200 OK", &[], b"User-agent: *\nDisallow: /closed"),
            "/1" => http("200 OK", &html, &page("Norway", 3)),
            "/2" => http("200 OK", &html, &page("Malta", 4)),
            "/3" => http("200 OK", &html, &page("Kenya", 5)),
            "/feed" => {
                let last = 2 + polls.fetch_add(1, Ordering::SeqCst).min(1);
                let links: Vec<String> = (1..=last).map(|n| format!("{host}/{n}")).collect();
                http("200 OK", &[], &rss(&links))
            }
            _ => http("404 Not Found", &[], b""),
        })
    })
}

fn stats(record: &Path) -> serde_json::Value {
    let run = run(&["stats", "--json", "--record", show(record)]);
    assert_eq!(run.status, 0, "{}", run.err);
    serde_json::from_str(&run.out).unwrap()
}

#[test]
fn pages_of_private_networks_are_refused_until_they_are_allowed() {
    let site = site(Arc::default());
    let refused = run(&["fetch", &site.url("/1")]);
    assert_eq!((refused.status, refused.out.as_str()), (1, ""));
    assert!(refused.err.contains("--allow-private"), "{}", refused.err);
    assert!(site.all_requests().is_empty());
}

#[test]
fn documents_are_printed_as_json_lines_that_code_reads_or_as_markdown() {
    let site = site(Arc::default());
    let (one, missing, closed) = (site.url("/1"), site.url("/missing"), site.url("/closed/1"));
    let all = run(&[
        "fetch",
        &one,
        &missing,
        &closed,
        "wire.example",
        "--allow-private",
        "--delay",
        "0",
    ]);
    assert_eq!(all.status, 1, "{}", all.err);
    let document: serde_json::Value = serde_json::from_str(&all.out).unwrap();
    assert_eq!(document["url"], one.as_str());
    assert_eq!(document["title"], "Norway expels diplomats");
    for told in [
        format!("{missing}: the server answers 404"),
        format!("{closed}: robots.txt"),
        "write it whole".to_owned(),
    ] {
        assert!(all.err.contains(&told), "{told}\n{}", all.err);
    }
    let mut code = command(&["code", "-", "--format", "jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    std::io::Write::write_all(&mut code.stdin.take().unwrap(), all.out.as_bytes()).unwrap();
    let events = String::from_utf8(code.wait_with_output().unwrap().stdout).unwrap();
    assert!(
        events.contains("\"NOR\"") && events.contains(&one),
        "{events}"
    );
    let markdown = run(&["fetch", &one, "--allow-private", "--format", "markdown"]);
    assert!(
        markdown
            .out
            .starts_with("# Norway expels diplomats\n\n*<http://127.0.0.1"),
        "{}",
        markdown.out
    );
    assert!(
        markdown
            .out
            .contains("\nNorway expelled 3 Belarusian diplomats"),
        "{}",
        markdown.out
    );
}

#[test]
fn robots_txt_is_passed_over_only_where_a_person_asks_for_it() {
    let site = site(Arc::default());
    let open = run(&[
        "fetch",
        &site.url("/closed"),
        "--allow-private",
        "--no-robots",
    ]);
    assert!(open.err.contains("404"), "{}", open.err);
    assert_eq!(site.all_requests().len(), 1, "the page alone");
}

#[test]
fn pages_are_saved_with_a_list_of_where_they_are_from() {
    let (site, folder) = (site(Arc::default()), folder("save"));
    let pages = folder.join("pages");
    let saved = run(&[
        "fetch",
        &site.url("/1"),
        &site.url("/2"),
        "--allow-private",
        "--delay",
        "0",
        "--save",
        show(&pages),
    ]);
    assert_eq!(saved.status, 0, "{}", saved.err);
    let files: Vec<&str> = saved.out.lines().collect();
    assert_eq!(files.len(), 2);
    assert_eq!(std::fs::read(files[0]).unwrap(), page("Norway", 3));
    let list = std::fs::read_to_string(pages.join(".fetched.tsv")).unwrap();
    assert_eq!(list.lines().count(), 3);
    assert!(list.contains(&site.url("/2")));
    let coded = run(&["code", show(&pages), "--format", "jsonl"]);
    assert_eq!(
        coded.status, 0,
        "the folder is read without complaint: {}",
        coded.err
    );
    assert!(coded.out.contains("\"MLT\""));
}

#[test]
fn pages_are_added_to_the_record_once() {
    let (site, folder) = (site(Arc::default()), folder("add"));
    let record = folder.join("r.chancery");
    let add = || {
        run(&[
            "fetch",
            &site.url("/1"),
            "--allow-private",
            "--record",
            show(&record),
        ])
    };
    let first = add();
    assert_eq!(first.status, 0, "{}", first.err);
    assert!(first.err.contains("1 new report"), "{}", first.err);
    let second = add();
    assert!(second.err.contains("1 known already"), "{}", second.err);
    assert_eq!(stats(&record)["documents"], 1);
}

/// A file of feeds for a site, with no delay between requests to this machine.
fn feeds(folder: &Path, site: &Server) -> PathBuf {
    let path = folder.join("feeds.toml");
    let text = format!(
        "interval = '1m'\nseed = 7\n[[feed]]\nurl = '{}'\noutlet = 'Example Wire'\n[[host]]\nname = '127.0.0.1'\ndelay = '0s'\n",
        site.url("/feed")
    );
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn a_watch_adds_what_feeds_name_and_goes_on_where_it_was() {
    let (site, folder) = (site(Arc::default()), folder("watch"));
    let (feeds, record) = (feeds(&folder, &site), folder.join("r.chancery"));
    let once = || watch_once(&feeds, &record);
    let first = once();
    assert_eq!(first.status, 0, "{}", first.err);
    assert!(first.err.contains("1 poll: 2 new reports"), "{}", first.err);
    let documents = run(&["documents", "--format", "jsonl", "--record", show(&record)]);
    assert!(
        documents.out.contains("Example Wire") && documents.out.contains("2025-03-04"),
        "{}",
        documents.out
    );
    // Not due again within the minute.
    let second = once();
    assert!(
        second.err.contains("0 polls: 0 new reports"),
        "{}",
        second.err
    );
    assert_eq!(site.requests().len(), 3);
    // As if the minute were over: what is new is fetched, and nothing else.
    let state = folder.join("r.chancery.watch.json");
    let mut kept: serde_json::Value =
        serde_json::from_slice(&std::fs::read(&state).unwrap()).unwrap();
    kept["feeds"][site.url("/feed")]["next"] = serde_json::Value::Null;
    std::fs::write(&state, kept.to_string()).unwrap();
    let third = once();
    assert!(third.err.contains("1 poll: 1 new report,"), "{}", third.err);
    assert_eq!(stats(&record)["documents"], 3);
    let robots = site
        .all_requests()
        .iter()
        .filter(|r| r.path == "/robots.txt")
        .count();
    assert_eq!(robots, 1, "robots.txt is remembered too");
}

/// Found by the soak: a watch that was killed fetched a page again, from another feed, and made a new version of it
/// under that feed's outlet.
#[test]
fn a_page_that_is_fetched_again_after_a_kill_is_in_the_record_once() {
    let (site, folder) = (site(Arc::default()), folder("again"));
    let (feeds, record) = (feeds(&folder, &site), folder.join("r.chancery"));
    let state = folder.join("r.chancery.watch.json");
    let once = |outlet: &str| {
        let text = std::fs::read_to_string(&feeds).unwrap();
        std::fs::write(&feeds, text.replace("Example Wire", outlet)).unwrap();
        // Nothing is remembered, as if the state had not been written before the kill.
        let _ = std::fs::remove_file(&state);
        watch_once(&feeds, &record)
    };
    let first = once("Example Wire");
    assert!(first.err.contains("1 poll: 2 new reports"), "{}", first.err);
    let second = once("Another Wire");
    assert!(
        second
            .err
            .contains("1 new report, 0 new versions, 2 known already"),
        "{}",
        second.err
    );
    assert_eq!(stats(&record)["reports"], 3);
}

#[test]
fn a_mistake_in_the_feeds_is_told_before_anything_is_asked() {
    let folder = folder("mistake");
    let path = folder.join("feeds.toml");
    std::fs::write(
        &path,
        "[[feed]]\nurl = 'https://wire.example/f'\nevery = '5m'\n",
    )
    .unwrap();
    let run = run(&[
        "watch",
        show(&path),
        "--record",
        show(&folder.join("r.chancery")),
    ]);
    assert_eq!(run.status, 2);
    assert!(
        run.err.contains("feeds.toml") && run.err.contains("line 3"),
        "{}",
        run.err
    );
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_watch_with_a_closing_line_and_a_second_watch_is_kept_out() {
    let (site, folder) = (site(Arc::default()), folder("end"));
    let (feeds, record) = (feeds(&folder, &site), folder.join("r.chancery"));
    let args = [
        "watch",
        show(&feeds),
        "--allow-private",
        "--record",
        show(&record),
    ];
    let child = command(&args).stderr(Stdio::piped()).spawn().unwrap();
    let began = Instant::now();
    while site.requests().len() < 3 && began.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(20));
    }
    let second = run(&args);
    assert_eq!(second.status, 2);
    assert!(
        second.err.contains("another watch is at work"),
        "{}",
        second.err
    );
    std::thread::sleep(Duration::from_millis(300));
    let killed = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(killed.unwrap().success());
    let output = child.wait_with_output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(130), "{err}");
    assert!(err.contains("watching 1 feed into"), "{err}");
    assert!(err.contains("1 poll: 2 new reports"), "{err}");
    assert_eq!(stats(&record)["documents"], 2);
}
