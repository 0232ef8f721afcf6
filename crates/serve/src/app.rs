//! What all requests share.

use crate::http::{Ask, Fault, Keep, Pool, Query, Reply};
use crate::metrics::Metrics;
use crate::options::Options;
use crate::snapshot::Snapshot;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use chancery_code::Coder;
use chancery_lexicon::Lexicon;
use chancery_record::{Record, Result};
use std::collections::HashMap;
use std::hash::Hasher as _;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;

/// The record, what is made of it, and what is kept of answers.
pub(crate) struct App {
    pub options: Options,
    pub pool: Pool,
    /// English names of countries by code.
    pub names: HashMap<String, String>,
    pub metrics: Metrics,
    snapshot: RwLock<Arc<Snapshot>>,
    refreshing: Mutex<()>,
    keep: Keep,
    /// When the server began, in nanoseconds.
    born: u64,
    work: Arc<Semaphore>,
    /// Texts that are being coded: fewer than pages, as each takes a core for a while.
    pub coding: Arc<Semaphore>,
    coder: OnceLock<std::result::Result<Arc<Coder>, String>>,
}

/// A page or answer of the interface.
pub(crate) type View = fn(&Ask<'_>) -> std::result::Result<Reply, Fault>;

/// How long a request waits for its turn.
const PATIENCE: Duration = Duration::from_secs(10);

impl App {
    pub(crate) fn new(options: Options) -> Result<Arc<App>> {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let record = Record::open(&options.record)?;
        let snapshot = Snapshot::take(&record, None)?;
        Ok(Arc::new(App {
            pool: Pool::new(&options.record, cores + 2),
            names: Lexicon::builtin().country_names(),
            metrics: Metrics::default(),
            snapshot: RwLock::new(Arc::new(snapshot)),
            refreshing: Mutex::new(()),
            keep: Keep::new(),
            born: jiff::Timestamp::now().as_nanosecond() as u64,
            work: Arc::new(Semaphore::new(cores + 2)),
            coding: Arc::new(Semaphore::new(cores.div_ceil(2))),
            coder: OnceLock::new(),
            options,
        }))
    }

    pub(crate) fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.snapshot.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes a new snapshot if the record has changed; tells whether it had.
    pub(crate) fn refresh(&self) -> Result<bool> {
        let _one = self
            .refreshing
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let last = self.snapshot();
        let next = self.pool.with(|record| -> Result<Option<Snapshot>> {
            if record.stamp()? == last.stamp {
                return Ok(None);
            }
            Snapshot::take(record, Some(&last)).map(Some)
        })??;
        let changed = next.is_some();
        if let Some(next) = next {
            *self
                .snapshot
                .write()
                .unwrap_or_else(PoisonError::into_inner) = Arc::new(next);
            self.keep.clear();
        }
        Ok(changed)
    }

    /// The coder, loaded when it is first asked for.
    pub(crate) fn coder(&self) -> std::result::Result<Arc<Coder>, Fault> {
        let loaded = self.coder.get_or_init(|| (self.options.coder)());
        loaded
            .clone()
            .map_err(|why| Fault::internal(format!("the coder cannot be loaded: {why}")))
    }

    /// The name of a country, or its code where it has none.
    pub(crate) fn name<'a>(&'a self, code: &'a str) -> &'a str {
        self.names.get(code).map_or(code, String::as_str)
    }

    /// Bytes of answers that are kept.
    pub(crate) fn kept_bytes(&self) -> u64 {
        self.keep.bytes()
    }

    /// Answers a question by a view, or out of what is kept.
    pub(crate) async fn get(
        self: Arc<App>,
        uri: Uri,
        headers: HeaderMap,
        parts: Vec<(String, String)>,
        name: &'static str,
        view: View,
    ) -> Response {
        let begun = Instant::now();
        let (path, parts, shape) = shaped(uri.path(), parts);
        let snapshot = self.snapshot();
        let key = format!(
            "{:?} {}?{}",
            snapshot.stamp,
            uri.path(),
            uri.query().unwrap_or_default()
        );
        let tag = self.tag(&key);
        let known = headers
            .get_all(header::IF_NONE_MATCH)
            .iter()
            .filter_map(|v| v.to_str().ok())
            .any(|v| v.split(',').any(|t| t.trim() == tag));
        let response = if known {
            // Only this server, for this state of the record, has given that tag: nothing has changed.
            self.metrics.kept();
            with_tag(StatusCode::NOT_MODIFIED.into_response(), &tag)
        } else {
            let html = shape == "html" && !path.starts_with("/api/v1/");
            let query = uri.query().unwrap_or_default();
            let asked = (path, parts, shape, query);
            match self.reply(&key, snapshot, asked, view).await {
                Ok(reply) => with_tag(reply.into_response(), &tag),
                Err(fault) => self.fault(&fault, html).into_response(),
            }
        };
        self.metrics
            .answered(name, response.status(), begun.elapsed());
        response
    }

    /// An answer out of what is kept, or one that is worked out and kept.
    async fn reply(
        self: &Arc<App>,
        key: &str,
        snapshot: Arc<Snapshot>,
        (path, parts, shape, query): (String, Vec<(String, String)>, String, &str),
        view: View,
    ) -> std::result::Result<Reply, Fault> {
        let place = match self.keep.get(key).await {
            Ok(reply) => {
                self.metrics.kept();
                return Ok(reply);
            }
            Err(place) => place,
        };
        let asked = (path, parts, shape, Query::parse(query));
        let reply = Arc::clone(self).work_out(snapshot, asked, view).await?;
        if reply.status == StatusCode::OK {
            place.put(&reply);
        }
        Ok(reply)
    }

    async fn work_out(
        self: Arc<App>,
        snapshot: Arc<Snapshot>,
        (path, parts, shape, query): (String, Vec<(String, String)>, String, Query),
        view: View,
    ) -> std::result::Result<Reply, Fault> {
        let busy = || {
            Fault::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "the server has too much to do: try again in a few seconds",
            )
        };
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(&self.work).acquire_owned());
        let turn = turn.await.map_err(|_| busy())?.map_err(|_| busy())?;
        let done = tokio::task::spawn_blocking(move || {
            let reply = self.pool.with(|record| {
                view(&Ask {
                    app: &self,
                    record,
                    snapshot,
                    path,
                    parts,
                    shape,
                    query,
                })
            });
            drop(turn);
            reply
        });
        match done.await {
            Ok(reply) => reply?,
            Err(_) => Err(Fault::internal(
                "this page broke off; the server goes on. Please tell us the address that you asked for",
            )),
        }
    }

    /// The tag of an answer. It differs from server to server: another program may draw the same record otherwise.
    fn tag(&self, key: &str) -> String {
        let mut hasher = siphasher::sip::SipHasher13::new_with_keys(self.born, 0);
        hasher.write(key.as_bytes());
        format!("W/\"{:016x}\"", hasher.finish())
    }

    /// What is told when there is no answer: to people on a page, to programs as JSON.
    pub(crate) fn fault(&self, fault: &Fault, html: bool) -> Reply {
        if html {
            crate::pages::fault(self, fault).unwrap_or_else(|fault| fault.json())
        } else {
            fault.json()
        }
    }
}

fn with_tag(mut response: Response, tag: &str) -> Response {
    let headers = response.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(tag) {
        headers.insert(header::ETAG, tag);
    }
    // Always ask whether it is still so; the answer is short.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

/// Shapes that an ending of the address names.
const SHAPES: [&str; 6] = ["json", "csv", "svg", "bib", "txt", "jsonl"];

/// An address without its ending, its parts without it, and the shape that the ending names.
fn shaped(path: &str, mut parts: Vec<(String, String)>) -> (String, Vec<(String, String)>, String) {
    let found = SHAPES
        .into_iter()
        .find(|s| path.strip_suffix(s).is_some_and(|rest| rest.ends_with('.')));
    let Some(shape) = found else {
        return (path.to_owned(), parts, "html".to_owned());
    };
    let ending = format!(".{shape}");
    if let Some((_, last)) = parts.last_mut()
        && let Some(bare) = last.strip_suffix(&ending)
    {
        *last = bare.to_owned();
    }
    (
        path.strip_suffix(&ending).unwrap_or(path).to_owned(),
        parts,
        shape.to_owned(),
    )
}
