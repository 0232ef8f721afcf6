//! The audit of the built-in files: order, duplicates, codes, dates, provenance, and names that match too much.

use crate::entry::{Entry, Kind};
use crate::index::key;
use crate::lexicon::Lexicon;
use crate::sources::FILES;
use crate::table::rows;
use chancery_codebook::Codebook;
use std::collections::{BTreeSet, HashMap, HashSet};

/// The files that tell the origin of others, with their names.
const PROVENANCE: &[(&str, &str)] = &[
    (
        "provenance.toml",
        include_str!("../../../data/lexicon/provenance.toml"),
    ),
    (
        "provenance-facts.toml",
        include_str!("../../../data/lexicon/provenance-facts.toml"),
    ),
];

/// Words that begin many sentences, with a capital there: no name may be one of them alone.
const COMMON_WORDS: &str = include_str!("../../../data/lexicon/common_words.txt");

/// What must be told of every file's origin.
const TOLD: &[&str] = &["source", "address", "date", "licence", "made"];

impl Lexicon {
    /// What is wrong with the built-in files, one line each; empty when all is well.
    ///
    /// Checked are the rows themselves, their order, duplicates, codes and sectors against the codebook,
    /// dates that end before they begin, names that are also common words, and that `provenance.toml`
    /// tells each file's origin.
    pub fn audit() -> Vec<String> {
        let lexicon = Lexicon::builtin();
        let mut findings = lexicon.problems.clone();
        for file in FILES {
            order(file.name, file.text, file.columns, &mut findings);
        }
        entries(lexicon, &mut findings);
        common(lexicon, &mut findings);
        provenance(&mut findings);
        findings
    }
}

/// Rows in order of their first cell, none twice.
fn order(name: &str, text: &str, columns: &[&str], findings: &mut Vec<String>) {
    let Ok(table) = rows(name, text, columns) else {
        return;
    };
    let mut seen = HashSet::new();
    let mut before = "";
    for row in &table {
        let (line, first) = (row.line, row.cell(0));
        if first < before {
            findings.push(format!(
                "{name}:{line}: `{first}` stands after `{before}`; sort the rows"
            ));
        }
        if !seen.insert((0..columns.len()).map(|c| row.cell(c)).collect::<Vec<_>>()) {
            findings.push(format!("{name}:{line}: the same row twice; remove one"));
        }
        before = first;
    }
}

/// Codes and sectors that the codebook has, and dates in order.
fn entries(lexicon: &Lexicon, findings: &mut Vec<String>) {
    let codebook = Codebook::builtin();
    let sectors: HashSet<&str> = codebook.sectors.iter().map(|t| t.code.as_str()).collect();
    let mut codes: HashSet<&str> = codebook.bodies.iter().map(|t| t.code.as_str()).collect();
    // The states' codes are those of countries.tsv, which are checked by shape and by their own row.
    codes.extend(
        lexicon
            .entries()
            .iter()
            .filter(|e| e.kind == Kind::Country)
            .filter_map(|e| e.code.as_deref()),
    );
    let mut told = BTreeSet::new();
    for entry in lexicon.entries() {
        let at = &entry.source;
        if let Some(code) = entry.code.as_deref()
            && (!codes.contains(code)
                || code.len() != 3
                || !code.bytes().all(|b| b.is_ascii_uppercase()))
        {
            told.insert(format!(
                "{at}: unknown code `{code}`; use one of ISO 3166 or of the codebook"
            ));
        }
        if let Some(sector) = entry.sector.as_deref().filter(|s| !sectors.contains(s)) {
            told.insert(format!(
                "{at}: unknown sector `{sector}`; use one of the codebook's"
            ));
        }
        if let (Some(from), Some(to)) = (entry.from, entry.to)
            && from > to
        {
            told.insert(format!(
                "{at}: begins on {from} and ends on {to}; exchange the dates"
            ));
        }
    }
    findings.extend(told);
}

/// Names that are common words, and homonyms of one file that nothing tells apart.
fn common(lexicon: &Lexicon, findings: &mut Vec<String>) {
    let words: HashSet<&str> = COMMON_WORDS
        .lines()
        .filter(|l| !l.starts_with('#'))
        .collect();
    let mut told = BTreeSet::new();
    for name in lexicon.names() {
        let title = name.bytes().skip(1).all(|b| b.is_ascii_lowercase());
        if title && words.contains(name.to_lowercase().as_str()) {
            for entry in lexicon.find(&name).iter().filter(|e| e.kind != Kind::Agent) {
                told.insert(format!(
                    "{}: `{name}` is a common word; give a longer name",
                    entry.source
                ));
            }
        }
    }
    findings.extend(told);
    let mut seen: HashMap<String, &Entry> = HashMap::new();
    for entry in lexicon
        .entries()
        .iter()
        .filter(|e| e.kind == Kind::Body || e.kind == Kind::Group)
    {
        let name = entry.name.as_deref().map(key).unwrap_or_default();
        let alike = format!(
            "{name}/{:?}/{:?}/{:?}/{:?}",
            entry.code, entry.kind, entry.from, entry.to
        );
        if let Some(other) = seen
            .insert(alike, entry)
            .filter(|other| other.source != entry.source)
        {
            findings.push(format!(
                "{}: `{name}` is also at {}; make one row of both",
                entry.source, other.source
            ));
        }
    }
}

/// Every file has its origin told: by the fields of its table, or of the first of its table's sources.
fn provenance(findings: &mut Vec<String>) {
    let mut told = toml::Table::new();
    for (name, text) in PROVENANCE {
        match text.parse::<toml::Table>() {
            Ok(table) => told.extend(table),
            Err(error) => findings.push(format!("{name}: {}; correct it", error.message())),
        }
    }
    for file in FILES {
        let Some(table) = told.get(file.name).and_then(toml::Value::as_table) else {
            findings.push(format!(
                "provenance.toml: no table for {}; add [\"{}\"]",
                file.name, file.name
            ));
            continue;
        };
        let first = table
            .get("source")
            .and_then(|s| s.get(0))
            .and_then(toml::Value::as_table);
        for field in TOLD {
            let text = [Some(table), first]
                .into_iter()
                .flatten()
                .find_map(|t| t.get(*field)?.as_str());
            if text.is_none_or(|text| text.trim().is_empty()) {
                findings.push(format!(
                    "provenance.toml: {} tells no `{field}`; fill it in",
                    file.name
                ));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_files_are_in_order() {
        let findings = Lexicon::audit();
        assert!(findings.is_empty(), "{}", findings.join("\n"));
    }

    #[test]
    fn rows_out_of_order_and_twice_are_told() {
        let mut findings = Vec::new();
        order(
            "x.tsv",
            "name\tcode\nB\tX\nA\tX\nA\tX\n",
            &["name", "code"],
            &mut findings,
        );
        assert_eq!(
            findings,
            [
                "x.tsv:3: `A` stands after `B`; sort the rows",
                "x.tsv:4: the same row twice; remove one"
            ]
        );
    }
}
