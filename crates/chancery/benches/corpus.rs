//! The whole path on real news: sentences a second on one core, peak memory, time to the first record,
//! and how each grows with the number of reports.
//!
//!     cargo bench -p chancery --bench corpus                 1,000, 10,000 and all reports
//!     cargo bench -p chancery --bench corpus -- 5000 FILE    5,000 reports of FILE
//!
//! Each size runs in a process of its own, because peak memory is that of a process. One thread codes;
//! the rate is by processor time, reading, coding and writing together, so that another program on the
//! machine does not change it. Peak memory and processor time are read from `/proc`, so Linux only.

use chancery::code::Coder;
use chancery::output::{Format, Kind, Record, TableStyle, sink};
use chancery::pipeline::{self, Step};
use chancery::read::{Input, ReadOptions, read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;

const SIZES: [usize; 3] = [1_000, 10_000, usize::MAX];

fn main() {
    let words: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| !a.starts_with("--"))
        .collect();
    let size = words.iter().find_map(|w| w.parse::<usize>().ok());
    let file = words
        .iter()
        .find(|w| w.parse::<usize>().is_err())
        .map_or_else(default_file, PathBuf::from);
    if !file.exists() {
        println!("left out: there is no {}", file.display());
        return;
    }
    if std::env::var_os("CHANCERY_BENCH_CHILD").is_some() {
        measure(&file, size.unwrap_or(usize::MAX));
        return;
    }
    println!(
        "{:>9} {:>10} {:>9} {:>9} {:>12} {:>9} {:>9} {:>11}",
        "reports", "sentences", "events", "cpu s", "sentences/s", "wall s", "peak MiB", "first ms"
    );
    for size in size.map_or(SIZES.to_vec(), |size| vec![size]) {
        let run = Command::new(std::env::current_exe().expect("a running program has a path"))
            .arg(size.to_string())
            .arg(&file)
            .env("CHANCERY_BENCH_CHILD", "1")
            .status()
            .expect("this program can be started again");
        assert!(run.success(), "the run over {size} reports failed");
    }
}

fn default_file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/news/wcep_entries.jsonl.gz")
}

/// Codes the first `size` reports of a file to JSON lines that nobody reads, and prints one row.
fn measure(file: &Path, size: usize) {
    let start = Instant::now();
    let coder = Arc::new(Coder::default());
    let items = read(vec![Input::Path(file.to_owned())], ReadOptions::default()).take(size);
    let mut out = sink(
        Format::Jsonl,
        Kind::Event,
        Box::new(std::io::sink()),
        TableStyle::default(),
    )
    .expect("JSON lines can always be written");
    let (mut reports, mut sentences, mut events, mut first) = (0, 0, 0, None);
    let stopped = pipeline::run(items, coder, 1, |step| {
        if let Step::Coded(_, coded) = step {
            reports += 1;
            sentences += coded.sentences;
            events += coded.events.len();
            for event in &coded.events {
                if let Err(error) = out.write(Record::Event(event)) {
                    return ControlFlow::Break(error);
                }
                first.get_or_insert_with(|| start.elapsed());
            }
        }
        ControlFlow::Continue(())
    });
    assert!(matches!(stopped, Ok(None)), "{stopped:?}");
    let cpu = cpu_seconds();
    println!(
        "{reports:>9} {sentences:>10} {events:>9} {cpu:>9.2} {:>12.0} {:>9.2} {:>9.0} {:>11.1}",
        sentences as f64 / cpu,
        start.elapsed().as_secs_f64(),
        peak_mib(),
        first.map_or(f64::NAN, |f| f.as_secs_f64() * 1e3),
    );
}

/// User and system time of this process. Linux counts it in ticks of 10 ms whatever the machine.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program, in brackets, may hold blanks: the fields are counted after it.
    let fields: Vec<&str> = stat
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .collect();
    let ticks = |i: usize| {
        fields
            .get(i)
            .and_then(|f| f.parse::<f64>().ok())
            .unwrap_or(f64::NAN)
    };
    (ticks(11) + ticks(12)) / 100.0
}

/// The most memory that this process has held (`VmHWM`).
fn peak_mib() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|l| l.trim().trim_end_matches("kB").trim().parse::<f64>().ok())
        .unwrap_or(f64::NAN)
        / 1024.0
}
