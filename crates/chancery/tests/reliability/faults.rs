//! What happens when files, disks and programs are not as they should be: the rows of docs/reliability.md that no
//! other test shows. Kills, the full disk and the read-only one are in `drill.rs` and `resume.rs`.

use crate::common::{self, Run, of_record};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn run(record: &Path, args: &[&str]) -> Run {
    of_record(record, args).output().unwrap().into()
}

fn folder(name: &str) -> PathBuf {
    common::folder(&format!("faults-{name}"))
}

/// A record of 300 reports, in one file without a log.
fn record(folder: &Path) -> PathBuf {
    let (input, path, copy) = (
        folder.join("r.jsonl"),
        folder.join("w.chancery"),
        folder.join("r.chancery"),
    );
    let mut lines = String::new();
    for n in 0..300 {
        let _ = writeln!(
            lines,
            "{{\"id\": \"r{n}\", \"date\": \"2024-03-04\", \"text\": \"Norway expelled {n} Belarusian diplomats on Monday.\"}}"
        );
    }
    std::fs::write(&input, lines).unwrap();
    assert_eq!(
        run(&path, &["add", "--quiet", input.to_str().unwrap()]).status,
        0
    );
    assert_eq!(
        run(&path, &["backup", "--quiet", copy.to_str().unwrap()]).status,
        0
    );
    copy
}

#[test]
fn a_damaged_page_is_told_by_check_and_by_whoever_reads_it() {
    let folder = folder("page");
    let path = record(&folder);
    assert_eq!(run(&path, &["check", "--events"]).status, 0);
    let whole = std::fs::read(&path).unwrap();
    let pages = whole.len() / 4096;
    let mut told = 0;
    // Every third page in turn: none may end in a panic, and check must find what any other command finds.
    for page in (1..pages).step_by(3) {
        let mut bytes = whole.clone();
        bytes[page * 4096..(page + 1) * 4096].fill(0xaa);
        std::fs::write(&path, &bytes).unwrap();
        let check = run(&path, &["check", "--events"]);
        for other in [
            run(&path, &["stats"]),
            run(&path, &["events", "--limit", "0", "--format", "csv"]),
        ] {
            let known = other.status == 0 || other.status == 2;
            assert!(
                known && !other.err.contains("panicked"),
                "{page}: {}",
                other.err
            );
            if other.status == 2 {
                assert!(other.err.contains("restore a backup"), "{}", other.err);
                assert_ne!(check.status, 0, "page {page}: {}", check.out);
            }
        }
        assert!(!check.err.contains("panicked"), "{page}: {}", check.err);
        told += usize::from(check.status != 0);
    }
    // A page that holds nothing yet may be damaged without harm.
    assert!(
        told * 10 >= pages / 3 * 9,
        "check found {told} of {} damaged pages",
        pages / 3
    );
}

#[test]
fn a_record_that_was_cut_short_is_refused_with_what_to_do() {
    let folder = folder("cut");
    let path = record(&folder);
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    let input = folder.join("r.jsonl");
    for args in [
        vec!["stats"],
        vec!["events"],
        vec!["add", input.to_str().unwrap()],
    ] {
        let run = run(&path, &args);
        assert_eq!(run.status, 2, "{args:?}: {}", run.out);
        assert!(run.err.contains("restore a backup"), "{}", run.err);
    }
}

#[test]
fn a_record_of_a_newer_program_is_left_as_it_is() {
    let folder = folder("newer");
    let path = record(&folder);
    // `user_version` stands in bytes 60 to 63 of the file's head.
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
    std::fs::write(&path, &bytes).unwrap();
    let (input, copy) = (folder.join("r.jsonl"), folder.join("copy.chancery"));
    for args in [
        vec!["stats"],
        vec!["events"],
        vec!["add", input.to_str().unwrap()],
        vec!["backup", copy.to_str().unwrap()],
        vec!["check"],
        #[cfg(feature = "serve")]
        vec!["serve", "--listen", "127.0.0.1:0"],
    ] {
        let run = run(&path, &args);
        assert_eq!(run.status, 2, "{args:?}: {}", run.out);
        assert!(
            run.err.contains("version 99") && run.err.contains("install a newer chancery"),
            "{}",
            run.err
        );
    }
    assert!(std::fs::read(&path).unwrap() == bytes, "it was written to");
    assert!(!copy.exists());
}

#[test]
fn a_model_whose_file_is_missing_or_cut_short_says_which() {
    let folder = folder("model");
    let report = folder.join("r.txt");
    std::fs::write(&report, "Norway expelled two Belarusian diplomats.").unwrap();
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models");
    let copy = |name: &str| {
        let model = folder.join(name);
        std::fs::create_dir_all(&model).unwrap();
        for entry in std::fs::read_dir(models.join("fast")).unwrap() {
            let from = entry.unwrap().path();
            std::fs::copy(&from, model.join(from.file_name().unwrap())).unwrap();
        }
        std::fs::copy(models.join("vocabulary.txt"), model.join("vocabulary.txt")).unwrap();
        model
    };
    let code = |model: &Path| {
        let args = [
            "code",
            report.to_str().unwrap(),
            "--model",
            model.to_str().unwrap(),
        ];
        run(&folder.join("none"), &args)
    };
    let whole = copy("whole");
    assert_eq!(code(&whole).status, 0, "{}", code(&whole).err);
    for file in [
        "encoder.onnx",
        "roles.onnx",
        "heads.safetensors",
        "vocabulary.txt",
        "manifest.json",
    ] {
        let model = copy(&format!("without-{file}"));
        std::fs::remove_file(model.join(file)).unwrap();
        let run = code(&model);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{file}");
        assert!(run.err.contains(file), "{file}: {}", run.err);
        let model = copy(&format!("cut-{file}"));
        let bytes = std::fs::read(model.join(file)).unwrap();
        std::fs::write(model.join(file), &bytes[..bytes.len() / 3]).unwrap();
        let run = code(&model);
        assert_eq!((run.status, run.out.as_str()), (2, ""), "{file}");
        assert!(
            run.err.contains(file) && !run.err.contains("panicked"),
            "{file}: {}",
            run.err
        );
    }
}

#[test]
fn bytes_that_are_no_utf_8_are_read_as_what_they_most_likely_are() {
    let folder = folder("utf8");
    let text = folder.join("r.txt");
    std::fs::write(
        &text,
        b"Norway expelled two Belarusian diplomats from Troms\xf8 on Monday.\xff\xfe\xc3 It closed the caf\xe9.",
    )
    .unwrap();
    let rows = folder.join("r.jsonl");
    std::fs::write(
        &rows,
        b"{\"id\": \"a\", \"text\": \"Norway expelled two Belarusian diplomats. caf\xe9 \xff\"}\n{\"id\": \"b\", \"text\": \"Malta expelled two Libyan envoys.\"}\n",
    )
    .unwrap();
    for (input, wanted) in [(&text, 1), (&rows, 2)] {
        let args = ["code", input.to_str().unwrap(), "--format", "jsonl"];
        let run = run(&folder.join("none"), &args);
        assert_eq!(run.status, 0, "{}", run.err);
        assert_eq!(
            run.out.matches("\"SANCTION\"").count(),
            wanted,
            "{}",
            run.out
        );
    }
}

/// The most memory that a run took, in MiB, where the system tells.
#[cfg(target_os = "linux")]
fn most_memory(args: &[&str]) -> (Run, usize) {
    let mut child = common::chancery(args)
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        let path = format!("/proc/{}/status", child.id());
        let status = std::fs::read_to_string(path).unwrap_or_default();
        let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
        let kib = line.and_then(|l| l.trim().trim_end_matches(" kB").parse().ok());
        most = most.max(kib.unwrap_or(0));
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    let run = child.wait_with_output().unwrap().into();
    (run, most / 1024)
}

/// A report coded by the program: the run, its most memory in MiB, the problems and the events that it wrote.
#[cfg(target_os = "linux")]
fn coded(name: &str, text: &str) -> (Run, usize, String, String) {
    let folder = folder(name);
    let files = ["r.txt", "e.jsonl", "problems.tsv"].map(|file| folder.join(file));
    let [input, events, problems] = files.each_ref().map(|path| path.to_str().unwrap());
    std::fs::write(input, text).unwrap();
    let (run, memory) = most_memory(&["code", input, "-o", events, "--problems", problems]);
    let [problems, events] = [problems, events].map(|path| std::fs::read_to_string(path).unwrap());
    (run, memory, problems, events)
}

#[test]
#[cfg(target_os = "linux")]
fn a_report_of_50_mb_is_coded_to_a_bound_and_the_rest_is_told() {
    let line = "Norway expelled two Russian diplomats on Monday. Moscow closed the Norwegian consulate in Murmansk.\n\n";
    let (run, memory, told, events) = coded("large", &line.repeat(50_000_000 / line.len()));
    assert!(run.err.contains("20,000 sentences"), "{}", run.err);
    assert!(told.contains("more than 20000 sentences"), "{told}");
    assert_eq!(events.lines().count(), 20_000);
    assert!(memory > 0 && memory < 1024, "{memory} MiB");
    println!("{memory} MiB");
}

#[test]
#[cfg(target_os = "linux")]
fn a_sentence_of_100_000_words_is_passed_over_and_told() {
    let words = "Norway expelled two Russian diplomats after Moscow closed its consulate and ";
    let text = format!(
        "{}left. Malta expelled two Libyan envoys.",
        words.repeat(100_000 / 11)
    );
    let (run, memory, told, events) = coded("sentence", &text);
    assert!(run.err.contains("1 problem"), "{}", run.err);
    assert!(told.contains("more than 250"), "{told}");
    assert_eq!(events.lines().count(), 1, "the next sentence is read");
    assert!(memory > 0 && memory < 512, "{memory} MiB");
}
