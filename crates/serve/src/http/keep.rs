//! Answers that are kept for a while: by what was asked and for which state of the record.

use super::Reply;
use quick_cache::Weighter;
use quick_cache::sync::Cache;

/// An answer with its tag.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    pub tag: String,
    pub reply: Reply,
}

#[derive(Debug, Clone)]
struct Bytes;

impl Weighter<String, Kept> for Bytes {
    fn weight(&self, key: &String, kept: &Kept) -> u64 {
        (key.len() + kept.reply.body.len() + 200) as u64
    }
}

/// Bytes that are kept at most, and the largest answer that is.
const BYTES: u64 = 192 * 1024 * 1024;
const LARGEST: usize = 1024 * 1024;

/// The answers that are kept. A key names the state of the record, so that answers of an old state are never given and
/// leave by themselves.
#[derive(Debug)]
pub(crate) struct Keep(Cache<String, Kept, Bytes>);

impl Keep {
    pub(crate) fn new() -> Keep {
        Keep(Cache::with_weighter(4096, BYTES, Bytes))
    }

    pub(crate) fn get(&self, key: &str) -> Option<Kept> {
        self.0.get(key)
    }

    pub(crate) fn put(&self, key: String, kept: &Kept) {
        if kept.reply.body.len() <= LARGEST {
            self.0.insert(key, kept.clone());
        }
    }

    pub(crate) fn bytes(&self) -> u64 {
        self.0.weight()
    }
}
