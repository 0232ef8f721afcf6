//! The robots.txt of every site that is asked, read once a day.

use crate::client::{Answer, Client, Validators};
use crate::error::FetchError;
use crate::robots::{LONGEST, Rules};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Duration;
use url::Url;

/// How long rules hold (the longest that RFC 9309 allows), and how long nothing is asked of a site whose rules
/// could not be read.
const HOLD: SignedDuration = SignedDuration::from_hours(24);
const HOLD_UNKNOWN: SignedDuration = SignedDuration::from_mins(15);

/// What is known of one site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// What it asks.
    rules: Rules,
    /// Why its rules are not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unknown: Option<String>,
    /// When it is to be asked anew.
    until: Timestamp,
}

/// The rules of sites by their origin, shared between threads.
#[derive(Debug, Default)]
pub struct Keeper(Mutex<BTreeMap<String, Kept>>);

impl Keeper {
    /// A keeper that knows already what another has [kept](Keeper::kept).
    pub fn new(kept: BTreeMap<String, Kept>) -> Keeper {
        Keeper(Mutex::new(kept))
    }

    /// What is known and still holds.
    pub fn kept(&self, now: Timestamp) -> BTreeMap<String, Kept> {
        let mut kept = self.lock().clone();
        kept.retain(|_, k| k.until > now);
        kept
    }

    /// What the sites of a host want between two requests, one minute at most.
    pub fn delay(&self, host: &str) -> Option<Duration> {
        let kept = self.lock();
        kept.iter()
            .filter(|(origin, _)| Url::parse(origin).is_ok_and(|u| u.host_str() == Some(host)))
            .filter_map(|(_, k)| k.rules.delay())
            .max()
    }

    /// Whether an address may be asked for, by the robots.txt of its site, which is fetched where it is not known.
    /// A site without one allows everything, one that cannot say now (an error of its own, no answer) nothing.
    ///
    /// # Errors
    /// If it may not, if nobody can say, or if the site is at an address that must not be connected to.
    pub fn may_ask(&self, client: &Client, url: &Url) -> Result<(), FetchError> {
        let origin = url.origin().ascii_serialization();
        let now = Timestamp::now();
        // What is said to hold longer than anything does was kept while the clock was ahead.
        let holds = |kept: &&Kept| kept.until > now && kept.until.duration_since(now) <= HOLD;
        let known = self.lock().get(&origin).filter(holds).cloned();
        let kept = match known {
            Some(kept) => kept,
            None => {
                let kept = ask(client, url, now)?;
                self.lock().insert(origin, kept.clone());
                kept
            }
        };
        let host = url.host_str().unwrap_or_default().to_owned();
        if let Some(reason) = kept.unknown {
            return Err(FetchError::RobotsUnknown { host, reason });
        }
        let path = &url[url::Position::BeforePath..url::Position::AfterQuery];
        if url.path() != "/robots.txt" && !kept.rules.allow(path) {
            return Err(FetchError::Robots(host));
        }
        Ok(())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Kept>> {
        // A thread that died here left the map as it was.
        self.0.lock().unwrap_or_else(|e| e.into_inner())
    }
}

/// Asks a site for its rules.
fn ask(client: &Client, url: &Url, now: Timestamp) -> Result<Kept, FetchError> {
    let mut file = url.clone();
    file.set_path("/robots.txt");
    file.set_query(None);
    let rules = |rules| Kept {
        rules,
        unknown: None,
        until: now + HOLD,
    };
    match client.get(&file, &Validators::default(), &mut |_| Ok(())) {
        Ok(Answer::Body(answered)) => {
            let body = &answered.body[..answered.body.len().min(LONGEST)];
            let text = String::from_utf8_lossy(body);
            Ok(rules(Rules::parse(&text, crate::PRODUCT)))
        }
        Err(FetchError::Status { code, .. }) if (400..500).contains(&code) && code != 429 => {
            Ok(rules(Rules::default()))
        }
        Err(FetchError::Redirects(_)) => Ok(rules(Rules::default())),
        Err(
            error @ (FetchError::Private { .. } | FetchError::Address(_) | FetchError::NoHost(_)),
        ) => Err(error),
        Ok(Answer::NotModified) => Ok(rules(Rules::default())),
        Err(error) => Ok(Kept {
            rules: Rules::default(),
            unknown: Some(error.to_string()),
            until: now + HOLD_UNKNOWN,
        }),
    }
}
