//! What the interface is, for programs that read such descriptions (OpenAPI 3.1).

use crate::http::{Ask, FILTER, Fault, Reply};
use chancery_codebook::{EventType, Measure, Mode, Status, event_schema};
use chancery_record::{MergedEvent, Sort};
use serde_json::{Map, Value, json};

/// One address: path, what it gives, names that it may be asked by, the schema of its answer.
struct Operation {
    path: &'static str,
    summary: &'static str,
    asked: Vec<&'static str>,
    answer: Value,
}

fn list(of: &str, item: Value) -> Value {
    json!({"type": "object", "required": [of], "properties": {of: {"type": "array", "items": item}}})
}

fn operations() -> Vec<Operation> {
    let event = json!({"$ref": "#/components/schemas/Event"});
    let claim = json!({"$ref": "#/components/schemas/Claim"});
    let object = json!({"type": "object"});
    let filter = |more: &[&'static str]| -> Vec<&'static str> {
        FILTER.iter().chain(more).copied().collect()
    };
    let op = |path, summary, asked: Vec<&'static str>, answer| Operation {
        path,
        summary,
        asked,
        answer,
    };
    vec![
        op(
            "/api/v1/events",
            "Merged events that a filter asks for, a page at a time",
            filter(&["sort", "limit", "cursor"]),
            json!({
                "type": "object",
                "required": ["events", "total", "next", "revision"],
                "properties": {
                    "events": {"type": "array", "items": event},
                    "total": {"type": "integer", "description": "events that the filter finds in all"},
                    "next": {"type": ["string", "null"], "description": "cursor of the next page"},
                    "revision": {"type": "integer", "description": "state of the record; ask /api/v1/changes what came after it"},
                },
            }),
        ),
        op(
            "/api/v1/events/{id}",
            "One event with every claim behind it, what they say field by field, and why they stand together",
            vec!["as_known_on"],
            json!({
                "type": "object",
                "required": ["event", "readings", "claims", "merge"],
                "properties": {
                    "event": event,
                    "readings": {"type": "array", "items": object},
                    "claims": {"type": "array", "items": claim},
                    "merge": {"type": "array", "items": object},
                },
            }),
        ),
        op(
            "/api/v1/changes",
            "Events that are new or differ since a revision, and ids of those that are no more",
            vec!["updated_since", "limit"],
            json!({
                "type": "object",
                "required": ["events", "deleted", "revision", "more"],
                "properties": {
                    "events": {"type": "array", "items": event},
                    "deleted": {"type": "array", "items": {"type": "string"}},
                    "revision": {"type": "integer"},
                    "more": {"type": "boolean"},
                },
            }),
        ),
        op(
            "/api/v1/facets",
            "Counts of a selection by party, type, measure, status and time",
            filter(&[]),
            json!({
                "type": "object",
                "required": ["total", "facets"],
                "properties": {"total": {"type": "integer"}, "facets": object},
            }),
        ),
        op(
            "/api/v1/claims",
            "Claims of an event or a document",
            vec!["event", "document", "superseded", "limit"],
            list("claims", claim),
        ),
        op(
            "/api/v1/documents",
            "Reports, newest first, without their texts",
            vec!["id", "outlet", "limit"],
            list("documents", object.clone()),
        ),
        op(
            "/api/v1/outlets",
            "Outlets with their reports, copies and claims",
            vec!["limit"],
            list("outlets", object.clone()),
        ),
        op(
            "/api/v1/stats",
            "What the record holds, in numbers",
            vec![],
            object.clone(),
        ),
        op(
            "/api/v1/motion",
            "Pairs of states between which more happens lately than before",
            vec![],
            list("motion", object.clone()),
        ),
        op(
            "/api/v1/corrections",
            "What people say is coded wrongly",
            vec!["event"],
            list("corrections", object.clone()),
        ),
        op(
            "/api/v1/codebook",
            "Types, modes and measures with their definitions",
            vec![],
            object.clone(),
        ),
        op(
            "/api/v1/schema",
            "JSON schema of a claim",
            vec![],
            object.clone(),
        ),
        op(
            "/api/v1/dyads/{a}/{b}/series",
            "Both directions of a pair in bins of time",
            vec!["since", "until", "by"],
            object.clone(),
        ),
        op(
            "/api/v1/dyads/{a}/{b}/exchanges",
            "Acts of a pair, chains of act and answer, and waves",
            vec!["since", "until"],
            object.clone(),
        ),
        op(
            "/api/v1/dyads/{a}/{b}/presence",
            "Posts, heads of mission and staff of each state in the other on a day",
            vec!["on", "history"],
            object.clone(),
        ),
        op(
            "/api/v1/dyads/{a}/{b}/reciprocity",
            "Answers, autoregression and excitation of a pair",
            vec!["since", "until"],
            object.clone(),
        ),
        op(
            "/api/v1/dyads/{a}/{b}/forecast",
            "The answer of B to an act of A",
            vec!["measure", "count"],
            json!({
                "type": "object",
                "required": ["plan", "forecast"],
                "properties": {"plan": object, "forecast": object},
            }),
        ),
    ]
}

/// What a name of the query may say.
fn parameter(name: &str) -> Value {
    fn words<T: std::fmt::Display>(all: &[T]) -> Value {
        let all: Vec<String> = all.iter().map(T::to_string).collect();
        json!({"type": "array", "items": {"type": "string", "enum": all}})
    }
    let day = || json!({"type": "string", "format": "date"});
    let lands = || json!({"type": "array", "items": {"type": "string"}});
    let (schema, description) = match name {
        "actor" => (
            lands(),
            "one of these did it: country codes or names, joined by commas",
        ),
        "recipient" => (lands(), "to one of these it was done"),
        "country" => (lands(), "one of these is on either side"),
        "type" => (words(EventType::ALL), "event types"),
        "mode" => (words(Mode::ALL), "modes"),
        "measure" => (words(Measure::ALL), "diplomatic measures"),
        "status" => (words(Status::ALL), "statuses"),
        "quad" => (
            json!({"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": 4}}),
            "quad codes",
        ),
        "since" => (day(), "first day"),
        "until" => (day(), "last day"),
        "on" => (day(), "the day; the record's last one where none is given"),
        "place" => (
            json!({"type": "string"}),
            "country code of the place, or a part of its name",
        ),
        "text" => (
            json!({"type": "string"}),
            "words of sentences or headlines; a phrase in quotes, * for any ending",
        ),
        "outlet" => (lands(), "one of these outlets tells of it"),
        "min_sources" => (
            json!({"type": "integer", "minimum": 0}),
            "least number of independent sources",
        ),
        "min_confidence" => (
            json!({"type": "number", "minimum": 0, "maximum": 1}),
            "least confidence",
        ),
        "as_known_on" => (day(), "as if nothing reported after this day were known"),
        "sort" => (
            json!({"type": "string", "enum": Sort::NAMED.map(|(n, _)| n)}),
            "the order",
        ),
        "limit" => (
            json!({"type": "integer", "minimum": 1, "maximum": 1000}),
            "how many at most",
        ),
        "cursor" => (json!({"type": "string"}), "`next` of the answer before"),
        "updated_since" => (json!({"type": "integer", "minimum": 0}), "a revision"),
        "by" => (
            json!({"type": "string", "enum": ["day", "week", "month"]}),
            "length of a bin",
        ),
        "count" => (
            json!({"type": "integer", "minimum": 0}),
            "how many people or posts",
        ),
        "superseded" | "history" => (
            json!({"type": "boolean"}),
            "with what has been replaced, or the changes over time",
        ),
        _ => (json!({"type": "string"}), "an id"),
    };
    json!({"name": name, "in": "query", "required": false, "description": description, "schema": schema,
           "style": "form", "explode": false})
}

/// `GET /api/v1/openapi.json`.
pub(crate) fn openapi(ask: &Ask<'_>) -> Result<Reply, Fault> {
    ask.query.only(&[])?;
    Reply::json(&description())
}

/// The description as JSON.
pub(crate) fn description() -> Value {
    let mut paths = Map::new();
    for operation in operations() {
        let mut parameters: Vec<Value> =
            operation.asked.iter().map(|name| parameter(name)).collect();
        // "measure" of a forecast is one, that of a filter several.
        if operation.path.ends_with("/forecast") {
            parameters[0]["schema"] = json!({"type": "string"});
        }
        for name in ["id", "a", "b"] {
            if operation.path.contains(&format!("{{{name}}}")) {
                parameters.push(json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}}));
            }
        }
        let error = |what: &str| json!({"description": what, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}});
        paths.insert(
            operation.path.to_owned(),
            json!({"get": {
                "summary": operation.summary,
                "parameters": parameters,
                "responses": {
                    "200": {"description": operation.summary,
                            "content": {"application/json": {"schema": operation.answer}}},
                    "304": {"description": "nothing has changed since the ETag that was sent"},
                    "400": error("what is asked cannot be asked; the message says why"),
                    "404": error("there is no such thing"),
                    "503": error("too much to do just now"),
                },
            }}),
        );
    }
    for (path, kind) in [
        ("/api/v1/events.jsonl", "application/x-ndjson"),
        ("/api/v1/events.csv", "text/csv"),
        ("/api/v1/gold.jsonl", "application/x-ndjson"),
    ] {
        let parameters: Vec<Value> = if path.contains("events") {
            FILTER
                .iter()
                .chain(&["sort"])
                .map(|name| parameter(name))
                .collect()
        } else {
            Vec::new()
        };
        paths.insert(path.to_owned(), json!({"get": {
            "summary": "All of them as a stream",
            "parameters": parameters,
            "responses": {"200": {"description": "one a line", "content": {kind: {"schema": {"type": "string"}}}}},
        }}));
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Chancery",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "What states do to one another, out of news reports. Read-only without a token; every page has the same data under its address with .json.",
        },
        "paths": paths,
        "components": {"schemas": {
            "Event": bare(schemars::schema_for!(MergedEvent).to_value()),
            "Claim": claim(),
            "Error": {"type": "object", "required": ["error"], "properties": {"error": {
                "type": "object",
                "required": ["status", "message"],
                "properties": {"status": {"type": "integer"}, "message": {"type": "string"}},
            }}},
        }},
    })
}

/// A claim of the record: the coder's record with its place.
fn claim() -> Value {
    let mut schema = bare(event_schema());
    if let Some(object) = schema.as_object_mut() {
        object.remove("additionalProperties");
    }
    for (name, kind) in [
        ("event_id", json!(["string", "null"])),
        ("version", json!("integer")),
        ("superseded", json!("boolean")),
        ("story", json!("integer")),
    ] {
        schema["properties"][name] = json!({"type": kind});
    }
    schema
}

/// A schema as a component: its definitions stay inside it.
fn bare(mut schema: Value) -> Value {
    if let Some(object) = schema.as_object_mut() {
        object.remove("$schema");
        object.remove("$id");
        if let Some(definitions) = object.remove("$defs") {
            inline(&mut schema, &definitions);
        }
    }
    schema
}

/// Puts definitions in place of the references to them; none of ours refers to itself.
fn inline(value: &mut Value, definitions: &Value) {
    match value {
        Value::Object(object) => {
            let named = object
                .get("$ref")
                .and_then(Value::as_str)
                .and_then(|r| r.strip_prefix("#/$defs/"));
            if let Some(found) = named.and_then(|name| definitions.get(name)).cloned() {
                object.remove("$ref");
                let mut found = found;
                inline(&mut found, definitions);
                if let Value::Object(found) = found {
                    for (key, inner) in found {
                        object.entry(key).or_insert(inner);
                    }
                }
                return;
            }
            object.values_mut().for_each(|v| inline(v, definitions));
        }
        Value::Array(values) => values.iter_mut().for_each(|v| inline(v, definitions)),
        _ => {}
    }
}

/// `GET /api`: the addresses of the interface.
pub(crate) fn index(ask: &Ask<'_>) -> Result<Reply, Fault> {
    ask.query.only(&[])?;
    let all: Vec<Value> = (operations().iter())
        .map(|o| json!({"path": o.path, "summary": o.summary, "asked_by": o.asked}))
        .collect();
    Reply::json(&json!({"openapi": "/api/v1/openapi.json", "operations": all}))
}
