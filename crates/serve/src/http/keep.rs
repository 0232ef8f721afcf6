//! Answers that are kept for a while: by what was asked and for which state of the record.

use super::Reply;
use quick_cache::sync::DefaultLifecycle;
use quick_cache::sync::{Cache, PlaceholderGuard};
use quick_cache::{DefaultHashBuilder, Weighter};

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

/// The answers that are kept. A key names the state of the record, so that answers of an old state are never given.
#[derive(Debug)]
pub(crate) struct Keep(Cache<String, Reply, Bytes>);

/// The right to work an answer out. Whoever else asks the same waits until it is kept, or until this is dropped.
pub(crate) struct Place<'k>(Guard<'k>);

type Guard<'k> =
    PlaceholderGuard<'k, String, Reply, Bytes, DefaultHashBuilder, DefaultLifecycle<String, Reply>>;

impl Keep {
    pub(crate) fn new() -> Keep {
        Keep(Cache::with_weighter(4096, BYTES, Bytes))
    }

    /// The answer, or the right to work it out: of many who ask the same at once, one works and the others wait.
    pub(crate) async fn get(&self, key: &str) -> Result<Reply, Place<'_>> {
        self.0.get_value_or_guard_async(key).await.map_err(Place)
    }

    /// Forgets all: the record has changed, and nobody will ask for answers of its old state.
    pub(crate) fn clear(&self) {
        self.0.clear();
    }

    pub(crate) fn bytes(&self) -> u64 {
        self.0.weight()
    }
}

impl Place<'_> {
    /// Keeps the answer, unless it is large.
    pub(crate) fn put(self, reply: &Reply) {
        if reply.body.len() <= LARGEST {
            // Taken away in between where the record has changed: then it need not be kept.
            let _ = self.0.insert(reply.clone());
        }
    }
}
