//! Names to addresses, checked before anything connects: what is connected to is what was checked.

use crate::error::FetchError;
use crate::reach::Reach;
use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// Who says at which addresses a host is.
pub trait Names: Send + Sync + fmt::Debug {
    /// The addresses of a host.
    ///
    /// # Errors
    /// If there is no such host, or nobody can say.
    fn look_up(&self, host: &str, port: u16) -> std::io::Result<Vec<SocketAddr>>;
}

/// Looks a name up once for each connection and refuses it if any of its addresses may not be connected to: a
/// name that is public and private at once is somebody's trick.
#[derive(Debug)]
pub(crate) struct Checked {
    pub(crate) reach: Reach,
    /// The system's where there is none.
    pub(crate) names: Option<Arc<dyn Names>>,
}

impl Resolver for Checked {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let host = uri.host().unwrap_or_default();
        let found = match &self.names {
            None => DefaultResolver::default().resolve(uri, config, timeout)?,
            Some(names) => {
                let port = match (uri.port_u16(), uri.scheme_str()) {
                    (Some(port), _) => port,
                    (None, Some("https")) => 443,
                    (None, _) => 80,
                };
                let mut found = self.empty();
                for address in names.look_up(host, port)?.into_iter().take(16) {
                    found.push(address);
                }
                found
            }
        };
        if found.is_empty() {
            return Err(ureq::Error::HostNotFound);
        }
        for address in found.iter() {
            if !self.reach.allows(address.ip()) {
                return Err(ureq::Error::Other(Box::new(FetchError::Private {
                    host: host.to_owned(),
                    address: address.ip(),
                })));
            }
        }
        Ok(found)
    }
}
