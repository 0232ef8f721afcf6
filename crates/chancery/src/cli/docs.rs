//! `docs/cli.md` is made of the program's own help: this test writes it, or fails where it differs.

use super::args::Args;
use chancery::output::{Column, event_columns, presence_columns, problem_columns};
use clap::{Command, CommandFactory as _};
use std::fmt::Write as _;
use std::path::Path;

const INTRODUCTION: &str = "\
# The command line

This page is made from the program's own help and checked by a test; \
`CHANCERY_UPDATE_DOCS=1 cargo test -p chancery docs` makes it anew.

Data goes to standard output, all else to standard error. Exit status: 0 done, 1 the answer is \"no\" \
(a value under its floor, findings of an audit) or some input was skipped, 2 an error, 130 stopped by \
Ctrl-C. A closed pipe (`chancery … | head`) ends the program quietly.
";

fn page() -> String {
    let mut page = INTRODUCTION.to_owned();
    let mut program = Args::command().term_width(100);
    program.build();
    add(&mut page, &program, 2);
    page.push_str("\n## Columns of CSV and TSV\n\n");
    page.push_str(
        "A list is one cell, its members joined by `;` in order, with nothing between two semicolons where a \
         member lacks the value: the n-th parts of `actor_country`, `actor_sector`, `actor_name`, `actor_role` \
         and `actor_text` speak of the same actor. A semicolon inside a member becomes a comma. Null is an \
         empty cell. JSON and Parquet keep lists and nested fields as they are; `docs/record.md` tells of each.\n",
    );
    columns(&mut page, "Events", event_columns());
    columns(&mut page, "Presence statements", presence_columns());
    columns(&mut page, "Problems", problem_columns());
    page
}

fn add(page: &mut String, command: &Command, depth: usize) {
    let name = command.get_bin_name().unwrap_or(command.get_name());
    let help = command
        .clone()
        .term_width(100)
        .render_long_help()
        .to_string();
    let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
    let _ = write!(
        page,
        "\n{} `{name}`\n\n```text\n{}\n```\n",
        "#".repeat(depth),
        lines.join("\n").trim_end()
    );
    for sub in command.get_subcommands().filter(|c| c.get_name() != "help") {
        add(
            page,
            sub,
            if depth == 2 && command.get_name() == "chancery" {
                2
            } else {
                depth + 1
            },
        );
    }
}

fn columns<T>(page: &mut String, title: &str, columns: &[Column<T>]) {
    let _ = write!(
        page,
        "\n### {title}\n\n| column | meaning |\n| --- | --- |\n"
    );
    for column in columns {
        let _ = writeln!(page, "| `{}` | {} |", column.name, column.meaning);
    }
}

#[test]
fn the_docs_of_the_command_line_are_its_help() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/cli.md");
    if std::env::var_os("CHANCERY_UPDATE_DOCS").is_some() {
        std::fs::write(&path, page()).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    // Compared line by line, so that the first difference is told and not two whole pages.
    let expected = page();
    for (i, (e, f)) in expected.lines().zip(found.lines()).enumerate() {
        assert_eq!(
            f,
            e,
            "docs/cli.md:{}: run with CHANCERY_UPDATE_DOCS=1",
            i + 1
        );
    }
    assert_eq!(
        found.lines().count(),
        expected.lines().count(),
        "docs/cli.md: run with CHANCERY_UPDATE_DOCS=1"
    );
}

#[test]
fn every_command_has_examples_and_every_argument_a_help() {
    let mut left = vec![Args::command()];
    while let Some(command) = left.pop() {
        let name = command.get_name().to_owned();
        for argument in command.get_arguments() {
            assert!(
                argument.get_help().is_some(),
                "{name}: {} has no help",
                argument.get_id()
            );
        }
        if name != "chancery" {
            let examples = command
                .get_after_help()
                .map(ToString::to_string)
                .unwrap_or_default();
            assert!(
                examples.starts_with("Examples:\n  chancery "),
                "{name} has no examples"
            );
        }
        left.extend(command.get_subcommands().cloned());
    }
}

#[test]
fn the_arguments_are_consistent() {
    Args::command().debug_assert();
}

#[test]
fn every_example_of_the_help_is_understood() {
    let mut left = vec![Args::command()];
    while let Some(command) = left.pop() {
        let examples = command
            .get_after_help()
            .map(ToString::to_string)
            .unwrap_or_default();
        let calls = examples
            .lines()
            .filter_map(|line| line.strip_prefix("  "))
            .filter_map(|line| line.find("chancery ").map(|at| &line[at..]));
        for call in calls {
            let words = words(call);
            if let Err(error) = Args::command().try_get_matches_from(&words) {
                panic!("{call}: {error}");
            }
        }
        left.extend(command.get_subcommands().cloned());
    }
}

#[test]
fn every_command_that_a_page_names_is_understood() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for path in pages(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")) {
        let text = std::fs::read_to_string(&path).unwrap();
        let mut block = false;
        for (number, line) in (1..).zip(text.lines()) {
            if line.trim_start().starts_with("```") {
                block = !block;
                continue;
            }
            let calls: Vec<&str> = match block {
                true => line
                    .trim_start()
                    .trim_start_matches("$ ")
                    .split("&& ")
                    .filter(|call| call.starts_with("chancery "))
                    .collect(),
                // Code that a line break cuts is left to the eye.
                false if line.matches('`').count() % 2 == 1 => Vec::new(),
                false => (line.split('`').skip(1).step_by(2))
                    .filter(|code| code.starts_with("chancery "))
                    .collect(),
            };
            for call in calls {
                count += 1;
                let words = words(call.split(" #").next().unwrap_or(call));
                if let Err(error) = Args::command().try_get_matches_from(words)
                    && error.use_stderr()
                    // A command that is only named needs no arguments.
                    && call.split(' ').count() > 3
                {
                    wrong.push(format!("{}:{number}: {call}\n{error}", path.display()));
                }
            }
        }
    }
    assert!(count > 50, "only {count} commands were found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// README.md, CONTRIBUTING.md and the pages under `docs/`, but `cli.md`, whose examples are tested above.
fn pages(root: &Path) -> Vec<std::path::PathBuf> {
    let mut pages = vec![root.join("README.md"), root.join("CONTRIBUTING.md")];
    let mut folders = vec![root.join("docs")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "md") && !path.ends_with("cli.md") {
                pages.push(path);
            }
        }
    }
    pages
}

/// The words of a shell call, up to a pipe or a redirection.
fn words(call: &str) -> Vec<String> {
    let (mut words, mut quoted, mut word) = (Vec::new(), false, None::<String>);
    for c in call.chars() {
        match c {
            '"' => {
                quoted = !quoted;
                word.get_or_insert_default();
            }
            '|' | '>' if !quoted => break,
            ' ' if !quoted => words.extend(word.take()),
            c => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}
