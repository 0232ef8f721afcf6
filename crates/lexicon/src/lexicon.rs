//! The lexicon: built in, or with a user's folder on top; asked for the parties in a text.

use crate::capitals::place_capitals;
use crate::entry::Entry;
use crate::error::{LexiconError, LexiconErrorKind};
use crate::index::{Index, key};
use crate::masks::hide_masked;
use crate::matcher::{Hit, hits};
use crate::sources::{FILES, Listed, read};
use crate::token::Token;
use std::collections::HashSet;
use std::path::Path;
use std::sync::LazyLock;

/// All names and nouns with what they denote.
pub struct Lexicon {
    index: Index,
    fingerprint: String,
    pub(crate) problems: Vec<String>,
}

impl std::fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lexicon")
            .field("entries", &self.index.entries().len())
            .finish_non_exhaustive()
    }
}

impl Lexicon {
    /// The lexicon that is built into the program; made at the first call.
    pub fn builtin() -> &'static Lexicon {
        static BUILTIN: LazyLock<Lexicon> = LazyLock::new(|| {
            Lexicon::build().expect("the files in data/lexicon are checked by the tests")
        });
        &BUILTIN
    }

    /// Builds the built-in lexicon afresh; [`Lexicon::builtin`] does it once.
    ///
    /// # Errors
    /// If the keys cannot be indexed.
    pub fn build() -> Result<Lexicon, LexiconError> {
        Lexicon::with_files(&[])
    }

    /// The built-in lexicon with the files of a user's folder, which have the built-in files' names and
    /// columns. Where a user's entry has the words of a built-in one, only the user's is kept.
    ///
    /// # Errors
    /// If the folder or a file cannot be read, a `.tsv` file has a name that no lexicon file has, or a row
    /// is broken; the message names file and line.
    pub fn with_user_dir(dir: &Path) -> Result<Lexicon, LexiconError> {
        let unreadable = |path: &Path, error| LexiconErrorKind::Unreadable {
            path: path.to_owned(),
            error,
        };
        let mut paths = Vec::new();
        for item in std::fs::read_dir(dir).map_err(|e| unreadable(dir, e))? {
            paths.push(item.map_err(|e| unreadable(dir, e))?.path());
        }
        paths.sort();
        let mut files = Vec::new();
        for path in paths
            .iter()
            .filter(|p| p.extension().is_some_and(|e| e == "tsv"))
        {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let Some(file) = FILES.iter().position(|f| f.name == name) else {
                let allowed = FILES.iter().map(|f| f.name).collect::<Vec<_>>().join(", ");
                return Err(LexiconErrorKind::UnknownFile {
                    path: path.clone(),
                    allowed,
                }
                .into());
            };
            let text = std::fs::read_to_string(path).map_err(|e| unreadable(path, e))?;
            files.push((file, path.display().to_string(), text));
        }
        Lexicon::with_files(&files)
    }

    /// Builds the lexicon with user files: index into [`FILES`], name to show, text.
    pub(crate) fn with_files(user: &[(usize, String, String)]) -> Result<Lexicon, LexiconError> {
        let (mut entries, problems) = read_builtin();
        for (file, shown, text) in user {
            // A user's mistake stops the load: silence would look like a lexicon that does not work.
            let (read, problems) = read(&FILES[*file], shown, text, true);
            if let Some(problem) = problems.into_iter().next() {
                return Err(problem.into());
            }
            entries.extend(read);
        }
        place_capitals(&mut entries);
        hide_masked(&mut entries);
        if !user.is_empty() {
            user_wins(&mut entries);
        }
        let texts = FILES
            .iter()
            .map(|f| f.text)
            .chain(user.iter().map(|(_, _, text)| text.as_str()));
        let fingerprint = fingerprint(texts);
        Ok(Lexicon {
            index: Index::build(entries).map_err(LexiconErrorKind::from)?,
            fingerprint,
            problems,
        })
    }

    /// What the lexicon knows in a text: the longest match at each token, left to right, without overlap.
    ///
    /// `tokens` are those that [`crate::tokenize`] gives for `text`, or a run of them.
    pub fn hits<'l>(&'l self, text: &str, tokens: &[Token]) -> Vec<Hit<'l>> {
        hits(&self.index, text, tokens)
    }

    /// The entries of some words, spelled as in running text; empty if there are none.
    pub fn find(&self, words: &str) -> Vec<&Entry> {
        let key = key(words);
        let value = self
            .index
            .proper
            .get(&key)
            .or_else(|| self.index.common.get(key.to_lowercase()));
        value.map_or_else(Vec::new, |v| self.index.run(v).iter().collect())
    }

    /// A short hash of all data, which every record carries: 16 hexadecimal digits.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// All names in the form of their keys, in order.
    pub(crate) fn names(&self) -> Vec<String> {
        self.index.names()
    }

    /// All entries, those of one key together.
    pub fn entries(&self) -> &[Entry] {
        self.index.entries()
    }
}

/// Reads the built-in files, each in its thread, as every program starts with this.
fn read_builtin() -> (Vec<Listed>, Vec<String>) {
    let read: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = FILES
            .iter()
            .map(|file| scope.spawn(|| read(file, file.name, file.text, false)))
            .collect();
        let join = |t: std::thread::ScopedJoinHandle<'_, _>| {
            t.join().unwrap_or_else(|p| std::panic::resume_unwind(p))
        };
        threads.into_iter().map(join).collect()
    });
    let mut entries =
        Vec::with_capacity(read.iter().map(|(entries, _)| entries.len()).sum::<usize>() * 9 / 8);
    let mut problems = Vec::new();
    for (of_file, told) in read {
        entries.extend(of_file);
        problems.extend(told.iter().map(ToString::to_string));
    }
    (entries, problems)
}

/// Drops the built-in entries of every key that a user's entry has.
fn user_wins(entries: &mut Vec<Listed>) {
    let taken: HashSet<String> = entries
        .iter()
        .filter(|l| l.entry.user)
        .map(|l| l.key.clone())
        .collect();
    entries.retain(|l| l.entry.user || !taken.contains(&l.key));
}

/// FNV-1a, 64 bits: stable across versions of Rust and machines.
fn fingerprint<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for text in texts {
        for byte in text.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{hash:016x}")
}
