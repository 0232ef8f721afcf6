//! Searches for words and outlets, made once for a state of the record.
//!
//! Whoever searches goes on from there: another page of the list, another country, a shorter time. The search for a
//! frequent word is what costs.

use chancery_record::{Filter, Record, Result};
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use std::sync::Arc;

/// The words and the outlets of a filter.
type Asked = (Option<String>, Vec<String>);

#[derive(Debug, Clone)]
struct Bytes;

impl Weighter<Asked, Arc<[i64]>> for Bytes {
    fn weight(&self, asked: &Asked, rows: &Arc<[i64]>) -> u64 {
        let words = asked.0.as_ref().map_or(0, String::len);
        let outlets: usize = asked.1.iter().map(String::len).sum();
        (words + outlets + 8 * rows.len() + 200) as u64
    }
}

/// Bytes of rows that are kept at most.
const BYTES: u64 = 32 * 1024 * 1024;

/// Rows of events by what was searched for.
#[derive(Debug)]
pub(crate) struct Told(Cache<Asked, Arc<[i64]>, Bytes>);

impl Default for Told {
    fn default() -> Told {
        Told(Cache::with_weighter(256, BYTES, Bytes))
    }
}

impl Told {
    /// Row ids of the events that answer to the words and outlets of a filter, ascending; `None` where it asks for
    /// neither. Of many who search for the same at once, one works and the others wait.
    pub(crate) fn rows(&self, record: &Record, filter: &Filter) -> Result<Option<Arc<[i64]>>> {
        if filter.text.is_none() && filter.outlet.is_empty() {
            return Ok(None);
        }
        let asked = (filter.text.clone(), filter.outlet.clone());
        let search = || Ok(Arc::from(record.rows_told(filter)?.unwrap_or_default()));
        self.0.get_or_insert_with(&asked, search).map(Some)
    }
}
