//! What a watch does next: which feed or page, when, and what follows from each answer. It asks no clock and no
//! server, so that a year of watching can be tried in a moment.

mod answers;
mod happening;
mod once;

pub use happening::{Happening, Job, Next};

use crate::config::Config;
use crate::retry::LONGEST;
use crate::state::State;
use jiff::civil::Time;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};
use once::Once;
use std::collections::{HashMap, HashSet};

/// A watch over feeds.
#[derive(Debug)]
pub struct Plan {
    config: Config,
    state: State,
    /// Hosts that are being asked: one request at a time.
    busy: HashSet<String>,
    /// When a host may be asked again for politeness.
    polite: HashMap<String, Timestamp>,
    once: Option<Once>,
    /// The longest that any of these times can lie ahead: what lies further was told by a clock that was wrong.
    furthest: SignedDuration,
    /// Pages that any feed has named: what two feeds name is fetched once.
    named: HashSet<u64>,
}

impl Plan {
    /// A watch over the feeds of `config` that goes on from `state`. With `once`, every feed that is due by then
    /// and every new page is tried one time.
    pub fn new(config: Config, mut state: State, once: Option<Timestamp>) -> Plan {
        let watched: HashSet<&str> = config.feeds.iter().map(|f| f.url.as_str()).collect();
        state
            .pages
            .retain(|page| watched.contains(page.feed.as_str()));
        let intervals = config.feeds.iter().filter_map(|f| f.interval);
        let interval = intervals.chain([config.interval]).max();
        // Both are spread by a quarter at most.
        let furthest = interval.unwrap_or(LONGEST).max(LONGEST).saturating_mul(2);
        let named = state.feeds.values().flat_map(|f| &f.seen).copied();
        Plan {
            named: named.collect(),
            furthest,
            config,
            state,
            busy: HashSet::new(),
            polite: HashMap::new(),
            once: once.map(Once::new),
        }
    }

    /// The feeds and limits.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// What is to be remembered.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// What is to be remembered, to be changed.
    pub fn state_mut(&mut self) -> &mut State {
        &mut self.state
    }

    /// A time as it counts now. The clock may have been ahead when it was set, and be right again: what lies further
    /// ahead than anything is ever put off would wait for years, and is due.
    fn sane(&self, at: Option<Timestamp>, now: Timestamp) -> Option<Timestamp> {
        at.filter(|at| at.duration_since(now) <= self.furthest)
    }

    /// What to do at a moment. A job that is given out must come back by [`Plan::finish`].
    pub fn next(&mut self, now: Timestamp) -> Next {
        let mut earliest: Option<Timestamp> = None;
        let job = self
            .page(now, &mut earliest)
            .or_else(|| self.feed(now, &mut earliest));
        match (job, earliest) {
            (Some(job), _) => {
                self.busy.insert(job.host().to_owned());
                self.count(job.host(), now);
                if let Some(once) = &mut self.once {
                    once.tried.insert(job.url().to_string());
                }
                Next::Job(job)
            }
            (None, Some(at)) => Next::Wait(at),
            (None, None) => Next::Nothing,
        }
    }

    fn page(&self, now: Timestamp, earliest: &mut Option<Timestamp>) -> Option<Job> {
        // The first page of a host stands for the others, or a thousand of one host would be looked at each time.
        let mut asked = HashSet::new();
        for page in &self.state.pages {
            let host = page.url.host_str().unwrap_or_default();
            let next = self.sane(page.next, now);
            if (self.once.as_ref()).is_some_and(|once| once.leaves(page.url.as_str(), next)) {
                continue;
            }
            let waits = next.is_some_and(|at| at > now);
            if !waits && !asked.insert(host) {
                continue;
            }
            if self.is_ready(host, next, now, earliest) {
                return Some(Job::Page(page.clone()));
            }
        }
        None
    }

    fn feed(&self, now: Timestamp, earliest: &mut Option<Timestamp>) -> Option<Job> {
        for feed in &self.config.feeds {
            let known = self.state.feeds.get(feed.url.as_str());
            let next = self.sane(known.and_then(|f| f.next), now);
            let left = self
                .once
                .as_ref()
                .is_some_and(|once| once.leaves(feed.url.as_str(), next));
            if left || known.is_some_and(|f| f.gone) {
                continue;
            }
            if self.is_ready(feed.url.host_str().unwrap_or_default(), next, now, earliest) {
                return Some(Job::Feed {
                    url: feed.url.clone(),
                    validators: known.map(|f| f.validators.clone()).unwrap_or_default(),
                });
            }
        }
        None
    }

    /// Whether a host may be asked now for something that waits until `next`; else moves `earliest` to when it may.
    fn is_ready(
        &self,
        host: &str,
        next: Option<Timestamp>,
        now: Timestamp,
        earliest: &mut Option<Timestamp>,
    ) -> bool {
        if self.busy.contains(host) {
            return false;
        }
        let rest = self.rest(host, now);
        if self.once.is_some() && rest.is_some_and(|at| at > now) {
            return false;
        }
        let at = [next, rest, self.polite.get(host).copied()]
            .into_iter()
            .filter_map(|at| self.sane(at, now))
            .max();
        match at {
            Some(at) if at > now => {
                *earliest = Some(earliest.map_or(at, |e| e.min(at)));
                false
            }
            _ => true,
        }
    }

    /// Until when a host is left alone: because it asked for rest, or its requests of the day are spent.
    fn rest(&self, host: &str, now: Timestamp) -> Option<Timestamp> {
        let known = self.state.hosts.get(host)?;
        let today = Offset::UTC.to_datetime(now).date();
        let spent = known.day == Some(today) && known.requests >= self.config.a_day_of(host);
        let tomorrow = spent
            .then(|| {
                Offset::UTC
                    .to_timestamp(today.tomorrow().ok()?.to_datetime(Time::midnight()))
                    .ok()
            })
            .flatten();
        let until = self.sane(known.until, now);
        until.into_iter().chain(tomorrow).max()
    }

    fn count(&mut self, host: &str, now: Timestamp) {
        let today = Offset::UTC.to_datetime(now).date();
        let known = self.state.hosts.entry(host.to_owned()).or_default();
        if known.day != Some(today) {
            known.day = Some(today);
            known.requests = 0;
        }
        known.requests += 1;
    }
}
