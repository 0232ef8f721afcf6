//! What is counted over the whole record: the longer the record, the longer it takes.
//!
//! Counted when it is first asked for, and from then on with every new snapshot, beside the old one: so that who reads a record that
//! always changes waits for it once.

use chancery_record::{OutletRow, Record, Result, Stats};
use std::sync::{Arc, Mutex, PoisonError};

/// Something that is counted once.
#[derive(Debug)]
struct Once<T>(Mutex<Option<Arc<T>>>);

impl<T> Default for Once<T> {
    fn default() -> Once<T> {
        Once(Mutex::new(None))
    }
}

impl<T> Once<T> {
    /// What was counted. Of many who ask at once, one counts and the others wait.
    fn get(&self, count: impl FnOnce() -> Result<T>) -> Result<Arc<T>> {
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(counted) = &*counted {
            return Ok(Arc::clone(counted));
        }
        let new = Arc::new(count()?);
        *counted = Some(Arc::clone(&new));
        Ok(new)
    }

    fn asked(&self) -> bool {
        let counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        counted.is_some()
    }
}

/// The counts of one state of the record.
#[derive(Debug, Default)]
pub(crate) struct Counted {
    stats: Once<Stats>,
    outlets: Once<Vec<OutletRow>>,
}

impl Counted {
    /// Counts what was asked of the state before.
    pub(super) fn after(last: Option<&Counted>, record: &Record) -> Result<Counted> {
        let counted = Counted::default();
        if last.is_some_and(|last| last.stats.asked()) {
            counted.stats(record)?;
        }
        if last.is_some_and(|last| last.outlets.asked()) {
            counted.outlets(record)?;
        }
        Ok(counted)
    }

    /// What the record holds.
    pub(crate) fn stats(&self, record: &Record) -> Result<Arc<Stats>> {
        self.stats.get(|| record.stats())
    }

    /// All outlets, those with most reports first.
    pub(crate) fn outlets(&self, record: &Record) -> Result<Arc<Vec<OutletRow>>> {
        self.outlets.get(|| record.outlets())
    }
}
