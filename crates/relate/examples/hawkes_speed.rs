//! Times the log-likelihood, its gradient and a whole fit on many events.
//!
//! `cargo run --release -p chancery-relate --example hawkes_speed -- [EVENTS] [FILE]` prints seconds as
//! JSON; with FILE it also writes the events there, one "time dimension" a line, for
//! tests/reference/hawkes_speed.py, which times tick on the same and prints the ratio.

use chancery_relate::hawkes::{Decay, Fit, Parameters, gradient, log_likelihood, simulate};
use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let wanted: f64 = arguments.next().map_or(Ok(100_000.0), |n| n.parse())?;
    let truth = Parameters {
        mu: vec![0.3, 0.2],
        alpha: vec![vec![0.2, 0.4], vec![0.3, 0.1]],
        beta: vec![1.5],
    };

    let events = simulate(&truth, wanted, 1)?;
    if let Some(path) = arguments.next() {
        let lines: Vec<String> = events
            .iter()
            .map(|(time, dim)| format!("{time:.17e} {dim}"))
            .collect();
        std::fs::write(path, lines.join("\n"))?;
    }
    let best = |run: &mut dyn FnMut()| {
        (0..20)
            .map(|_| {
                let start = Instant::now();
                run();
                start.elapsed().as_secs_f64()
            })
            .fold(f64::INFINITY, f64::min)
    };
    let value = best(&mut || drop(black_box(log_likelihood(black_box(&events), &truth))));
    let slope = best(&mut || drop(black_box(gradient(black_box(&events), &truth))));
    let start = Instant::now();
    let fit = Fit::of(&events, Decay::Common)?;
    let whole = start.elapsed().as_secs_f64();
    println!(
        "{}",
        serde_json::json!({
            "events": events.len(), "horizon": events.horizon(), "log_likelihood": log_likelihood(&events, &truth)?,
            "seconds_log_likelihood": value, "seconds_gradient": slope, "seconds_fit": whole,
            "fit_log_likelihood": fit.log_likelihood, "fit": fit.parameters,
        })
    );
    Ok(())
}
