//! The steps of the coder: splitting, names, triggers, a sentence that the gate stops, one that it lets
//! through, and a whole report.

use chancery_code::{Coder, split_sentences};
use chancery_lexicon::{Lexicon, Triggers, fold, tokenize};
use chancery_read::Document;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;

const REPORT: &str = "Norway expelled three Russian diplomats on Monday and ordered the Russian consulate in \
Kirkenes closed, the Norwegian foreign minister said. Moscow responded two days later by expelling three \
Norwegian diplomats. According to officials in Oslo, dozens of staff could be affected. The weather in the north \
stayed cold, and the ferries ran late. Finland said it would support its neighbour, while Hungary refused to \
comment. Talks between Norway and Russia are expected to continue in Geneva next month. At least 12 people work at \
the Norwegian consulate in Murmansk.";

const IDLE: &str =
    "The weather in the north stayed cold, and the ferries ran late because of the ice.";
const ACT: &str = "Norway expelled three Russian diplomats on Monday and closed the Russian consulate in Kirkenes.";

fn document(text: &str) -> Document {
    let mut document = Document::from_text("bench", text);
    document.published = Some(jiff::civil::date(2024, 5, 14));
    document
}

fn steps(criterion: &mut Criterion) {
    let lexicon = Lexicon::builtin();
    let triggers = Triggers::builtin();
    let coder = Coder::default();
    let tokens = tokenize(REPORT);
    let words: Vec<String> = tokens
        .iter()
        .map(|t| fold(t.text(REPORT)).to_lowercase())
        .collect();
    let mut group = criterion.benchmark_group("step");
    group.throughput(Throughput::Bytes(REPORT.len() as u64));
    group.bench_function("split", |b| b.iter(|| split_sentences(black_box(REPORT))));
    group.bench_function("tokens", |b| b.iter(|| tokenize(black_box(REPORT))));
    group.bench_function("names", |b| {
        b.iter(|| lexicon.hits(black_box(REPORT), &tokens))
    });
    group.bench_function("triggers", |b| b.iter(|| triggers.hits(black_box(&words))));
    group.finish();
    let mut group = criterion.benchmark_group("code");
    for (name, text, sentences) in [
        ("idle sentence", IDLE, 1),
        ("act", ACT, 1),
        ("report", REPORT, 7),
    ] {
        let document = document(text);
        group.throughput(Throughput::Elements(sentences));
        group.bench_function(name, |b| b.iter(|| coder.code(black_box(&document))));
    }
    group.finish();
}

criterion_group!(benches, steps);
criterion_main!(benches);
