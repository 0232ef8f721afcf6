//! The fault drill: kills at random moments, a full disk, a read-only record, readers and writers at once.
//!
//! Short in `cargo test`; `DRILL_KILLS=200 cargo test --release -p chancery --test drill -- --nocapture` is the long form.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

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
fn reports(folder: &Path, name: &str, n: usize) -> PathBuf {
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

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn chancery(record: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
    command
        .args(args)
        .env("CHANCERY_RECORD", record)
        .env("CHANCERY_MODEL", "none")
        .stdin(Stdio::null());
    command
}

fn output(record: &Path, args: &[&str]) -> String {
    let output = chancery(record, args).output().unwrap();
    assert!(
        output.status.success(),
        "{args:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

/// How many claims each report has.
fn claims_by_report(record: &Path) -> BTreeMap<String, i64> {
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
fn events(record: &Path) -> Vec<String> {
    let mut lines: Vec<String> = output(record, &["events", "--limit", "0", "--format", "jsonl"])
        .lines()
        .map(str::to_owned)
        .collect();
    lines.sort();
    lines
}

/// Numbers that look random and are the same in every run (xorshift, Marsaglia 2003).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }
}

#[test]
fn kills_at_random_moments_lose_and_break_nothing() {
    let kills: u32 = std::env::var("DRILL_KILLS").map_or(8, |n| n.parse().unwrap());
    let folder = folder("kills");
    let input = reports(&folder, "k", 4000);
    let input = input.to_str().unwrap();
    let whole = folder.join("whole.chancery");
    output(&whole, &["add", "--quiet", input]);
    let (expected, expected_events) = (claims_by_report(&whole), events(&whole));
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    let (mut done, mut round, mut unfinished) = (0, 0, 0);
    while done < kills {
        round += 1;
        let record = folder.join(format!("killed-{round}.chancery"));
        let mut before = 0;
        loop {
            let mut child = chancery(&record, &["add", "--quiet", input])
                .spawn()
                .unwrap();
            std::thread::sleep(Duration::from_millis(40 + dice.below(500)));
            child.kill().unwrap();
            let finished = child.wait().unwrap().success();
            if !record.exists() {
                continue;
            }
            let there = claims_by_report(&record);
            assert!(
                there.len() >= before,
                "{} reports were there, now {}",
                before,
                there.len()
            );
            before = there.len();
            for (report, claims) in &there {
                assert_eq!(expected.get(report), Some(claims), "{report} is half there");
            }
            output(&record, &["check", "--events"]);
            if finished {
                break;
            }
            done += 1;
            unfinished += usize::from(there.len() < expected.len());
            if done >= kills {
                break;
            }
        }
        output(&record, &["add", "--quiet", input]);
        assert_eq!(claims_by_report(&record), expected);
        assert_eq!(events(&record), expected_events);
        for ending in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(folder.join(format!("killed-{round}.chancery{ending}")));
        }
    }
    assert!(
        unfinished > 0,
        "no kill fell into the work: the drill says nothing"
    );
    println!("{done} kills over {round} records, {unfinished} before the end of the input");
}

#[test]
fn a_full_disk_is_told_and_what_was_committed_stays() {
    let folder = folder("full");
    let input = reports(&folder, "f", 4000);
    let record = folder.join("full.chancery");
    // A limit on the size of files stands for the disk: writes beyond it fail. Blocks are of 512 or 1024 bytes.
    let program = env!("CARGO_BIN_EXE_chancery");
    let script = format!(
        "trap '' XFSZ; ulimit -f 3500; exec '{program}' add '{}'",
        input.display()
    );
    let output_of_full = Command::new("sh")
        .args(["-c", &script])
        .env("CHANCERY_RECORD", &record)
        .env("CHANCERY_MODEL", "none")
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output_of_full.stderr);
    assert_eq!(output_of_full.status.code(), Some(2), "{told}");
    assert!(told.contains("is full"), "{told}");
    output(&record, &["check", "--events"]);
    let kept = claims_by_report(&record).len();
    assert!(
        (1..4000).contains(&kept),
        "{kept} of 4000: the limit tests nothing"
    );
    output(&record, &["add", "--quiet", input.to_str().unwrap()]);
    assert_eq!(claims_by_report(&record).len(), 4000);
    output(&record, &["check", "--events"]);
    println!("{kept} of 4000 reports were committed before the disk was full");
}

#[test]
fn a_read_only_record_can_be_read_and_says_why_it_cannot_be_written() {
    let folder = folder("readonly");
    let input = reports(&folder, "r", 60);
    let record = folder.join("r.chancery");
    output(&record, &["add", "--quiet", input.to_str().unwrap()]);
    let more = reports(&folder, "more", 10);
    // A copy of one file, without its log, in a folder that nobody may write to.
    let locked = std::env::temp_dir().join(format!("chancery-locked-{}", std::process::id()));
    std::fs::create_dir_all(&locked).unwrap();
    let copy = locked.join("copy.chancery");
    output(&record, &["backup", "--quiet", copy.to_str().unwrap()]);
    let set = |mode: &str, path: &Path| {
        let done = Command::new("chmod").arg(mode).arg(path).status().unwrap();
        assert!(done.success());
    };
    set("444", &copy);
    set("555", &locked);
    // To root nothing is read-only: the program is run as somebody else, where that can be done.
    let root = Command::new("id").arg("-u").output().unwrap().stdout == b"0\n";
    // Copied by another process: what this one writes, a child of another test may hold open, and not be run.
    let program = std::env::temp_dir().join(format!("chancery-{}", std::process::id()));
    let copied = Command::new("cp")
        .arg(env!("CARGO_BIN_EXE_chancery"))
        .arg(&program)
        .status()
        .unwrap();
    assert!(copied.success());
    set("755", &program);
    let run = |args: &[&str]| -> Option<std::process::Output> {
        let plain = chancery(&copy, args);
        if !root {
            return Some({ plain }.output().unwrap());
        }
        let output = Command::new("setpriv")
            .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
            .arg(&program)
            .args(args)
            .env("CHANCERY_RECORD", &copy)
            .env("CHANCERY_MODEL", "none")
            .output();
        output.ok()
    };
    let text = std::fs::read(&more).unwrap();
    let open = std::env::temp_dir().join(format!("chancery-more-{}.jsonl", std::process::id()));
    std::fs::write(&open, text).unwrap();
    match run(&["stats"]) {
        None => println!("skipped: setpriv is missing, and nothing is read-only to root"),
        Some(read) => {
            assert!(
                read.status.success(),
                "{}",
                String::from_utf8_lossy(&read.stderr)
            );
            let write = run(&["add", open.to_str().unwrap()]).unwrap();
            let told = String::from_utf8_lossy(&write.stderr);
            assert_eq!(write.status.code(), Some(2), "{told}");
            assert!(told.contains("read-only"), "{told}");
        }
    }
    set("755", &locked);
    std::fs::remove_dir_all(&locked).unwrap();
    std::fs::remove_file(&open).unwrap();
    std::fs::remove_file(&program).unwrap();
}

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
    let mut command = chancery(&folder.join("none.chancery"), &args);
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
    let parquet = chancery(
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

#[test]
fn readers_and_two_writers_work_at_once() {
    let folder = folder("at-once");
    let record = folder.join("r.chancery");
    let inputs = [reports(&folder, "a", 3000), reports(&folder, "b", 3000)];
    output(
        &record,
        &[
            "add",
            "--quiet",
            reports(&folder, "first", 10).to_str().unwrap(),
        ],
    );
    let mut writers: Vec<_> = inputs
        .iter()
        .map(|input| {
            chancery(&record, &["add", "--quiet", input.to_str().unwrap()])
                .spawn()
                .unwrap()
        })
        .collect();
    let mut reads = 0;
    while writers.iter_mut().any(|w| w.try_wait().unwrap().is_none()) {
        output(&record, &["stats", "--json"]);
        output(&record, &["events", "--limit", "5"]);
        reads += 2;
    }
    for mut writer in writers {
        assert!(writer.wait().unwrap().success());
    }
    assert_eq!(claims_by_report(&record).len(), 6010);
    output(&record, &["check", "--events"]);
    println!("{reads} reads while two wrote");
}
