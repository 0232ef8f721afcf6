//! What a page is asked, and what it may look at to answer.

use super::{Fault, Query};
use crate::app::App;
use crate::snapshot::Snapshot;
use chancery_record::Record;
use std::sync::Arc;

/// One question.
pub(crate) struct Ask<'a> {
    pub app: &'a App,
    pub record: &'a Record,
    pub snapshot: Arc<Snapshot>,
    /// The address's path, without the ending that names a shape.
    pub path: String,
    /// The parts of the path that stand for something, by name.
    pub parts: Vec<(String, String)>,
    /// In which shape the answer is wanted: `html`, `json`, `csv`, `svg` …
    pub shape: String,
    pub query: Query,
}

impl Ask<'_> {
    /// A part of the path.
    pub(crate) fn part(&self, name: &str) -> &str {
        let found = self.parts.iter().find(|(n, _)| n == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// There is no such shape of this page.
    pub(crate) fn no_shape<T>(&self) -> Result<T, Fault> {
        Err(Fault::missing(format!(
            "`{}` has no shape .{}",
            self.path, self.shape
        )))
    }
}
