//! Whatever a server does, a request ends soon, within its limits, and says what was wrong.

#[path = "misbehaviour/bodies.rs"]
mod bodies;
#[path = "misbehaviour/obeyed.rs"]
mod obeyed;
mod server;

use chancery_fetch::{
    Answer, Answered, Client, ClientOptions, FetchError, Limits, Names, Reach, Validators, address,
};
use server::{Act, Server, http};
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
