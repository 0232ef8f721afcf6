//! What can go wrong with a record, and what to do about it.

use std::path::PathBuf;

/// An error of the store.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such file.
    #[error("there is no record at `{}`: `chancery add PATH` makes one, `--record FILE` names another", .0.display())]
    Missing(PathBuf),
    /// The file is something else.
    #[error("`{}` is not a Chancery record: it is {}", .0.display(), .1)]
    NotARecord(PathBuf, &'static str),
    /// A newer program made the file.
    #[error("`{}` is a record of version {found}, and this program reads versions up to {known}: install a newer chancery", .path.display())]
    TooNew {
        /// The file.
        path: PathBuf,
        /// Its schema version.
        found: i64,
        /// The newest version that this program knows.
        known: i64,
    },
    /// Nothing can be written to it.
    #[error("cannot write to `{}`: the file or its folder is read-only; nothing was changed", .0.display())]
    ReadOnly(PathBuf),
    /// The disk is full.
    #[error("the disk of `{}` is full: what was committed before is whole; free some space and run the same command again, which goes on where it was", .0.display())]
    Full(PathBuf),
    /// Another program holds the record for writing.
    #[error("another program has been writing to `{}` for {} seconds: try again when it is done", .0.display(), .1)]
    Busy(PathBuf, u64),
    /// The file is damaged.
    #[error("`{}` is damaged ({}): restore a backup, or see \"Recovery\" in docs/record-store.md", .0.display(), .1)]
    Damaged(PathBuf, String),
    /// A folder cannot be made or a file not opened.
    #[error("cannot open `{}`: {}", .0.display(), .1)]
    Open(PathBuf, String),
    /// An id that nothing has.
    #[error("there is no {what} `{id}` in the record")]
    Unknown {
        /// What was looked for.
        what: &'static str,
        /// The id given.
        id: String,
    },
    /// An id that several things begin with.
    #[error("several {what}s begin with `{id}`: give more of the id")]
    Ambiguous {
        /// What was looked for.
        what: &'static str,
        /// The id given.
        id: String,
    },
    /// A question that cannot be asked.
    #[error("{0}")]
    Query(String),
    /// Two decisions that contradict each other, or one that does nothing.
    #[error("{0}")]
    Decision(String),
    /// A cell of the record that does not hold what it should.
    #[error("row {row} of `{table}` cannot be read: {message}")]
    Cell {
        /// Table.
        table: &'static str,
        /// Row id.
        row: i64,
        /// What is wrong.
        message: String,
    },
    /// Any other error of SQLite.
    #[error("the record: {0}{advice}", advice = advice(.0))]
    Sqlite(#[from] rusqlite::Error),
}

/// What the functions of this crate give.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// Names the file in errors of SQLite that have a remedy of their own.
    pub(crate) fn at(self, path: &std::path::Path) -> Error {
        use rusqlite::ErrorCode as Code;
        let Error::Sqlite(error) = self else {
            return self;
        };
        let path = path.to_owned();
        match error.sqlite_error_code() {
            Some(Code::DiskFull) => Error::Full(path),
            Some(Code::ReadOnly) => Error::ReadOnly(path),
            Some(Code::NotADatabase) => Error::NotARecord(path, "no SQLite file"),
            Some(Code::DatabaseCorrupt) => Error::Damaged(path, error.to_string()),
            Some(Code::CannotOpen) => Error::Open(path, error.to_string()),
            Some(Code::SystemIoFailure) if is_full(&error) => Error::Full(path),
            _ => Error::Sqlite(error),
        }
    }
}

/// What to do about a file that is damaged somewhere inside, which shows only where that page is read.
fn advice(error: &rusqlite::Error) -> &'static str {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DatabaseCorrupt) => {
            "; its file is damaged: restore a backup, or see \"A damaged file\" in docs/record-store.md"
        }
        _ => "",
    }
}

/// Whether an I/O error is a write that the file system had no room (or leave, by a limit) for.
fn is_full(error: &rusqlite::Error) -> bool {
    const IOERR_WRITE: i32 = 778;
    error
        .sqlite_error()
        .is_some_and(|e| e.extended_code == IOERR_WRITE)
}
