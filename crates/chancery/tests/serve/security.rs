//! The rows of docs/security.md that no other test shows.

use super::server::{Server, TOKEN, folder, sample, shared};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;

/// The answer to bytes as they are, which no client would send.
fn raw(server: &Server, request: &str) -> String {
    let mut stream = TcpStream::connect(server.address).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

fn ask(line: &str) -> String {
    raw(
        shared(),
        &format!("{line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
    )
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or_default()
}

#[test]
fn no_path_leads_out_of_the_files_of_the_program() {
    for path in [
        "/assets/../../../../etc/passwd",
        "/assets/..%2f..%2f..%2fetc%2fpasswd",
        "/assets/%2e%2e/%2e%2e/etc/passwd",
        "/assets//etc/passwd",
        "/assets/..\\..\\etc\\passwd",
        "/assets/style.css%00.svg",
        "//etc/passwd",
    ] {
        let answer = ask(&format!("GET {path}"));
        assert!(matches!(status(&answer), "404" | "400"), "{path}: {answer}");
        assert!(!answer.contains("root:"), "{path}");
    }
    assert_eq!(status(&ask("GET /assets/style.css")), "200");
}

#[test]
fn methods_that_a_page_does_not_have_are_refused() {
    for method in ["PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "BREW"] {
        for path in ["/", "/add", "/api/v1/events"] {
            let answer = ask(&format!("{method} {path}"));
            assert!(
                matches!(status(&answer), "405" | "400" | "404"),
                "{method} {path}: {answer}"
            );
        }
    }
    assert_eq!(status(&ask("POST /explore")), "405");
}

#[test]
fn sql_in_a_filter_is_a_value_and_nothing_else() {
    let total = |query: &str| {
        let got = shared().get(&format!("/api/v1/events?{query}"));
        (got.status, got.json()["total"].clone())
    };
    let (_, all) = total("");
    assert!(all.as_u64().unwrap() > 100);
    for query in [
        "outlet=x%27%20OR%20%271%27=%271",
        "place=x%27%29%20OR%201=1%20--",
        "text=zebra%22%20OR%20event:*",
        "outlet=x%27;DROP%20TABLE%20event;--",
    ] {
        assert_eq!(total(query), (200, 0.into()), "{query}");
    }
    // Refused, and in the one shape that programs are promised.
    for query in [
        "actor=RUS%27--",
        "type=SANCTION%27%20OR%201=1",
        "since=2018-01-01%27",
        "sort=date;DROP%20TABLE%20event",
        "limit=1;DELETE",
        "cursor=%27%20OR%201=1",
    ] {
        let got = shared().get(&format!("/api/v1/events?{query}"));
        assert_eq!(got.status, 400, "{query}");
        assert!(got.json()["error"].is_object(), "{query}: {}", got.body);
    }
    assert_eq!(total("").1, all, "everything is still there");
}

/// Found by the fuzz runs.
#[test]
fn a_nul_in_a_search_is_no_error_of_the_server() {
    for address in [
        "/explore?text=envoy%00",
        "/api/v1/events?text=a%00b%22",
        "/feed.atom?text=%22a%00",
    ] {
        assert_eq!(shared().get(address).status, 200, "{address}");
    }
    assert_eq!(shared().get("/api/v1/events?text=%00").status, 400);
}

#[test]
fn no_header_can_be_slipped_into_an_answer() {
    for path in [
        "/event/x%0d%0aSet-Cookie:%20a=b",
        "/dyad/USA%0d%0aX-Evil:%201/RUS",
        "/explore?actor=USA%0d%0aSet-Cookie:%20a=b",
        "/sign-in?token=x%0d%0aSet-Cookie:%20a=b",
        "/dyad/usa/rus",
    ] {
        let answer = ask(&format!("GET {path}"));
        let head = answer.split("\r\n\r\n").next().unwrap().to_lowercase();
        assert!(
            !head.contains("\r\nset-cookie") && !head.contains("\r\nx-evil"),
            "{path}: {head}"
        );
    }
}

#[test]
fn a_request_of_two_lengths_is_not_taken_for_two_requests() {
    let request = "POST /read HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n\
                   Content-Length: 6\r\nContent-Length: 60\r\n\r\ntext=xGET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n";
    let answer = raw(shared(), request);
    assert_eq!(status(&answer), "400", "{answer}");
    assert_eq!(answer.matches("HTTP/1.1 ").count(), 1, "{answer}");
}

#[test]
fn the_word_for_writing_is_shown_by_no_answer() {
    let path = folder("word-hidden").join("record.chancery");
    sample(&path);
    let server = Server::start(&path, Some(TOKEN));
    let bearer = format!("Bearer {TOKEN}");
    for address in [
        "/",
        "/explore",
        "/about",
        "/read",
        "/metrics",
        "/healthz",
        "/api/v1/stats",
        "/api/v1/openapi.json",
        "/sign-in?token=guess",
        "/nowhere",
    ] {
        let got = server.get_with(address, &[("authorization", &bearer)]);
        assert!(!got.body.contains(TOKEN), "{address}");
        assert!(
            got.headers.iter().all(|(_, v)| !v.contains(TOKEN)),
            "{address}"
        );
    }
}

#[test]
fn an_answer_to_a_fault_tells_nothing_of_the_machine() {
    let path = folder("fault-told").join("record.chancery");
    sample(&path);
    let server = Server::start(&path, None);
    for address in [
        "/event/ffffffffffffffff",
        "/api/v1/events?cursor=x",
        "/document?id=x",
        "/nowhere",
        "/explore?actor=Atlantis",
        "/healthz",
        "/metrics",
        "/about",
    ] {
        let got = server.get(address);
        for secret in [
            env!("CARGO_MANIFEST_DIR"),
            env!("CARGO_TARGET_TMPDIR"),
            "panicked",
            ".rs:",
            "SELECT ",
        ] {
            assert!(!got.body.contains(secret), "{address} tells {secret}");
        }
    }
}
