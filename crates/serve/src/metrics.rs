//! Numbers of the server itself, for Prometheus.

use axum::http::StatusCode;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Upper bounds of the buckets of answering times, in seconds.
const BUCKETS: [f64; 8] = [0.001, 0.005, 0.02, 0.05, 0.1, 0.3, 1.0, 5.0];

#[derive(Debug, Default)]
struct Route {
    statuses: BTreeMap<u16, u64>,
    buckets: [u64; BUCKETS.len()],
    seconds: f64,
    count: u64,
}

/// What has been answered so far.
#[derive(Debug, Default)]
pub(crate) struct Metrics {
    routes: Mutex<BTreeMap<&'static str, Route>>,
    kept: AtomicU64,
}

impl Metrics {
    /// An answer was given again out of what is kept.
    pub(crate) fn kept(&self) {
        self.kept.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn answered(&self, route: &'static str, status: StatusCode, took: Duration) {
        let mut routes = self.routes.lock().unwrap_or_else(PoisonError::into_inner);
        let route = routes.entry(route).or_default();
        let seconds = took.as_secs_f64();
        *route.statuses.entry(status.as_u16()).or_default() += 1;
        for (bucket, bound) in route.buckets.iter_mut().zip(BUCKETS) {
            *bucket += u64::from(seconds <= bound);
        }
        route.seconds += seconds;
        route.count += 1;
    }

    /// In the text format of Prometheus, with some numbers more: name, help, value.
    pub(crate) fn text(&self, gauges: &[(&str, &str, f64)]) -> String {
        let mut out = String::new();
        let routes = self.routes.lock().unwrap_or_else(PoisonError::into_inner);
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "# HELP chancery_requests_total Answers by route and status.\n# TYPE chancery_requests_total counter"
        );
        for (name, route) in routes.iter() {
            for (status, n) in &route.statuses {
                let _ = writeln!(
                    out,
                    "chancery_requests_total{{route=\"{name}\",status=\"{status}\"}} {n}"
                );
            }
        }
        let _ = writeln!(
            out,
            "# HELP chancery_request_seconds Time to answer.\n# TYPE chancery_request_seconds histogram"
        );
        for (name, route) in routes.iter() {
            for (n, bound) in route.buckets.iter().zip(BUCKETS) {
                let _ = writeln!(
                    out,
                    "chancery_request_seconds_bucket{{route=\"{name}\",le=\"{bound}\"}} {n}"
                );
            }
            let _ = writeln!(
                out,
                "chancery_request_seconds_bucket{{route=\"{name}\",le=\"+Inf\"}} {}",
                route.count
            );
            let _ = writeln!(
                out,
                "chancery_request_seconds_sum{{route=\"{name}\"}} {}",
                route.seconds
            );
            let _ = writeln!(
                out,
                "chancery_request_seconds_count{{route=\"{name}\"}} {}",
                route.count
            );
        }
        let _ = writeln!(
            out,
            "# HELP chancery_kept_answers_total Answers given again without working them out.\n# TYPE chancery_kept_answers_total counter"
        );
        let _ = writeln!(
            out,
            "chancery_kept_answers_total {}",
            self.kept.load(Ordering::Relaxed)
        );
        for (name, help, value) in gauges {
            let _ = writeln!(
                out,
                "# HELP {name} {help}\n# TYPE {name} gauge\n{name} {value}"
            );
        }
        out
    }
}
