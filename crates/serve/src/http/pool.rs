//! Open connections to the record's file, for as many readers as work at once.

use chancery_record::{Record, Result};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// Connections that wait for work.
#[derive(Debug)]
pub(crate) struct Pool {
    path: PathBuf,
    idle: Mutex<Vec<Record>>,
    most: usize,
}

impl Pool {
    pub(crate) fn new(path: &Path, most: usize) -> Pool {
        Pool {
            path: path.to_owned(),
            idle: Mutex::new(Vec::new()),
            most,
        }
    }

    /// Lends a connection to `work`; one that was in use when `work` panicked is not used again.
    pub(crate) fn with<T>(&self, work: impl FnOnce(&Record) -> T) -> Result<T> {
        let waiting = self.lock().pop();
        let record = match waiting {
            Some(record) => record,
            None => Record::open(&self.path)?,
        };
        let out = work(&record);
        let mut idle = self.lock();
        if idle.len() < self.most {
            idle.push(record);
        }
        Ok(out)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Record>> {
        self.idle
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
