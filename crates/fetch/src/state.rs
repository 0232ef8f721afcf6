//! What a watch remembers between its runs: a JSON file, written whole or not at all.

use crate::client::Validators;
use crate::keeper::Kept;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, VecDeque};
use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use url::Url;

/// The form of the file.
const VERSION: u32 = 1;

/// What a watch remembers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    version: u32,
    /// What spreads the times of this watch.
    pub seed: u64,
    /// Feeds by their address.
    pub feeds: BTreeMap<String, FeedState>,
    /// Hosts by their name.
    pub hosts: BTreeMap<String, HostState>,
    /// What sites ask, by their origin.
    pub robots: BTreeMap<String, Kept>,
    /// Pages to be fetched, in order.
    pub pages: VecDeque<PageState>,
}

/// What is remembered of a feed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeedState {
    /// What its last answer said of itself.
    pub validators: Validators,
    /// When it is polled next; at once where nothing is said.
    pub next: Option<Timestamp>,
    /// Failures since its last success.
    pub failures: u32,
    /// What its last poll failed with.
    pub error: Option<String>,
    /// Its server says that it is gone for good: it is polled no more.
    pub gone: bool,
    /// Its title.
    pub title: Option<String>,
    /// Hashes of the pages that it has named, the latest last.
    pub seen: VecDeque<u64>,
}

/// What is remembered of a host.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HostState {
    /// It asked for rest until then.
    pub until: Option<Timestamp>,
    /// How often it has asked for rest since it last answered.
    pub failures: u32,
    /// The day of `requests`, in UTC.
    pub day: Option<Date>,
    /// Requests on that day.
    pub requests: u32,
}

/// A page to be fetched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageState {
    /// Its address.
    pub url: Url,
    /// The feed that named it.
    pub feed: String,
    /// Its day, by the feed.
    pub published: Option<Date>,
    /// Attempts that failed.
    pub attempts: u32,
    /// Not before then.
    pub next: Option<Timestamp>,
}

/// A state that cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StateError {
    /// The file cannot be read or written.
    #[error("`{path}`: {reason}")]
    File {
        /// The file.
        path: String,
        /// What the system says.
        reason: std::io::Error,
    },
    /// The file is none of ours, or damaged.
    #[error(
        "`{path}` is no state of a watch that can be read ({reason}): move it away to begin anew; reports that the record has are not added twice"
    )]
    Broken {
        /// The file.
        path: String,
        /// What is wrong.
        reason: String,
    },
}

impl State {
    /// Nothing remembered yet.
    pub fn new(seed: u64) -> State {
        State {
            version: VERSION,
            seed,
            feeds: BTreeMap::new(),
            hosts: BTreeMap::new(),
            robots: BTreeMap::new(),
            pages: VecDeque::new(),
        }
    }

    /// The state in a file; none where there is no file.
    ///
    /// # Errors
    /// If the file cannot be read or is no state.
    pub fn load(path: &Path) -> Result<Option<State>, StateError> {
        let broken = |reason: String| StateError::Broken {
            path: path.display().to_string(),
            reason,
        };
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(reason) => return Err(file_error(path, reason)),
        };
        let state: State = serde_json::from_slice(&bytes).map_err(|e| broken(e.to_string()))?;
        if state.version != VERSION {
            return Err(broken(format!(
                "its form is {}, this program knows {VERSION}",
                state.version
            )));
        }
        Ok(Some(state))
    }

    /// Writes the state to a file; a crash leaves the old one or the new one.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn save(&self, path: &Path) -> Result<(), StateError> {
        let mut part = path.as_os_str().to_owned();
        part.push(".part");
        let part = Path::new(&part);
        let write = || -> std::io::Result<()> {
            let mut file = File::create(part)?;
            file.write_all(&serde_json::to_vec(self)?)?;
            file.sync_all()?;
            std::fs::rename(part, path)
        };
        write().map_err(|reason| file_error(path, reason))
    }
}

fn file_error(path: &Path, reason: std::io::Error) -> StateError {
    StateError::File {
        path: path.display().to_string(),
        reason,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_comes_back_as_it_was_and_a_damaged_one_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("watch.json");
        assert_eq!(State::load(&path).unwrap(), None);
        let mut state = State::new(7);
        state
            .feeds
            .entry("https://wire.example/a".to_owned())
            .or_default()
            .seen
            .push_back(u64::MAX);
        state.pages.push_back(PageState {
            url: Url::parse("https://wire.example/1").unwrap(),
            feed: "https://wire.example/a".to_owned(),
            published: Some("2025-03-04".parse().unwrap()),
            attempts: 2,
            next: Some("2025-03-04T10:00:00.25Z".parse().unwrap()),
        });
        state.save(&path).unwrap();
        assert_eq!(State::load(&path).unwrap(), Some(state));
        for bad in ["", "{", "{\"version\": 1}"] {
            std::fs::write(&path, bad).unwrap();
            let error = State::load(&path).unwrap_err().to_string();
            assert!(error.contains("move it away"), "{error}");
        }
        let newer = serde_json::to_string(&State {
            version: 2,
            ..State::new(7)
        })
        .unwrap();
        std::fs::write(&path, newer).unwrap();
        assert!(
            State::load(&path)
                .unwrap_err()
                .to_string()
                .contains("its form is 2")
        );
    }
}
