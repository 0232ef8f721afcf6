//! What a plan gives out and tells.

use crate::client::{Answered, Validators};
use crate::error::FetchError;
use crate::page::Hints;
use crate::state::PageState;
use jiff::Timestamp;
use url::Url;

/// What to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// This, now.
    Job(Job),
    /// Nothing before then, unless a job comes back earlier.
    Wait(Timestamp),
    /// Nothing, unless a job that is out comes back.
    Nothing,
}

/// One thing to ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Job {
    /// A feed.
    Feed {
        /// Its address.
        url: Url,
        /// What its last answer said of itself.
        validators: Validators,
    },
    /// A page that a feed named.
    Page(PageState),
}

impl Job {
    /// What to ask for.
    pub fn url(&self) -> &Url {
        match self {
            Job::Feed { url, .. } => url,
            Job::Page(page) => &page.url,
        }
    }

    pub(super) fn host(&self) -> &str {
        self.url().host_str().unwrap_or_default()
    }
}

/// What came of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happening {
    /// A feed was read.
    Polled {
        /// Its address.
        feed: Url,
        /// Pages that it names.
        entries: usize,
        /// Pages that are fetched now.
        new: usize,
        /// New pages that wait for the next poll.
        left: usize,
        /// Where the feed has moved for good.
        moved: Option<Url>,
    },
    /// A feed's server says that nothing has changed.
    Unchanged {
        /// Its address.
        feed: Url,
    },
    /// A feed could not be read.
    FeedFailed {
        /// Its address.
        feed: Url,
        /// Why.
        error: FetchError,
        /// When it is polled again; never where nothing is said.
        again: Option<Timestamp>,
    },
    /// A page was fetched.
    Page {
        /// What the feed says of it.
        page: PageState,
        /// The page.
        answered: Box<Answered>,
        /// For its document.
        hints: Hints,
    },
    /// A page could not be fetched.
    PageFailed {
        /// What the feed says of it.
        page: PageState,
        /// Why.
        error: FetchError,
        /// When it is tried again; never where nothing is said.
        again: Option<Timestamp>,
    },
}
