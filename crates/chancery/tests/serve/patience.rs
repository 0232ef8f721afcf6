//! Slow, broken and many clients hold up nobody; the end is in order.

use super::server::{Server, folder, sample, shared};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

#[test]
fn clients_that_stall_or_break_off_hold_up_nobody() {
    let stalled: Vec<TcpStream> = (0..200)
        .map(|n| {
            let mut stream = TcpStream::connect(shared().address).unwrap();
            // Half a head, no head, a body that never comes, nonsense.
            let words: &[u8] = match n % 4 {
                0 => b"GET / HTTP/1.1\r\nHost: localhost\r\n",
                1 => b"",
                2 => b"POST /read HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\ntext=",
                _ => b"\x16\x03\x01\x02\x00 nonsense\r\n\r\n",
            };
            stream.write_all(words).unwrap();
            stream
        })
        .collect();
    for _ in 0..20 {
        assert_eq!(shared().get("/healthz").status, 200);
        assert_eq!(shared().get("/").status, 200);
    }
    drop(stalled);
    // A reader that goes away in the midst of an export.
    let mut stream = TcpStream::connect(shared().address).unwrap();
    stream
        .write_all(b"GET /api/v1/events.jsonl HTTP/1.1\r\nHost: localhost\r\n\r\n")
        .unwrap();
    let mut some = [0; 100];
    stream.read_exact(&mut some).unwrap();
    drop(stream);
    assert_eq!(shared().get("/api/v1/events.jsonl?limit=1").status, 400);
    assert_eq!(shared().get("/api/v1/events.jsonl").status, 200);
}

#[test]
fn many_readers_get_whole_pages() {
    let threads: Vec<_> = (0..16)
        .map(|n| {
            std::thread::spawn(move || {
                for i in 0..12 {
                    let page = [
                        "/",
                        "/explore",
                        "/dyad/USA/RUS",
                        "/explore?country=GBR",
                        "/sources",
                        "/dyad/GBR/RUS",
                    ][(n + i) % 6];
                    let got = shared().get(page);
                    assert_eq!(got.status, 200, "{page}");
                    assert!(got.body.trim_end().ends_with("</html>"), "{page}");
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
}

/// A number of the server's own.
fn number(server: &Server, name: &str) -> f64 {
    let metrics = server.page("/metrics");
    let line = metrics.lines().find_map(|l| l.strip_prefix(name));
    line.unwrap_or_else(|| panic!("{metrics}"))
        .trim()
        .parse()
        .unwrap()
}

#[test]
fn of_many_who_ask_the_same_at_once_one_is_worked_for() {
    let path = folder("same").join("record.chancery");
    sample(&path);
    let server = Server::start(&path, None);
    let start = std::sync::Barrier::new(24);
    std::thread::scope(|scope| {
        for _ in 0..24 {
            scope.spawn(|| {
                start.wait();
                assert_eq!(server.get("/explore?text=diplomats").status, 200);
            });
        }
    });
    assert_eq!(number(&server, "chancery_kept_answers_total"), 23.0);
}

#[test]
fn the_server_ends_when_it_is_asked_to_and_finishes_what_it_began() {
    let path = folder("end").join("record.chancery");
    sample(&path);
    let mut server = Server::start(&path, None);
    let address = server.address;
    // An idle connection does not keep it.
    let mut idle = TcpStream::connect(address).unwrap();
    idle.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        .unwrap();
    let mut head = [0; 15];
    idle.read_exact(&mut head).unwrap();
    assert_eq!(&head, b"HTTP/1.1 200 OK");
    let begun = Instant::now();
    server.end();
    assert!(begun.elapsed() < Duration::from_secs(20), "it hangs");
    assert!(TcpStream::connect(address).is_err());
}

#[test]
fn what_another_program_adds_is_shown_soon() {
    let path = folder("soon").join("record.chancery");
    sample(&path);
    let server = Server::start(&path, None);
    assert!(
        !server
            .page("/explore?actor=FIN&recipient=BLR")
            .contains("expulsion: 7")
    );
    for day in 10..30 {
        server.page(&format!("/explore?since=2018-03-{day}"));
    }
    let kept = number(&server, "chancery_kept_bytes");
    let documents = || server.json("/api/v1/stats")["documents"].as_i64().unwrap();
    let outlets = || server.json("/api/v1/outlets")["outlets"].to_string();
    let (documents_before, outlets_before) = (documents(), outlets());
    let document = chancery::read::Document {
        published: Some(jiff::civil::date(2026, 3, 3)),
        ..chancery::read::Document::from_text(
            "soon",
            "Finland expelled seven Belarusian diplomats on Monday.",
        )
    };
    let mut writer = chancery::record::Writer::open(&path).unwrap();
    writer.write(&super::server::coded([document])).unwrap();
    writer.close().unwrap();
    let shown = (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(200));
        server
            .page("/explore?actor=FIN&recipient=BLR")
            .contains("expulsion: 7")
    });
    assert!(shown);
    // Nobody can ask any more for answers of the state before.
    assert!(number(&server, "chancery_kept_bytes") < kept / 4.0);
    // What is counted over the whole record goes along.
    assert_eq!(documents(), documents_before + 1);
    assert_ne!(outlets(), outlets_before);
}
