//! The network: pages and feeds fetched politely, within limits, and only where somebody asks for it.
//!
//! [`Client`] asks for one address: only http and https, only addresses of the public internet unless [`Reach`]
//! says otherwise (checked after the name is looked up, for each redirect, and connected to as checked), with
//! limits of size, time and redirects. [`Keeper`] keeps what sites ask of programs in their robots.txt,
//! [`document`] makes a document of a page, [`feed`] reads a feed. [`Plan`] says what a watch over feeds does
//! next and keeps it in a [`State`]; [`watch`] does it.
//!
//! ```no_run
//! use chancery_fetch::{Answer, Client, ClientOptions, Hints, Keeper, Validators, address, document};
//! let (client, robots) = (Client::new(ClientOptions::default()), Keeper::default());
//! let url = address("https://example.org/report")?;
//! let mut polite = |hop: &_| robots.may_ask(&client, hop);
//! if let Answer::Body(page) = client.get(&url, &Validators::default(), &mut polite)? {
//!     println!("{}", document(&page, &Hints::default())?.text);
//! }
//! # Ok::<(), chancery_fetch::FetchError>(())
//! ```

mod body;
mod client;
mod config;
mod dice;
mod error;
mod feed;
mod keeper;
mod page;
mod plan;
mod reach;
mod resolver;
mod retry;
mod robots;
mod state;
mod watch;

pub use client::{Answer, Answered, Client, ClientOptions, Limits, Validators, address};
pub use config::{Config, ConfigError, FeedConfig, HostConfig};
pub use error::FetchError;
pub use feed::{Entry, Feed, feed};
pub use keeper::{Keeper, Kept};
pub use page::{Hints, document};
pub use plan::{Happening, Job, Next, Plan};
pub use reach::Reach;
pub use resolver::Names;
pub use robots::Rules;
pub use state::{FeedState, HostState, PageState, State, StateError};
pub use url::Url;
pub use watch::{Notice, Status, watch};

/// The name that this program goes by in robots.txt and in the header `User-Agent`.
pub const PRODUCT: &str = "chancery";
