//! `chancery code` between other programs: pipes that close early or stay open, and an interrupt.

use crate::common::{Run, chancery, folder, piped, show};
use crate::feed::{FEED, events};
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::Command;

#[test]
fn a_closed_pipe_ends_the_program_quietly() {
    let feed = FEED.repeat(20_000);
    let (mut child, mut stdin) = piped(&mut chancery(&["code", "-"]));
    let writer = std::thread::spawn(move || drop(stdin.write_all(feed.as_bytes())));
    let mut first = String::new();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    out.read_line(&mut first).unwrap();
    drop(out);
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert_eq!(events(&first).len(), 1);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn a_record_comes_before_the_input_ends() {
    let (mut child, mut stdin) = piped(&mut chancery(&["code", "-", "-q"]));
    // The reader wants some tens of kilobytes before it knows what it reads.
    let feed = FEED.repeat(1_000);
    let out = BufReader::new(child.stdout.take().unwrap());
    let (give, first) = std::sync::mpsc::channel();
    std::thread::spawn(move || out.lines().for_each(|line| drop(give.send(line.unwrap()))));
    stdin.write_all(feed.as_bytes()).unwrap();
    stdin.flush().unwrap();
    let first = first.recv_timeout(std::time::Duration::from_secs(60));
    drop(stdin);
    assert!(child.wait().unwrap().success());
    assert_eq!(
        events(&first.expect("no record in a minute"))[0]
            .cite_info
            .id,
        "a"
    );
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_a_run_that_waits_for_input_and_keeps_whole_records() {
    let folder = folder("interrupt");
    let path = folder.join("events.jsonl");
    let (child, mut stdin) = piped(&mut chancery(&["code", "-", "-o", show(&path)]));
    stdin.write_all(FEED.repeat(1_000).as_bytes()).unwrap();
    stdin.flush().unwrap();
    // The input stays open: the program waits for more when the signal comes.
    let part = folder.join("events.jsonl.part");
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(60);
    while std::fs::metadata(&part).map_or(0, |m| m.len()) == 0 {
        assert!(
            std::time::Instant::now() < deadline,
            "no record in a minute"
        );
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let id = child.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-INT", &id])
            .status()
            .unwrap()
            .success()
    );
    let run = Run::from(child.wait_with_output().unwrap());
    drop(stdin);
    assert_eq!(run.status, 130, "{}", run.err);
    assert!(run.err.contains("interrupted after"), "{}", run.err);
    assert!(!events(&std::fs::read_to_string(&part).unwrap()).is_empty());
    assert!(!path.exists());
}
