//! What a running server and a record are asked: addresses, searches, SQL, bytes on a socket.

use super::Target;
use super::seeds::texts as list;
use super::server::{Server, coded, sample};
use chancery::read::Document;
use chancery::record::{Error, Filter, Record, Writer};
use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

pub fn queries() -> Target {
    let words: Vec<&[u8]> = vec![
        b"&",
        b"=",
        b",",
        b"%2C",
        b"+",
        b"actor=",
        b"recipient=Russia",
        b"country=USA",
        b"type=SANCTION",
        b"mode=expel",
        b"measure=expulsion",
        b"status=actual",
        b"quad=4",
        b"since=2018-01-01",
        b"until=9999-12-31",
        b"place=",
        b"text=",
        b"outlet=",
        b"min_sources=",
        b"min_confidence=NaN",
        b"as_known_on=",
        b"sort=size",
        b"%ff",
        b"-9999-01-01",
    ];
    let seeds = list(&[
        "actor=Russia,USA&type=SANCTION&quad=4&since=2018-01-01&text=%22persona+non+grata%22",
        "min_sources=2&min_confidence=0.5&as_known_on=2024-02-29&sort=reported",
        "",
    ]);
    let record = small("queries");
    let run = Box::new(move |bytes: &[u8]| {
        match chancery::serve::filter(&String::from_utf8_lossy(bytes)) {
            Ok(filter) => {
                let page = record.events(&Filter {
                    limit: Some(3),
                    ..filter
                });
                match page {
                    Ok(page) => format!("{} {}", page.total, page.events.len()),
                    Err(Error::Query(told)) => told,
                    Err(other) => panic!("the record failed: {other}"),
                }
            }
            Err(told) => told,
        }
    });
    Target {
        name: "queries",
        cases: 3000,
        seeds,
        words,
        run,
    }
}

pub fn searches() -> Target {
    let words: Vec<&[u8]> = vec![
        b"\"", b"*", b" NOT ", b" OR ", b" AND ", b" NEAR(", b")", b"(", b"^", b":", b"text:",
        b"-", b"{", b"}", b"'", b"+",
    ];
    let seeds = list(&[
        "expel* envoy",
        "\"two diplomats\" NOT Norway",
        "diplomat*",
        "-x (y) ^z col:w",
    ]);
    let record = small("searches");
    let run = Box::new(move |bytes: &[u8]| {
        let filter = Filter {
            text: Some(String::from_utf8_lossy(bytes).into_owned()),
            limit: Some(3),
            ..Filter::default()
        };
        match record.events(&filter) {
            Ok(page) => ".".repeat(page.total),
            Err(Error::Query(told)) => told,
            Err(other) => panic!("the record failed: {other}"),
        }
    });
    Target {
        name: "searches",
        cases: 3000,
        seeds,
        words,
        run,
    }
}

/// A record of three reports, in a folder of its own.
fn small(name: &str) -> Record {
    let path = folder(name).join("record.chancery");
    let texts = [
        "Norway expelled two Belarusian diplomats on Monday.",
        "Belarus answered by closing the Norwegian consulate.",
        "Chad and Peru agreed to exchange ambassadors.",
    ];
    let documents = texts.iter().enumerate().map(|(n, text)| Document {
        published: Some(jiff::civil::date(2024, 3, 4)),
        ..Document::from_text(&format!("d{n}"), text)
    });
    let mut writer = Writer::open(&path).unwrap();
    writer.write(&coded(documents)).unwrap();
    writer.close().unwrap();
    Record::open(&path).unwrap()
}

fn folder(name: &str) -> PathBuf {
    let folder = super::scratch().join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// What lies in a folder, and what the record's file holds.
fn state(record: &Path) -> (Vec<String>, Vec<u8>) {
    let mut names: Vec<String> = std::fs::read_dir(record.parent().unwrap())
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        // The log and its index come and go with readers.
        .filter(|name| !name.ends_with("-wal") && !name.ends_with("-shm"))
        .collect();
    names.sort();
    (names, std::fs::read(record).unwrap())
}

pub fn sql() -> Target {
    let words: Vec<&[u8]> = vec![
        b"SELECT ",
        b"* ",
        b"FROM ",
        b"event ",
        b"claim ",
        b"sentence ",
        b"report ",
        b"WHERE ",
        b"1=1 ",
        b"; ",
        b"-- ",
        b"/*",
        b"*/",
        b"INSERT INTO event DEFAULT VALUES",
        b"DELETE FROM claim",
        b"DROP TABLE event",
        b"UPDATE claim SET key = 'x'",
        b"PRAGMA writable_schema = 1",
        b"PRAGMA journal_mode = DELETE",
        b"PRAGMA user_version = 9",
        b"ATTACH 'stolen.db' AS s",
        b"VACUUM INTO 'stolen.db'",
        b"VACUUM",
        b"REINDEX",
        b"load_extension('x')",
        b"CREATE TEMP TABLE t(x)",
        b"BEGIN IMMEDIATE",
        b"COMMIT",
        b"WITH x AS (SELECT 1) ",
        b"UNION ALL ",
        b"(",
        b")",
        b"'",
        b"actor ->> '$[0].country'",
        b"zeroblob(99999999999)",
        b"json_each('[1]')",
        b"fts5(",
        b"sqlite_schema ",
        b"RETURNING *",
        b"REPLACE INTO ",
        b"randomblob(10) ",
        b"MATCH 'x' ",
        b"sentence_text ",
    ];
    let seeds = list(&[
        "SELECT event, count(*) FROM event GROUP BY event ORDER BY 2 DESC",
        "SELECT date, actor ->> '$[0].country' FROM event WHERE measure = 'expulsion'",
        "SELECT s.text FROM sentence s JOIN claim c ON c.sentence = s.id",
        "INSERT INTO event DEFAULT VALUES",
        "DELETE FROM claim RETURNING *",
        "ATTACH 'stolen.db' AS s",
        "ATTACH 'file:stolen.db?mode=rwc' AS s",
        "VACUUM INTO 'stolen.db'",
        "PRAGMA journal_mode = DELETE",
        "SELECT 1; DROP TABLE event",
        "WITH x AS (SELECT 1) DELETE FROM event",
        "SELECT load_extension('x')",
        "CREATE TEMP TABLE t AS SELECT * FROM event",
        "REPLACE INTO document VALUES (1, 'x')",
        "SELECT * FROM sentence_text WHERE sentence_text MATCH 'envoy'",
    ]);
    let record = small("sql");
    let before = state(record.path());
    let mut turn = 0;
    let run = Box::new(move |bytes: &[u8]| {
        turn += 1;
        let mut rows = 0;
        let given = record.sql::<Error>(
            &String::from_utf8_lossy(bytes),
            |_| Ok(()),
            |_| {
                rows += 1;
                if rows < 50 {
                    Ok(())
                } else {
                    Err(Error::Query("enough".to_owned()))
                }
            },
        );
        if turn % 500 == 0 {
            assert!(
                state(record.path()) == before,
                "the record's folder has changed"
            );
            assert!(!Path::new("stolen.db").exists(), "a file was made");
            assert_eq!(record.check(true).unwrap().findings.len(), 0);
        }
        match given {
            Ok(()) => format!("{rows}"),
            Err(error) => error.to_string(),
        }
    });
    Target {
        name: "sql",
        cases: 2000,
        seeds,
        words,
        run,
    }
}

pub fn http() -> Target {
    let path = folder("http").join("record.chancery");
    sample(&path);
    let server = Server::start(&path, Some(super::server::TOKEN));
    let words: Vec<&[u8]> = vec![
        b"GET ",
        b"POST ",
        b"HEAD ",
        b"OPTIONS ",
        b"PUT ",
        b" HTTP/1.1\r\n",
        b"Host: localhost\r\n",
        b"Content-Length: ",
        b"Transfer-Encoding: chunked\r\n",
        b"Connection: close\r\n",
        b"\r\n\r\n",
        b"If-None-Match: *\r\n",
        b"Cookie: chancery=x\r\n",
        b"Authorization: Bearer x\r\n",
        b"Accept-Encoding: gzip\r\n",
        b"/api/v1/events",
        b"/explore?",
        b"/dyad/USA/RUS",
        b"/event/",
        b".json",
        b".csv",
        b".svg",
        b"/..%2f..%2fetc/passwd",
        b"/assets/",
        b"%00",
        b"?cursor=",
        b"&sort=",
        b"since=2018-01-01",
        b"<script>",
        b"/timeline.svg",
        b"/forecast?measure=expulsion&count=",
    ];
    let ask = |line: &str, more: &str| {
        format!("{line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{more}\r\n")
    };
    let seeds = list(&[
        &ask("GET /", ""),
        &ask("GET /explore?actor=RUS&text=expel*&sort=size", ""),
        &ask("GET /dyad/USA/RUS?since=2018-01-01&until=2018-12-31", ""),
        &ask("GET /dyad/USA/RUS/timeline.svg", ""),
        &ask("GET /api/v1/events?limit=2&cursor=x", ""),
        &ask("GET /api/v1/changes?updated_since=3", ""),
        &ask("GET /event/4594d7914981ed36.bib", ""),
        &ask("GET /document?id=x", ""),
        &ask("GET /assets/style.css", "If-None-Match: \"x\"\r\n"),
        &ask("GET /metrics", "Accept-Encoding: gzip\r\n"),
        &(ask(
            "POST /read",
            "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 52\r\n",
        ) + "text=Norway+expelled+two+diplomats.&title=x&url=http"),
        &(ask("POST /correct", "Content-Length: 4\r\n") + "id=x"),
        &ask("GET /explore/map.svg?quad=4", ""),
    ]);
    let run = Box::new(move |bytes: &[u8]| {
        // The server as a whole, or it would end here.
        let server = &server;
        let mut stream = TcpStream::connect(server.address).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(15)))
            .unwrap();
        // A server that has seen enough may close while we write, and reset what it has not read.
        let _ = stream.write_all(bytes);
        let _ = stream.shutdown(Shutdown::Write);
        let mut answer = Vec::new();
        let read = stream.read_to_end(&mut answer);
        if let Err(error) = &read {
            assert!(
                !matches!(
                    error.kind(),
                    std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut
                ),
                "no answer and no end"
            );
        }
        let text = String::from_utf8_lossy(&answer);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).unwrap_or("nothing").to_owned();
        assert!(answer.is_empty() || head.starts_with("HTTP/1."), "{head}");
        assert!(!status.starts_with('5'), "{head}\n{body}");
        assert!(!body.contains("root:x:"), "a file of the system");
        let html = head
            .to_ascii_lowercase()
            .contains("content-type: text/html");
        assert!(
            !html
                || head
                    .to_ascii_lowercase()
                    .contains("content-security-policy: default-src 'self'"),
            "{head}"
        );
        // In letters, as digits do not tell kinds of outcome apart.
        let status: String = status
            .chars()
            .map(|c| c.to_digit(10).map_or(c, |d| char::from(b'a' + d as u8)))
            .collect();
        format!(
            "{status} {html} {}",
            ".".repeat(body.len().min(1 << 12) >> 7)
        )
    });
    Target {
        name: "http",
        cases: 300,
        seeds,
        words,
        run,
    }
}
