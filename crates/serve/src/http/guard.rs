//! What every answer carries, so that a browser runs nothing that we have not written.

use super::Fault;
use crate::app::App;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use std::sync::Arc;

/// Only our own files, no frames, no plug-ins, forms to ourselves.
const POLICY: &str = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// A picture on its own carries its style, and runs nothing.
const PICTURE: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
];

/// Whether a `Host` names this machine as only its own user would: by address, or as `localhost`. A name that some other
/// site has bound to our address (DNS rebinding) is not believed.
fn local(host: &str) -> bool {
    let bare = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    bare.eq_ignore_ascii_case("localhost") || bare.parse::<std::net::IpAddr>().is_ok()
}

/// Refuses requests to a server of this machine alone that were sent under another site's name.
pub(crate) async fn own_name(
    State(app): State<Arc<App>>,
    request: Request,
    next: Next,
) -> Response {
    let host = request
        .headers()
        .get(header::HOST)
        .and_then(|h| h.to_str().ok());
    if app.options.listen.ip().is_loopback() && host.is_some_and(|host| !local(host)) {
        let told = "this server answers under its address or as localhost alone";
        return Fault::new(StatusCode::MISDIRECTED_REQUEST, told)
            .json()
            .into_response();
    }
    next.run(request).await
}

/// Adds the headers to an answer.
pub(crate) async fn guard(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let picture = headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|t| t == "image/svg+xml");
    let policy = if picture { PICTURE } else { POLICY };
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(policy),
    );
    response
}

#[cfg(test)]
mod tests {
    #[test]
    fn only_addresses_and_localhost_are_this_machine() {
        for ours in [
            "localhost:8400",
            "LOCALHOST",
            "127.0.0.1:8400",
            "127.0.0.1",
            "[::1]:8400",
            "[::1]",
        ] {
            assert!(super::local(ours), "{ours}");
        }
        for theirs in [
            "evil.example:8400",
            "localhost.evil.example",
            "127.0.0.1.evil.example:80",
            "x",
            "",
        ] {
            assert!(!super::local(theirs), "{theirs}");
        }
    }
}
