//! The record to a browser and to programs: pages, charts and an HTTP interface.
//!
//! [`serve`] opens a record and answers requests until it is asked to end. Everything is drawn here: pages by templates
//! that are checked when the program is built, charts as SVG. Pages work without JavaScript; nothing is fetched from
//! elsewhere. Without a token nothing can be written.

mod api;
mod app;
mod assets;
pub mod chart;
mod http;
mod metrics;
mod options;
mod pages;
mod routes;
mod snapshot;
mod words;
mod write;

pub use options::{MakeCoder, Options};
pub use snapshot::{Columns, Facets, Motion, Relations, Snapshot, Span};

use std::future::Future;
use std::net::SocketAddr;
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

/// Why the server did not start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The record cannot be read.
    #[error(transparent)]
    Record(#[from] chancery_record::Error),
    /// The address cannot be listened on.
    #[error(
        "cannot listen on {0}: {1}; another program may have the port: name another with --listen 127.0.0.1:0"
    )]
    Listen(SocketAddr, std::io::Error),
    /// The system gives no threads.
    #[error("cannot start: {0}")]
    Start(std::io::Error),
}

/// Serves a record until `end` comes. `ready` is told the address once requests are answered.
///
/// # Errors
/// If the record cannot be read or the address not be listened on.
pub fn serve(
    options: Options,
    ready: impl FnOnce(SocketAddr),
    end: impl Future<Output = ()>,
) -> Result<(), ServeError> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(ServeError::Start)?;
    let listen = options.listen;
    let app = app::App::new(options)?;
    watch(Arc::downgrade(&app)).map_err(ServeError::Start)?;
    let served = runtime.block_on(async {
        let bad = |error| ServeError::Listen(listen, error);
        let listener = tokio::net::TcpListener::bind(listen).await.map_err(bad)?;
        ready(listener.local_addr().map_err(bad)?);
        http::listen(listener, routes::router(app), end).await;
        Ok(())
    });
    runtime.shutdown_timeout(Duration::from_secs(2));
    served
}

/// The filter that the part of an address after its `?` asks for, as the pages and `/api/v1/events` read it.
///
/// # Errors
/// What is wrong with it, in words for whoever asks.
///
/// ```
/// let filter = chancery_serve::filter("actor=Russia,USA&type=SANCTION&since=2018-01-01")?;
/// assert_eq!(filter.actor, ["RUS", "USA"]);
/// assert!(chancery_serve::filter("quad=7").is_err());
/// # Ok::<(), String>(())
/// ```
pub fn filter(query: &str) -> Result<chancery_record::Filter, String> {
    http::Query::parse(query)
        .filter()
        .map_err(|fault| fault.message)
}

/// Comes when the program is asked to end: by Ctrl-C, or by the system's SIGTERM.
pub async fn farewell() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            // Nobody can tell us then.
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}

/// How often the record is asked whether it has changed, and how much of the time may go into taking snapshots.
const GLANCE: Duration = Duration::from_millis(500);
const SHARE: u32 = 4;

/// Takes a new snapshot whenever the record has changed, as long as the server is there.
fn watch(app: Weak<app::App>) -> std::io::Result<()> {
    std::thread::Builder::new()
        .name("record".to_owned())
        .spawn(move || {
            let mut rest = GLANCE;
            loop {
                std::thread::sleep(rest);
                let Some(app) = app.upgrade() else {
                    return;
                };
                let begun = Instant::now();
                // A record that cannot be read for a moment can be read later; until then the last snapshot stands.
                rest = match app.refresh() {
                    Ok(true) => GLANCE.max(begun.elapsed() * SHARE),
                    _ => GLANCE,
                };
            }
        })?;
    Ok(())
}
