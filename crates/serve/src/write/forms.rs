//! Forms and programs that send something.

use super::allow::{allowed, ours};
use crate::app::App;
use crate::http::{Fault, Reply};
use crate::pages;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use chancery_record::{Incoming, Writer};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Whether a program asks, which wants JSON, or a person, who wants a page.
fn wants_page(headers: &HeaderMap) -> bool {
    let json = |name| {
        let value = headers
            .get(name)
            .and_then(|v: &axum::http::HeaderValue| v.to_str().ok());
        value.is_some_and(|v| v.contains("json"))
    };
    !(json(header::CONTENT_TYPE) || json(header::ACCEPT))
}

/// What was sent, as a form or as JSON.
fn sent<T: DeserializeOwned>(headers: &HeaderMap, body: &[u8]) -> Result<T, Fault> {
    let json = headers
        .get(header::CONTENT_TYPE)
        .and_then(|v| v.to_str().ok())
        .is_some_and(|v| v.contains("json"));
    let bad =
        |e: serde_json::Error| Fault::bad(format!("what was sent is not as it should be: {e}"));
    if json {
        return serde_json::from_slice(body).map_err(bad);
    }
    let fields: serde_json::Map<String, serde_json::Value> = form_urlencoded::parse(body)
        .map(|(name, value)| (name.into_owned(), value.into_owned().into()))
        .collect();
    serde_json::from_value(fields.into()).map_err(bad)
}

/// Runs work that blocks, and answers with what it gives.
async fn done(
    app: Arc<App>,
    name: &'static str,
    page: bool,
    work: impl FnOnce(&App) -> Result<Reply, Fault> + Send + 'static,
) -> Response {
    let begun = Instant::now();
    let turn = tokio::time::timeout(
        Duration::from_secs(20),
        Arc::clone(&app.coding).acquire_owned(),
    )
    .await;
    let busy = || {
        Fault::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "other texts are being read: try again in a few seconds",
        )
    };
    let reply = match turn {
        Ok(Ok(turn)) => {
            let shared = Arc::clone(&app);
            let done = tokio::task::spawn_blocking(move || {
                let reply = work(&shared);
                drop(turn);
                reply
            });
            done.await
                .unwrap_or_else(|_| Err(Fault::internal("reading broke off; nothing was stored")))
        }
        _ => Err(busy()),
    };
    let response = match reply {
        Ok(reply) => reply.into_response(),
        Err(fault) => app.fault(&fault, page).into_response(),
    };
    app.metrics
        .answered(name, response.status(), begun.elapsed());
    response
}

/// `POST /read`: codes a text and stores nothing.
pub(crate) async fn read_form(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let page = wants_page(&headers);
    done(app, "read", page, move |app| {
        ours(&headers)?;
        pages::read_text(app, sent(&headers, &body)?, page)
    })
    .await
}

/// `POST /add`: codes a text and adds it to the record.
pub(crate) async fn add(State(app): State<Arc<App>>, headers: HeaderMap, body: Bytes) -> Response {
    let page = wants_page(&headers);
    done(app, "add", page, move |app| {
        let given: pages::Given = sent(&headers, &body)?;
        allowed(app, &headers, &given.token)?;
        let document = given.document()?;
        let id = document.id.clone();
        let coder = app.coder()?;
        let coded = coder.code(&document);
        let mut writer = Writer::open(&app.options.record)?;
        let written = writer.write(&[Incoming {
            document,
            events: coded.events,
            presence: coded.presence,
            problems: coded.problems,
            made_by: coder.made_by().clone(),
            without_text: false,
        }])?;
        writer.close()?;
        app.refresh()?;
        if page {
            return Ok(Reply::see(pages::document_href(&id)));
        }
        Reply::json(&serde_json::json!({
            "document": id, "new": written.new, "versions": written.versions, "same": written.same,
            "claims": written.claims, "presence": written.presence,
        }))
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Corrected {
    /// Id of the claim, or of the event whose first claim is meant.
    id: String,
    field: String,
    value: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    token: String,
}

/// `POST /correct`: keeps a person's word that a code is wrong.
pub(crate) async fn correct(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let page = wants_page(&headers);
    done(app, "correct", page, move |app| {
        let given: Corrected = sent(&headers, &body)?;
        allowed(app, &headers, &given.token)?;
        let mut writer = Writer::open(&app.options.record)?;
        let note = Some(given.note.trim()).filter(|n| !n.is_empty());
        let correction = writer.correct(&given.id, &given.field, given.value.trim(), note)?;
        writer.close()?;
        app.refresh()?;
        if page {
            return Ok(Reply::see(format!(
                "/event/{}#corrections",
                correction.event.unwrap_or(correction.claim)
            )));
        }
        Reply::json(&correction)
    })
    .await
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Merged {
    /// `join`, `split` or `undo`.
    kind: String,
    /// Id of an event or claim.
    id: String,
    /// Of the other, for `join`.
    #[serde(default)]
    other: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    token: String,
}

/// `POST /merge`: keeps a decision about which claims tell of one act.
pub(crate) async fn merge(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let page = wants_page(&headers);
    done(app, "merge", page, move |app| {
        let given: Merged = sent(&headers, &body)?;
        allowed(app, &headers, &given.token)?;
        let reason = Some(given.reason.trim()).filter(|r| !r.is_empty());
        let mut writer = Writer::open(&app.options.record)?;
        match given.kind.as_str() {
            "join" => {
                writer.join(&given.id, given.other.trim(), reason)?;
            }
            "split" => {
                writer.split(&given.id, reason)?;
            }
            "undo" => {
                writer.undo(&given.id)?;
            }
            other => {
                return Err(Fault::bad(format!(
                    "`kind` is `{other}`: use join, split or undo"
                )));
            }
        }
        writer.close()?;
        app.refresh()?;
        if page {
            return Ok(Reply::see(format!("/event/{}", given.id)));
        }
        Reply::json(&serde_json::json!({"kind": given.kind, "id": given.id}))
    })
    .await
}
