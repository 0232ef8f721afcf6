//! Log-likelihoods against tick and the plain double sum (tests/reference/hawkes.py makes hawkes.json),
//! derivatives against differences.

use chancery_relate::hawkes::{Events, Parameters, gradient, information, log_likelihood};
use serde_json::Value;

fn points() -> Vec<(Events, Parameters, Value)> {
    let all: Value =
        serde_json::from_str(include_str!("reference/hawkes.json")).expect("hawkes.json");
    let mut points = Vec::new();
    for case in all["cases"].as_array().expect("cases") {
        let times: Vec<Vec<f64>> = serde_json::from_value(case["times"].clone()).expect("times");
        let events =
            Events::new(&times, case["horizon"].as_f64().expect("horizon")).expect("events");
        for point in case["points"].as_array().expect("points") {
            let parameters: Parameters = serde_json::from_value(point.clone()).expect("parameters");
            points.push((events.clone(), parameters, point.clone()));
        }
    }
    points
}

#[test]
fn log_likelihood_agrees_with_tick_and_with_the_definition() {
    let mut by_tick = 0;
    for (events, parameters, point) in points() {
        let ours = log_likelihood(&events, &parameters).expect("a likelihood");
        for name in ["tick", "plain"] {
            if let Some(theirs) = point[name].as_f64() {
                by_tick += usize::from(name == "tick");
                assert!(
                    (ours / theirs - 1.0).abs() < 1e-6,
                    "{name}: {ours} is not {theirs}"
                );
            }
        }
        let plain = point["plain"].as_f64().expect("plain");
        assert!((ours / plain - 1.0).abs() < 1e-11, "{ours} is not {plain}");
    }
    assert_eq!(by_tick, 9);
}

fn moved(theta: &[f64], place: usize, by: f64, k: usize) -> Parameters {
    let mut theta = theta.to_vec();
    theta[place] += by;
    Parameters {
        mu: theta[..k].to_vec(),
        alpha: theta[k..k + k * k].chunks(k).map(<[f64]>::to_vec).collect(),
        beta: theta[k + k * k..].to_vec(),
    }
}

#[test]
fn gradient_and_information_agree_with_differences() {
    for (events, parameters, _) in points() {
        let (theta, k, step) = (parameters.pack(), events.dimensions(), 1e-5);
        let slope = gradient(&events, &parameters).expect("a gradient");
        let curve = information(&events, &parameters).expect("an information");
        for place in 0..theta.len() {
            let (up, down) = (
                moved(&theta, place, step, k),
                moved(&theta, place, -step, k),
            );
            let value = |p| log_likelihood(&events, p).expect("a likelihood");
            let difference = (value(&up) - value(&down)) / (2.0 * step);
            assert!(
                (slope[place] - difference).abs() < 1e-4 * (1.0 + difference.abs()),
                "slope {place}"
            );
            let (high, low) = (
                gradient(&events, &up).expect("up"),
                gradient(&events, &down).expect("down"),
            );
            for other in 0..theta.len() {
                let bend = (low[other] - high[other]) / (2.0 * step);
                let ours = curve[place][other];
                assert!(
                    (ours - bend).abs() < 1e-4 * (1.0 + bend.abs()),
                    "information {place} {other}: {ours} {bend}"
                );
            }
        }
    }
}
