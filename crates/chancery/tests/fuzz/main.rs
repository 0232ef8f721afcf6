//! Every input that people, pages and programs give: damaged, spliced and pushed to its ends, it is read or told.
//!
//! No tool of a nightly compiler: inputs are made from seeds of our own by a mutator with a seed, and an input whose
//! outcome is of a new kind becomes a seed. Short in `cargo test`; the long form multiplies the cases:
//!
//! ```sh
//! FUZZ_TIMES=1000 cargo test --profile quick -p chancery --test fuzz -- --nocapture --test-threads 1
//! FUZZ_ONLY=dates FUZZ_TIMES=1000 FUZZ_SEED=7 cargo test …    # one target, another run
//! FUZZ_REPLAY=case.bin FUZZ_ONLY=dates cargo test …           # one input
//! ```
//!
//! An input that fails is kept in the target's folder for scratch files, and the message names it.
#![cfg(all(
    feature = "serve",
    feature = "fetch",
    feature = "parquet",
    feature = "pdf"
))]

mod expressions;
mod formats;
mod lists;
mod mutate;
mod seeds;
#[path = "../serve/server.rs"]
#[allow(dead_code, reason = "a part of it is used")]
mod server;
mod service;
#[path = "../../../read/tests/common/sound.rs"]
mod sound;
mod texts;
mod web;

use mutate::{Dice, mutated};
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// Reads an input and tells what came of it.
pub type Run = Box<dyn FnMut(&[u8]) -> String + Send>;

/// One kind of input.
pub struct Target {
    pub name: &'static str,
    /// Cases of the short form.
    pub cases: usize,
    pub seeds: Vec<Vec<u8>>,
    /// Words of the format, from which inputs are made too.
    pub words: Vec<&'static [u8]>,
    /// Reads an input, panics where what comes out is unsound, and tells the kind of outcome.
    pub run: Run,
}

/// Words of a format.
pub type Words = &'static [&'static [u8]];

pub fn target(
    name: &'static str,
    cases: usize,
    seeds: Vec<Vec<u8>>,
    words: Words,
    run: impl FnMut(&[u8]) -> String + Send + 'static,
) -> Target {
    Target {
        name,
        cases,
        seeds,
        words: words.to_vec(),
        run: Box::new(run),
    }
}

/// How long one input may take before the run is said to hang.
const PATIENCE: Duration = Duration::from_secs(20);

/// Inputs that are kept as seeds at most.
const KEPT: usize = 2000;

fn set(name: &str) -> Option<u64> {
    let value = std::env::var(name).ok()?;
    Some(
        value
            .parse()
            .unwrap_or_else(|_| panic!("{name}={value} is no number")),
    )
}

/// The kind of an outcome: its words without its numbers.
fn kind(outcome: &str) -> String {
    let mut kind: String = outcome
        .chars()
        .filter(|c| !c.is_ascii_digit())
        .take(160)
        .collect();
    kind.push_str(&(outcome.len() + 1).ilog2().to_string());
    kind
}

fn scratch() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fuzz");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn fuzz(mut target: Target) {
    if std::env::var("FUZZ_ONLY").is_ok_and(|only| only != target.name) {
        return;
    }
    if let Ok(case) = std::env::var("FUZZ_REPLAY") {
        println!(
            "{}: {}",
            target.name,
            (target.run)(&std::fs::read(case).unwrap())
        );
        return;
    }
    let cases = target.cases * set("FUZZ_TIMES").unwrap_or(1) as usize;
    let mut dice = Dice(set("FUZZ_SEED").unwrap_or(1));
    let kept = scratch().join(format!("{}.case", target.name));
    // Whoever waits for an outcome too long says which input it is, and ends the run.
    let (tell, told) = channel::<Option<Vec<u8>>>();
    let (name, place) = (target.name, kept.clone());
    let guard = std::thread::spawn(move || {
        let mut now = Vec::new();
        loop {
            match told.recv_timeout(PATIENCE) {
                Ok(Some(case)) => now = case,
                Ok(None) | Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) => {
                    let _ = std::fs::write(&place, &now);
                    eprintln!(
                        "{name}: an input takes more than {PATIENCE:?}: it is kept in {}",
                        place.display()
                    );
                    std::process::exit(101);
                }
            }
        }
    });
    let begun = Instant::now();
    let (mut kinds, mut slowest, first) = (HashSet::new(), Duration::ZERO, target.seeds.len());
    for n in 0..cases {
        let case = match target.seeds.get(n).filter(|_| n < first) {
            Some(seed) => seed.clone(),
            None => mutated(&mut dice, &target.seeds, &target.words),
        };
        tell.send(Some(case.clone())).unwrap();
        let at = Instant::now();
        let outcome = catch_unwind(AssertUnwindSafe(|| (target.run)(&case)));
        slowest = slowest.max(at.elapsed());
        match outcome {
            Ok(outcome)
                if kinds.insert(kind(&outcome)) && n >= first && target.seeds.len() < KEPT =>
            {
                target.seeds.push(case);
            }
            Ok(_) => {}
            Err(why) => {
                std::fs::write(&kept, &case).unwrap();
                let why = why.downcast_ref::<String>().cloned();
                let why = why.unwrap_or_else(|| "see above".to_owned());
                panic!(
                    "{}: case {n}: {why}; the input is kept in {}",
                    target.name,
                    kept.display()
                );
            }
        }
    }
    let _ = tell.send(None);
    guard.join().unwrap();
    let took = begun.elapsed().as_secs_f64();
    println!(
        "FUZZ {:<10} {cases:>9} cases {:>8.0} a second {:>5} kinds of outcome, slowest {:>6.1} ms",
        target.name,
        cases as f64 / took,
        kinds.len(),
        slowest.as_secs_f64() * 1000.0
    );
    assert!(
        kinds.len() > 1,
        "{}: every input ends alike: it tests nothing",
        target.name
    );
}

macro_rules! targets {
    ($($name:ident: $target:expr;)*) => { $(#[test] fn $name() { fuzz($target); })* };
}

targets! {
    dates_of_sentences: expressions::dates();
    days_of_reports: expressions::days();
    numbers: expressions::numbers();
    sentences: expressions::sentences();
    reports_are_coded: texts::reports();
    dictionaries: lists::dictionaries();
    trigger_files: lists::triggers();
    field_maps: lists::field_maps();
    event_records: texts::records();
    pages: texts::pages();
    plain_texts: texts::plain();
    files_of_text: formats::texts();
    files_of_json: formats::json();
    tables: formats::tables();
    web_archives: formats::warc();
    saved_feeds: formats::feeds();
    mail: formats::mail();
    office_files: formats::office();
    archives: formats::archives();
    pdf_files: formats::pdf();
    parquet_files: formats::parquet();
    packed_files: formats::packed();
    fetched_feeds: web::fetched_feeds();
    fetched_pages: web::fetched_pages();
    robots: web::robots();
    feed_lists: lists::feed_lists();
    addresses: web::addresses();
    import_layouts: lists::layouts();
    queries_of_addresses: service::queries();
    searches: service::searches();
    sql_guard: service::sql();
    http_requests: service::http();
}
