//! Feeds, messages and web archives.

mod common;

use chancery_read::{DateBasis, Flag};
use common::{LINE, documents, gzip, items};

const PROSE: &str = "The ministry said that the two, whom it did not name, had worked against the country’s interests, \
                     and that their posts would stay empty until the talks had ended.";

#[test]
fn rss_gives_a_document_an_entry_with_its_own_date_and_the_longest_text() {
    let feed = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\"><channel><title>The Herald</title>\
         <image><title>logo</title></image>\n\
         <item><title>Riga &amp; Minsk</title><link>https://herald.example/1</link><guid>1</guid>\
         <pubDate>Fri, 30 Mar 2018 10:15:00 +0000</pubDate><media:title>no</media:title>\
         <description>Short &amp; escaped &lt;b&gt;text&lt;/b&gt;.</description>\
         <content:encoded><![CDATA[<p>{LINE}</p><p>{PROSE}</p>]]></content:encoded><dc:creator>Jane Roe</dc:creator></item>\n\
         <item><title>Second</title><guid isPermaLink=\"false\">id-2</guid><pubDate>soon</pubDate>\
         <description>&lt;p&gt;Minsk protested&amp;nbsp;today.&lt;/p&gt;</description></item>\n</channel></rss>"
    );
    let found = documents("x", feed.as_bytes());
    assert_eq!(found[0].id, "https://herald.example/1");
    assert_eq!(found[0].text, format!("Riga & Minsk\n\n{LINE}\n\n{PROSE}"));
    assert_eq!(found[0].outlet.as_deref(), Some("The Herald"));
    assert_eq!(found[0].byline.as_deref(), Some("Jane Roe"));
    assert_eq!(found[0].published_basis, Some(DateBasis::Field));
    assert_eq!(found[0].flags, []);
    assert_eq!(found[1].id, "id-2");
    assert_eq!(found[1].text, "Second\n\nMinsk protested today.");
    assert_eq!(found[1].flags, [Flag::Truncated]);
    let told = items("x.xml", feed.as_bytes());
    assert!(
        told.iter()
            .any(|line| line.starts_with("Date x.xml:3: `soon` is no date")),
        "{told:?}"
    );
    assert!(
        told.iter()
            .any(|line| line.starts_with("Partial id-2: truncated")),
        "{told:?}"
    );
}

#[test]
fn atom_and_json_feeds_are_read_and_a_broken_feed_gives_what_stands_before() {
    let atom = format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title type=\"text\">The Herald</title><author><name>x</name></author>\
         <entry><title>Riga acts</title><id>tag:1</id><link rel=\"self\" href=\"https://no.example\"/>\
         <link rel=\"alternate\" href=\"https://herald.example/1?a=1&amp;b=2\"/><updated>2018-03-30T10:00:00Z</updated>\
         <author><name>Jane Roe</name></author><content type=\"xhtml\"><div><p>{LINE}</p><p>{PROSE}</p></div></content></entry>\
         <entry><title>Cut</title><id>tag:2</id><summary>{PROSE}</summary><"
    );
    let found = documents("x", atom.as_bytes());
    assert_eq!(found[0].id, "https://herald.example/1?a=1&b=2");
    assert_eq!(found[0].text, format!("Riga acts\n\n{LINE}\n\n{PROSE}"));
    assert_eq!(found[0].byline.as_deref(), Some("Jane Roe"));
    assert_eq!(found[1].text, format!("Cut\n\n{PROSE}"));
    let told = items("x.xml", atom.as_bytes());
    assert!(
        told.iter()
            .any(|line| line.starts_with("Malformed x.xml:1: the feed is broken here")),
        "{told:?}"
    );
    let json = format!(
        "{{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"The Herald\", \"items\": [{{\"id\": 1, \
         \"title\": \"Riga acts\", \"content_text\": \"{LINE}\\n\\n2 < 3\", \"date_published\": \"2018-03-30T10:00:00Z\"}}]}}"
    );
    assert_eq!(
        items("x", json.as_bytes()),
        [format!("1 2018-03-30: Riga acts / {LINE} 2 < 3")]
    );
}

#[test]
fn entities_of_a_feed_do_not_multiply() {
    let bomb = "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>\
                <rss><channel><item><title>x</title><description>&b; Minsk protested.</description></item></channel></rss>";
    let found = documents("x", bomb.as_bytes());
    assert_eq!(found[0].text, "x\n\n&b; Minsk protested.");
}

const MESSAGE: &str = "Message-ID: <1@herald.example>\r\nFrom: =?utf-8?q?The_Her=C3=A1ld?= <news@herald.example>\r\n\
    To: you@example.org\r\nSubject: =?utf-8?B?UmlnYSBhY3Rz?=\r\nDate: Fri, 30 Mar 2018 23:15:00 +0200\r\n\
    MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=\"b\"\r\n\r\n\
    --b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nplain\r\n\
    --b\r\nContent-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
    <table><tr><td><p>Latvia asked two envoys of =\r\nBelarus to leave.</p><p>Gen=E8ve protested =3D loudly.</p></td></tr></table>\r\n--b--\r\n";

#[test]
fn a_message_gives_its_html_part_subject_sender_and_date() {
    let found = documents("x", MESSAGE.as_bytes());
    assert_eq!(found[0].id.rsplit('/').next(), Some("x"));
    assert_eq!(
        found[0].text,
        format!("Riga acts\n\n{LINE}\n\nGenève protested = loudly.")
    );
    assert_eq!(found[0].outlet.as_deref(), Some("The Heráld"));
    assert_eq!(found[0].published, Some(jiff::civil::date(2018, 3, 30)));
    assert_eq!(found[0].published_basis, Some(DateBasis::Header));
}

#[test]
fn an_mbox_gives_every_message_and_undoes_its_quoting() {
    let plain = "From: a@example.org\nTo: b@example.org\nSubject: Minsk\nDate: Sat, 31 Mar 2018 10:00:00 +0000\n\n\
                 >From Minsk came a protest.\n\nFromage is no envelope.\n";
    let mbox = format!(
        "From news@herald.example Fri Mar 30\n{}\nFrom b Sat Mar 31\n{plain}",
        MESSAGE.replace("\r\n", "\n")
    );
    let found = items("x", mbox.as_bytes());
    assert_eq!(
        found[0],
        format!("x:1 2018-03-30: Riga acts / {LINE} / Genève protested = loudly.")
    );
    assert!(
        found[1]
            .ends_with("2018-03-31: Minsk / From Minsk came a protest. / Fromage is no envelope."),
        "{}",
        found[1]
    );
    assert_eq!(found.len(), 2);
}

/// A record of a web archive.
fn record(kind: &str, url: &str, block: &[u8], length: usize) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2018-04-02T00:00:00Z\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn response(headers: &str, body: &[u8]) -> Vec<u8> {
    [
        format!("HTTP/1.1 200 OK\r\n{headers}\r\n\r\n").as_bytes(),
        body,
    ]
    .concat()
}

fn page(date: &str) -> String {
    format!(
        "<html><head><title>Riga acts</title>{date}</head><body><article><h1>Riga acts</h1><p>{LINE} {PROSE}</p>\
         <p>{PROSE} {PROSE}</p></article></body></html>"
    )
}

fn archive(records: &[(&str, Vec<u8>)]) -> Vec<u8> {
    records
        .iter()
        .flat_map(|(url, block)| gzip(&record("response", url, block, block.len())))
        .collect()
}

#[test]
fn a_web_archive_gives_the_pages_of_its_responses() {
    let dated = page("<meta property=article:published_time content=2018-03-30>");
    let bare = page("");
    let chunked = format!(
        "10\r\n{}\r\n{:x}\r\n{}\r\n0\r\n\r\n",
        &bare[..16],
        bare.len() - 16,
        &bare[16..]
    );
    let legacy = encoding_rs::WINDOWS_1251
        .encode(&bare.replace("Riga acts", "Рига acts"))
        .0
        .into_owned();
    let file = [
        record("warcinfo", "", b"software: x", 11),
        archive(&[
            (
                "https://herald.example/1",
                response("Content-Type: text/html", dated.as_bytes()),
            ),
            (
                "https://herald.example/2",
                response(
                    "Content-Type: text/html\r\nTransfer-Encoding: chunked",
                    chunked.as_bytes(),
                ),
            ),
            (
                "https://herald.example/3",
                response("Content-Type: text/html; charset=windows-1251", &legacy),
            ),
            (
                "https://herald.example/4",
                response(
                    "Content-Type: text/html\r\nContent-Encoding: gzip",
                    &gzip(bare.as_bytes()),
                ),
            ),
            (
                "https://herald.example/5.png",
                response("Content-Type: image/png", b"x"),
            ),
            (
                "https://herald.example/6",
                b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>gone".to_vec(),
            ),
        ]),
    ];
    // The first record is not compressed, as in no real file: the two forms are read alike.
    for bytes in [file[1].clone(), {
        let mut all = Vec::new();
        for part in [&gzip(&file[0]), &file[1]] {
            all.extend_from_slice(part);
        }
        all
    }] {
        let found = documents("x.warc.gz", &bytes);
        let told: Vec<(&str, String, Option<DateBasis>)> = found
            .iter()
            .map(|d| {
                (
                    d.id.as_str(),
                    d.published.unwrap().to_string(),
                    d.published_basis,
                )
            })
            .collect();
        let (own, capture) = (Some(DateBasis::Metadata), Some(DateBasis::Capture));
        assert_eq!(
            told,
            [
                ("https://herald.example/1", "2018-03-30".to_owned(), own),
                ("https://herald.example/2", "2018-04-02".to_owned(), capture),
                ("https://herald.example/3", "2018-04-02".to_owned(), capture),
                ("https://herald.example/4", "2018-04-02".to_owned(), capture),
            ]
        );
        assert_eq!(found[2].title.as_deref(), Some("Рига acts"));
        assert_eq!(found[1].text, found[3].text);
        assert_eq!(found[0].outlet.as_deref(), Some("herald.example"));
    }
}

#[test]
fn records_of_the_wrong_length_are_told_and_the_next_is_found() {
    let block = response("Content-Type: text/html", page("").as_bytes());
    let short = record(
        "response",
        "https://herald.example/1",
        &block,
        block.len() - 40,
    );
    let good = record("response", "https://herald.example/2", &block, block.len());
    let long = record(
        "response",
        "https://herald.example/3",
        &block,
        block.len() + 1000,
    );
    let found = items("x.warc", &[short, good, long].concat());
    assert!(
        found[0].starts_with("https://herald.example/1"),
        "{}",
        found[0]
    );
    assert!(
        found[1].starts_with("Malformed x.warc: record 1 is longer than it says"),
        "{}",
        found[1]
    );
    assert!(
        found[2].starts_with("https://herald.example/2"),
        "{}",
        found[2]
    );
    assert!(
        found[3].contains("record 3 (https://herald.example/3): it is shorter than it says"),
        "{}",
        found[3]
    );
    assert_eq!(found.len(), 4);
}

#[test]
fn a_text_of_a_web_archive_is_read_as_text() {
    let record = format!(
        "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://herald.example/1\r\nContent-Type: text/plain\r\n\
         Content-Length: {}\r\n\r\nRiga acts\n{LINE}\r\n\r\n",
        LINE.len() + 10
    );
    assert_eq!(
        items("x.wet", record.as_bytes()),
        [format!("https://herald.example/1: Riga acts / {LINE}")]
    );
}
