//! `docs/record-store.md` explains every table and column, every term of merging, and nothing else.

use chancery_record::Writer;
use std::collections::{BTreeMap, BTreeSet};

const PAGE: &str = include_str!("../../../docs/record-store.md");
const RULES: &str = include_str!("../../../data/record/merge.toml");

/// The first cells of the rows of the first table under each heading of the third level.
fn tables() -> BTreeMap<&'static str, Vec<&'static str>> {
    let chapter = PAGE
        .split("\n## ")
        .find(|c| c.starts_with("Tables\n"))
        .expect("a chapter `Tables`");
    let sections = chapter.split("\n### ").skip(1);
    sections
        .map(|section| {
            (
                section.lines().next().unwrap_or_default().trim(),
                first_cells(section),
            )
        })
        .collect()
}

fn first_cells(text: &str) -> Vec<&str> {
    let rows = text.lines().skip_while(|l| !l.starts_with("| ---")).skip(1);
    rows.take_while(|l| l.starts_with('|'))
        .filter_map(|l| l.split('|').nth(1))
        .map(str::trim)
        .collect()
}

/// Columns of every table of a new record, those that FTS5 keeps for itself left out.
fn schema() -> BTreeMap<String, Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("record.chancery");
    Writer::open(&path).unwrap().close().unwrap();
    let connection = rusqlite::Connection::open(&path).unwrap();
    let mut tables = connection
        .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite_%'")
        .unwrap();
    let names: Vec<String> = tables
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let mut info = connection
        .prepare("SELECT name FROM pragma_table_info(?1)")
        .unwrap();
    names
        .into_iter()
        .map(|name| {
            let columns = info
                .query_map([&name], |row| row.get(0))
                .unwrap()
                .map(Result::unwrap)
                .collect();
            (name, columns)
        })
        .collect()
}

#[test]
fn every_table_and_column_is_explained_in_its_order_and_no_other() {
    let (told, there) = (tables(), schema());
    let names: BTreeSet<&str> = there.keys().map(String::as_str).collect();
    assert_eq!(told.keys().copied().collect::<BTreeSet<_>>(), names);
    for (name, columns) in &there {
        assert_eq!(told[name.as_str()], *columns, "table {name}");
    }
}

#[test]
fn every_index_is_named() {
    let steps = concat!(
        include_str!("../src/schema/v1.sql"),
        include_str!("../src/schema/v2.sql")
    );
    let indexes = steps
        .lines()
        .filter_map(|line| line.strip_prefix("CREATE INDEX "));
    for index in indexes.filter_map(|line| line.split_whitespace().next()) {
        assert!(
            PAGE.contains(&format!("| {index} |")),
            "index {index} is not in the page"
        );
    }
}

#[test]
fn every_term_of_merging_stands_there_with_its_weight() {
    let chapter = PAGE
        .split("\n### ")
        .find(|c| c.starts_with("Terms and weights\n"))
        .expect("`Terms and weights`");
    let rows: BTreeMap<&str, f64> = (chapter.lines().filter(|l| l.starts_with("| ")).skip(1))
        .filter_map(|l| {
            let mut cells = l.split('|').skip(1).map(str::trim);
            Some((cells.next()?, cells.next()?.parse().ok()?))
        })
        .collect();
    let weights = RULES.split("[weights]").nth(1).expect("weights");
    let weights: BTreeMap<&str, f64> = weights
        .lines()
        .filter_map(|l| l.split_once('='))
        .map(|(name, weight)| (name.trim(), weight.trim().parse().unwrap()))
        .collect();
    assert_eq!(rows, weights);
}
