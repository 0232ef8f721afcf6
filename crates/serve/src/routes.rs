//! Which address leads where.

use crate::api;
use crate::app::{App, View};
use crate::assets;
use crate::http::{Fault, Kind, Query, Reply, country, guard, own_name};
use crate::pages::{self, dyad};
use crate::write;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, RawPathParams, State};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodRouter, get, post};
use std::sync::Arc;
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

/// Pages and answers that are worked out from the record and kept: name, address, view. The name is the route's in
/// `/metrics`. Each takes the endings that its view knows.
pub(crate) const VIEWS: [(&str, &str, View); 46] = [
    ("front", "/", pages::front),
    ("front", "/index.json", pages::front),
    ("front", "/index.csv", pages::front),
    ("explore", "/explore", pages::explore),
    ("explore", "/explore.json", pages::explore),
    ("explore", "/explore.csv", pages::explore),
    ("explore", "/explore/histogram.svg", pages::explore),
    ("explore", "/explore/map.svg", pages::explore),
    ("dyad", "/dyad/{a}/{b}", dyad::dyad),
    ("dyad", "/dyad/{a}/{b}/timeline.svg", dyad::dyad),
    ("dyad", "/dyad/{a}/{b}/series.svg", dyad::dyad),
    ("dyad", "/dyad/{a}/{b}/presence.svg", dyad::dyad),
    (
        "reciprocity",
        "/dyad/{a}/{b}/reciprocity",
        dyad::reciprocity,
    ),
    (
        "reciprocity",
        "/dyad/{a}/{b}/reciprocity.json",
        dyad::reciprocity,
    ),
    ("event", "/event/{id}", pages::event),
    ("document", "/document", pages::document),
    ("document", "/document.json", pages::document),
    ("read", "/read", pages::read),
    ("codebook", "/codebook", pages::codebook),
    ("codebook", "/codebook.json", pages::codebook),
    ("sources", "/sources", pages::sources),
    ("sources", "/sources.json", pages::sources),
    ("sources", "/sources.csv", pages::sources),
    ("about", "/about", pages::about),
    ("about", "/about.json", pages::about),
    ("feed", "/feed.atom", api::feed),
    ("api", "/api", api::index),
    ("api", "/api/v1/openapi.json", api::openapi),
    ("api", "/api/v1/stats", api::stats),
    ("api", "/api/v1/events", api::events),
    ("api", "/api/v1/events/{id}", api::event),
    ("api", "/api/v1/claims", api::claims),
    ("api", "/api/v1/documents", api::documents),
    ("api", "/api/v1/outlets", api::outlets),
    ("api", "/api/v1/corrections", api::corrections),
    ("api", "/api/v1/gold.jsonl", api::gold),
    ("api", "/api/v1/codebook", api::codebook),
    ("api", "/api/v1/schema", api::schema),
    ("api", "/api/v1/facets", api::facets),
    ("api", "/api/v1/changes", api::changes),
    ("api", "/api/v1/dyads/{a}/{b}/series", api::series),
    ("api", "/api/v1/dyads/{a}/{b}/exchanges", api::exchanges),
    ("api", "/api/v1/dyads/{a}/{b}/presence", api::presence),
    ("api", "/api/v1/dyads/{a}/{b}/reciprocity", api::reciprocity),
    ("api", "/api/v1/dyads/{a}/{b}/forecast", api::forecast),
    ("api", "/api/v1/motion", api::motion),
];

/// Bytes of what is sent to us, and how long an answer may take.
const BODY: usize = 512 * 1024;
const ANSWER: Duration = Duration::from_secs(30);

/// All routes.
pub(crate) fn router(app: Arc<App>) -> Router {
    let mut router: Router<Arc<App>> = Router::new();
    for (name, path, view) in VIEWS {
        router = router.route(path, viewed(name, view));
    }
    let timed = router
        .route("/read", post(write::read_form))
        .route("/api/v1/read", post(write::read_form))
        .route("/add", post(write::add))
        .route("/correct", post(write::correct))
        .route("/merge", post(write::merge))
        .route("/sign-in", get(write::sign_in))
        .route("/assets/{name}", get(file))
        .route("/favicon.ico", get(icon))
        .route(
            "/robots.txt",
            get(|| async {
                Reply::new(
                    Kind::Text,
                    "User-agent: *\nDisallow: /explore\nDisallow: /dyad/\n",
                )
            }),
        )
        .route("/pair", get(pair))
        .route("/healthz", get(healthz))
        .route("/metrics", get(metrics))
        .layer(TimeoutLayer::with_status_code(
            axum::http::StatusCode::GATEWAY_TIMEOUT,
            ANSWER,
        ));
    // An export streams for as long as it takes.
    timed
        .route("/api/v1/events.jsonl", get(api::export))
        .route("/api/v1/events.csv", get(api::export))
        .fallback(nowhere)
        .layer(DefaultBodyLimit::max(BODY))
        .layer(CompressionLayer::new())
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(Arc::clone(&app), own_name))
        .layer(from_fn(guard))
        .with_state(app)
}

fn viewed(name: &'static str, view: View) -> MethodRouter<Arc<App>> {
    get(
        move |State(app): State<Arc<App>>, uri: Uri, headers: HeaderMap, params: RawPathParams| {
            let parts = (&params)
                .into_iter()
                .map(|(n, v)| (n.to_owned(), v.to_owned()))
                .collect();
            app.get(uri, headers, parts, name, view)
        },
    )
}

async fn file(
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Response {
    let Some(reply) = assets::asset(&name) else {
        return app
            .fault(&Fault::missing(format!("there is no file `{name}`")), true)
            .into_response();
    };
    let tag = format!(
        "\"{}\"",
        chancery_record::stable_id([String::from_utf8_lossy(&reply.body).as_ref()])
    );
    let known = headers
        .get(header::IF_NONE_MATCH)
        .and_then(|v| v.to_str().ok())
        == Some(tag.as_str());
    let mut response = if known {
        axum::http::StatusCode::NOT_MODIFIED.into_response()
    } else {
        reply.into_response()
    };
    let headers = response.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("max-age=600"),
    );
    response
}

async fn icon(state: State<Arc<App>>, headers: HeaderMap) -> Response {
    file(state, Path("icon.svg".to_owned()), headers).await
}

/// `/pair?a=United States&b=Russia`: where the form of two states leads.
async fn pair(State(app): State<Arc<App>>, uri: Uri) -> Response {
    let query = Query::parse(uri.query().unwrap_or_default());
    let code = |name: &str| match query.get(name) {
        Some(given) => country(given),
        None => Err(Fault::bad("name two states")),
    };
    match (code("a"), code("b")) {
        (Ok(a), Ok(b)) => Reply::see(format!("/dyad/{a}/{b}")).into_response(),
        (Err(fault), _) | (_, Err(fault)) => app.fault(&fault, true).into_response(),
    }
}

async fn nowhere(State(app): State<Arc<App>>, uri: Uri) -> Response {
    let fault = Fault::missing(format!("there is nothing at `{}`", uri.path()));
    let program = uri.path().starts_with("/api/") || uri.path().ends_with(".json");
    app.metrics
        .answered("nowhere", fault.status, Duration::ZERO);
    app.fault(&fault, !program).into_response()
}

/// Whether the record can be read.
async fn healthz(State(app): State<Arc<App>>) -> Response {
    let read = tokio::task::spawn_blocking(move || {
        app.pool
            .with(|record| record.stamp().map(|s| (s, app.snapshot().stamp)))
    });
    match read.await {
        Ok(Ok(Ok((now, shown)))) => {
            let body = serde_json::json!({"status": "ok", "revision": now.revision, "shown": shown.revision});
            Reply::new(Kind::Json, format!("{body}\n")).into_response()
        }
        Ok(Ok(Err(error)) | Err(error)) => Fault::new(
            axum::http::StatusCode::SERVICE_UNAVAILABLE,
            error.to_string(),
        )
        .json()
        .into_response(),
        Err(_) => Fault::internal("the check broke off")
            .json()
            .into_response(),
    }
}

async fn metrics(State(app): State<Arc<App>>) -> Reply {
    let stamp = app.snapshot().stamp;
    let gauges = [
        (
            "chancery_events",
            "Events of the record.",
            stamp.events as f64,
        ),
        (
            "chancery_claims",
            "Claims of the record.",
            stamp.claims as f64,
        ),
        (
            "chancery_documents",
            "Documents of the record.",
            stamp.documents as f64,
        ),
        (
            "chancery_revision",
            "Revision of the record that is shown.",
            stamp.revision as f64,
        ),
        (
            "chancery_kept_bytes",
            "Bytes of answers that are kept.",
            app.kept_bytes() as f64,
        ),
    ];
    Reply::new(Kind::Metrics, app.metrics.text(&gauges))
}
