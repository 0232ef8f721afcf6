//! Every command that a page gives is run, in order, in a folder with the sample reports; what a page shows of its output is
//! compared. `not_run.tsv` beside this file lists the commands that are not, each with the reason.
//!
//! `CHANCERY_DOCS_FILTER=tutorial cargo test -p chancery --test docs` runs the pages whose path holds the word.

use super::{pages, root, text};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// One command of a page with the output that stands below it.
#[derive(Debug)]
struct Example {
    line: usize,
    command: String,
    shown: Vec<String>,
}

/// A row of `not_run.tsv`: page (`*` is any), words of the command, why it is not run.
struct Exception {
    page: String,
    words: String,
}

fn exceptions() -> Vec<Exception> {
    include_str!("not_run.tsv")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let [page, words, reason] = cells[..] else {
                panic!("not_run.tsv: `{line}` has not three cells");
            };
            assert!(!reason.is_empty(), "not_run.tsv: `{line}` gives no reason");
            Exception {
                page: page.to_owned(),
                words: words.to_owned(),
            }
        })
        .collect()
}

impl Exception {
    fn covers(&self, page: &str, command: &str) -> bool {
        (self.page == "*" || self.page == page) && command.contains(&self.words)
    }
}

/// The commands of a page's `sh` and `console` blocks.
fn examples(page: &str) -> Vec<Example> {
    let (mut examples, mut block): (Vec<Example>, Option<(String, usize)>) = (Vec::new(), None);
    // Whether the last command goes on in the next line.
    let mut open = false;
    for (number, line) in (1..).zip(text(page).lines()) {
        let bare = line.trim_start();
        match &block {
            None => {
                if let Some(kind) = bare.strip_prefix("```") {
                    block = Some((kind.to_owned(), line.len() - bare.len()));
                    open = false;
                }
            }
            Some(_) if bare.starts_with("```") => block = None,
            Some((kind, indent)) if kind == "sh" || kind == "console" => {
                let line = line.get(*indent..).unwrap_or_default();
                let starts = match kind.as_str() {
                    "console" => line.strip_prefix("$ "),
                    _ => (!open && !line.trim().is_empty()).then_some(line),
                };
                let goes_on = match kind.as_str() {
                    "console" => line
                        .strip_prefix('>')
                        .map(|l| l.strip_prefix(' ').unwrap_or(l)),
                    _ => None,
                };
                match (
                    starts,
                    goes_on.or(open.then_some(line)),
                    examples.last_mut(),
                ) {
                    (Some(command), _, _) => examples.push(Example {
                        line: number,
                        command: command.to_owned(),
                        shown: Vec::new(),
                    }),
                    (None, Some(more), Some(last)) if open || last.shown.is_empty() => {
                        last.command.push('\n');
                        last.command.push_str(more);
                    }
                    (None, _, Some(last)) if kind == "console" => {
                        last.shown.push(line.trim_end().to_owned());
                    }
                    _ => {}
                }
                if let Some(last) = examples.last() {
                    let count = |c: char| last.command.matches(c).count();
                    open = last.shown.is_empty()
                        && (last.command.ends_with('\\') || count('(') > count(')'));
                }
            }
            Some(_) => {}
        }
    }
    examples
}

/// A folder of its own for a page: sample reports under several names, an empty home, the program on the path.
fn folder(page: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("docs")
        .join(page.replace(['/', '.'], "-"));
    let _ = fs::remove_dir_all(&folder);
    for made in ["home", "bin", "told"] {
        fs::create_dir_all(folder.join(made)).unwrap();
    }
    let link = |from: PathBuf, to: &str| std::os::unix::fs::symlink(from, folder.join(to)).unwrap();
    link(
        PathBuf::from(env!("CARGO_BIN_EXE_chancery")),
        "bin/chancery",
    );
    for shared in ["examples", "data", "training"] {
        link(root().join(shared).canonicalize().unwrap(), shared);
    }
    fs::create_dir(folder.join("reports")).unwrap();
    for entry in fs::read_dir(root().join("examples/dispatches")).unwrap() {
        let entry = entry.unwrap();
        if entry.file_name().to_string_lossy().starts_with("2025-03") {
            fs::copy(entry.path(), folder.join("reports").join(entry.file_name())).unwrap();
        }
    }
    fs::write(
        folder.join("reports.csv"),
        "published_at,body\n2025-03-10,Poland expelled three Russian diplomats on Friday.\n",
    )
    .unwrap();
    folder
}

/// Runs commands in one shell, so that what one sets the next finds. Gives each one's status, output and errors.
fn run(folder: &Path, examples: &[&Example]) -> Vec<(i32, String, String)> {
    let mut script = "set -uo pipefail\n".to_owned();
    for (number, example) in examples.iter().enumerate() {
        script.push_str(&format!(
            "{{ {}\n}} >told/{number}.out 2>told/{number}.err; echo $? >told/{number}.status\n",
            example.command
        ));
    }
    let path = std::env::var("PATH").unwrap_or_default();
    let status = Command::new("bash")
        .args(["-c", &script])
        .current_dir(folder)
        .env("PATH", format!("{}:{path}", folder.join("bin").display()))
        .env("HOME", folder.join("home"))
        .env("COLUMNS", "80")
        .env_remove("CHANCERY_RECORD")
        .env_remove("CHANCERY_MODEL")
        .env_remove("CHANCERY_CONFIG")
        .env_remove("XDG_DATA_HOME")
        .env_remove("XDG_CONFIG_HOME")
        .stdin(std::process::Stdio::null())
        .status()
        .expect("bash is there");
    assert!(
        status.success(),
        "the shell could not read the commands: {script}"
    );
    let told = |number: usize, what: &str| {
        let path = folder.join(format!("told/{number}.{what}"));
        String::from_utf8_lossy(&fs::read(path).unwrap_or_default()).into_owned()
    };
    (0..examples.len())
        .map(|n| {
            let status = told(n, "status").trim().parse().unwrap_or(-1);
            (status, told(n, "out"), told(n, "err"))
        })
        .collect()
}

/// Where output differs from what a page shows: `…` alone is any lines, ` …` at an end any more of a line.
fn difference(shown: &[String], out: &str) -> Option<String> {
    let out: Vec<&str> = out.lines().map(str::trim_end).collect();
    let alike = |shown: &String, line: &str| match shown.strip_suffix(" …") {
        Some(head) => line.starts_with(head),
        None => line == shown,
    };
    // Lines between two gaps stand together in the output, too.
    let mut at = 0;
    for (number, part) in shown.split(|line| line == "…").enumerate() {
        let fits = |from: usize| {
            out.get(from..from + part.len())
                .is_some_and(|lines| part.iter().zip(lines).all(|(s, l)| alike(s, l)))
        };
        let found = match number {
            0 => fits(0).then_some(0),
            _ => (at..=out.len()).find(|from| fits(*from)),
        };
        match found {
            Some(from) => at = from + part.len(),
            None => return Some(format!("not in the output:\n{}", part.join("\n"))),
        }
    }
    let gap = shown.last().is_some_and(|line| line == "…");
    (!gap && at < out.len()).then(|| format!("more than is shown: {}", out[at]))
}

#[cfg(unix)]
#[test]
fn every_command_of_the_pages_works_and_prints_what_is_shown() {
    let (exceptions, mut wrong) = (exceptions(), Vec::new());
    let filter = std::env::var("CHANCERY_DOCS_FILTER").unwrap_or_default();
    let mut count = 0;
    for page in pages() {
        if page == "docs/cli.md" || !page.contains(&filter) {
            continue;
        }
        let examples = examples(&page);
        let runs: Vec<&Example> = examples
            .iter()
            .filter(|e| !exceptions.iter().any(|x| x.covers(&page, &e.command)))
            .collect();
        if runs.is_empty() {
            continue;
        }
        count += runs.len();
        let folder = folder(&page);
        for (example, (status, out, err)) in runs.iter().zip(run(&folder, &runs)) {
            let at = format!("{page}:{}: {}", example.line, example.command);
            // Status 1 is the answer "no", which a page must show.
            if status != 0 && (status != 1 || example.shown.is_empty()) {
                wrong.push(format!("{at}\nstatus {status}\n{err}"));
            } else if !example.shown.is_empty()
                && let Some(difference) = difference(&example.shown, &out)
            {
                wrong.push(format!("{at}\n{difference}\nall of it:\n{out}{err}"));
            }
        }
    }
    assert!(count > 0, "no page has a command");
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_exception_is_needed() {
    let all: Vec<(String, Vec<Example>)> = pages()
        .into_iter()
        .map(|page| (page.clone(), examples(&page)))
        .collect();
    for exception in exceptions() {
        let used = all
            .iter()
            .any(|(page, examples)| examples.iter().any(|e| exception.covers(page, &e.command)));
        assert!(
            used,
            "not_run.tsv: no page has `{}` any more",
            exception.words
        );
    }
}

#[test]
fn what_is_shown_is_compared_with_what_is_printed() {
    let shown = |lines: &str| lines.lines().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(difference(&shown("a\nb"), "a\nb\n"), None);
    assert_eq!(difference(&shown("a\n…\nd"), "a\nb\nc\nd\n"), None);
    assert_eq!(difference(&shown("one …\n…"), "one two\nthree\n"), None);
    assert!(difference(&shown("a"), "a\nb\n").is_some());
    assert!(difference(&shown("a\nc"), "a\nb\n").is_some());
    assert!(difference(&shown("…\nz"), "a\nb\n").is_some());
}
