//! Bodies and headers that are late, long, cut off, packed or damaged.

use crate::server::{Act, Server, http, page};
use crate::{broken, error, get, given};
use chancery_fetch::{FetchError, Hints, document};

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
