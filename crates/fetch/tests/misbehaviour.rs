//! Whatever a server does, a request ends soon, within its limits, and says what was wrong.

mod server;

use chancery_fetch::{
    Answer, Answered, Client, ClientOptions, FetchError, Hints, Keeper, Limits, Names, Reach,
    Validators, address, document,
};
use server::{Act, Request, Server, http, page};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const LIMITS: Limits = Limits {
    bytes: 100_000,
    time: Duration::from_millis(600),
    redirects: 3,
};

fn options() -> ClientOptions {
    ClientOptions {
        limits: LIMITS,
        // This machine, by this one address: all other private ones stay closed.
        reach: Reach::PublicAnd(vec!["127.0.0.1".parse().unwrap()]),
        ..ClientOptions::default()
    }
}

fn get_with(
    options: ClientOptions,
    url: &str,
    validators: &Validators,
) -> Result<Answer, FetchError> {
    Client::new(options).get(&address(url)?, validators, &mut |_| Ok(()))
}

fn get(url: &str) -> Result<Box<Answered>, FetchError> {
    let began = Instant::now();
    let answer = get_with(options(), url, &Validators::default());
    let took = began.elapsed();
    assert!(took < Duration::from_secs(4), "{url} took {took:?}");
    match answer? {
        Answer::Body(answered) => Ok(answered),
        Answer::NotModified => panic!("nobody asked whether it was modified"),
    }
}

/// What a server that acts so gives.
fn given(act: Act) -> Result<Box<Answered>, FetchError> {
    let server = Server::start(move |_| act.clone());
    get(&server.url("/"))
}

/// The error of a server that acts so.
#[track_caller]
fn error(act: Act) -> FetchError {
    match given(act) {
        Err(error) => error,
        Ok(answered) => panic!("it gave {} bytes", answered.body.len()),
    }
}

#[track_caller]
fn broken(act: Act) {
    let error = error(act);
    assert!(matches!(error, FetchError::Broken(_)), "{error:?}");
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a_good_page_becomes_a_document_whether_plain_chunked_or_packed() {
    let body = page("Norway", 3);
    let packed = gzip(&body);
    let chunked = [
        format!("{:x}\r\n", body.len()).into_bytes(),
        body.clone(),
        b"\r\n0\r\n\r\n".to_vec(),
    ]
    .concat();
    for answer in [
        http("200 OK", &[("Content-Type", "text/html")], &body),
        http(
            "200 OK",
            &[("Content-Type", "text/html"), ("Content-Encoding", "gzip")],
            &packed,
        ),
        http(
            "200 OK",
            &[
                ("Content-Type", "text/html"),
                ("Transfer-Encoding", "chunked"),
            ],
            &chunked,
        ),
        [
            &b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n"[..],
            &body,
        ]
        .concat(),
        http("200 OK", &[], &body),
    ] {
        let answered = given(Act::Send(answer)).unwrap();
        let read = document(&answered, &Hints::default()).unwrap();
        assert_eq!(read.title.as_deref(), Some("Norway expels diplomats"));
        assert!(read.text.contains("expelled 3 Belarusian diplomats"));
        assert_eq!(read.url.as_deref(), Some(answered.url.as_str()));
    }
}

#[test]
fn a_server_that_stalls_or_drips_is_left_when_the_time_is_over() {
    let head =
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n".to_vec();
    let begun = [head.clone(), b"<html>".to_vec()].concat();
    let chunk = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel".to_vec();
    let half_header = b"HTTP/1.1 200 OK\r\nContent-Ty".to_vec();
    for stalled in [Vec::new(), head.clone(), begun, chunk, half_header] {
        let error = error(Act::Stall(stalled));
        assert!(matches!(error, FetchError::TimedOut { .. }), "{error:?}");
    }
    for dripped in [head.clone(), [head, vec![b'x'; 5000]].concat()] {
        let error = error(Act::Drip(dripped));
        assert!(matches!(error, FetchError::TimedOut { .. }), "{error:?}");
    }
}

#[test]
fn a_body_without_end_is_left_at_the_limit() {
    let open = b"HTTP/1.1 200 OK\r\n\r\n".to_vec();
    let chunks = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
    let said = http("200 OK", &[("Content-Length", "99999999999")], b"");
    for act in [
        Act::Endless(open, vec![b'x'; 4096]),
        Act::Endless(chunks, b"4\r\nxxxx\r\n".repeat(500)),
        Act::Send(said),
        Act::Send(http(
            "200 OK",
            &[("Content-Encoding", "gzip")],
            &gzip(&vec![b'x'; 5_000_000]),
        )),
    ] {
        assert_eq!(error(act), FetchError::TooLarge { limit: 100_000 });
    }
}

#[test]
fn header_lines_without_end_are_left() {
    let begun = b"HTTP/1.1 200 OK\r\n".to_vec();
    for act in [
        Act::Endless(
            begun.clone(),
            format!("X-More: {}\r\n", "y".repeat(500)).into_bytes(),
        ),
        Act::Endless([begun, b"X-One: ".to_vec()].concat(), vec![b'z'; 4096]),
        Act::Endless(
            b"HTTP/1.1 100 Continue\r\n\r\n".to_vec(),
            b"HTTP/1.1 100 Continue\r\n\r\n".to_vec(),
        ),
    ] {
        let error = error(act);
        assert!(
            matches!(error, FetchError::Broken(_) | FetchError::TimedOut { .. }),
            "{error:?}"
        );
    }
}

#[test]
fn a_body_that_is_cut_off_is_no_body() {
    let said_more = http("200 OK", &[("Content-Length", "5000")], b"<html>short");
    broken(Act::Send(said_more.clone()));
    for chunks in [
        "5\r\nhel",
        "zz\r\nhello\r\n0\r\n\r\n",
        "ffffffffffffffffff\r\nx",
        "5\r\nhelloXX0\r\n\r\n",
    ] {
        broken(Act::Send(http(
            "200 OK",
            &[("Transfer-Encoding", "chunked")],
            chunks.as_bytes(),
        )));
    }
    let packed = gzip(&page("Norway", 3));
    for damaged in [
        &packed[..packed.len() - 9],
        &[&packed[..20], &[0xff; 40]].concat(),
    ] {
        broken(Act::Send(http(
            "200 OK",
            &[("Content-Encoding", "gzip")],
            damaged,
        )));
    }
    broken(Act::Send(http(
        "200 OK",
        &[("Content-Encoding", "br")],
        b"x",
    )));
}

#[test]
fn a_connection_that_is_reset_in_mid_body_is_told() {
    let begun = http("200 OK", &[("Content-Length", "5000")], b"<html>short");
    let server = Server::start(move |_| Act::Reset(begun.clone()));
    let error = get(&server.url("/reset")).unwrap_err();
    assert_eq!(
        error,
        FetchError::Broken("it ends before it is whole".to_owned())
    );
}

#[test]
fn bytes_beyond_the_length_that_is_said_are_not_read() {
    let answered = given(Act::Send(http(
        "200 OK",
        &[("Content-Length", "5")],
        b"hello, and more",
    )))
    .unwrap();
    assert_eq!(answered.body, b"hello");
}

#[test]
fn what_is_no_http_is_told_to_be_broken() {
    for garbage in [
        &b"<html>no header at all</html>"[..],
        b"\r\n\r\n",
        b"HTTP/9.9 200 OK\r\n\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nbad header\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 9\r\n\r\nhello",
        b"\x16\x03\x01\x02\x00",
        b"\x00\xff\xfe",
        b"",
    ] {
        broken(Act::Send(garbage.to_vec()));
    }
}

#[test]
fn a_server_that_speaks_no_tls_is_told_to_be_broken() {
    let server = Server::start(|_| Act::Send(b"hello".to_vec()));
    let error = get(&format!("https://127.0.0.1:{}/", server.port)).unwrap_err();
    assert!(
        matches!(error, FetchError::Broken(_) | FetchError::TimedOut { .. }),
        "{error:?}"
    );
}

#[test]
fn a_port_that_nobody_listens_on_is_told() {
    let free = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let error = get(&format!("http://127.0.0.1:{free}/")).unwrap_err();
    assert!(matches!(error, FetchError::Connect { .. }), "{error:?}");
}

#[test]
fn redirects_are_followed_to_their_end_and_no_further_than_the_limit() {
    let server = Server::start(|request| {
        let to = match request.path.as_str() {
            "/a" => "b?x=1#part",
            "/b?x=1" => "//127.0.0.1:PORT/c",
            "/loop" => "/loop",
            "/nowhere" => "",
            _ => return Act::Send(http("200 OK", &[], b"there")),
        };
        let host = request.header("host").unwrap_or_default();
        let to = to.replace("127.0.0.1:PORT", host);
        Act::Send(http("301 Moved", &[("Location", &to)], b""))
    });
    let answered = get(&server.url("/a")).unwrap();
    assert_eq!(answered.url.as_str(), server.url("/c"));
    assert_eq!(answered.moved, Some(answered.url));
    assert_eq!(
        get(&server.url("/loop")).unwrap_err(),
        FetchError::Redirects(3)
    );
    let loops = server
        .requests()
        .iter()
        .filter(|r| r.path == "/loop")
        .count();
    assert_eq!(loops, 4);
    assert!(matches!(
        get(&server.url("/nowhere")).unwrap_err(),
        FetchError::Broken(_)
    ));
}

#[test]
fn a_redirect_leads_to_no_private_address_and_no_other_protocol() {
    for (to, private) in [
        ("http://127.0.0.2/", true),
        ("http://10.0.0.1/admin", true),
        ("http://169.254.169.254/latest/meta-data/", true),
        ("http://[::1]/", true),
        ("http://[::ffff:127.0.0.2]/", true),
        ("http://2130706434/", true),
        ("http://0x7f.2/", true),
        ("http://0/", true),
        ("http://localhost6.localdomain.invalid./", false),
        ("file:///etc/passwd", false),
        ("gopher://127.0.0.1/", false),
        ("ftp://127.0.0.1/", false),
    ] {
        let location = to.to_owned();
        let server =
            Server::start(move |_| Act::Send(http("302 Found", &[("Location", &location)], b"")));
        let error = get(&server.url("/")).unwrap_err();
        if private {
            assert!(
                matches!(error, FetchError::Private { .. }),
                "{to}: {error:?}"
            );
        } else {
            let told = matches!(error, FetchError::Address(_) | FetchError::NoHost(_));
            assert!(told, "{to}: {error:?}");
        }
    }
}

/// A name server that first says one thing and then another.
#[derive(Debug)]
struct Changing {
    answers: Vec<SocketAddr>,
    asked: AtomicUsize,
}

impl Names for Changing {
    fn look_up(&self, _: &str, _: u16) -> std::io::Result<Vec<SocketAddr>> {
        let n = self.asked.fetch_add(1, Ordering::SeqCst);
        Ok(vec![self.answers[n.min(self.answers.len() - 1)]])
    }
}

#[test]
fn a_name_is_looked_up_once_and_the_address_that_was_checked_is_the_one_connected_to() {
    let server = Server::start(|_| Act::Send(http("200 OK", &[], b"inside")));
    let open = SocketAddr::from(([127, 0, 0, 1], server.port));
    let closed = SocketAddr::from(([127, 0, 0, 2], server.port));
    let names = Arc::new(Changing {
        answers: vec![open, closed],
        asked: AtomicUsize::new(0),
    });
    let named = ClientOptions {
        names: Some(Arc::clone(&names) as Arc<dyn Names>),
        ..options()
    };
    let client = Client::new(named);
    let url = address("http://wire.example/").unwrap();
    let ask = || client.get(&url, &Validators::default(), &mut |_| Ok(()));
    // Had the name been looked up again to connect, the second answer would have been used.
    assert!(ask().is_ok());
    assert_eq!(names.asked.load(Ordering::SeqCst), 1);
    let again = ask().unwrap_err();
    assert!(matches!(again, FetchError::Private { .. }), "{again:?}");
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn private_addresses_are_refused_unless_they_are_allowed() {
    let server = Server::start(|_| Act::Send(http("200 OK", &[], b"x")));
    let closed = ClientOptions {
        reach: Reach::Public,
        ..options()
    };
    let localhost = format!("http://localhost:{}/", server.port);
    for url in [server.url("/"), localhost.clone()] {
        let error = get_with(closed.clone(), &url, &Validators::default()).unwrap_err();
        assert!(matches!(error, FetchError::Private { .. }), "{error:?}");
        assert!(error.to_string().contains("--allow-private"));
    }
    assert!(server.requests().is_empty());
    let open = ClientOptions {
        reach: Reach::All,
        ..options()
    };
    assert!(get_with(open, &localhost, &Validators::default()).is_ok());
}

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
