//! Flat rows: one for each of the [`pairs`] of an actor and a recipient.

use super::schema::{day, flag, float, int, text};
use arrow_schema::{DataType, Field, Schema};
use chancery_codebook::{Entity, Event};
use chancery_record::{MergedEvent, Party, pairs};
use serde_json::{Map, Value, json};

/// The columns of flat rows, of claims or of merged events.
pub fn flat_schema(merged: bool) -> Schema {
    let act = vec![
        text("id"),
        day("date"),
        day("enddate"),
        text("date_basis"),
        text("actor_country"),
        text("actor_sector"),
        text("actor_name"),
        text("actor_role"),
        text("recipient_country"),
        text("recipient_sector"),
        text("recipient_name"),
        text("recipient_role"),
        text("event"),
        text("mode"),
        Field::new("quad_code", DataType::Int8, true),
        float("event_scale"),
        text("cameo"),
        text("status"),
        flag("historical"),
        text("measure"),
        int("quantity_low"),
        int("quantity_high"),
        text("quantity_unit"),
        text("place_name"),
        text("place_country"),
        float("place_lat"),
        float("place_lon"),
        float("confidence"),
    ];
    let told = if merged {
        vec![
            int("claims"),
            int("sources"),
            int("independent"),
            day("first_reported"),
            day("last_reported"),
        ]
    } else {
        vec![
            text("text"),
            text("document"),
            text("outlet"),
            text("title"),
            text("url"),
            day("published"),
        ]
    };
    Schema::new([act, told].concat())
}

/// The flat rows of a claim.
pub fn flat_claims(event: &Event) -> Vec<Value> {
    let party = |e: &Entity| Party::from(e);
    let (actor, recipient): (Vec<Party>, Vec<Party>) = (
        event.actor.iter().map(party).collect(),
        event.recipient.iter().map(party).collect(),
    );
    let cite = &event.cite_info;
    let told = json!({
        "text": event.text,
        "document": cite.id,
        "outlet": cite.outlet,
        "title": cite.title,
        "url": cite.url,
        "published": cite.published,
    });
    rows(&json!(event), told, &actor, &recipient)
}

/// The flat rows of a merged event.
pub fn flat_events(event: &MergedEvent) -> Vec<Value> {
    let told = json!({
        "claims": event.claims,
        "sources": event.sources,
        "independent": event.independent,
        "first_reported": event.first_reported,
        "last_reported": event.last_reported,
    });
    rows(&json!(event), told, &event.actor, &event.recipient)
}

/// The fields that claims and merged events share by name, with what else is told, for each pair.
fn rows(event: &Value, told: Value, actor: &[Party], recipient: &[Party]) -> Vec<Value> {
    let mut common = match told {
        Value::Object(told) => told,
        _ => Map::new(),
    };
    for name in [
        "id",
        "date",
        "enddate",
        "date_basis",
        "event",
        "mode",
        "quad_code",
        "event_scale",
        "cameo",
        "status",
        "historical",
        "measure",
        "confidence",
    ] {
        common.insert(name.to_owned(), event[name].clone());
    }
    for name in ["low", "high", "unit"] {
        common.insert(
            format!("quantity_{name}"),
            event["quantity"][0][name].clone(),
        );
    }
    for name in ["country", "lat", "lon"] {
        common.insert(format!("place_{name}"), event["place"][name].clone());
    }
    let place = &event["place"];
    let called = if place["name"].is_null() {
        &place["raw_text"]
    } else {
        &place["name"]
    };
    common.insert("place_name".to_owned(), called.clone());
    (pairs(actor, recipient).into_iter())
        .map(|(actor, recipient)| {
            let mut row = common.clone();
            for (side, party) in [("actor", actor), ("recipient", recipient)] {
                let party = json!(party);
                for name in ["country", "sector", "name", "role"] {
                    row.insert(format!("{side}_{name}"), party[name].clone());
                }
            }
            Value::Object(row)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chancery_code::Coder;
    use chancery_read::Document;

    fn rows_of(text: &str) -> Vec<Value> {
        let coded = Coder::default().code(&Document::from_text("d1", text));
        coded.events.iter().flat_map(flat_claims).collect()
    }

    #[test]
    fn each_recipient_has_a_row_of_its_own() {
        let rows = rows_of("Norway expelled two Belarusian and three Russian diplomats.");
        let pair = |r: &Value| (r["actor_country"].clone(), r["recipient_country"].clone());
        let mut pairs: Vec<_> = rows.iter().map(pair).collect();
        pairs.sort_by_key(|p| p.1.to_string());
        assert_eq!(
            pairs,
            [("NOR".into(), "BLR".into()), ("NOR".into(), "RUS".into())]
        );
    }

    #[test]
    fn every_field_of_a_row_is_a_column_and_every_column_a_field() {
        let rows = rows_of("Norway expelled two Belarusian diplomats.");
        let mut fields: Vec<&String> = rows[0].as_object().unwrap().keys().collect();
        let schema = flat_schema(false);
        let mut columns: Vec<&String> = schema.fields().iter().map(|f| f.name()).collect();
        fields.sort_unstable();
        columns.sort_unstable();
        assert_eq!(fields, columns);
    }
}
