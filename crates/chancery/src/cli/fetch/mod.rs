//! `chancery fetch` and `chancery watch`: the only commands that use the network.

#[cfg(feature = "fetch")]
mod pages;
#[cfg(feature = "fetch")]
mod save;
#[cfg(feature = "fetch")]
mod told;
#[cfg(feature = "fetch")]
mod watching;

use super::form::Form;
use super::parts::CoderArgs;
use super::record::RecordArgs;
#[cfg(not(feature = "fetch"))]
use super::{Answer, Terminal};
use anyhow::Result;
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery fetch https://example.org/news/1
  chancery fetch https://example.org/news/1 | chancery code -
  chancery fetch - --save pages/ < addresses.txt
  chancery fetch https://example.org/news/1 https://example.org/news/2 --record balkans.chancery

Only http and https are asked, and only hosts on the public internet; robots.txt is obeyed, sizes, times and \
redirects are limited, proxies are not used. docs/fetching.md tells it all.")]
pub struct FetchArgs {
    /// Addresses of pages; `-` reads them from standard input, one a line
    #[arg(required = true, value_name = "URL")]
    urls: Vec<String>,
    /// Save the pages as they come into FOLDER, a folder a host
    #[arg(long, value_name = "FOLDER")]
    save: Option<PathBuf>,
    /// Code the pages and add them to the record in FILE
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
    /// How to print the documents [default: markdown at a terminal, jsonl in a pipe]
    #[arg(short, long, value_name = "FORMAT", conflicts_with_all = ["save", "record"])]
    format: Option<Form>,
    /// Seconds between two requests to one host
    #[arg(long, value_name = "SECONDS", default_value_t = 1.0)]
    delay: f64,
    /// Do not ask robots.txt: for pages that you open yourself, one by one
    #[arg(long)]
    no_robots: bool,
    /// How many threads code, with --record [default: as many as the machine has cores]
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    #[command(flatten)]
    network: NetworkArgs,
    #[command(flatten)]
    coder: CoderArgs,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  chancery watch feeds.toml --record balkans.chancery
  chancery watch feeds.toml --once --quiet

A file of feeds:
  contact = \"https://example.org/about-our-bot\"
  interval = \"15m\"                     # from one poll of a feed to the next
  [[feed]]
  url = \"https://example.org/world.rss\"
  interval = \"5m\"
  outlet = \"Example Wire\"              # where the page names none

Feeds are RSS, Atom or JSON Feed. What is asked when is kept beside the record, so that a watch that was stopped at \
any moment goes on where it was. docs/fetching.md tells every field.")]
pub struct WatchArgs {
    /// The feeds, in TOML
    #[arg(value_name = "FEEDS.toml")]
    feeds: PathBuf,
    /// Try what is due now one time, then end
    #[arg(long)]
    once: bool,
    /// Where the watch keeps what it must remember [default: RECORD.watch.json]
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// Requests at a time, one a host at most
    #[arg(long, value_name = "N", default_value_t = 4)]
    requests: usize,
    #[command(flatten)]
    network: NetworkArgs,
    #[command(flatten)]
    record: RecordArgs,
    #[command(flatten)]
    coder: CoderArgs,
}

/// How the network is used.
#[derive(Debug, Args)]
#[command(next_help_heading = "Network")]
struct NetworkArgs {
    /// Seconds that a request may take, from the question to the last byte
    #[arg(long, value_name = "SECONDS", default_value_t = 60.0)]
    timeout: f64,
    /// Bytes of an answer at most, packed and unpacked
    #[arg(long, value_name = "BYTES", default_value_t = 10 << 20)]
    max_bytes: u64,
    /// Ask hosts inside private networks and on this machine too
    #[arg(long)]
    allow_private: bool,
    /// Address or page of yours, told to the servers that are asked
    #[arg(long, value_name = "TEXT")]
    contact: Option<String>,
}

#[cfg(feature = "fetch")]
pub use pages::run as fetch;
#[cfg(feature = "fetch")]
pub use watching::run as watch;

#[cfg(not(feature = "fetch"))]
pub fn fetch(_: &FetchArgs, _: &Terminal) -> Result<Answer> {
    anyhow::bail!("this program was built without the network: build it with `--features fetch`")
}

#[cfg(not(feature = "fetch"))]
pub fn watch(_: &WatchArgs, _: &Terminal) -> Result<Answer> {
    anyhow::bail!("this program was built without the network: build it with `--features fetch`")
}

#[cfg(feature = "fetch")]
impl NetworkArgs {
    /// How to ask.
    ///
    /// # Errors
    /// If a limit makes no sense.
    fn options(&self, contact: Option<&str>) -> Result<chancery::fetch::ClientOptions> {
        use chancery::fetch::{ClientOptions, Limits, Reach};
        let contact = self.contact.as_deref().or(contact);
        if contact.is_some_and(|c| c.chars().any(char::is_control)) {
            anyhow::bail!("the contact is one line of text");
        }
        if self.max_bytes == 0 {
            anyhow::bail!("--max-bytes is 1 or more");
        }
        Ok(ClientOptions {
            limits: Limits {
                bytes: self.max_bytes,
                time: seconds(self.timeout, "--timeout", 0.1)?,
                ..Limits::default()
            },
            reach: if self.allow_private {
                Reach::All
            } else {
                Reach::Public
            },
            contact: contact.map(str::to_owned),
            names: None,
        })
    }
}

/// A time of some seconds, from `least` to a day.
#[cfg(feature = "fetch")]
fn seconds(value: f64, option: &str, least: f64) -> Result<std::time::Duration> {
    if !(least..=86_400.0).contains(&value) {
        anyhow::bail!("{option} is a number of seconds from {least} to 86400, not {value}");
    }
    Ok(std::time::Duration::from_secs_f64(value))
}
