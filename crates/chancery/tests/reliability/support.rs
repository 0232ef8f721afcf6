//! What the drills share: reports by the thousand, what a record holds, and dice.

use crate::common::{Run, of_record};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

const ACTORS: [&str; 8] = [
    "Norway", "Malta", "Chad", "Peru", "Nepal", "Kenya", "Cuba", "Laos",
];
const OTHERS: [&str; 7] = [
    "Belarusian",
    "Libyan",
    "Sudanese",
    "Bolivian",
    "Indian",
    "Somali",
    "Thai",
];

/// Reports of our own, `n` of them, as a file of JSON lines.
pub fn reports(folder: &Path, name: &str, n: usize) -> PathBuf {
    let mut lines = String::new();
    for i in 0..n {
        let (actor, other) = (ACTORS[i % 8], OTHERS[i / 8 % 7]);
        let day = 1 + i / 56 % 28;
        let _ = writeln!(
            lines,
            "{{\"id\": \"{name}-{i}\", \"date\": \"2024-{:02}-{day:02}\", \"text\": \"{actor} expelled {} {other} diplomats on Monday. \
             It closed the {other} consulate in the north, file {i}. The {other} foreign minister protested.\"}}",
            1 + i / 1568 % 12,
            2 + i % 40,
        );
    }
    let path = folder.join(format!("{name}.jsonl"));
    std::fs::write(&path, lines).unwrap();
    path
}

pub fn output(record: &Path, args: &[&str]) -> String {
    let run: Run = of_record(record, args).output().unwrap().into();
    assert_eq!(run.status, 0, "{args:?}: {}", run.err);
    run.out
}

/// How many claims each report has.
pub fn claims_by_report(record: &Path) -> BTreeMap<String, i64> {
    let rows = output(
        record,
        &[
            "sql",
            "--format",
            "csv",
            "SELECT r.name, count(c.id) FROM report r LEFT JOIN coding k ON k.report = r.id LEFT JOIN claim c ON c.coding = k.id GROUP BY r.id",
        ],
    );
    rows.lines()
        .skip(1)
        .map(|line| {
            let (name, n) = line.rsplit_once(',').unwrap();
            (name.to_owned(), n.parse().unwrap())
        })
        .collect()
}

/// The events of a record, whatever their row ids.
pub fn events(record: &Path) -> Vec<String> {
    let mut lines: Vec<String> = output(record, &["events", "--limit", "0", "--format", "jsonl"])
        .lines()
        .map(str::to_owned)
        .collect();
    lines.sort();
    lines
}

/// Numbers that look random and are the same in every run (xorshift, Marsaglia 2003).
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }
}
