//! The form of the spec pages, for the tests of every crate that run them: pages in a folder, cases under `###`
//! headings, lines and tables in a case, and what is told of those that do not hold.
//!
//! It is taken in by `#[path]`; each runner says what its own lines and tables mean.

// Every runner uses its part of this.
#![allow(dead_code)]

use std::path::PathBuf;

/// A case as it stands on its page.
#[derive(Debug, Clone)]
pub struct Part {
    /// File of the page.
    pub file: String,
    /// Line of the heading, from 1.
    pub line: usize,
    /// The heading, without the mark of a known gap.
    pub heading: String,
    /// Marked as a known gap (`### ~ heading`).
    pub gap: bool,
    lines: Vec<String>,
}

/// What a case is made of.
#[derive(Debug)]
pub enum Block<'a> {
    /// A line of text.
    Line(&'a str),
    /// A table, with its head as it stands.
    Table(&'a str, Table),
}

/// A table: its columns, and rows of as many cells.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// The column names.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// The cell of a row in a column, if the table has the column.
    pub fn cell<'a>(&self, row: &'a [String], column: &str) -> Option<&'a str> {
        let at = self.columns.iter().position(|c| c == column)?;
        row.get(at).map(String::as_str)
    }
}

impl Part {
    /// Where the case stands, and what it says: for messages.
    pub fn at(&self) -> String {
        format!("{}:{}: {}", self.file, self.line, self.heading)
    }

    /// Its lines and tables in order, each with the number of its first line on the page.
    ///
    /// # Errors
    /// If a row of a table has more or fewer cells than its head.
    pub fn blocks(&self) -> Result<Vec<(usize, Block<'_>)>, String> {
        let mut blocks = Vec::new();
        let mut lines = self.lines.iter().map(String::as_str).enumerate().peekable();
        while let Some((i, line)) = lines.next() {
            let number = self.line + 1 + i;
            if !line.starts_with('|') {
                blocks.push((number, Block::Line(line)));
                continue;
            }
            let mut table = Table {
                columns: cells(line),
                rows: Vec::new(),
            };
            lines.next_if(|(_, rule)| is_rule(rule));
            while let Some((_, row)) = lines.next_if(|(_, row)| row.starts_with('|')) {
                let row = cells(row);
                if row.len() != table.columns.len() {
                    return Err(format!(
                        "{}:{number}: a row below has more or fewer cells than this head: {row:?}",
                        self.file
                    ));
                }
                table.rows.push(row);
            }
            blocks.push((number, Block::Table(line, table)));
        }
        Ok(blocks)
    }
}

/// Whether a line is the rule under a table's head.
fn is_rule(line: &str) -> bool {
    line.starts_with('|') && line.chars().all(|c| "|-: ".contains(c))
}

fn cells(line: &str) -> Vec<String> {
    let inner = line.trim().trim_start_matches('|');
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let cells = inner.split('|');
    cells.map(|cell| cell.trim().to_owned()).collect()
}

/// The cases of all pages in a folder, in the order of their names; a README is no page.
pub fn parts(folder: &str) -> Vec<Part> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("cannot list {folder}: {error}"))
        .map(|entry| entry.expect("the folder can be listed").path())
        .filter(|path| path.extension().is_some_and(|e| e == "md") && !path.ends_with("README.md"))
        .collect();
    files.sort();
    let pages = files.iter().map(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let text = std::fs::read_to_string(path)
            .unwrap_or_else(|error| panic!("cannot read {name}: {error}"));
        split(&name, &text)
    });
    pages.flatten().collect()
}

/// The same, each read as its runner reads it; panics with what is wrong with one.
pub fn cases<T>(folder: &str, parse: impl Fn(&Part) -> Result<T, String>) -> Vec<T> {
    let read = |part: &Part| parse(part).unwrap_or_else(|message| panic!("{message}"));
    parts(folder).iter().map(read).collect()
}

/// The cases of one page.
pub fn split(file: &str, text: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if let Some(heading) = line.strip_prefix("### ") {
            let plain = heading.strip_prefix("~ ").unwrap_or(heading);
            parts.push(Part {
                file: file.to_owned(),
                line: number + 1,
                heading: plain.to_owned(),
                gap: plain.len() < heading.len(),
                lines: Vec::new(),
            });
        } else if let Some(part) = parts.last_mut() {
            part.lines.push(line.to_owned());
        }
    }
    parts
}

/// Runs the cases whose file or heading has the words of `CHANCERY_SPEC_FILTER`, and fails where one does not hold, or
/// holds and is still marked as a known gap.
///
/// `difference` tells what is other than a case expects, or `None`.
pub fn hold<C>(
    what: &str,
    cases: &[C],
    part: impl Fn(&C) -> &Part,
    difference: impl Fn(&C) -> Option<String>,
) {
    let filter = std::env::var("CHANCERY_SPEC_FILTER").unwrap_or_default();
    let wanted = |case: &&C| {
        let Part { file, heading, .. } = part(case);
        format!("{file} {heading}")
            .to_lowercase()
            .contains(&filter.to_lowercase())
    };
    let (mut held, mut gaps, mut failed, mut total) = (0, 0, 0, 0);
    for case in cases.iter().filter(wanted) {
        total += 1;
        match (difference(case), part(case).gap) {
            (None, false) => held += 1,
            (Some(_), true) => gaps += 1,
            (Some(difference), false) => {
                failed += 1;
                println!("{}\n{difference}", part(case).at());
            }
            (None, true) => {
                failed += 1;
                println!("{}\n  holds now: remove its `~`\n", part(case).at());
            }
        }
    }
    println!("{held} of {total} {what} hold, {gaps} known gaps, {failed} to mend");
    assert!(total > 0, "no case matches CHANCERY_SPEC_FILTER={filter}");
    assert_eq!(
        failed, 0,
        "see the cases above; `~` before a heading marks a known gap"
    );
}
