//! A copy of the record, whole and of one moment, while others read and write.

use crate::error::{Error, Result};
use crate::store::Record;
use rusqlite::Connection;
use rusqlite::backup::Backup;
use std::path::Path;
use std::time::Duration;

/// Pages copied in one step; between steps, writers have their turn.
const PAGES: i32 = 2000;

impl Record {
    /// Copies the record to `to`, which must not exist, and tells `progress` how many pages are left of how
    /// many.
    ///
    /// # Errors
    /// If `to` exists or cannot be written, or the record cannot be read.
    pub fn backup(&self, to: &Path, mut progress: impl FnMut(i32, i32)) -> Result<()> {
        if to.exists() {
            return Err(Error::Query(format!(
                "`{}` exists: a backup does not overwrite, so name another file",
                to.display()
            )));
        }
        let mut part = to.as_os_str().to_owned();
        part.push(".part");
        let part = Path::new(&part);
        let mut copy = || -> Result<()> {
            // A part left by a backup that was interrupted is of no use.
            if part.exists() {
                std::fs::remove_file(part)
                    .map_err(|e| Error::Open(part.to_owned(), e.to_string()))?;
            }
            let mut target = Connection::open(part).map_err(|e| Error::from(e).at(part))?;
            // One moment, read to the end: where another program writes between two steps, SQLite would begin anew, and under a
            // watch never be done.
            let moment = self.connection.unchecked_transaction()?;
            moment.query_row("SELECT count(*) FROM counter", [], |_| Ok(()))?;
            {
                let backup = Backup::new(&self.connection, &mut target)?;
                loop {
                    let step = backup.step(PAGES).map_err(|e| Error::from(e).at(part))?;
                    let left = backup.progress();
                    progress(left.remaining, left.pagecount);
                    match step {
                        rusqlite::backup::StepResult::Done => break,
                        rusqlite::backup::StepResult::More => {}
                        _ => std::thread::sleep(Duration::from_millis(20)),
                    }
                }
            }
            drop(moment);
            target.close().map_err(|(_, e)| Error::from(e).at(part))?;
            let file = std::fs::File::open(part).and_then(|f| f.sync_all());
            file.and_then(|()| std::fs::rename(part, to))
                .map_err(|e| Error::Open(to.to_owned(), e.to_string()))
        };
        copy().inspect_err(|_| {
            // Half a copy must not be taken for one; that it cannot be removed is not the first error.
            let _ = std::fs::remove_file(part);
        })
    }
}
