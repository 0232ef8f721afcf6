//! What a request says of itself, and what it obeys: statuses, what is unchanged, robots.txt.

use crate::server::{Act, Request, Server, http};
use crate::{error, get, get_with, options};
use chancery_fetch::{Answer, Client, ClientOptions, FetchError, Keeper, Validators, address};

#[test]
fn errors_and_the_wish_to_be_left_alone_are_told() {
    for (status, headers, code, wait) in [
        ("404 Not Found", vec![], 404, None),
        ("429 Too Many", vec![("Retry-After", "90")], 429, Some(90)),
        (
            "503 Busy",
            vec![("Retry-After", "Wed, 01 Jan 2003 00:00:00 GMT")],
            503,
            Some(0),
        ),
        ("503 Busy", vec![("Retry-After", "later")], 503, None),
        ("204 Nothing", vec![], 204, None),
        ("999 Odd", vec![], 999, None),
    ] {
        let error = error(Act::Send(http(status, &headers, b"")));
        let FetchError::Status { code: found, .. } = error else {
            panic!("{status}: {error:?}");
        };
        assert_eq!(
            (found, error.retry_after().map(|d| d.as_secs())),
            (code, wait)
        );
    }
}

#[test]
fn what_is_unchanged_is_not_sent_again() {
    let server = Server::start(|request| {
        let known = request.header("if-none-match") == Some("\"v1\"")
            && request.header("if-modified-since") == Some("Tue, 04 Mar 2025 10:00:00 GMT");
        Act::Send(match known {
            true => http("304 Not Modified", &[("ETag", "\"v1\"")], b""),
            false => {
                let headers = [
                    ("ETag", "\"v1\""),
                    ("Last-Modified", "Tue, 04 Mar 2025 10:00:00 GMT"),
                ];
                http("200 OK", &headers, b"x")
            }
        })
    });
    let first = get(&server.url("/")).unwrap();
    let second = get_with(options(), &server.url("/"), &first.validators);
    assert_eq!(second, Ok(Answer::NotModified));
}

#[test]
fn requests_say_who_asks_and_send_no_password() {
    let server = Server::start(|_| Act::Send(http("200 OK", &[], b"x")));
    let named = ClientOptions {
        contact: Some("https://desk.example/bot".to_owned()),
        ..options()
    };
    let url = server
        .url("/a?b=c#d")
        .replace("http://", "http://user:secret@");
    get_with(named, &url, &Validators::default()).unwrap();
    let request = &server.requests()[0];
    assert_eq!(request.path, "/a?b=c");
    let agent = request.header("user-agent").unwrap();
    assert!(
        agent.starts_with("chancery/") && agent.ends_with("(+https://desk.example/bot)"),
        "{agent}"
    );
    assert_eq!(request.header("authorization"), None);
    assert_eq!(request.header("cookie"), None);
}

/// The robots.txt of a server that answers so, asked for `/news/1`.
fn robots(
    answer: impl Fn(&Request) -> Act + Send + Sync + 'static,
) -> (Server, Result<(), FetchError>) {
    let server = Server::start(answer);
    let client = Client::new(options());
    let keeper = Keeper::default();
    let url = address(&server.url("/news/1")).unwrap();
    let first = keeper.may_ask(&client, &url);
    assert_eq!(
        keeper.may_ask(&client, &url),
        first,
        "the second time nobody needs to ask"
    );
    let asked = server
        .all_requests()
        .iter()
        .filter(|r| r.path == "/robots.txt")
        .count();
    assert!(asked <= 4, "{asked}");
    (server, first)
}

#[test]
fn robots_txt_is_asked_once_and_obeyed() {
    let text = |body: &'static str| {
        move |_: &Request| {
            Act::Send(http(
                "200 OK",
                &[("Content-Type", "text/plain")],
                body.as_bytes(),
            ))
        }
    };
    let (server, forbidden) = robots(text("User-agent: *\nDisallow: /news/"));
    assert!(
        matches!(forbidden, Err(FetchError::Robots(_))),
        "{forbidden:?}"
    );
    assert_eq!(server.all_requests().len(), 1);
    let (_, other) = robots(text(
        "User-agent: *\nDisallow: /\n\nUser-agent: Chancery\nDisallow: /private",
    ));
    assert_eq!(other, Ok(()));
    let (_, page) = robots(text("<html><body>no rules here</body></html>"));
    assert_eq!(page, Ok(()));
    let (_, none) = robots(|_| Act::Send(http("404 Not Found", &[], b"")));
    assert_eq!(none, Ok(()));
    let (_, looping) =
        robots(|_| Act::Send(http("302 Found", &[("Location", "/robots.txt")], b"")));
    assert_eq!(looping, Ok(()));
}

#[test]
fn where_nobody_can_say_what_robots_txt_allows_nothing_is_asked() {
    for act in [
        Act::Send(http("500 Oh", &[], b"")),
        Act::Send(http("429 Slow", &[], b"")),
        Act::Send(b"garbage".to_vec()),
        Act::Stall(Vec::new()),
    ] {
        let (_, unknown) = robots(move |_| act.clone());
        assert!(
            matches!(unknown, Err(FetchError::RobotsUnknown { .. })),
            "{unknown:?}"
        );
    }
}

#[test]
fn a_redirect_is_asked_of_the_rules_of_where_it_leads() {
    let closed = Server::start(|request| {
        Act::Send(match request.path.as_str() {
            "/robots.txt" => http("200 OK", &[], b"User-agent: *\nDisallow: /"),
            _ => http("200 OK", &[], b"secret"),
        })
    });
    let to = closed.url("/a");
    let open = Server::start(move |request| {
        Act::Send(match request.path.as_str() {
            "/robots.txt" => http("404 No", &[], b""),
            _ => http("302 Found", &[("Location", &to)], b""),
        })
    });
    let (client, keeper) = (Client::new(options()), Keeper::default());
    let url = address(&open.url("/")).unwrap();
    let answer = client.get(&url, &Validators::default(), &mut |hop| {
        keeper.may_ask(&client, hop)
    });
    assert!(matches!(answer, Err(FetchError::Robots(_))), "{answer:?}");
    assert!(closed.requests().is_empty());
}
