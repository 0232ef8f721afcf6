//! One request, one answer: bounded in size, time and redirects, whatever the server does.

use crate::body;
use crate::error::FetchError;
use crate::reach::Reach;
use crate::resolver::{Checked, Names};
use crate::retry::retry_after;
use std::sync::Arc;
use std::time::Duration;
use ureq::http::{HeaderMap, StatusCode, header};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Timeout};
use url::Url;

/// What a request may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of an answer, as they travel and once they are decompressed, each.
    pub bytes: u64,
    /// From the question to the last byte of the answer, for each address in a chain of redirects.
    pub time: Duration,
    /// Redirects that are followed.
    pub redirects: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            bytes: 10 << 20,
            time: Duration::from_secs(60),
            redirects: 5,
        }
    }
}

/// Header lines of an answer, in bytes, all together.
const HEADER_BYTES: usize = 64 << 10;

/// How to ask.
#[derive(Debug, Clone, Default)]
pub struct ClientOptions {
    /// What a request may cost.
    pub limits: Limits,
    /// Which addresses may be connected to.
    pub reach: Reach,
    /// Address or page of whoever runs this, told to the servers.
    pub contact: Option<String>,
    /// Who looks names up; the system where nobody is named.
    pub names: Option<Arc<dyn Names>>,
}

/// What an earlier answer said of itself, so that the server need not send it again.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Validators {
    /// The `ETag` header, as it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// The `Last-Modified` header, as it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
}

/// An answer with a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// Where it was found, after redirects.
    pub url: Url,
    /// Where it has moved for good, if every redirect on the way said so.
    pub moved: Option<Url>,
    /// The `Content-Type` header.
    pub content_type: Option<String>,
    /// For the next time.
    pub validators: Validators,
    /// The body, decompressed.
    pub body: Vec<u8>,
}

/// What a request gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A body.
    Body(Box<Answered>),
    /// Nothing has changed since the [`Validators`].
    NotModified,
}

/// What one address, without its redirects, gave.
enum Hop {
    Body(Box<Answered>),
    NotModified,
    Redirect { to: Url, for_good: bool },
}

/// Asks servers. Every request has a connection of its own, to an address that was checked.
#[derive(Debug, Clone)]
pub struct Client {
    agent: Agent,
    limits: Limits,
}

impl Client {
    /// A client.
    pub fn new(options: ClientOptions) -> Client {
        let ClientOptions {
            limits,
            reach,
            contact,
            names,
        } = options;
        let mut agent = format!("{}/{}", crate::PRODUCT, env!("CARGO_PKG_VERSION"));
        if let Some(contact) = contact {
            agent.push_str(&format!(" (+{contact})"));
        }
        let config = Agent::config_builder()
            .user_agent(agent)
            // Redirects are followed here, one by one: each may lead to another host, whose rules must be asked.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            // A proxy would look names up itself, and what it connects to could not be checked.
            .proxy(None)
            .max_idle_connections(0)
            .max_idle_connections_per_host(0)
            .max_response_header_size(HEADER_BYTES)
            .timeout_global(Some(limits.time))
            .timeout_connect(Some(limits.time.min(Duration::from_secs(15))))
            .build();
        let resolver = Checked { reach, names };
        Client {
            agent: Agent::with_parts(config, DefaultConnector::default(), resolver),
            limits,
        }
    }

    /// Asks for an address and follows its redirects; `may_ask` is asked before each of them, and its error ends
    /// the request.
    ///
    /// # Errors
    /// If nothing came, or not within the limits, or no body with a status of success.
    pub fn get(
        &self,
        url: &Url,
        validators: &Validators,
        may_ask: &mut dyn FnMut(&Url) -> Result<(), FetchError>,
    ) -> Result<Answer, FetchError> {
        let mut at = url.clone();
        let mut all_for_good = true;
        for _ in 0..=self.limits.redirects {
            may_ask(&at)?;
            match self.hop(&at, validators)? {
                Hop::NotModified => return Ok(Answer::NotModified),
                Hop::Body(mut answered) => {
                    answered.moved = (all_for_good && at != *url).then(|| at.clone());
                    return Ok(Answer::Body(answered));
                }
                Hop::Redirect { to, for_good } => {
                    all_for_good &= for_good;
                    at = to;
                }
            }
        }
        Err(FetchError::Redirects(self.limits.redirects))
    }

    fn hop(&self, url: &Url, validators: &Validators) -> Result<Hop, FetchError> {
        let mut request = self
            .agent
            .get(url.as_str())
            .header("accept-encoding", "gzip")
            .header(
                "accept",
                "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,\
                 application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.5",
            );
        if let Some(etag) = &validators.etag {
            request = request.header("if-none-match", etag);
        }
        if let Some(date) = &validators.last_modified {
            request = request.header("if-modified-since", date);
        }
        let response = request.call().map_err(|e| self.told(url, e))?;
        let (parts, stream) = response.into_parts();
        let text = |name| text(&parts.headers, name);
        let status = parts.status;
        if status == StatusCode::NOT_MODIFIED {
            return Ok(Hop::NotModified);
        }
        if matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308) {
            let to = text(header::LOCATION)
                .ok_or_else(|| FetchError::Broken("a redirect that leads nowhere".to_owned()))?;
            let to = url.join(&to).map_err(|_| FetchError::Address(to))?;
            return Ok(Hop::Redirect {
                to: checked(to)?,
                for_good: matches!(status.as_u16(), 301 | 308),
            });
        }
        if !status.is_success() || status == StatusCode::NO_CONTENT {
            return Err(FetchError::Status {
                code: status.as_u16(),
                retry_after: text(header::RETRY_AFTER)
                    .and_then(|v| retry_after(&v, jiff::Timestamp::now())),
            });
        }
        let limit = self.limits.bytes;
        if stream.content_length().is_some_and(|n| n > limit) {
            return Err(FetchError::TooLarge { limit });
        }
        let encoding = text(header::CONTENT_ENCODING).unwrap_or_default();
        let body =
            body::read(stream.into_reader(), &encoding, limit).map_err(|error| match error {
                body::BodyError::TooLarge => FetchError::TooLarge { limit },
                body::BodyError::Encoding(name) => {
                    FetchError::Broken(format!("it is packed as `{name}`, which nobody asked for"))
                }
                body::BodyError::Io(error) => self.told(url, error.into()),
            })?;
        Ok(Hop::Body(Box::new(Answered {
            url: url.clone(),
            moved: None,
            content_type: text(header::CONTENT_TYPE),
            validators: Validators {
                etag: text(header::ETAG),
                last_modified: text(header::LAST_MODIFIED),
            },
            body,
        })))
    }

    /// An error of the transport in words.
    fn told(&self, url: &Url, error: ureq::Error) -> FetchError {
        let host = url.host_str().unwrap_or_default().to_owned();
        match error {
            ureq::Error::Other(inner) => match inner.downcast::<FetchError>() {
                Ok(own) => *own,
                Err(other) => FetchError::Broken(other.to_string()),
            },
            ureq::Error::Timeout(Timeout::Connect) => FetchError::Connect {
                host,
                reason: "it does not answer".to_owned(),
            },
            ureq::Error::Timeout(stage) => FetchError::TimedOut {
                seconds: self.limits.time.as_secs(),
                stage: stage.to_string(),
            },
            ureq::Error::HostNotFound => FetchError::NoHost(host),
            ureq::Error::ConnectionFailed => FetchError::Connect {
                host,
                reason: "the connection failed".to_owned(),
            },
            ureq::Error::BadUri(_) => FetchError::Address(url.to_string()),
            ureq::Error::LargeResponseHeader(..) => {
                FetchError::Broken(format!("its header is longer than {HEADER_BYTES} bytes"))
            }
            ureq::Error::Io(error) => io_told(host, error),
            other => FetchError::Broken(other.to_string()),
        }
    }
}

/// An error of a socket in words; one of ureq may be inside.
fn io_told(host: String, error: std::io::Error) -> FetchError {
    use std::io::ErrorKind as K;
    match error.kind() {
        K::ConnectionRefused | K::HostUnreachable | K::NetworkUnreachable | K::AddrNotAvailable => {
            FetchError::Connect {
                host,
                reason: error.to_string(),
            }
        }
        K::UnexpectedEof | K::ConnectionReset | K::ConnectionAborted | K::BrokenPipe => {
            FetchError::Broken("it ends before it is whole".to_owned())
        }
        // The resolver of the system speaks of a failed look-up in words only.
        _ if error.to_string().contains("lookup address") => FetchError::NoHost(host),
        _ => FetchError::Broken(error.to_string()),
    }
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<String> {
    let value = headers.get(name)?.to_str().ok()?.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// Reads an address that a person or a feed gives.
///
/// # Errors
/// If it is none, or not of http or https.
pub fn address(text: &str) -> Result<Url, FetchError> {
    let url = Url::parse(text.trim()).map_err(|_| FetchError::Address(text.to_owned()))?;
    checked(url)
}

/// An address of http or https, without name and password (which are never sent) and fragment.
fn checked(mut url: Url) -> Result<Url, FetchError> {
    if !matches!(url.scheme(), "http" | "https") || url.host_str().is_none_or(str::is_empty) {
        return Err(FetchError::Address(url.to_string()));
    }
    url.set_fragment(None);
    // Both can only fail where there is no host.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    Ok(url)
}
