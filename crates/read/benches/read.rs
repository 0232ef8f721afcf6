//! Throughput of cleaning plain text, reading JSON lines and extracting pages.
#![allow(missing_docs)]

use std::hint::black_box;

use chancery_read::{Input, Item, ReadOptions, read, read_html, read_text};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const SENTENCE: &str = "Latvia asked two envoys of Belarus to leave within a week, the ministry in Riga said on Monday. ";

fn text() -> String {
    let paragraph = SENTENCE.repeat(4);
    let body = [paragraph.trim(); 12].join("\n\n");
    format!(
        "Riga asks envoys to leave\n\nShare story\n\n{body}\n\nAdvertisement\n\nAlready a subscriber? Log in."
    )
}

fn page() -> String {
    let paragraph = format!("<p>{}</p>", SENTENCE.repeat(4));
    let links: String = (0..200)
        .map(|n| format!("<li class=item><a href=/{n}>Report {n}</a></li>"))
        .collect();
    format!(
        "<html><head><title>Riga asks envoys to leave</title></head><body><nav><ul>{links}</ul></nav>\
         <article><h1>Riga asks envoys to leave</h1>{}</article><div class=related><ul>{links}</ul></div></body></html>",
        paragraph.repeat(12)
    )
}

fn benches(criterion: &mut Criterion) {
    let options = ReadOptions::default();
    let (text, page) = (text(), page());
    let mut group = criterion.benchmark_group("read");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("text", |b| {
        b.iter(|| read_text("x", black_box(text.as_bytes()), &options))
    });
    group.throughput(Throughput::Bytes(page.len() as u64));
    group.bench_function("html", |b| {
        b.iter(|| read_html("x", black_box(page.as_bytes()), &options))
    });

    let folder = std::env::temp_dir().join("chancery-read-bench.jsonl");
    let line =
        serde_json::json!({"id": "x", "text": text, "date": "2018-03-30"}).to_string() + "\n";
    let lines = line.repeat(200);
    if std::fs::write(&folder, &lines).is_ok() {
        group.throughput(Throughput::Bytes(lines.len() as u64));
        group.bench_function("jsonl", |b| {
            b.iter(|| {
                let items = read(vec![Input::Path(folder.clone())], options.clone());
                items
                    .filter(|item| matches!(item, Item::Document(_)))
                    .count()
            })
        });
    }
    group.finish();
}

criterion_group!(all, benches);
criterion_main!(all);
