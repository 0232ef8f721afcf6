//! The fault drill: kills at random moments, a full disk, a read-only record, readers and writers at once.
//!
//! Short in `cargo test`; `DRILL_KILLS=200 cargo test --release -p chancery --test reliability drill -- --nocapture` is
//! the long form.

use crate::common::{folder, of_record};
use crate::support::{Dice, claims_by_report, events, output, reports};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

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
            let mut child = of_record(&record, &["add", "--quiet", input])
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
    let folder = folder("full-disk");
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
        let plain = of_record(&copy, args);
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
            of_record(&record, &["add", "--quiet", input.to_str().unwrap()])
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
