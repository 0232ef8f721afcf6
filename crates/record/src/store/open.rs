//! Opening a record, to read or to write.

use crate::error::{Error, Result};
use crate::schema;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Pages of SQLite's cache, in KiB: enough for the inner pages of every index of some million claims.
const CACHE_KIB: i64 = 64 * 1024;

/// Pages of the log after which they go into the file: 64 MB.
const WAL_PAGES: i64 = 16_000;

/// How long a reader waits for the moment in which the file is being recovered.
const READER_PATIENCE: Duration = Duration::from_secs(10);

/// A record, open to be read. Readers never wait for writers, nor writers for readers.
#[derive(Debug)]
pub struct Record {
    pub(crate) connection: Connection,
    path: PathBuf,
}

impl Record {
    /// Opens a record to read it.
    ///
    /// # Errors
    /// If there is none, or it is something else, damaged, or made by a newer program.
    pub fn open(path: &Path) -> Result<Record> {
        if !path.exists() {
            return Err(Error::Missing(path.to_owned()));
        }
        let connection = read_only(path)?;
        let found = schema::recognise(&connection, path)?;
        if found == 0 {
            return Err(Error::NotARecord(path.to_owned(), "an empty file"));
        }
        Ok(Record::on(connection, path.to_owned()))
    }

    pub(super) fn on(connection: Connection, path: PathBuf) -> Record {
        Record { connection, path }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// A connection that cannot write. In a folder where nothing can be written, the file is read as it lies.
fn read_only(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let open = |address: &Path, flags: OpenFlags| -> rusqlite::Result<Connection> {
        let connection = Connection::open_with_flags(address, flags)?;
        settle(&connection, READER_PATIENCE)?;
        schema::version(&connection)?;
        Ok(connection)
    };
    open(path, flags).or_else(|error| {
        let asleep = format!("file:{}?immutable=1", escaped(path));
        open(asleep.as_ref(), flags | OpenFlags::SQLITE_OPEN_URI)
            .map_err(|_| Error::from(error).at(path))
    })
}

/// An empty record that is in memory alone.
pub(super) fn in_memory() -> Result<Connection> {
    let mut connection = Connection::open_in_memory()?;
    settle(&connection, READER_PATIENCE)?;
    schema::migrate(&mut connection)?;
    Ok(connection)
}

/// A path as part of a URI.
fn escaped(path: &Path) -> String {
    (path.to_string_lossy().chars())
        .map(|c| match c {
            '%' => "%25".to_owned(),
            '?' => "%3f".to_owned(),
            '#' => "%23".to_owned(),
            c => c.to_string(),
        })
        .collect()
}

/// A connection that can write, to a file that is made where there is none.
pub(crate) fn writable(path: &Path) -> Result<Connection> {
    if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|e| Error::Open(path.to_owned(), e.to_string()))?;
    }
    let open = || -> rusqlite::Result<Connection> {
        let connection = Connection::open(path)?;
        settle(&connection, Duration::from_secs(60))?;
        Ok(connection)
    };
    let mut connection = open().map_err(|e| Error::from(e).at(path))?;
    schema::recognise(&connection, path)?;
    let prepare = |connection: &mut Connection| -> rusqlite::Result<()> {
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "wal_autocheckpoint", WAL_PAGES)?;
        schema::migrate(connection)
    };
    prepare(&mut connection).map_err(|e| Error::from(e).at(path))?;
    Ok(connection)
}

fn settle(connection: &Connection, patience: Duration) -> rusqlite::Result<()> {
    connection.busy_timeout(patience)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "mmap_size", 1_i64 << 30)?;
    // Plans must not depend on values, or statements are planned anew for every row.
    connection.set_db_config(
        rusqlite::config::DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG,
        true,
    )?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(())
}

/// Where the record is when nobody says: `chancery/record.chancery` in the data folder of the XDG
/// base directory specification, made of the two variables that it names.
pub fn default_path(xdg_data_home: Option<&str>, home: Option<&str>) -> Option<PathBuf> {
    let data = match xdg_data_home.filter(|d| Path::new(d).is_absolute()) {
        Some(data) => PathBuf::from(data),
        None => Path::new(home.filter(|h| !h.is_empty())?).join(".local/share"),
    };
    Some(data.join("chancery/record.chancery"))
}
