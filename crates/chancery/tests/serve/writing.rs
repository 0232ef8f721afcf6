//! Adding, correcting and merging: by those who know the word, and from our own pages.

use super::server::{Server, TOKEN, folder, sample, shared};
use chancery::record::Record;
use serde_json::json;
use std::io::{Read as _, Write as _};

fn writer(name: &str) -> Server {
    let path = folder(name).join("record.chancery");
    sample(&path);
    Server::start(&path, Some(TOKEN))
}

fn bearer() -> String {
    format!("Bearer {TOKEN}")
}

const REPORT: &str =
    "Estonia expelled four Belarusian diplomats on Tuesday, the foreign ministry said.";

#[test]
fn a_server_that_reads_only_writes_nothing() {
    for (path, form) in [
        ("/add", vec![("text", REPORT)]),
        (
            "/correct",
            vec![
                ("id", "0123456789abcdef"),
                ("field", "type"),
                ("value", "AID"),
            ],
        ),
        (
            "/merge",
            vec![("kind", "split"), ("id", "0123456789abcdef")],
        ),
    ] {
        let got = shared().post(path, &form, &[("authorization", &bearer())]);
        assert_eq!(got.status, 403, "{path}: {}", got.body);
        assert!(got.body.contains("only reads"));
    }
    assert_eq!(shared().get("/add").status, 405);
}

#[test]
fn only_those_who_know_the_word_write_and_only_from_here() {
    let server = writer("word");
    let form = [("text", REPORT), ("published", "2025-03-12")];
    assert_eq!(server.post("/add", &form, &[]).status, 401);
    assert_eq!(
        server
            .post("/add", &form, &[("authorization", "Bearer guess")])
            .status,
        401
    );
    let word = bearer();
    for from in [
        ("origin", "http://evil.example"),
        ("sec-fetch-site", "cross-site"),
    ] {
        let got = server.post("/add", &form, &[("authorization", &word), from]);
        assert_eq!(got.status, 403, "{from:?}");
    }
    let signed = server.get(&format!("/sign-in?token={}", TOKEN.replace(' ', "%20")));
    let cookie = signed.header("set-cookie").to_owned();
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"),
        "{cookie}"
    );
    assert_eq!(server.get("/sign-in?token=guess").status, 401);
    let added = server.post(
        "/add",
        &form,
        &[("cookie", cookie.split(';').next().unwrap())],
    );
    assert_eq!(added.status, 303, "{}", added.body);
    let page = server.page(added.header("location"));
    assert!(
        page.contains("Estonia") && page.contains("Belarus"),
        "{page}"
    );
    // At once in the pages too.
    assert!(
        server
            .page("/explore?actor=EST&recipient=BLR")
            .contains("expulsion: 4")
    );
    let again = server.post_json(
        "/add",
        &json!({"text": REPORT, "published": "2025-03-12"}),
        &[("authorization", &word)],
    );
    assert_eq!(
        again.json()["same"],
        1,
        "the same text twice changes nothing"
    );
}

#[test]
fn a_correction_is_kept_shown_and_exported_as_gold() {
    let server = writer("correct");
    let event = server.json("/api/v1/events?type=CONSULT&limit=1")["events"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let claim = server.json(&format!("/api/v1/events/{event}"))["claims"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let word = bearer();
    let send = |field: &str, value: &str| {
        let form = [
            ("id", claim.as_str()),
            ("field", field),
            ("value", value),
            ("note", "read it again"),
        ];
        server.post("/correct", &form, &[("authorization", &word)])
    };
    assert_eq!(send("colour", "red").status, 400);
    assert_eq!(send("type", "HELP").status, 400);
    let kept = send("type", "AID");
    assert_eq!(
        (kept.status, kept.header("location")),
        (303, format!("/event/{event}#corrections").as_str())
    );
    assert_eq!(send("recipient", "FRA,DEU").status, 303);
    let page = server.page(&format!("/event/{event}"));
    assert!(page.contains("Corrections so far") && page.contains("read it again"));
    assert_eq!(
        server.json("/api/v1/corrections")["corrections"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    // The claim itself does not change; the gold does.
    assert_eq!(
        server.json(&format!("/api/v1/events/{event}"))["event"]["event"],
        "CONSULT"
    );
    let gold = Record::open(&server.record).unwrap().gold().unwrap();
    assert_eq!(gold.len(), 1);
    let corrected = gold[0]["events"]
        .as_array()
        .unwrap()
        .iter()
        .find(|e| e["e"] == "AID")
        .unwrap();
    assert_eq!(corrected["r"][0][1], "FRA");
    let path = server.record.with_file_name("gold.jsonl");
    std::fs::write(&path, server.page("/api/v1/gold.jsonl")).unwrap();
    let file = std::fs::File::open(&path).unwrap();
    let mut items = Vec::new();
    chancery::eval::read_gold(file, "gold.jsonl", &mut items).unwrap();
    assert_eq!(items.len(), 1);
    assert!(
        items[0]
            .events
            .iter()
            .any(|e| e.event == "AID" && e.recipients == ["DEU", "FRA"])
    );
}

#[test]
fn events_are_joined_and_taken_apart() {
    let server = writer("merge");
    let events = server.json("/api/v1/events?measure=expulsion&limit=2");
    let id = |n: usize| events["events"][n]["id"].as_str().unwrap().to_owned();
    let word = [("authorization", bearer())];
    let word: Vec<(&str, &str)> = word.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let revision = server.json("/api/v1/stats")["events"].as_i64().unwrap();
    let before = server.json("/api/v1/events?limit=1")["revision"]
        .as_i64()
        .unwrap();
    let joined = server.post_json(
        "/merge",
        &json!({"kind": "join", "id": id(0), "other": id(1), "reason": "one act"}),
        &word,
    );
    assert_eq!(joined.status, 200, "{}", joined.body);
    assert_eq!(
        server.json("/api/v1/stats")["events"].as_i64().unwrap(),
        revision - 1
    );
    let changes = server.json(&format!("/api/v1/changes?updated_since={before}"));
    assert_eq!(changes["deleted"].as_array().unwrap().len(), 1, "{changes}");
    // The id that is gone leads to the event that took it in.
    let gone = changes["deleted"][0].as_str().unwrap();
    assert_eq!(server.get(&format!("/event/{gone}")).status, 308);
    let undone = server.post_json("/merge", &json!({"kind": "undo", "id": id(0)}), &word);
    assert_eq!(undone.status, 200, "{}", undone.body);
    assert_eq!(
        server.json("/api/v1/stats")["events"].as_i64().unwrap(),
        revision
    );
    assert_eq!(
        server
            .post_json("/merge", &json!({"kind": "marry", "id": id(0)}), &word)
            .status,
        400
    );
}

#[test]
fn what_is_too_long_or_not_a_form_is_refused() {
    let long = "word ".repeat(40_000);
    assert_eq!(shared().post("/read", &[("text", &long)], &[]).status, 413);
    // The server answers before such a body is whole, and hangs up; the rest may not get through.
    let mut stream = std::net::TcpStream::connect(shared().address).unwrap();
    let head = "POST /read HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n\
                Content-Length: 2000000\r\n\r\ntext=";
    stream.write_all(head.as_bytes()).unwrap();
    let _ = stream.write_all(&vec![b'w'; 600_000]);
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).unwrap();
    assert_eq!(&answer, b"HTTP/1.1 413");
    assert_eq!(
        shared()
            .post_json("/api/v1/read", &json!({"words": "x"}), &[])
            .status,
        400
    );
    assert_eq!(
        shared()
            .post_json("/api/v1/read", &json!([1, 2]), &[])
            .status,
        400
    );
}
