//! What to watch: the file of feeds, in TOML.

use crate::client::address;
use jiff::SignedDuration;
use serde::{Deserialize, Deserializer};
use std::time::Duration;
use url::Url;

/// A file of feeds. The fields' defaults are those of [`Config::default`].
///
/// ```
/// let config = chancery_fetch::Config::parse("[[feed]]\nurl = 'https://wire.example/world.rss'\ninterval = '10m'")?;
/// assert_eq!(config.feeds.len(), 1);
/// # Ok::<(), chancery_fetch::ConfigError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Address or page of whoever runs this, told to the servers.
    pub contact: Option<String>,
    /// From one poll of a feed to the next.
    #[serde(deserialize_with = "time")]
    pub interval: SignedDuration,
    /// From one request to a host to the next.
    #[serde(deserialize_with = "time")]
    pub delay: SignedDuration,
    /// Requests to a host in a day (of UTC).
    pub a_day: u32,
    /// New pages that one poll of a feed may add; the rest waits for the next.
    pub pages: usize,
    /// Attempts at a page before it is given up.
    pub attempts: u32,
    /// What spreads the times; the same seed gives the same times. Made by chance where it is left out.
    pub seed: Option<u64>,
    /// The feeds.
    #[serde(rename = "feed")]
    pub feeds: Vec<FeedConfig>,
    /// Hosts with limits of their own.
    #[serde(rename = "host")]
    pub hosts: Vec<HostConfig>,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            contact: None,
            interval: SignedDuration::from_mins(15),
            delay: SignedDuration::from_secs(5),
            a_day: 2000,
            pages: 50,
            attempts: 5,
            seed: None,
            feeds: Vec::new(),
            hosts: Vec::new(),
        }
    }
}

/// One feed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeedConfig {
    /// Its address.
    #[serde(deserialize_with = "url")]
    pub url: Url,
    /// From one poll to the next.
    #[serde(default, deserialize_with = "some_time")]
    pub interval: Option<SignedDuration>,
    /// Outlet of reports whose page names none; the feed's title where this is left out.
    pub outlet: Option<String>,
}

/// A host with limits of its own.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HostConfig {
    /// Its name, as in addresses.
    pub name: String,
    /// From one request to the next.
    #[serde(default, deserialize_with = "some_time")]
    pub delay: Option<SignedDuration>,
    /// Requests in a day.
    pub a_day: Option<u32>,
}

/// A file of feeds that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// It is no TOML, or has a field or value that does not belong there; the message has line and column.
    #[error("{0}")]
    Toml(String),
    /// It can be read and makes no sense.
    #[error("{0}")]
    Sense(String),
}

impl Config {
    /// Reads a file of feeds.
    ///
    /// # Errors
    /// If it is no such file, names no feed or one twice, or asks more often than is polite.
    pub fn parse(text: &str) -> Result<Config, ConfigError> {
        let config: Config = toml::from_str(text).map_err(|e| ConfigError::Toml(e.to_string()))?;
        let wrong = |message: String| Err(ConfigError::Sense(message));
        if config.feeds.is_empty() {
            return wrong("it names no feed: add `[[feed]]` with `url = \"https://…\"`".to_owned());
        }
        let least = SignedDuration::from_mins(1);
        for (at, feed) in config.feeds.iter().enumerate() {
            if config.feeds[..at].iter().any(|other| other.url == feed.url) {
                return wrong(format!("feed `{}` is named twice: leave one out", feed.url));
            }
            if feed.interval.unwrap_or(config.interval) < least {
                return wrong(format!(
                    "`{}` would be asked more than once a minute: make its interval 1m or more",
                    feed.url
                ));
            }
        }
        if config.delay < SignedDuration::from_secs(1) {
            return wrong(
                "a delay under 1s is only for a host of your own: say it under [[host]]".to_owned(),
            );
        }
        if config.pages == 0 || config.attempts == 0 || config.a_day == 0 {
            return wrong("`pages`, `attempts` and `a_day` are at least 1".to_owned());
        }
        Ok(config)
    }

    /// From one request to a host to the next.
    pub fn delay_of(&self, host: &str) -> Duration {
        let own = self.host(host).and_then(|h| h.delay);
        own.unwrap_or(self.delay).unsigned_abs()
    }

    /// Requests to a host in a day.
    pub fn a_day_of(&self, host: &str) -> u32 {
        self.host(host).and_then(|h| h.a_day).unwrap_or(self.a_day)
    }

    fn host(&self, name: &str) -> Option<&HostConfig> {
        self.hosts
            .iter()
            .find(|h| h.name.eq_ignore_ascii_case(name))
    }
}

/// A time such as `90s`, `15m`, `2h`, `1h 30m`, `1d`.
fn time<'de, D: Deserializer<'de>>(from: D) -> Result<SignedDuration, D::Error> {
    let text = String::deserialize(from)?;
    parse_time(&text).ok_or_else(|| {
        serde::de::Error::custom(format!(
            "`{text}` is no time: write it as 90s, 15m, 2h or 1d"
        ))
    })
}

fn parse_time(text: &str) -> Option<SignedDuration> {
    let time = match text
        .trim()
        .strip_suffix('d')
        .map(|days| days.trim().parse::<i64>())
    {
        Some(Ok(days)) => SignedDuration::from_hours(days.checked_mul(24)?),
        _ => text.parse().ok()?,
    };
    (!time.is_negative() && time <= SignedDuration::from_hours(24 * 366)).then_some(time)
}

fn some_time<'de, D: Deserializer<'de>>(from: D) -> Result<Option<SignedDuration>, D::Error> {
    time(from).map(Some)
}

fn url<'de, D: Deserializer<'de>>(from: D) -> Result<Url, D::Error> {
    let text = String::deserialize(from)?;
    address(&text).map_err(serde::de::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_file_is_read() {
        let config = Config::parse(
            "contact = 'https://desk.example/bot'\ninterval = '1h 30m'\ndelay = '2s'\na_day = 100\npages = 5\nseed = 7\n\
             [[feed]]\nurl = 'https://wire.example/world.rss'\ninterval = '1d'\noutlet = 'Wire'\n\
             [[feed]]\nurl = 'https://other.example/atom'\n\
             [[host]]\nname = 'wire.example'\ndelay = '0s'\na_day = 9",
        )
        .unwrap();
        assert_eq!(config.interval, SignedDuration::from_mins(90));
        assert_eq!(
            config.feeds[0].interval,
            Some(SignedDuration::from_hours(24))
        );
        assert_eq!(config.delay_of("WIRE.example"), Duration::ZERO);
        assert_eq!(config.delay_of("other.example"), Duration::from_secs(2));
        assert_eq!(
            (config.a_day_of("wire.example"), config.a_day_of("x")),
            (9, 100)
        );
    }

    #[test]
    fn a_mistake_is_told_with_its_line_and_what_to_do() {
        let feed = "[[feed]]\nurl = 'https://wire.example/a'\n";
        for (text, told) in [
            (String::new(), "names no feed"),
            (format!("{feed}every = '1m'"), "line 3"),
            (format!("{feed}interval = 'often'"), "write it as 90s"),
            (format!("{feed}interval = '5s'"), "1m or more"),
            (format!("{feed}interval = '-5m'"), "no time"),
            (format!("{feed}{feed}"), "named twice"),
            (format!("delay = '10ms'\n{feed}"), "[[host]]"),
            (format!("pages = 0\n{feed}"), "at least 1"),
            (
                "[[feed]]\nurl = 'wire.example/a'".to_owned(),
                "write it whole",
            ),
            (
                "[[feed]]\nurl = 'file:///etc/passwd'".to_owned(),
                "no address",
            ),
        ] {
            let error = Config::parse(&text).unwrap_err().to_string();
            assert!(error.contains(told), "{text}\n{error}");
        }
    }
}
