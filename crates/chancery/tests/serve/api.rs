//! The interface for programs does what its description says.

use super::server::shared;
use serde_json::{Value, json};

#[test]
fn every_operation_answers_as_it_is_described() {
    let description = shared().json("/api/v1/openapi.json");
    assert_eq!(description["openapi"], "3.1.0");
    let event = shared().json("/api/v1/events?limit=1")["events"][0]["id"].as_str().unwrap().to_owned();
    let document = shared().json("/api/v1/documents?limit=1")["documents"][0]["id"].as_str().unwrap().to_owned();
    let mut checked = 0;
    for (path, operation) in description["paths"].as_object().unwrap() {
        let answer = &operation["get"]["responses"]["200"]["content"];
        let Some(schema) = answer.get("application/json").map(|c| c["schema"].clone()) else {
            continue;
        };
        let mut address = path.replace("{id}", &event).replace("{a}", "USA").replace("{b}", "RUS");
        if path.ends_with("/claims") {
            address.push_str(&format!("?document={}", document.replace(':', "%3A").replace('/', "%2F")));
        }
        let got = shared().json(&address);
        let mut whole = schema;
        whole["components"] = description["components"].clone();
        let validator = jsonschema::validator_for(&whole).unwrap();
        let wrong: Vec<String> = validator.iter_errors(&got).take(5).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(wrong.is_empty(), "{address}: {wrong:#?}");
        // Names that the description does not list are refused.
        let stranger = if address.contains('?') { "&stranger=1" } else { "?stranger=1" };
        assert_eq!(shared().get(&format!("{address}{stranger}")).status, 400, "{address}");
        checked += 1;
    }
    assert!(checked >= 15, "{checked}");
}

#[test]
fn filters_are_the_command_lines() {
    let total = |query: &str| shared().json(&format!("/api/v1/events?limit=1&{query}"))["total"].as_u64().unwrap();
    assert_eq!(total("actor=United%20States&recipient=Russia"), total("actor=USA&recipient=RUS"));
    assert!(total("measure=expulsion,closure") > total("measure=expulsion"));
    assert!(total("country=RUS&since=2018-03-01&until=2018-03-31") > 10);
    assert!(total("text=ambassador") > 0);
    assert!(total("as_known_on=2018-03-27&actor=USA&recipient=RUS") < total("actor=USA&recipient=RUS"));
}

#[test]
fn an_export_streams_what_the_filter_finds() {
    let total = shared().json("/api/v1/events?measure=expulsion&limit=1")["total"].as_u64().unwrap();
    let lines = shared().page("/api/v1/events.jsonl?measure=expulsion");
    assert_eq!(lines.lines().count() as u64, total);
    let first: Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!(first["measure"], "expulsion");
    let csv = shared().get("/api/v1/events.csv?measure=expulsion");
    assert_eq!(csv.body.lines().count() as u64, total + 1);
    assert!(csv.header("content-disposition").contains("events.csv"));
    assert_eq!(shared().get("/api/v1/events.csv?measure=none").status, 400);
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    for path in ["/", "/api/v1/events?country=RUS", "/dyad/USA/RUS.json", "/assets/style.css"] {
        let first = shared().get(path);
        let tag = first.header("etag").to_owned();
        assert!(!tag.is_empty(), "{path}");
        let again = shared().get_with(path, &[("if-none-match", &tag)]);
        assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
        assert_eq!(shared().get_with(path, &[("if-none-match", "\"other\"")]).status, 200, "{path}");
    }
}

#[test]
fn changes_are_told_from_any_revision_on() {
    let all = shared().json("/api/v1/changes?limit=1000");
    let revision = all["revision"].as_i64().unwrap();
    assert!(all["events"].as_array().unwrap().len() > 100);
    let mut since = 0;
    let mut told = 0;
    loop {
        let part = shared().json(&format!("/api/v1/changes?updated_since={since}&limit=50"));
        told += part["events"].as_array().unwrap().len();
        since = part["revision"].as_i64().unwrap();
        if part["more"] == json!(false) {
            break;
        }
    }
    assert!(since >= revision);
    assert_eq!(told as u64, shared().json("/api/v1/stats")["events"].as_u64().unwrap());
}

#[test]
fn the_servers_own_numbers_can_be_scraped() {
    shared().page("/");
    let metrics = shared().page("/metrics");
    assert!(metrics.contains("chancery_requests_total{route=\"front\",status=\"200\"}"), "{metrics}");
    for line in metrics.lines().filter(|l| !l.starts_with('#')) {
        let (_, value) = line.rsplit_once(' ').unwrap();
        assert!(value.parse::<f64>().is_ok(), "{line}");
    }
    assert_eq!(shared().json("/healthz")["status"], "ok");
    let feed = shared().page("/feed.atom?country=RUS");
    assert!(feed.starts_with("<?xml") && feed.matches("<entry>").count() == 50, "{feed}");
}
