//! How many sentences a second `find_dates` and `find_numbers` read: plain ones, and ones full of dates.

use chancery_code::dates::find_dates;
use chancery_code::numbers::find_numbers;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use jiff::civil::date;
use std::hint::black_box;

const PLAIN: &[&str] = &[
    "The kingdom of Ruritania denied that its envoy had threatened the Sylvanian chancellor during the banquet.",
    "Neither government would say whether the ambassadors are to return, and both blamed the other for the breach.",
    "The foreign ministry summoned the chargé d'affaires to protest against the search of the legation's cellar.",
];

const DATED: &[&str] = &[
    "On Friday, March 23, 2018, Ruritania expelled at least 60 Sylvanian diplomats, two weeks after the chancellor's visit.",
    "The consulate, closed since early December, will reopen by the end of April with 23 of its former 48 staff.",
    "Between 2014 and 2016 the two states traded charges, and last month more than a hundred envoys were recalled.",
];

fn read(c: &mut Criterion) {
    let anchor = Some(date(2018, 3, 26));
    for (name, sentences) in [("plain", PLAIN), ("dated", DATED)] {
        let mut group = c.benchmark_group(name);
        group.throughput(Throughput::Elements(sentences.len() as u64));
        group.bench_function("dates", |b| {
            b.iter(|| {
                sentences
                    .iter()
                    .map(|s| find_dates(black_box(s), anchor).len())
                    .sum::<usize>()
            });
        });
        group.bench_function("numbers", |b| {
            b.iter(|| {
                sentences
                    .iter()
                    .map(|s| find_numbers(black_box(s)).len())
                    .sum::<usize>()
            });
        });
        group.finish();
    }
}

criterion_group!(benches, read);
criterion_main!(benches);
