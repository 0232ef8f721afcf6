//! What follows from each answer: when its feed, page and host are asked again, and which pages are new.

use super::{Happening, Job, Plan};
use crate::client::{Answer, Answered};
use crate::dice::Dice;
use crate::error::FetchError;
use crate::feed::{Feed, feed};
use crate::page::Hints;
use crate::retry::{LONGEST, backoff, spread};
use crate::state::PageState;
use jiff::{SignedDuration, Timestamp};
use siphasher::sip::SipHasher13;
use std::collections::HashSet;
use std::hash::Hasher as _;
use std::time::Duration;
use url::Url;

/// Pages of a feed that are remembered as seen, unless the feed itself is longer.
const SEEN: usize = 2000;

/// The first time away from a host or page that fails.
const FIRST_AWAY: SignedDuration = SignedDuration::from_mins(1);

impl Plan {
    /// Takes an answer back. `wanted` is the time that the host's robots.txt wants between two requests, `others`
    /// the hosts that redirects led to.
    pub fn finish(
        &mut self,
        job: Job,
        answer: Result<Answer, FetchError>,
        wanted: Option<Duration>,
        others: &[String],
        now: Timestamp,
    ) -> Happening {
        let host = job.host().to_owned();
        self.busy.remove(&host);
        for asked in others.iter().chain([&host]) {
            let delay = self.config.delay_of(asked);
            let delay = wanted
                .filter(|_| *asked == host)
                .map_or(delay, |w| w.max(delay));
            let until = now.saturating_add(delay).unwrap_or(now);
            self.polite.insert(asked.clone(), until);
        }
        self.heard(&host, &answer, now);
        match job {
            Job::Feed { url, .. } => self.polled(&url, answer, now),
            Job::Page(page) => self.tried(page, answer, now),
        }
    }

    /// What an answer says of its host.
    fn heard(&mut self, host: &str, answer: &Result<Answer, FetchError>, now: Timestamp) {
        let seed = self.state.seed;
        let known = self.state.hosts.entry(host.to_owned()).or_default();
        match answer {
            Err(error) if error.wants_rest() => {
                known.failures += 1;
                let mut dice = Dice::new(seed, &format!("{host} {}", known.failures));
                let own = backoff(FIRST_AWAY, known.failures, &mut dice);
                let away = error.retry_after().map_or(own, |asked| asked.max(own));
                known.until = now.saturating_add(away).ok();
            }
            Ok(_) => {
                known.failures = 0;
                known.until = None;
            }
            Err(_) => {}
        }
    }

    fn polled(
        &mut self,
        url: &Url,
        answer: Result<Answer, FetchError>,
        now: Timestamp,
    ) -> Happening {
        let own = self
            .config
            .feeds
            .iter()
            .find(|f| f.url == *url)
            .and_then(|f| f.interval);
        let interval = own.unwrap_or(self.config.interval);
        let read = match answer {
            Ok(Answer::NotModified) => Ok(None),
            Ok(Answer::Body(answered)) => feed(&answered).map(|feed| Some((answered, feed))),
            Err(error) => Err(error),
        };
        let seed = self.state.seed;
        let known = self.state.feeds.entry(url.to_string()).or_default();
        let mut dice = Dice::new(seed, &format!("{url} {now} {}", known.failures));
        match read {
            Ok(found) => {
                known.failures = 0;
                known.error = None;
                known.next = now.saturating_add(spread(interval, 20, &mut dice)).ok();
                match found {
                    None => Happening::Unchanged { feed: url.clone() },
                    Some((answered, feed)) => self.take(url, &answered, feed),
                }
            }
            Err(error) => {
                known.failures += 1;
                known.error = Some(error.to_string());
                known.gone = matches!(error, FetchError::Status { code: 410, .. });
                // What only a person can change is looked at once a day.
                let away = if error.is_lasting() {
                    LONGEST
                } else {
                    let away = backoff(interval, known.failures, &mut dice);
                    error.retry_after().map_or(away, |asked| asked.max(away))
                };
                known.next = now.saturating_add(away).ok();
                Happening::FeedFailed {
                    feed: url.clone(),
                    again: known.next.filter(|_| !known.gone),
                    error,
                }
            }
        }
    }

    /// Takes the pages that a feed names and that were not seen before.
    fn take(&mut self, url: &Url, answered: &Answered, feed: Feed) -> Happening {
        let known = self.state.feeds.entry(url.to_string()).or_default();
        let seen: HashSet<u64> = known.seen.iter().copied().collect();
        let unseen: Vec<_> = (feed.entries.iter())
            .map(|entry| (hash(&entry.url), entry))
            .filter(|(hash, _)| !seen.contains(hash))
            .collect();
        let taken = unseen.len().min(self.config.pages);
        for (hash, entry) in &unseen[..taken] {
            known.seen.push_back(*hash);
            // Another feed may have named it, and its page be there already.
            if self.named.insert(*hash) {
                self.state.pages.push_back(PageState {
                    url: entry.url.clone(),
                    feed: url.to_string(),
                    published: entry.published,
                    attempts: 0,
                    next: None,
                });
            }
        }
        let most = SEEN.max(2 * feed.entries.len());
        for forgotten in known.seen.drain(..known.seen.len().saturating_sub(most)) {
            self.named.remove(&forgotten);
        }
        known.title = feed.title;
        // While entries wait for the next poll, the server must not say that nothing is new.
        known.validators = if taken == unseen.len() {
            answered.validators.clone()
        } else {
            Default::default()
        };
        Happening::Polled {
            feed: url.clone(),
            entries: feed.entries.len(),
            new: taken,
            left: unseen.len() - taken,
            moved: answered.moved.clone(),
        }
    }

    fn tried(
        &mut self,
        page: PageState,
        answer: Result<Answer, FetchError>,
        now: Timestamp,
    ) -> Happening {
        let at = self.state.pages.iter().position(|p| p.url == page.url);
        let error = match answer {
            Ok(Answer::Body(answered)) => {
                at.map(|at| self.state.pages.remove(at));
                let hints = self.hints(&page);
                return Happening::Page {
                    page,
                    answered,
                    hints,
                };
            }
            Ok(Answer::NotModified) => {
                FetchError::Broken("it says unchanged of what it never gave".to_owned())
            }
            Err(error) => error,
        };
        let attempts = page.attempts + u32::from(!error.wants_rest());
        // A host that asks for rest is not the page's failure; it comes again once the host has rested.
        let given_up =
            !error.wants_rest() && (error.is_lasting() || attempts >= self.config.attempts);
        let mut again = None;
        match at {
            Some(at) if given_up => drop(self.state.pages.remove(at)),
            Some(at) => {
                let page = &mut self.state.pages[at];
                page.attempts = attempts;
                let mut dice = Dice::new(self.state.seed, &format!("{} {attempts}", page.url));
                page.next = now
                    .saturating_add(backoff(FIRST_AWAY, attempts, &mut dice))
                    .ok();
                again = page.next;
            }
            None => {}
        }
        Happening::PageFailed { page, error, again }
    }

    fn hints(&self, page: &PageState) -> Hints {
        let named = self
            .config
            .feeds
            .iter()
            .find(|f| f.url.as_str() == page.feed);
        Hints {
            published: page.published,
            outlet: named
                .and_then(|f| f.outlet.clone())
                .or_else(|| self.state.feeds.get(&page.feed)?.title.clone()),
        }
    }
}

/// A page's mark among those that were seen.
fn hash(url: &Url) -> u64 {
    let mut hasher = SipHasher13::new();
    hasher.write(url.as_str().as_bytes());
    hasher.finish()
}
