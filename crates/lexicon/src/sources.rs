//! The lexicon's files: their columns, and what each row becomes.

use crate::entry::{Entry, Kind, Source};
use crate::error::LexiconErrorKind;
use crate::index::key;
use crate::table::{Row, rows};
use std::sync::Arc;

/// Reads one row of a file into entries.
type Reader = fn(&Row, &mut Sink) -> Result<(), String>;

/// One file of the lexicon.
pub(crate) struct File {
    /// Its name, in `data/lexicon/` and in a user's folder.
    pub name: &'static str,
    /// The built-in text.
    pub text: &'static str,
    /// Its columns in order.
    pub columns: &'static [&'static str],
    read: Reader,
}

macro_rules! file {
    ($name:literal, [$($column:literal),+], $read:expr) => {
        File {
            name: $name,
            text: include_str!(concat!("../../../data/lexicon/", $name)),
            columns: &[$($column),+],
            read: $read,
        }
    };
}

/// Every file of the lexicon.
pub(crate) const FILES: &[File] = &[
    file!(
        "countries.tsv",
        [
            "code",
            "name",
            "status",
            "names",
            "adjectives",
            "inhabitant",
            "inhabitants",
            "capital",
            "from",
            "to",
            "lat",
            "lon"
        ],
        country
    ),
    file!("metonyms.tsv", ["words", "code", "sector", "name"], metonym),
    file!(
        "bodies.tsv",
        ["name", "aliases", "code", "sector", "role", "from", "to"],
        |row, sink| office(row, sink, Kind::Body)
    ),
    file!(
        "groups.tsv",
        ["name", "aliases", "code", "sector", "from", "to"],
        group
    ),
    file!("agents.tsv", ["form", "plural", "sector", "role"], agent),
    file!(
        "holders.tsv",
        ["name", "aliases", "code", "sector", "role", "from", "to"],
        |row, sink| office(row, sink, Kind::Person)
    ),
    file!(
        "places.tsv",
        [
            "name",
            "aliases",
            "code",
            "lat",
            "lon",
            "population",
            "kind",
            "admin"
        ],
        place
    ),
    file!("masks.tsv", ["words", "kind", "lat", "lon"], mask),
];

/// What the words of a key are matched with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Case {
    /// Names: case counts.
    Proper,
    /// Common nouns: any case.
    Common,
}

/// An entry with the key that it is found by.
pub(crate) struct Listed {
    /// Words in the form of [`key`].
    pub key: String,
    /// How to match them.
    pub case: Case,
    /// What they denote.
    pub entry: Entry,
}

/// Takes the entries of one file.
pub(crate) struct Sink {
    /// What has been read.
    pub entries: Vec<Listed>,
    file: Arc<str>,
    line: u32,
    user: bool,
}

impl Sink {
    /// A blank entry of the present line.
    fn entry(&self, kind: Kind) -> Entry {
        Entry {
            kind,
            code: None,
            sector: None,
            name: None,
            role: None,
            from: None,
            to: None,
            lat: None,
            lon: None,
            population: 0,
            user: self.user,
            plural: false,
            source: Source {
                file: Arc::clone(&self.file),
                line: self.line,
            },
        }
    }

    /// Common nouns that are written with a capital ("PM") are matched with it.
    fn add(&mut self, words: &str, entry: Entry) {
        let noun = entry.kind == Kind::Agent && !words.chars().any(char::is_uppercase);
        let (key, case) = match key(words) {
            key if noun => (key.to_lowercase(), Case::Common),
            key => (key, Case::Proper),
        };
        if !key.is_empty() {
            self.entries.push(Listed { key, case, entry });
        }
    }

    /// Adds an entry under the name in column 0 and the aliases in column 1.
    fn add_named(&mut self, row: &Row, entry: &Entry) -> Result<(), String> {
        let name = row
            .text(0)
            .ok_or("the name is empty; fill the first column")?;
        for words in
            std::iter::once(name.as_str()).chain(row.alternatives(1).filter(|a| *a != name))
        {
            self.add(
                words,
                Entry {
                    name: Some(name.clone()),
                    ..entry.clone()
                },
            );
        }
        Ok(())
    }
}

/// Reads a file's text; `shown` is its name in messages and sources. Broken rows are told and passed over.
pub(crate) fn read(
    file: &File,
    shown: &str,
    text: &str,
    user: bool,
) -> (Vec<Listed>, Vec<LexiconErrorKind>) {
    let table = match rows(shown, text, file.columns) {
        Ok(table) => table,
        Err(error) => return (Vec::new(), vec![error]),
    };
    let entries = Vec::with_capacity(table.len() * 3);
    let mut sink = Sink {
        entries,
        file: Arc::from(shown),
        line: 0,
        user,
    };
    let mut problems = Vec::new();
    for row in table {
        sink.line = row.line;
        let before = sink.entries.len();
        if let Err(message) = (file.read)(&row, &mut sink) {
            sink.entries.truncate(before);
            problems.push(LexiconErrorKind::Row {
                file: shown.to_owned(),
                line: row.line,
                message,
            });
        }
    }
    (sink.entries, problems)
}

fn country(row: &Row, sink: &mut Sink) -> Result<(), String> {
    let code = row
        .text(0)
        .ok_or("the code is empty; give the ISO 3166 alpha-3 code")?;
    let name = row
        .text(1)
        .ok_or("the name is empty; fill the second column")?;
    let (from, to) = (row.from(8)?, row.to(9)?);
    let (lat, lon) = (row.number(10)?, row.number(11)?);
    let all = |sink: &Sink, kind| Entry {
        code: Some(code.clone()),
        name: Some(name.clone()),
        role: row.text(2),
        from,
        to,
        lat,
        lon,
        ..sink.entry(kind)
    };
    let mut add = |words: &str, kind, plural| {
        let entry = Entry {
            plural,
            ..all(sink, kind)
        };
        sink.add(words, entry);
    };
    add(&name, Kind::Country, false);
    row.alternatives(3)
        .filter(|n| *n != name)
        .for_each(|n| add(n, Kind::Country, false));
    row.alternatives(4)
        .for_each(|n| add(n, Kind::Adjective, false));
    row.alternatives(5)
        .for_each(|n| add(n, Kind::Inhabitant, false));
    row.alternatives(6)
        .for_each(|n| add(n, Kind::Inhabitant, true));
    // "Pretoria/Cape Town": two cities; "Kyiv|Kiev": two names of one.
    for city in row.text(7).iter().flat_map(|cities| cities.split('/')) {
        let mut capital = None;
        for words in city.split('|').map(str::trim).filter(|w| !w.is_empty()) {
            let entry = Entry {
                name: Some(capital.get_or_insert(words).to_string()),
                sector: Some("GOV".to_owned()),
                role: Some("capital".to_owned()),
                lat: None,
                lon: None,
                ..all(sink, Kind::Capital)
            };
            sink.add(words, entry);
        }
    }
    Ok(())
}

fn metonym(row: &Row, sink: &mut Sink) -> Result<(), String> {
    let (code, sector) = (row.text(1), row.text(2));
    let words: Vec<&str> = row.alternatives(0).collect();
    let first = words
        .first()
        .ok_or("the words are empty; fill the first column")?;
    let name = row.text(3).or_else(|| Some((*first).to_owned()));
    for one in &words {
        let entry = Entry {
            code: code.clone(),
            sector: sector.clone(),
            name: name.clone(),
            ..sink.entry(Kind::Metonym)
        };
        sink.add(one, entry);
    }
    Ok(())
}

/// Bodies and holders of offices have the same columns: code, sector, role, from, to.
fn office(row: &Row, sink: &mut Sink, kind: Kind) -> Result<(), String> {
    let entry = Entry {
        code: row.text(2),
        sector: row.text(3),
        role: row.text(4),
        from: row.from(5)?,
        to: row.to(6)?,
        ..sink.entry(kind)
    };
    sink.add_named(row, &entry)
}

fn group(row: &Row, sink: &mut Sink) -> Result<(), String> {
    let entry = Entry {
        code: row.text(2),
        sector: row.text(3),
        from: row.from(4)?,
        to: row.to(5)?,
        ..sink.entry(Kind::Group)
    };
    sink.add_named(row, &entry)
}

fn agent(row: &Row, sink: &mut Sink) -> Result<(), String> {
    let form = row
        .text(0)
        .or_else(|| row.alternatives(1).next().map(str::to_owned));
    form.ok_or("both forms are empty; give the singular or the plural")?;
    let entry = Entry {
        sector: row.text(2),
        role: row.text(3),
        ..sink.entry(Kind::Agent)
    };
    row.alternatives(0)
        .for_each(|words| sink.add(words, entry.clone()));
    row.alternatives(1).for_each(|words| {
        sink.add(
            words,
            Entry {
                plural: true,
                ..entry.clone()
            },
        )
    });
    Ok(())
}

fn place(row: &Row, sink: &mut Sink) -> Result<(), String> {
    let entry = Entry {
        code: row.text(2),
        lat: row.number(3)?,
        lon: row.number(4)?,
        population: row.number(5)?.unwrap_or(0),
        role: row.text(6),
        ..sink.entry(Kind::Place)
    };
    sink.add_named(row, &entry)
}

/// A name that holds a state's name and is no party, such as a sea or a treaty: a place without a code.
fn mask(row: &Row, sink: &mut Sink) -> Result<(), String> {
    let words: Vec<&str> = row.alternatives(0).collect();
    let first = *words
        .first()
        .ok_or("the words are empty; fill the first column")?;
    let entry = Entry {
        name: Some(first.to_owned()),
        role: row.text(1),
        lat: row.number(2)?,
        lon: row.number(3)?,
        ..sink.entry(Kind::Place)
    };
    words.iter().for_each(|one| sink.add(one, entry.clone()));
    Ok(())
}
