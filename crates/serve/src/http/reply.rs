//! What is answered, and what is told when nothing can be.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use std::sync::Arc;

/// What a body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Html,
    Json,
    JsonLines,
    Csv,
    Svg,
    Css,
    Script,
    Text,
    Atom,
    Metrics,
    Icon,
    BibTex,
}

impl Kind {
    pub(crate) fn content_type(self) -> &'static str {
        match self {
            Kind::Html => "text/html; charset=utf-8",
            Kind::Json => "application/json",
            Kind::JsonLines => "application/x-ndjson",
            Kind::Csv => "text/csv; charset=utf-8; header=present",
            Kind::Svg | Kind::Icon => "image/svg+xml",
            Kind::Css => "text/css; charset=utf-8",
            Kind::Script => "text/javascript; charset=utf-8",
            Kind::Text => "text/plain; charset=utf-8",
            Kind::Atom => "application/atom+xml; charset=utf-8",
            Kind::Metrics => "text/plain; version=0.0.4; charset=utf-8",
            Kind::BibTex => "application/x-bibtex; charset=utf-8",
        }
    }
}

/// A whole answer.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    pub status: StatusCode,
    pub kind: Kind,
    pub body: Arc<[u8]>,
    /// Another address to go to.
    pub location: Option<String>,
}

impl Reply {
    pub(crate) fn new(kind: Kind, body: impl Into<Vec<u8>>) -> Reply {
        Reply {
            status: StatusCode::OK,
            kind,
            body: Arc::from(body.into()),
            location: None,
        }
    }

    /// A page out of its template.
    pub(crate) fn page(template: &impl askama::Template) -> Result<Reply, Fault> {
        let html = template
            .render()
            .map_err(|e| Fault::internal(e.to_string()))?;
        Ok(Reply::new(Kind::Html, html))
    }

    pub(crate) fn json<T: Serialize>(value: &T) -> Result<Reply, Fault> {
        let mut body =
            serde_json::to_vec_pretty(value).map_err(|e| Fault::internal(e.to_string()))?;
        body.push(b'\n');
        Ok(Reply::new(Kind::Json, body))
    }

    /// A table: a header and rows of as many cells.
    pub(crate) fn csv<R: AsRef<[String]>>(
        header: &[&str],
        rows: impl IntoIterator<Item = R>,
    ) -> Result<Reply, Fault> {
        let mut out = csv::Writer::from_writer(Vec::new());
        let bad = |e: csv::Error| Fault::internal(e.to_string());
        out.write_record(header).map_err(bad)?;
        for row in rows {
            out.write_record(row.as_ref()).map_err(bad)?;
        }
        let body = out
            .into_inner()
            .map_err(|e| Fault::internal(e.to_string()))?;
        Ok(Reply::new(Kind::Csv, body))
    }

    /// Elsewhere for good, such as an event whose claims now belong to another.
    pub(crate) fn moved(to: String) -> Reply {
        Reply {
            status: StatusCode::PERMANENT_REDIRECT,
            location: Some(to),
            ..Reply::new(Kind::Text, "moved\n")
        }
    }

    /// Elsewhere after something was written.
    pub(crate) fn see(to: String) -> Reply {
        Reply {
            status: StatusCode::SEE_OTHER,
            ..Reply::moved(to)
        }
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let bytes = axum::body::Bytes::from_owner(Shared(self.body));
        let mut response = Response::new(Body::from(bytes));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static(self.kind.content_type()),
        );
        if let Some(to) = self.location.and_then(|l| HeaderValue::from_str(&l).ok()) {
            headers.insert(header::LOCATION, to);
        }
        response
    }
}

/// Bytes that many answers share.
struct Shared(Arc<[u8]>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// Why there is no answer.
#[derive(Debug, Clone)]
pub(crate) struct Fault {
    pub status: StatusCode,
    /// What is wrong, and what to do.
    pub message: String,
}

impl Fault {
    pub(crate) fn new(status: StatusCode, message: impl Into<String>) -> Fault {
        Fault {
            status,
            message: message.into(),
        }
    }

    pub(crate) fn bad(message: impl Into<String>) -> Fault {
        Fault::new(StatusCode::BAD_REQUEST, message)
    }

    pub(crate) fn missing(message: impl Into<String>) -> Fault {
        Fault::new(StatusCode::NOT_FOUND, message)
    }

    pub(crate) fn internal(message: impl Into<String>) -> Fault {
        Fault::new(StatusCode::INTERNAL_SERVER_ERROR, message)
    }

    /// The answer to a program.
    pub(crate) fn json(&self) -> Reply {
        let body =
            serde_json::json!({"error": {"status": self.status.as_u16(), "message": self.message}});
        Reply {
            status: self.status,
            ..Reply::new(Kind::Json, format!("{body:#}\n"))
        }
    }
}

impl From<chancery_record::Error> for Fault {
    fn from(error: chancery_record::Error) -> Fault {
        use chancery_record::Error as E;
        let status = match error {
            E::Unknown { .. } => StatusCode::NOT_FOUND,
            E::Ambiguous { .. } | E::Query(_) | E::Decision(_) => StatusCode::BAD_REQUEST,
            E::Busy(..) => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Fault::new(status, error.to_string())
    }
}
