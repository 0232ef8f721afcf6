//! Files of every format, read from the disk as people's files are.

use super::seeds::{
    LINE, dispatches, feeds as saved, gzip, page, pdf as paper, tar, texts as list,
    warc as archive, written, zip,
};
use super::{Target, sound::assert_sound};
use chancery::read::{Format, Input, Item, ReadOptions, read};
use std::path::PathBuf;

/// A file in memory where the system has such a folder.
fn place(name: &str) -> PathBuf {
    let memory = PathBuf::from("/dev/shm");
    let folder = if memory.is_dir() {
        memory
    } else {
        std::env::temp_dir()
    };
    folder.join(format!("chancery-fuzz-{}-{name}", std::process::id()))
}

struct File(PathBuf);

impl Drop for File {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// A target that reads a file: as what it is told to be, and as what it looks like.
fn target(
    name: &'static str,
    cases: usize,
    format: Option<Format>,
    seeds: Vec<Vec<u8>>,
    words: Vec<&'static [u8]>,
) -> Target {
    let file = File(place(name));
    let mut turn = 0_usize;
    let run = Box::new(move |bytes: &[u8]| {
        std::fs::write(&file.0, bytes).unwrap();
        turn += 1;
        let options = ReadOptions {
            format: format.filter(|_| turn.is_multiple_of(2)),
            sentences: turn.is_multiple_of(5),
            any_language: turn.is_multiple_of(3),
            ..ReadOptions::default()
        };
        let mut told = String::new();
        for item in read(vec![Input::Path(file.0.clone())], options).take(500) {
            match item {
                Item::Document(document) => {
                    assert_sound(&document);
                    told.push_str(&format!(
                        "d{}{:?}",
                        document.blocks.len(),
                        document.published_basis
                    ));
                }
                Item::Note(note) => {
                    assert!(!note.message.contains('\n'), "{note:?}");
                    told.push('n');
                }
                Item::Problem(problem) => {
                    assert!(
                        !problem.message.is_empty() && !problem.message.contains('\n'),
                        "{problem:?}"
                    );
                    told.push_str(&problem.message);
                }
            }
        }
        // Something is said of every input, if only that nothing is in it.
        assert!(
            !told.is_empty(),
            "an input of {} bytes vanished",
            bytes.len()
        );
        told
    });
    Target {
        name,
        cases,
        seeds,
        words,
        run,
    }
}

const MARKS: &[&[u8]] = &[
    b"\"", b",", b";", b"\t", b"\n", b"\r\n", b"\\u0000", b"\\ud800", b"{", b"}", b"[", b"]",
    b"text", b"date", b"id", b"null",
];

pub fn texts() -> Target {
    let mut seeds = dispatches();
    seeds.push(LINE.as_bytes().to_vec());
    let words: Vec<&[u8]> = vec![
        b"By Jane Roe\n",
        b"Share story\n",
        "RIGA — ".as_bytes(),
        b"March 30, 2018\n",
        b"Source: Source",
        b"\n\n",
        b"<p>",
    ];
    target("text", 300, Some(Format::Text), seeds, words)
}

pub fn json() -> Target {
    let seeds = list(&[
        &format!(
            "{{\"id\": 1, \"text\": \"{LINE}\", \"date\": \"2024-03-04\"}}\n{{\"id\": \"b\", \"body\": \"{LINE}\"}}\n"
        ),
        &format!(
            "[{{\"text\": \"{LINE}\"}}, {{\"text\": [\"a\", {{\"c\": null}}], \"meta\": {{\"published\": 1709546400}}}}]"
        ),
        &format!(
            "{{\n \"title\": \"Envoys\",\n \"text\": \"{LINE}\\nBelarus protested.\",\n \"url\": \"https://wire.example/1\"\n}}\n"
        ),
        &"[".repeat(300),
    ]);
    target("json", 1500, Some(Format::Jsonl), seeds, MARKS.to_vec())
}

pub fn tables() -> Target {
    let seeds = list(&[
        &format!("id,date,text\n1,2024-03-04,\"{LINE}\"\n2,04/03/2024,\"a \"\"b\"\"\nc\"\n"),
        &format!("title;published;body\nEnvoys;4 March 2024;{LINE}\n"),
        &format!("headline\turl\tcontent\nEnvoys\thttps://wire.example/1\t{LINE}\n"),
    ]);
    target("table", 1500, Some(Format::Csv), seeds, MARKS.to_vec())
}

pub fn warc() -> Target {
    let words: Vec<&[u8]> = vec![
        b"WARC/1.0\r\n",
        b"Content-Length: ",
        b"Transfer-Encoding: chunked\r\n",
        b"Content-Encoding: gzip\r\n",
        b"Content-Encoding: br\r\n",
        b"HTTP/1.1 200 OK\r\n",
        b"\r\n\r\n",
        b"ffffffffffffffff\r\n",
    ];
    target(
        "warc",
        400,
        Some(Format::Warc),
        vec![archive(), gzip(&archive())],
        words,
    )
}

pub fn feeds() -> Target {
    let words: Vec<&[u8]> = vec![
        b"<![CDATA[",
        b"]]>",
        b"<!DOCTYPE x [<!ENTITY a \"b\">]>",
        b"&a;",
        b"</item>",
        b"<item>",
        b"<entry>",
        b"<content type=\"html\">",
        b"<?xml version=\"1.0\" encoding=\"utf-16\"?>",
    ];
    target("feed", 600, Some(Format::Feed), saved(), words)
}

pub fn mail() -> Target {
    let seeds = list(&[
        &format!(
            "From: Jane Roe <jane@wire.example>\nTo: b@wire.example\nSubject: =?utf-8?Q?Envoys_leave?=\nDate: Mon, 4 Mar 2024 10:00:00 +0100\nMIME-Version: 1.0\n\
          Content-Type: multipart/alternative; boundary=\"b\"\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n{LINE}\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<p>{LINE}=\n</p>\n--b--\n"
        ),
        &format!(
            "From a@b Mon Mar  4 10:00:00 2024\nFrom: a@b\nSubject: x\n\n{LINE}\n>From here on\n\nFrom c@d Mon Mar  4 10:00:00 2024\nFrom: c@d\nSubject: y\n\n{LINE}\n"
        ),
    ]);
    let words: Vec<&[u8]> = vec![
        b"From ",
        b"--b\n",
        b"--b--\n",
        b"Content-Transfer-Encoding: base64\n",
        b"Content-Type: multipart/mixed; boundary=\"b\"\n\n",
        b"=?iso-8859-1?B?",
        b"?=",
        b"Content-Type: message/rfc822\n\n",
    ];
    target("mail", 800, Some(Format::Mbox), seeds, words)
}

pub fn office() -> Target {
    let docx = zip(&[
        (
            "word/document.xml",
            &format!(
                "<w:document><w:body><w:p><w:r><w:t>{LINE}</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:t>x</w:t></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"
            ),
        ),
        (
            "docProps/core.xml",
            "<cp:coreProperties><dc:title>Envoys</dc:title><dcterms:created>2024-03-04T10:00:00Z</dcterms:created></cp:coreProperties>",
        ),
    ]);
    let epub = zip(&[
        (
            "META-INF/container.xml",
            "<container><rootfiles><rootfile full-path=\"c.opf\"/></rootfiles></container>",
        ),
        (
            "c.opf",
            "<package><metadata><dc:title>Envoys</dc:title></metadata><manifest><item id=\"a\" href=\"a.xhtml\"/></manifest><spine><itemref idref=\"a\"/></spine></package>",
        ),
        ("a.xhtml", &page()),
    ]);
    let words: Vec<&[u8]> = vec![
        b"PK\x03\x04",
        b"PK\x01\x02",
        b"PK\x05\x06",
        b"</w:t>",
        b"<w:p>",
        b"../",
    ];
    target("office", 500, Some(Format::Docx), vec![docx, epub], words)
}

pub fn archives() -> Target {
    let inner = zip(&[("b.txt", LINE)]);
    let plain = [
        ("a.txt", LINE),
        ("b.html", &page()),
        ("c.jsonl", "{\"text\": \"Envoys left.\"}\n"),
    ];
    let seeds = vec![zip(&plain), tar(&plain), gzip(&tar(&plain)), inner];
    let words: Vec<&[u8]> = vec![
        b"PK\x03\x04",
        b"PK\x01\x02",
        b"PK\x05\x06",
        b"ustar",
        b"../../x",
        b"\xff\xff\xff\xff",
    ];
    target("archive", 600, Some(Format::Zip), seeds, words)
}

pub fn pdf() -> Target {
    let words: Vec<&[u8]> = vec![
        b"/FlateDecode",
        b"/Filter",
        b"3 0 R",
        b"1 0 R",
        b"/Kids [",
        b"endobj",
        b"stream\n",
        b"endstream",
        b"xref\n",
        b"trailer",
        b"<<",
        b">>",
        b"Tj",
        b"TJ",
        b"/Encrypt",
        b"/ObjStm",
    ];
    target("pdf", 500, Some(Format::Pdf), vec![paper()], words)
}

pub fn parquet() -> Target {
    let words: Vec<&[u8]> = vec![
        b"PAR1",
        b"\x15",
        b"\x19",
        b"\x1c",
        b"\x80\x80\x80\x80\x80\x01",
    ];
    target(
        "parquet",
        300,
        Some(Format::Parquet),
        vec![written("parquet")],
        words,
    )
}

pub fn packed() -> Target {
    let zstd = vec![
        0x28, 0xb5, 0x2f, 0xfd, 0x24, 0x05, 0x29, 0x00, 0x00, b'E', b'n', b'v', b'o', b'y',
    ];
    let seeds = vec![gzip(LINE.as_bytes()), gzip(page().as_bytes()), zstd];
    target(
        "packed",
        800,
        None,
        seeds,
        vec![b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"BZh9", b"\xfd7zXZ"],
    )
}
