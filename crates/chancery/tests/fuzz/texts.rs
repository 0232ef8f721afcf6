//! What is read as a text: reports, pages, plain texts, and records.

use super::seeds::{LINE, dispatches, page, texts as list, written};
use super::sound::assert_sound;
use super::{Target, Words, target};
use chancery::code::Coder;
use chancery::codebook::Event;
use chancery::read::{Document, ReadOptions, read_html, read_text};
use std::fmt::Write as _;

/// Finds what cannot be in a coded report.
fn coded(coder: &Coder, report: &Document) -> String {
    let chars: Vec<char> = report.text.chars().collect();
    let slice = |start: usize, end: usize| chars[start..end].iter().collect::<String>();
    let (mut told, mut ids) = (String::new(), std::collections::HashSet::new());
    let coded = coder.code(report);
    for e in &coded.events {
        assert_eq!(slice(e.text_info.start, e.text_info.end), e.text);
        for party in e.actor.iter().chain(&e.recipient).chain(&e.said_by) {
            assert_eq!(slice(party.start, party.end), party.raw_text);
        }
        assert!(
            e.date <= e.enddate && (0.0..=1.0).contains(&e.confidence),
            "{e:?}"
        );
        assert!(ids.insert(e.id.clone()), "an id twice: {e:?}");
        let _ = write!(told, "{} {:?} {:?} ", e.event, e.mode, e.status);
    }
    let _ = write!(
        told,
        "{} {}",
        coded.presence.len().min(1),
        coded.problems.len()
    );
    told
}

pub fn reports() -> Target {
    const WORDS: Words = &[
        b"Russia ",
        b"the Kremlin ",
        b"U.S. ",
        b"diplomats ",
        b"60 ",
        b"expelled ",
        b"was ",
        b"closed ",
        b"its ",
        b"embassy ",
        b"to ",
        b"that ",
        b", who ",
        b"\"",
        b"said ",
        b"will ",
        b"not ",
        b"by ",
        b"in Kabul ",
        b"agreed ",
        b"threatened ",
        b"if ",
        b"talks ",
        b"killed ",
        b"last month ",
        b"(",
        b")",
        "— ".as_bytes(),
        b"ordered ",
        b"\n\n",
        b"ambassador ",
        b"summoned ",
        b"each other ",
    ];
    let mut seeds = dispatches();
    seeds.truncate(3);
    seeds.extend(list(&[
        LINE,
        "Norway expelled two Russian diplomats on Monday. Moscow responded by closing a consulate.",
        "Finland and Chad agreed to exchange ambassadors, who will arrive in May, it said.",
    ]));
    let coder = Coder::default();
    target("reports", 500, seeds, WORDS, move |bytes| {
        let mut report = Document::from_text("f", &String::from_utf8_lossy(bytes));
        report.published = Some(jiff::civil::date(2024, 5, 14));
        coded(&coder, &report)
    })
}

pub fn records() -> Target {
    let seeds = vec![written("jsonl")];
    target(
        "records",
        3000,
        seeds,
        &[
            b"null",
            b"\"\"",
            b"[]",
            b"{}",
            b"-1",
            b"1e999",
            b"\"SANCTION\"",
            b"\"9999-12-31\"",
            b"\"-009999-01-01\"",
            b"\\ud800",
        ],
        |bytes| match serde_json::from_slice::<Event>(bytes) {
            Ok(event) => {
                let again = serde_json::to_string(&event).unwrap();
                assert_eq!(serde_json::from_str::<Event>(&again).unwrap(), event);
                format!("{} {:?}", event.event, event.mode)
            }
            Err(error) => error.to_string(),
        },
    )
}

pub const TAGS: Words = &[
    b"<p>",
    b"</p>",
    b"<div>",
    b"</div>",
    b"<article>",
    b"<table><td>",
    b"<script>",
    b"</script>",
    b"<!--",
    b"-->",
    b"<meta charset=",
    b"<svg><style><!-- --",
    b"<template>",
    b"<noscript>",
    b"<br>",
    b"&amp;",
    b"<li>",
    b"<ul>",
    b"<a href=x>",
    b"<h1>",
    b"<time datetime=\"2024-99-99\">",
    b"<math>",
    b"<select>",
    b"{\"@type\":\"NewsArticle\"",
    b"<base href=\"//\">",
    b"<frameset>",
    b"<plaintext>",
];

pub fn pages() -> Target {
    let mut seeds = dispatches();
    seeds.retain(|bytes| bytes.starts_with(b"<"));
    seeds.push(page().into_bytes());
    target("pages", 400, seeds, TAGS, |bytes| {
        match read_html("f", bytes, &ReadOptions::default()) {
            Ok(document) => {
                assert_sound(&document);
                format!(
                    "{} {:?} {}",
                    document.blocks.len(),
                    document.published_basis,
                    document.title.is_some()
                )
            }
            Err(problem) => problem.message,
        }
    })
}

pub fn plain() -> Target {
    const WORDS: Words = &[
        b"\n\n",
        b"Share story\n",
        "RIGA — ".as_bytes(),
        b"By Jane Roe\n",
        b"March 30, 2018\n",
        b"Source: Source",
        b"(AP Photo/x)",
        b"ADVERTISEMENT\n",
        b"\r\n",
    ];
    target("plain", 600, dispatches(), WORDS, |bytes| {
        match read_text("f", bytes, &ReadOptions::default()) {
            Ok(document) => {
                assert_sound(&document);
                format!(
                    "{} {:?} {:?}",
                    document.blocks.len(),
                    document.published,
                    document.dateline.is_some()
                )
            }
            Err(problem) => problem.message,
        }
    })
}
