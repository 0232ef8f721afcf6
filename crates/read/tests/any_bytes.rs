//! No bytes make a reader panic, and every document's blocks are sound.

#[path = "common/sound.rs"]
mod sound;

use chancery_read::{Format, Input, Item, ReadOptions, parse_date, read, read_html, read_text};
use proptest::prelude::*;
use sound::assert_sound;

/// Numbers that look random and are the same on every machine (a linear congruence, Knuth's MMIX).
fn dice(mut state: u64) -> impl FnMut(usize) -> usize {
    move |below| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below.max(1)
    }
}

fn read_as(bytes: &[u8], format: Option<Format>, sentences: bool) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x");
    std::fs::write(&path, bytes).unwrap();
    let options = ReadOptions {
        format,
        sentences,
        ..ReadOptions::default()
    };
    for item in read(vec![Input::Path(path)], options) {
        match item {
            Item::Document(document) => assert_sound(&document),
            Item::Note(note) => assert!(!note.message.contains('\n'), "{note:?}"),
            Item::Problem(problem) => {
                assert!(
                    !problem.message.is_empty() && !problem.message.contains('\n'),
                    "{problem}"
                );
            }
        }
    }
}

/// Scraps that formats are made of, so that random inputs reach deep into the readers.
const SCRAPS: [&str; 62] = [
    "{\"text\": \"",
    "\"}",
    "\n",
    "\r\n",
    "[",
    "]",
    "{",
    "}",
    ",",
    "\t",
    "\"",
    "\\",
    "<p>",
    "</p>",
    "<div>",
    "<article>",
    "<table><td>",
    "<figure><figcaption>",
    "<script>",
    "<!--",
    "<meta charset=",
    "text,date\n",
    "Share story\n",
    "RIGA — ",
    "Envoys left Riga on Monday, and said nothing. ",
    "Source: Source",
    "By Jane Roe\n",
    "March 30, 2018\n",
    "é",
    "“",
    "\u{0}",
    "\u{feff}",
    "\u{200b}",
    "(AP Photo/Jane Roe)",
    "<a href=x>",
    "&amp;&#x110000;",
    "in 2023. ",
    "<html>",
    "<br>",
    "date\": 1",
    "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: ",
    "40\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n",
    "Transfer-Encoding: chunked\r\n\r\n",
    "1f\r\n",
    "From x\nSubject: y\nFrom: a\nTo: b\nDate: Fri, 30 Mar 2018 10:00:00 +0000\n\n",
    "Content-Type: multipart/mixed; boundary=\"b\"\n\n--b\n",
    "Content-Transfer-Encoding: quoted-printable\n\n=E8=\n",
    "<rss><channel><item><title>",
    "</title><description>",
    "<![CDATA[",
    "]]>",
    "</item>",
    "<feed><entry><content type=\"xhtml\">",
    "<!DOCTYPE x [<!ENTITY a \"b\">]>",
    "{\"version\": \"https://jsonfeed.org/version/1\", \"items\": [{\"content_html\": \"",
    "PK\u{3}\u{4}",
    "PK\u{1}\u{2}",
    "PK\u{5}\u{6}",
    "%PDF-1.4\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>",
    "PAR1",
    "<svg><style><!-- --",
];

fn scraps() -> impl Strategy<Value = Vec<u8>> {
    let scrap = prop_oneof![
        8 => (0..SCRAPS.len()).prop_map(|at| SCRAPS[at].as_bytes().to_vec()),
        1 => proptest::collection::vec(any::<u8>(), 0..6),
    ];
    proptest::collection::vec(scrap, 0..40).prop_map(|parts| parts.concat())
}

fn formats() -> impl Strategy<Value = Option<Format>> {
    (0..=Format::ALL.len()).prop_map(|at| Format::ALL.get(at).copied())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in scraps(), format in formats(), sentences in any::<bool>()) {
        read_as(&bytes, format, sentences);
    }

    #[test]
    fn noise_is_read_or_told(bytes in proptest::collection::vec(any::<u8>(), 0..300), format in formats()) {
        read_as(&bytes, format, false);
        read_as(&[&[0x1f, 0x8b, 8, 0], bytes.as_slice()].concat(), format, false);
        read_as(&[&[0x28, 0xb5, 0x2f, 0xfd], bytes.as_slice()].concat(), format, false);
    }

    #[test]
    fn any_text_gives_sound_blocks(text in "\\PC{0,200}(\n\\PC{0,80}){0,6}") {
        for document in [
            read_text("x", text.as_bytes(), &ReadOptions::default()),
            read_html("x", text.as_bytes(), &ReadOptions::default()),
        ].into_iter().flatten() {
            assert_sound(&document);
        }
    }

    #[test]
    fn cleaning_a_second_time_adds_nothing(bytes in scraps()) {
        if let Ok(first) = read_text("x", &bytes, &ReadOptions::default()) {
            let second = read_text("x", first.text.as_bytes(), &ReadOptions::default());
            if let Ok(second) = second {
                prop_assert!(first.text.len() >= second.text.len());
            }
        }
    }

    #[test]
    fn dates_never_panic(text in "\\PC{0,40}") {
        let _ = parse_date(&text);
    }
}

/// Well-formed containers, to be damaged.
fn containers() -> Vec<Vec<u8>> {
    let options = zip::write::SimpleFileOptions::default();
    let zip_of = |members: &[(&str, &str)]| {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, text) in members {
            writer.start_file(*name, options).unwrap();
            std::io::Write::write_all(&mut writer, text.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    };
    let line = "Envoys left Riga on Monday, and said nothing of it.";
    let mut tar = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_size(line.len() as u64);
    tar.append_data(&mut header, "a/".repeat(80) + "b.txt", line.as_bytes())
        .unwrap();
    let page = format!("<html><body><p>{line}</p></body></html>");
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
    let record = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
        http.len()
    );
    vec![
        zip_of(&[("a.txt", line), ("b.html", &page)]),
        zip_of(&[(
            "word/document.xml",
            &format!("<w:document><w:p><w:t>{line}</w:t></w:p></w:document>"),
        )]),
        zip_of(&[
            ("META-INF/container.xml", "<rootfile full-path=\"c.opf\"/>"),
            (
                "c.opf",
                "<package><manifest><item id=\"a\" href=\"a.xhtml\"/></manifest><spine><itemref idref=\"a\"/></spine></package>",
            ),
            ("a.xhtml", &page.repeat(4)),
        ]),
        tar.into_inner().unwrap(),
        record.repeat(3).into_bytes(),
        format!("From a\nFrom: b\nSubject: c\n\n{line}\n\n")
            .repeat(3)
            .into_bytes(),
        format!(
            "<rss><channel>{}</channel></rss>",
            format!("<item><title>x</title><description>{line}</description></item>").repeat(3)
        )
        .into_bytes(),
    ]
}

/// A fixed run over damaged containers; a longer one with `CHANCERY_FUZZ_ROUNDS=100000`.
#[test]
fn damaged_containers_are_read_or_told() {
    let rounds = std::env::var("CHANCERY_FUZZ_ROUNDS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(700);
    let seeds = containers();
    let mut random = dice(20_180_331);
    for round in 0..rounds {
        let mut bytes = seeds[round % seeds.len()].clone();
        for _ in 0..=random(8) {
            let at = random(bytes.len());
            match random(4) {
                0 => bytes[at] = random(256) as u8,
                1 if random(4) == 0 => bytes.truncate(at + 1),
                2 => bytes[at] ^= 1 << random(8),
                _ => {
                    let piece = SCRAPS[random(SCRAPS.len())];
                    bytes.splice(at..at, piece.bytes());
                }
            }
        }
        read_as(&bytes, None, false);
    }
}

/// A fixed, longer run over damaged copies of well-formed inputs, the same on every machine.
#[test]
fn damaged_inputs_are_read_or_told() {
    let seeds = [
        "{\"id\": 1, \"text\": \"Envoys left Riga.\", \"date\": \"2018-03-30\"}\n".repeat(4),
        "id,text\n1,\"Envoys, left\"\n2,x\n".repeat(4),
        "<html><body><article><h1>Envoys leave</h1><p>Two envoys left Riga on Monday, said one.</p></article>".repeat(3),
        "[{\"text\": \"a\"}, {\"text\": [\"b\", {\"c\": null}]}]".to_owned(),
    ];
    let mut random = dice(20_180_330);
    for round in 0..400 {
        let mut bytes = seeds[round % seeds.len()].clone().into_bytes();
        for _ in 0..=random(6) {
            let at = random(bytes.len());
            match random(4) {
                0 => bytes[at] = random(256) as u8,
                1 => bytes.truncate(at + 1),
                2 => {
                    let piece = SCRAPS[random(SCRAPS.len())];
                    bytes.splice(at..at, piece.bytes());
                }
                _ => {
                    bytes.remove(at);
                    bytes.push(b'"');
                }
            }
        }
        read_as(&bytes, None, round % 5 == 0);
    }
}
