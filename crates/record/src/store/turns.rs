//! Writers take turns: a transaction begins once no other writer is at work.

use super::write::Writer;
use crate::error::{Error, Result};
use std::time::{Duration, Instant};

/// How long a writer waits for another before it gives up.
const PATIENCE: Duration = Duration::from_secs(600);

/// How long it sleeps between two tries.
pub(super) const PAUSE: Duration = Duration::from_millis(50);

/// What is told of waiting: for how long it has lasted.
pub(super) type Waiting = Box<dyn FnMut(Duration)>;

impl Writer {
    /// Runs `work` in one transaction, once no other writer is at work.
    pub(super) fn transaction<T>(
        &mut self,
        work: impl FnOnce(&mut Writer) -> Result<T>,
    ) -> Result<T> {
        self.begin()?;
        let done = work(self).and_then(|value| {
            self.connection.execute_batch("COMMIT")?;
            Ok(value)
        });
        done.map_err(|error| {
            // What failed is undone, whatever of it was done; the features of it are no more.
            let _ = self.connection.execute_batch("ROLLBACK");
            self.merger.forget();
            error.at(&self.path)
        })
    }

    fn begin(&mut self) -> Result<()> {
        let start = Instant::now();
        loop {
            match self.connection.execute_batch("BEGIN IMMEDIATE") {
                Ok(()) => break,
                Err(error)
                    if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy) =>
                {
                    let waited = start.elapsed();
                    if waited > PATIENCE {
                        return Err(Error::Busy(self.path.clone(), waited.as_secs()));
                    }
                    if let Some(tell) = &mut self.waiting {
                        tell(waited);
                    }
                    std::thread::sleep(PAUSE);
                }
                Err(error) => return Err(Error::from(error).at(&self.path)),
            }
        }
        let version: i64 = self
            .connection
            .query_row("PRAGMA data_version", [], |row| row.get(0))?;
        if version != self.seen {
            self.seen = version;
            self.merger.forget();
        }
        Ok(())
    }
}
