//! The interface for programs does what its description says.

use super::server::shared;
use serde_json::{Value, json};

#[test]
fn every_operation_answers_as_it_is_described() {
    let description = shared().json("/api/v1/openapi.json");
    assert_eq!(description["openapi"], "3.1.0");
    let event = shared().json("/api/v1/events?limit=1")["events"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let document = shared().json("/api/v1/documents?limit=1")["documents"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let mut checked = 0;
    for (path, operation) in description["paths"].as_object().unwrap() {
        let answer = &operation["get"]["responses"]["200"]["content"];
        let Some(schema) = answer.get("application/json").map(|c| c["schema"].clone()) else {
            continue;
        };
        let mut address = path
            .replace("{id}", &event)
            .replace("{a}", "USA")
            .replace("{b}", "RUS");
        if path.ends_with("/claims") {
            address.push_str(&format!(
                "?document={}",
                document.replace(':', "%3A").replace('/', "%2F")
            ));
        }
        let got = shared().json(&address);
        let wrong = faults(&got, &schema, &description, &address);
        assert!(wrong.is_empty(), "{wrong:#?}");
        // Names that the description does not list are refused.
        let stranger = if address.contains('?') {
            "&stranger=1"
        } else {
            "?stranger=1"
        };
        assert_eq!(
            shared().get(&format!("{address}{stranger}")).status,
            400,
            "{address}"
        );
        checked += 1;
    }
    assert!(checked >= 15, "{checked}");
}

/// What of a value is not as a schema says: types, members that must be there, members that may not, words, references.
fn faults(value: &Value, schema: &Value, description: &Value, at: &str) -> Vec<String> {
    if let Some(path) = schema["$ref"].as_str() {
        let found = description.pointer(path.trim_start_matches('#'));
        return faults(
            value,
            found.unwrap_or_else(|| panic!("{path} is not there")),
            description,
            at,
        );
    }
    let is = |kind: &str| match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("{at}: there is no type `{other}`"),
    };
    let kinds: Vec<&str> = match &schema["type"] {
        Value::String(kind) => vec![kind],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    if !kinds.is_empty() && !kinds.iter().any(|k| is(k)) {
        return vec![format!("{at} is {value}, not {kinds:?}")];
    }
    if let Some(words) = schema["enum"].as_array()
        && !words.contains(value)
    {
        return vec![format!("{at} is {value}, not one of {words:?}")];
    }
    if let Some(word) = schema.get("const")
        && word != value
    {
        return vec![format!("{at} is {value}, not {word}")];
    }
    if let Some(ways) = schema["anyOf"].as_array().or(schema["oneOf"].as_array()) {
        let fits = (ways.iter()).any(|way| faults(value, way, description, at).is_empty());
        return if fits {
            Vec::new()
        } else {
            vec![format!(
                "{at} is {value}, which fits none of {} ways",
                ways.len()
            )]
        };
    }
    let mut found = Vec::new();
    for name in schema["required"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
    {
        if value.get(name).is_none() {
            found.push(format!("{at} lacks `{name}`"));
        }
    }
    if let Some(members) = value.as_object() {
        for (name, member) in members {
            match schema["properties"].get(name) {
                Some(inner) => {
                    found.extend(faults(member, inner, description, &format!("{at}.{name}")))
                }
                None if schema["additionalProperties"] == json!(false) => {
                    found.push(format!("{at} has `{name}`"))
                }
                None => {}
            }
        }
    }
    if let (Some(values), Some(_)) = (value.as_array(), schema.get("items")) {
        for (i, inner) in values.iter().enumerate() {
            found.extend(faults(
                inner,
                &schema["items"],
                description,
                &format!("{at}[{i}]"),
            ));
        }
    }
    found
}

#[test]
fn a_fault_is_found_where_there_is_one() {
    let description = shared().json("/api/v1/openapi.json");
    let event = json!({"$ref": "#/components/schemas/Event"});
    let mut good = shared().json("/api/v1/events?limit=1")["events"][0].clone();
    assert_eq!(
        faults(&good, &event, &description, "event"),
        Vec::<String>::new()
    );
    good["status"] = json!("perhaps");
    good["claims"] = json!("many");
    assert_eq!(faults(&good, &event, &description, "event").len(), 2);
}

#[test]
fn filters_are_the_command_lines() {
    let total = |query: &str| {
        shared().json(&format!("/api/v1/events?limit=1&{query}"))["total"]
            .as_u64()
            .unwrap()
    };
    assert_eq!(
        total("actor=United%20States&recipient=Russia"),
        total("actor=USA&recipient=RUS")
    );
    assert!(total("measure=expulsion,closure") > total("measure=expulsion"));
    assert!(total("country=RUS&since=2018-03-01&until=2018-03-31") > 10);
    assert!(total("text=ambassador") > 0);
    assert!(
        total("as_known_on=2018-03-27&actor=USA&recipient=RUS") < total("actor=USA&recipient=RUS")
    );
}

#[test]
fn an_export_streams_what_the_filter_finds() {
    let total = shared().json("/api/v1/events?measure=expulsion&limit=1")["total"]
        .as_u64()
        .unwrap();
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
fn columns_have_the_command_lines_names() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(["events", "--format", "csv", "--limit", "1", "--record"])
        .arg(&shared().record)
        .output()
        .unwrap();
    let table = String::from_utf8(output.stdout).unwrap();
    let theirs: Vec<&str> = table.lines().next().unwrap().split(',').collect();
    // What the page's table shows in words has a name of its own.
    for (path, own) in [("/api/v1/events.csv", ""), ("/explore.csv", "what")] {
        let ours = shared().page(path);
        for column in ours
            .lines()
            .next()
            .unwrap()
            .split(',')
            .filter(|c| *c != own)
        {
            assert!(theirs.contains(&column), "{path}: {column}");
        }
    }
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    for path in [
        "/",
        "/api/v1/events?country=RUS",
        "/dyad/USA/RUS.json",
        "/assets/style.css",
    ] {
        let first = shared().get(path);
        let tag = first.header("etag").to_owned();
        assert!(!tag.is_empty(), "{path}");
        let again = shared().get_with(path, &[("if-none-match", &tag)]);
        assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
        assert_eq!(
            shared()
                .get_with(path, &[("if-none-match", "\"other\"")])
                .status,
            200,
            "{path}"
        );
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
    assert_eq!(
        told as u64,
        shared().json("/api/v1/stats")["events"].as_u64().unwrap()
    );
}

#[test]
fn the_servers_own_numbers_can_be_scraped() {
    shared().page("/");
    let metrics = shared().page("/metrics");
    assert!(
        metrics.contains("chancery_requests_total{route=\"front\",status=\"200\"}"),
        "{metrics}"
    );
    for line in metrics.lines().filter(|l| !l.starts_with('#')) {
        let (_, value) = line.rsplit_once(' ').unwrap();
        assert!(value.parse::<f64>().is_ok(), "{line}");
    }
    assert_eq!(shared().json("/healthz")["status"], "ok");
    let feed = shared().page("/feed.atom?country=RUS");
    assert!(
        feed.starts_with("<?xml") && feed.matches("<entry>").count() == 50,
        "{feed}"
    );
}
