//! Vector autoregressions against statsmodels (tests/reference/var.py makes var.json).

use chancery_relate::var::{Criterion, OrderSelection, Var};
use serde_json::Value;

fn reference() -> Value {
    serde_json::from_str(include_str!("reference/var.json")).expect("var.json")
}

fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::Array(items) => items.iter().flat_map(numbers).collect(),
        other => vec![other.as_f64().expect("a number")],
    }
}

#[track_caller]
fn check(what: &str, ours: Vec<f64>, theirs: &Value) {
    let theirs = numbers(theirs);
    assert_eq!(ours.len(), theirs.len(), "{what}: length");
    for (a, b) in ours.iter().zip(&theirs) {
        assert!(
            (a - b).abs() <= 1e-8 * b.abs().max(1.0),
            "{what}: {a} is not {b}"
        );
    }
}

fn flat(matrix: &[Vec<f64>]) -> Vec<f64> {
    matrix.concat()
}

fn cases() -> Vec<(Vec<Vec<f64>>, Var, Value)> {
    let all = reference();
    let cases = all["cases"].as_array().expect("cases");
    assert!(cases.len() >= 4);
    cases
        .iter()
        .map(|case| {
            let series: Vec<Vec<f64>> = case["series"]
                .as_array()
                .expect("series")
                .iter()
                .map(numbers)
                .collect();
            let lags = case["lags"].as_u64().expect("lags") as usize;
            let var = Var::fit(&series, lags, case["intercept"] == true).expect("a fit");
            (series, var, case.clone())
        })
        .collect()
}

#[test]
fn coefficients_covariance_and_criteria_agree_with_statsmodels() {
    for (_, var, case) in cases() {
        check(
            "coefficients",
            flat(&var.coefficients),
            &case["coefficients"],
        );
        check(
            "standard errors",
            flat(&var.standard_errors),
            &case["standard_errors"],
        );
        check("t values", flat(&var.t_values), &case["t_values"]);
        check("p values", flat(&var.p_values), &case["p_values"]);
        check("sigma", flat(&var.sigma), &case["sigma"]);
        check(
            "log-likelihood",
            vec![var.log_likelihood],
            &case["log_likelihood"],
        );
        check("aic", vec![var.criteria.aic], &case["aic"]);
        check("bic", vec![var.criteria.bic], &case["bic"]);
        check("hq", vec![var.criteria.hq], &case["hq"]);
        check("modulus", vec![var.modulus], &case["modulus"]);
    }
}

#[test]
fn orders_agree_with_statsmodels_on_a_common_sample() {
    for (series, var, case) in cases() {
        let most = case["most"].as_u64().expect("most") as usize;
        let orders = OrderSelection::of(&series, most, var.intercept).expect("orders");
        check(
            "aic",
            orders.rows.iter().map(|row| row.criteria.aic).collect(),
            &case["orders"]["aic"],
        );
        check(
            "bic",
            orders.rows.iter().map(|row| row.criteria.bic).collect(),
            &case["orders"]["bic"],
        );
        check(
            "hq",
            orders.rows.iter().map(|row| row.criteria.hq).collect(),
            &case["orders"]["hq"],
        );
        for (name, ours) in [("aic", orders.aic), ("bic", orders.bic), ("hq", orders.hq)] {
            assert_eq!(case["selected"][name], ours, "{name}");
        }
        let best = Var::fit_best(&series, most, Criterion::Aic, var.intercept).expect("a fit");
        assert_eq!(case["best_aic_lags"], best.lags);
    }
}

#[test]
fn causality_agrees_with_statsmodels() {
    for (_, var, case) in cases() {
        for row in case["granger"].as_array().expect("granger") {
            let index = |name: &str| row[name].as_u64().expect("an index") as usize;
            let ours = var
                .granger(index("cause"), index("effect"))
                .expect("a test");
            for (name, value) in [
                ("f", ours.f),
                ("p_f", ours.p_f),
                ("wald", ours.wald),
                ("p_wald", ours.p_wald),
            ] {
                check(name, vec![value], &row[name]);
            }
        }
    }
}

#[test]
fn impulse_responses_agree_with_statsmodels() {
    for (_, var, case) in cases() {
        let impulses = var.impulses(10).expect("impulses");
        check("plain", flat(&impulses.plain.concat()), &case["plain"]);
        check(
            "orthogonal",
            flat(&impulses.orthogonal.concat()),
            &case["orthogonal"],
        );
        check(
            "cumulative",
            flat(&impulses.cumulative.concat()),
            &case["cumulative"],
        );
    }
}
