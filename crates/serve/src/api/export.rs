//! All events of a filter as a stream, however many there are.

use super::record::{COLUMNS, cells};
use crate::app::App;
use crate::http::{FILTER, Fault, Kind, Query};
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use chancery_record::{Error, Filter, MergedEvent};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

/// Exports at once; each holds a reader of the record.
const AT_ONCE: usize = 4;
static RUNNING: AtomicUsize = AtomicUsize::new(0);

/// Counts an export as running for as long as it lives.
struct Running;

impl Running {
    fn begin() -> Option<Running> {
        let more = RUNNING.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |n| {
            (n < AT_ONCE).then_some(n + 1)
        });
        more.ok().map(|_| Running)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        RUNNING.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Bytes that are sent together.
const CHUNK: usize = 64 * 1024;

type Sender = mpsc::Sender<Result<Bytes, std::io::Error>>;

/// `GET /api/v1/events.jsonl` and `.csv`.
pub(crate) async fn export(State(app): State<Arc<App>>, uri: Uri) -> Response {
    let query = Query::parse(uri.query().unwrap_or_default());
    let mut names = FILTER.to_vec();
    names.push("sort");
    let filter = match query.only(&names).and_then(|()| query.filter()) {
        Ok(filter) => filter,
        Err(fault) => return fault.json().into_response(),
    };
    let Some(running) = Running::begin() else {
        let busy = "other exports are running: try again when one is done";
        return Fault::new(StatusCode::SERVICE_UNAVAILABLE, busy)
            .json()
            .into_response();
    };
    let kind = if uri.path().ends_with(".csv") {
        Kind::Csv
    } else {
        Kind::JsonLines
    };
    let (sender, receiver) = mpsc::channel(4);
    tokio::task::spawn_blocking(move || {
        let sent = app
            .pool
            .with(|record| stream(record, &filter, kind, &sender));
        if let Ok(Err(error)) | Err(error) = sent {
            // The client sees that the answer broke off.
            let _ = sender.blocking_send(Err(std::io::Error::other(error.to_string())));
        }
        drop(running);
    });
    let mut response = Response::new(Body::from_stream(ReceiverStream::new(receiver)));
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(kind.content_type()),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let name = if kind == Kind::Csv {
        "attachment; filename=\"events.csv\""
    } else {
        "attachment; filename=\"events.jsonl\""
    };
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static(name));
    response
}

/// Hands over the events in chunks; ends early when nobody takes them any more.
fn stream(
    record: &chancery_record::Record,
    filter: &Filter,
    kind: Kind,
    sender: &Sender,
) -> Result<(), Error> {
    /// Why it ended early.
    enum Stop {
        Gone,
        Bad(Error),
    }
    impl From<Error> for Stop {
        fn from(error: Error) -> Stop {
            Stop::Bad(error)
        }
    }
    let mut chunk: Vec<u8> = Vec::with_capacity(CHUNK + 4096);
    let line = |chunk: &mut Vec<u8>, event: Option<&MergedEvent>| {
        // Writing to memory cannot fail.
        if kind == Kind::Csv {
            let mut out = csv::Writer::from_writer(chunk);
            let _ = match event {
                None => out.write_record(COLUMNS),
                Some(event) => out.write_record(cells(event)),
            };
        } else if let Some(event) = event {
            let _ = serde_json::to_writer(&mut *chunk, event);
            chunk.push(b'\n');
        }
    };
    line(&mut chunk, None);
    let sent = record.export_events(filter, |event| {
        line(&mut chunk, Some(&event));
        if chunk.len() >= CHUNK {
            let full = std::mem::replace(&mut chunk, Vec::with_capacity(CHUNK + 4096));
            sender
                .blocking_send(Ok(full.into()))
                .map_err(|_| Stop::Gone)?;
        }
        Ok(())
    });
    match sent {
        Ok(()) => {
            let _ = sender.blocking_send(Ok(chunk.into()));
            Ok(())
        }
        Err(Stop::Gone) => Ok(()),
        Err(Stop::Bad(error)) => Err(error),
    }
}
