//! Answers that are kept for a while: by what was asked and for which state of the record.

use super::Reply;
use quick_cache::Weighter;
use quick_cache::sync::Cache;

#[derive(Debug, Clone)]
struct Bytes;

impl Weighter<String, Reply> for Bytes {
    fn weight(&self, key: &String, reply: &Reply) -> u64 {
        (key.len() + reply.body.len() + 200) as u64
    }
}

/// Bytes that are kept at most, and the largest answer that is.
const BYTES: u64 = 192 * 1024 * 1024;
const LARGEST: usize = 1024 * 1024;

/// The answers that are kept. A key names the state of the record, so that answers of an old state are never given and
/// leave by themselves.
#[derive(Debug)]
pub(crate) struct Keep(Cache<String, Reply, Bytes>);

impl Keep {
    pub(crate) fn new() -> Keep {
        Keep(Cache::with_weighter(4096, BYTES, Bytes))
    }

    pub(crate) fn get(&self, key: &str) -> Option<Reply> {
        self.0.get(key)
    }

    pub(crate) fn put(&self, key: String, reply: &Reply) {
        if reply.body.len() <= LARGEST {
            self.0.insert(key, reply.clone());
        }
    }

    pub(crate) fn bytes(&self) -> u64 {
        self.0.weight()
    }
}
