//! Coding that is killed: what `--resume` goes on with, and what it refuses.

use crate::common::{folder, of_record};
use crate::support::{Dice, reports};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// `chancery code` of an input into a folder, with all that it can write beside.
fn code(folder: &Path, input: &str, more: &[&str]) -> Command {
    let file = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let (events, presence, problems) = (
        file("events.jsonl"),
        file("presence.csv"),
        file("problems.tsv"),
    );
    let mut args = vec![
        "code",
        input,
        "--quiet",
        "-o",
        &events,
        "--presence",
        &presence,
        "--problems",
        &problems,
    ];
    args.extend(more);
    let mut command = of_record(&folder.join("none.chancery"), &args);
    command.stderr(Stdio::piped());
    command
}

#[test]
fn coding_that_is_killed_goes_on_and_writes_the_same_bytes() {
    let folder = folder("resume");
    let n = 50_000;
    let input = reports(&folder, "r", n);
    // Lines that cannot be read stand among them, and must be counted too.
    let mut lines = std::fs::read_to_string(&input).unwrap();
    let middle = lines.match_indices('\n').nth(n / 2).unwrap().0 + 1;
    lines.insert_str(
        middle,
        "{\"text\": 7\n{\"id\": \"empty\", \"text\": \"\"}\n",
    );
    std::fs::write(&input, lines).unwrap();
    let input = input.to_str().unwrap();
    let (whole, killed) = (folder.join("whole"), folder.join("killed"));
    std::fs::create_dir_all(&whole).unwrap();
    std::fs::create_dir_all(&killed).unwrap();
    let began = std::time::Instant::now();
    let unbroken = code(&whole, input, &[]).output().unwrap();
    let took = began.elapsed();
    assert_eq!(unbroken.status.code(), Some(1), "two lines cannot be read");
    let checkpoint = killed.join("events.jsonl.resume");
    let done = || -> u64 {
        let bytes = std::fs::read(&checkpoint).unwrap_or_default();
        let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap_or_default();
        value["items"].as_u64().unwrap_or(0)
    };
    let mut dice = Dice(0x1234_5678_9abc_def1);
    let (mut kills, mut before) = (0, 0);
    let status = loop {
        let mut child = code(&killed, input, &["--resume"]).spawn().unwrap();
        // Some time after it has got further, so that the kill falls between two checkpoints.
        let mut until = None;
        let finished = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break Some(status);
            }
            let now = std::time::Instant::now();
            if until.is_none() && done() > before && kills < 4 {
                until = Some(now + Duration::from_millis(dice.below(600)));
            }
            if until.is_some_and(|at| now >= at) {
                break None;
            }
            std::thread::sleep(Duration::from_millis(10));
        };
        if let Some(status) = finished {
            break status;
        }
        child.kill().unwrap();
        child.wait().unwrap();
        kills += 1;
        assert!(done() >= before, "{} were done, now {}", before, done());
        before = done();
    };
    assert_eq!(
        status.code(),
        Some(1),
        "what the runs before could not read still counts"
    );
    println!(
        "{kills} kills of a run of {took:?}; {before} of {n} reports were not coded again by the last"
    );
    assert!(kills > 0 && before > 0);
    for name in ["events.jsonl", "presence.csv", "problems.tsv"] {
        let read = |folder: &Path| std::fs::read(folder.join(name)).unwrap();
        assert!(read(&whole) == read(&killed), "{name} differs");
        assert!(!killed.join(format!("{name}.part")).exists());
    }
    assert!(!checkpoint.exists());
}

#[test]
fn a_run_is_not_gone_on_with_by_another_command_or_on_another_input() {
    let folder = folder("resume-other");
    let input = reports(&folder, "r", 30_000);
    let path = input.to_str().unwrap().to_owned();
    let mut child = code(&folder, &path, &[]).spawn().unwrap();
    while !folder.join("events.jsonl.resume").exists() {
        assert!(
            child.try_wait().unwrap().is_none(),
            "it was done before its first checkpoint"
        );
        std::thread::sleep(Duration::from_millis(10));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let told = |more: &[&str]| {
        let output = code(&folder, &path, more).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).unwrap()
    };
    let other = told(&["--resume", "--min-confidence", "0.5"]);
    assert!(
        other.contains("--min-confidence was 0.0, now 0.5"),
        "{other}"
    );
    reports(&folder, "r", 30_000);
    let lines = std::fs::read_to_string(&input).unwrap();
    std::fs::write(
        &input,
        lines.replacen("\"id\": \"r-3\"", "\"id\": \"x-3\"", 1),
    )
    .unwrap();
    let changed = told(&["--resume"]);
    assert!(changed.contains("the input is not the one"), "{changed}");
    let parquet = of_record(
        &folder.join("none"),
        &[
            "code",
            &path,
            "-o",
            folder.join("e.parquet").to_str().unwrap(),
            "--resume",
        ],
    )
    .output()
    .unwrap();
    let parquet = String::from_utf8(parquet.stderr).unwrap();
    assert!(parquet.contains("jsonl, csv and tsv"), "{parquet}");
}
