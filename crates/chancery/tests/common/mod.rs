//! The program as a user calls it, whatever the machine is set to, and a folder for each test.

#![allow(dead_code, reason = "each test program uses a part of it")]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Output, Stdio};

/// What a call gave.
pub struct Run {
    pub out: String,
    pub err: String,
    /// The exit status; -1 where a signal ended it.
    pub status: i32,
}

impl From<Output> for Run {
    fn from(output: Output) -> Run {
        Run {
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
            status: output.status.code().unwrap_or(-1),
        }
    }
}

/// The program with arguments, nothing on standard input, and nothing of what whoever runs the tests has set. What
/// the rules read is the same to the last digit on every machine; the model has tests of its own.
pub fn chancery(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
    command
        .args(args)
        .env("HOME", env!("CARGO_TARGET_TMPDIR"))
        .env("COLUMNS", "80")
        .env("CHANCERY_MODEL", "none")
        .stdin(Stdio::null());
    for name in [
        "CHANCERY_RECORD",
        "CHANCERY_CONFIG",
        "NO_COLOR",
        "XDG_DATA_HOME",
        "XDG_CONFIG_HOME",
    ] {
        command.env_remove(name);
    }
    command
}

/// The same, of a record.
pub fn of_record(record: &Path, args: &[&str]) -> Command {
    let mut command = chancery(args);
    command.env("CHANCERY_RECORD", record);
    command
}

/// Calls the program.
pub fn run(args: &[&str]) -> Run {
    chancery(args).output().unwrap().into()
}

/// Calls the program with something on standard input.
pub fn run_on(input: &str, args: &[&str]) -> Run {
    give(&mut chancery(args), input)
}

/// Runs a command with something on standard input.
pub fn give(command: &mut Command, input: &str) -> Run {
    let (child, mut stdin) = piped(command);
    let input = input.to_owned();
    let writer = std::thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
    let run = child.wait_with_output().unwrap().into();
    writer.join().unwrap();
    run
}

/// Starts a command with pipes at all ends.
pub fn piped(command: &mut Command) -> (Child, ChildStdin) {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let stdin = child.stdin.take().unwrap();
    (child, stdin)
}

/// An empty folder of a test's own: no two tests ask for the same name.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// A path as an argument.
pub fn show(path: &Path) -> &str {
    path.to_str().unwrap()
}
