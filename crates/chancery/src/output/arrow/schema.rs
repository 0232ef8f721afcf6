//! The columns of each kind of record, nested: lists of entities and numbers stay lists, dates are dates.
//!
//! They are written out here rather than guessed from the first rows, so that every table has the same columns
//! whatever is in it; a test holds them against the record's own JSON schema.

use crate::output::Kind;
use arrow_schema::{DataType, Field, Fields, Schema};
use std::sync::Arc;

pub(super) fn text(name: &str) -> Field {
    Field::new(name, DataType::Utf8, true)
}

pub(super) fn day(name: &str) -> Field {
    Field::new(name, DataType::Date32, true)
}

pub(super) fn int(name: &str) -> Field {
    Field::new(name, DataType::Int64, true)
}

pub(super) fn float(name: &str) -> Field {
    Field::new(name, DataType::Float64, true)
}

fn group(name: &str, fields: Vec<Field>) -> Field {
    Field::new(name, DataType::Struct(Fields::from(fields)), true)
}

/// A list whose members are called `item`, as Arrow does.
fn list(name: &str, item: DataType) -> Field {
    Field::new(
        name,
        DataType::List(Arc::new(Field::new("item", item, true))),
        true,
    )
}

fn list_of(name: &str, fields: Vec<Field>) -> Field {
    list(name, DataType::Struct(Fields::from(fields)))
}

fn entities(name: &str) -> Field {
    list_of(
        name,
        vec![
            text("raw_text"),
            int("start"),
            int("end"),
            text("country"),
            text("sector"),
            text("name"),
            text("role"),
        ],
    )
}

fn quantity() -> Vec<Field> {
    vec![int("low"), int("high"), text("unit"), text("raw_text")]
}

fn text_info() -> Field {
    let trigger = group("trigger", vec![text("raw_text"), int("start"), int("end")]);
    group(
        "text_info",
        vec![int("sentence"), int("start"), int("end"), trigger],
    )
}

fn cite_info() -> Field {
    group(
        "cite_info",
        vec![
            text("id"),
            text("outlet"),
            text("title"),
            text("url"),
            day("published"),
        ],
    )
}

fn parties(name: &str) -> Field {
    list_of(
        name,
        vec![text("country"), text("sector"), text("name"), text("role")],
    )
}

fn place() -> Vec<Field> {
    vec![
        text("raw_text"),
        text("name"),
        text("country"),
        float("lat"),
        float("lon"),
    ]
}

pub(super) fn flag(name: &str) -> Field {
    Field::new(name, DataType::Boolean, true)
}

/// The columns of an act, from its id to its place; `parties` makes those of its two sides.
fn act(parties: fn(&str) -> Field) -> Vec<Field> {
    vec![
        text("id"),
        day("date"),
        day("enddate"),
        text("date_basis"),
        parties("actor"),
        parties("recipient"),
        text("event"),
        text("mode"),
        list("context", DataType::Utf8),
        Field::new("quad_code", DataType::Int8, true),
        float("event_scale"),
        text("cameo"),
        text("status"),
        flag("historical"),
        text("measure"),
        list_of("quantity", quantity()),
        group("place", place()),
    ]
}

/// The columns of an event record.
fn event() -> Vec<Field> {
    let told = vec![
        entities("said_by"),
        list("answers", DataType::Utf8),
        text("text"),
        text_info(),
        cite_info(),
        float("confidence"),
        group(
            "made_by",
            vec![text("codebook"), text("lexicon"), text("model")],
        ),
    ];
    [act(entities), told].concat()
}

/// The columns of a merged event.
fn merged() -> Vec<Field> {
    let shares = [
        "date",
        "actor",
        "recipient",
        "event",
        "measure",
        "status",
        "quantity",
        "place",
    ];
    let balance = vec![
        float("confidence"),
        int("claims"),
        int("sources"),
        int("independent"),
        day("first_reported"),
        day("last_reported"),
        group("shares", shares.map(float).to_vec()),
        list("disputed", DataType::Utf8),
    ];
    [act(parties), balance].concat()
}

/// The columns of one kind of record: the fields of its JSON, in their order.
pub fn schema(kind: Kind) -> Schema {
    Schema::new(match kind {
        Kind::Event => event(),
        Kind::Merged => merged(),
        Kind::Claim => [
            vec![
                text("event_id"),
                int("version"),
                flag("superseded"),
                int("story"),
            ],
            event(),
        ]
        .concat(),
        Kind::Document => vec![
            text("id"),
            int("version"),
            flag("current"),
            text("title"),
            text("outlet"),
            text("url"),
            day("published"),
            text("added"),
            int("story"),
            int("copies"),
            int("claims"),
            text("text"),
            list_of("blocks", vec![text("kind"), int("start"), int("end")]),
            text("byline"),
            text("dateline"),
        ],
        Kind::Presence => vec![
            text("id"),
            text("sender"),
            text("host"),
            text("post"),
            text("state"),
            group("staff", quantity()),
            day("date"),
            day("enddate"),
            text("date_basis"),
            text("text"),
            text_info(),
            cite_info(),
        ],
        Kind::Problem => vec![text("kind"), text("source"), int("line"), text("message")],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    /// Names of the properties of a JSON schema, following `$ref`, as "a.b" for nested ones.
    fn json_names(root: &Value, schema: &Value, prefix: &str, names: &mut Vec<String>) {
        let resolve = |s: &Value| match s["$ref"].as_str() {
            Some(path) => root
                .pointer(path.trim_start_matches('#'))
                .cloned()
                .unwrap_or_default(),
            None => s.clone(),
        };
        let schema = resolve(schema);
        for option in schema["anyOf"]
            .as_array()
            .into_iter()
            .flatten()
            .chain(schema.get("items"))
        {
            json_names(root, option, prefix, names);
        }
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            let path = format!("{prefix}{name}");
            json_names(root, property, &format!("{path}."), names);
            names.push(path);
        }
    }

    fn arrow_names(fields: &Fields, prefix: &str, names: &mut Vec<String>) {
        for field in fields {
            let path = format!("{prefix}{}", field.name());
            let inner = match field.data_type() {
                DataType::List(item) => item.data_type(),
                other => other,
            };
            if let DataType::Struct(fields) = inner {
                arrow_names(fields, &format!("{path}."), names);
            }
            names.push(path);
        }
    }

    #[test]
    fn columns_are_the_fields_of_the_json_schema() {
        for (kind, json) in [
            (Kind::Event, chancery_codebook::event_schema()),
            (Kind::Presence, chancery_codebook::presence_schema()),
        ] {
            let (mut expected, mut found) = (Vec::new(), Vec::new());
            json_names(&json, &json, "", &mut expected);
            arrow_names(&schema(kind).fields, "", &mut found);
            expected.sort_unstable();
            found.sort_unstable();
            assert_eq!(found, expected, "{kind:?}");
        }
    }
}
