//! A watch that ends: what it leaves for the next one.

use jiff::Timestamp;
use std::collections::HashSet;

/// A run that tries everything that is due one time.
#[derive(Debug)]
pub(super) struct Once {
    started: Timestamp,
    /// Addresses that were tried.
    pub(super) tried: HashSet<String>,
}

impl Once {
    pub(super) fn new(started: Timestamp) -> Once {
        Once {
            started,
            tried: HashSet::new(),
        }
    }

    /// Whether a feed or page is left: tried already, or to be tried later than now.
    pub(super) fn leaves(&self, url: &str, next: Option<Timestamp>) -> bool {
        self.tried.contains(url) || next.is_some_and(|at| at > self.started)
    }
}
