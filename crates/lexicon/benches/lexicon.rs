//! How long the lexicon takes to load and to read a text.

use chancery_lexicon::{Lexicon, tokenize};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;

const TEXT: &str = "The Russian foreign minister told reporters in Geneva that the United States would be asked to \
    withdraw twelve diplomats from its embassy in Moscow, a spokesman for the Kremlin said. Officials in Berlin and \
    at the European Commission declined to comment, while rebels near the border with the Democratic Republic of the \
    Congo fired on UN peacekeepers on Tuesday.";

fn load(c: &mut Criterion) {
    c.bench_function("load", |b| b.iter_with_large_drop(Lexicon::build));
}

fn read(c: &mut Criterion) {
    let text = TEXT.repeat(100);
    let tokens = tokenize(&text);
    let lexicon = Lexicon::builtin();
    let mut group = c.benchmark_group("read");
    group.throughput(Throughput::Elements(tokens.len() as u64));
    group.bench_function("tokenize", |b| b.iter(|| black_box(tokenize(&text))));
    group.bench_function("hits", |b| {
        b.iter(|| black_box(lexicon.hits(&text, &tokens)))
    });
    group.finish();
}

criterion_group! { name = benches; config = Criterion::default().sample_size(20); targets = load, read }
criterion_main!(benches);
