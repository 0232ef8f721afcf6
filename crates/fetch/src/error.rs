//! Why an address gave nothing, and what to try.

use jiff::SignedDuration;
use std::net::IpAddr;

/// Why an address gave nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// The address is none that may be asked.
    #[error("`{0}` is no address of a page: write it whole, as https://example.org/report")]
    Address(String),
    /// The name stands for an address inside a private network.
    #[error(
        "{host} is at {address}, inside a private network or this machine: give --allow-private if that is meant"
    )]
    Private {
        /// Name or address that was asked for.
        host: String,
        /// Where it is.
        address: IpAddr,
    },
    /// There is no such host.
    #[error("there is no host `{0}`: check the address and the connection")]
    NoHost(String),
    /// The host cannot be reached.
    #[error("cannot connect to {host}: {reason}")]
    Connect {
        /// The host.
        host: String,
        /// What the system says.
        reason: String,
    },
    /// A limit of time was reached.
    #[error(
        "no whole answer within {seconds} s ({stage}): try again later, or give more time with --timeout"
    )]
    TimedOut {
        /// The limit.
        seconds: u64,
        /// What was waited for.
        stage: String,
    },
    /// A limit of size was reached.
    #[error("the answer is larger than {limit} bytes: raise --max-bytes if it is meant to be")]
    TooLarge {
        /// The limit, in bytes.
        limit: u64,
    },
    /// Redirects without end.
    #[error(
        "redirected {0} times and still not there: open the address in a browser and give the one it ends at"
    )]
    Redirects(usize),
    /// The answer is an error.
    #[error("the server answers {code}{}", meaning(*.code))]
    Status {
        /// The HTTP status code.
        code: u16,
        /// How long the server asks to wait, from its answer on.
        retry_after: Option<SignedDuration>,
    },
    /// The site's robots.txt forbids it.
    #[error("robots.txt of {0} asks programs to leave this address alone")]
    Robots(String),
    /// The site's robots.txt cannot be read now, so that nobody knows what it allows.
    #[error(
        "robots.txt of {host} cannot be read now ({reason}), so nothing is asked there until it can"
    )]
    RobotsUnknown {
        /// The host.
        host: String,
        /// Why.
        reason: String,
    },
    /// What came is no HTTP, is cut off or damaged.
    #[error("the answer is broken: {0}")]
    Broken(String),
    /// The answer is whole, and no page with text.
    #[error("the answer is {0}, not a page with text")]
    NotAPage(String),
    /// The page is in another language, by its ISO 639 code.
    #[error("set aside: the page is not in English but in `{0}`, which is not coded")]
    Foreign(String),
    /// The answer is whole, and no feed.
    #[error(
        "the answer is no RSS, Atom or JSON feed ({0}): check the address, or look for the feed's link in the page"
    )]
    NotAFeed(String),
}

impl FetchError {
    /// Whether asking again later cannot help unless somebody changes something.
    pub fn is_lasting(&self) -> bool {
        match self {
            FetchError::Address(_)
            | FetchError::Private { .. }
            | FetchError::TooLarge { .. }
            | FetchError::Redirects(_)
            | FetchError::Robots(_)
            | FetchError::NotAPage(_)
            | FetchError::Foreign(_) => true,
            FetchError::Status { code, .. } => {
                (400..500).contains(code) && !matches!(code, 408 | 425 | 429)
            }
            _ => false,
        }
    }

    /// Whether the host itself asks for rest: too many requests, or overloaded.
    pub fn wants_rest(&self) -> bool {
        matches!(
            self,
            FetchError::Status {
                code: 429 | 503,
                ..
            }
        )
    }

    /// How long the server asks to wait.
    pub fn retry_after(&self) -> Option<SignedDuration> {
        match self {
            FetchError::Status { retry_after, .. } => *retry_after,
            _ => None,
        }
    }
}

/// What a status code means to a person, and what to try.
fn meaning(code: u16) -> &'static str {
    match code {
        401 | 402 => ": it wants a login or payment",
        403 => ": forbidden, which is how many sites answer programs",
        404 => ": there is no such page",
        410 => ": the page is gone for good",
        429 => ": too many requests, so ask less often",
        451 => ": withheld for legal reasons",
        503 => ": not available now, so try again later",
        500..600 => ": an error on its side, so try again later",
        _ => "",
    }
}
