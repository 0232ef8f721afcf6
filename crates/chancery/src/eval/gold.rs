//! Gold items and stored predictions, read from their JSON lines.

use super::Scored;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use std::io::{BufRead, BufReader, Read};

/// A gold or prediction file that cannot be understood.
#[derive(Debug, thiserror::Error)]
#[error("{file}:{line}: {message}")]
pub struct EvalError {
    /// The file.
    pub file: String,
    /// Its line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

/// One item: a short text and the events that a reader finds in it.
#[derive(Debug, Clone, PartialEq)]
pub struct GoldItem {
    /// Id of the item.
    pub sid: String,
    /// Date of the report.
    pub date: Option<Date>,
    /// The text.
    pub text: String,
    /// The events.
    pub events: Vec<Scored>,
}

#[derive(Deserialize)]
struct RawItem {
    sid: String,
    #[serde(default)]
    date: Option<Date>,
    #[serde(default)]
    text: String,
    events: Vec<RawEvent>,
}

/// An event in the short keys of the annotations; keys that are not compared are left aside.
#[derive(Deserialize)]
struct RawEvent {
    e: String,
    m: Option<String>,
    a: Option<Vec<Vec<Option<String>>>>,
    r: Option<Vec<Vec<Option<String>>>>,
    #[serde(default = "actual")]
    st: Option<String>,
    me: Option<String>,
    q: Option<Vec<Vec<Value>>>,
    d: Option<Vec<Option<String>>>,
}

fn actual() -> Option<String> {
    Some("actual".to_owned())
}

impl RawEvent {
    fn scored(self) -> Scored {
        let countries = |entities: Option<Vec<Vec<Option<String>>>>| -> Vec<String> {
            let set: BTreeSet<String> = (entities.unwrap_or_default().into_iter())
                .map(|e| e.into_iter().nth(1).flatten().unwrap_or_default())
                .collect();
            set.into_iter().collect()
        };
        let bound = |q: &[Value], i: usize| q.get(i).and_then(Value::as_i64);
        Scored {
            event: self.e,
            actors: countries(self.a),
            recipients: countries(self.r),
            status: self.st,
            mode: self.m,
            measure: self.me,
            quantities: self
                .q
                .unwrap_or_default()
                .iter()
                .map(|q| (bound(q, 0), bound(q, 1)))
                .collect(),
            dates: self
                .d
                .filter(|d| !d.is_empty())
                .unwrap_or_else(|| vec![None; 3])
                .split_off(1),
            confidence: None,
        }
    }
}

/// Calls `each` with every line that is not empty, and its number.
fn lines(
    reader: impl Read,
    file: &str,
    mut each: impl FnMut(&str) -> Result<(), String>,
) -> Result<(), EvalError> {
    for (i, line) in BufReader::new(reader).lines().enumerate() {
        let error = |message: String| EvalError {
            file: file.to_owned(),
            line: i + 1,
            message,
        };
        let line = line.map_err(|e| error(e.to_string()))?;
        if !line.trim().is_empty() {
            each(&line).map_err(error)?;
        }
    }
    Ok(())
}

/// Adds the items of a gold file to `items`; an item whose `sid` is there already takes its place.
///
/// # Errors
/// If a line is no item in the form of the annotations.
pub fn read_gold(
    reader: impl Read,
    file: &str,
    items: &mut Vec<GoldItem>,
) -> Result<(), EvalError> {
    let mut places: HashMap<String, usize> = items
        .iter()
        .enumerate()
        .map(|(i, item)| (item.sid.clone(), i))
        .collect();
    lines(reader, file, |line| {
        let raw: RawItem = serde_json::from_str(line)
            .map_err(|e| format!("not a gold item ({e}): expected sid, date, text, events"))?;
        let item = GoldItem {
            sid: raw.sid,
            date: raw.date,
            text: raw.text,
            events: raw.events.into_iter().map(RawEvent::scored).collect(),
        };
        match places.get(&item.sid) {
            Some(&place) => items[place] = item,
            None => {
                places.insert(item.sid.clone(), items.len());
                items.push(item);
            }
        }
        Ok(())
    })
}

/// Reads events as the coder, or another program, prints them; `cite_info.id` is the item. `event` and
/// `mode` may be lists, as in PLOVER's own records: the first member counts.
///
/// # Errors
/// If a line is not JSON, or lacks `event` or `cite_info.id`.
pub fn read_predictions(
    reader: impl Read,
    file: &str,
) -> Result<HashMap<String, Vec<Scored>>, EvalError> {
    let mut predictions: HashMap<String, Vec<Scored>> = HashMap::new();
    lines(reader, file, |line| {
        let record: Value = serde_json::from_str(line).map_err(|e| format!("not JSON: {e}"))?;
        let sid = record["cite_info"]["id"]
            .as_str()
            .ok_or("an event without `cite_info.id`")?;
        let scored = scored(&record).ok_or("an event without `event`")?;
        predictions.entry(sid.to_owned()).or_default().push(scored);
        Ok(())
    })?;
    Ok(predictions)
}

fn scored(record: &Value) -> Option<Scored> {
    let first = |value: &Value| match value {
        Value::Array(members) => members.first().and_then(Value::as_str).map(str::to_owned),
        other => other.as_str().filter(|s| !s.is_empty()).map(str::to_owned),
    };
    let word = |key: &str| record[key].as_str().map(str::to_owned);
    let countries = |key: &str| -> Vec<String> {
        let entities = record[key]
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default();
        let set: BTreeSet<String> = entities
            .iter()
            .map(|e| e["country"].as_str().unwrap_or_default().to_owned())
            .collect();
        set.into_iter().collect()
    };
    let quantities = record["quantity"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let end = word("enddate").filter(|d| !d.is_empty());
    Some(Scored {
        event: first(&record["event"])?,
        actors: countries("actor"),
        recipients: countries("recipient"),
        status: if record.get("status").is_some() {
            word("status")
        } else {
            actual()
        },
        mode: first(&record["mode"]),
        measure: word("measure"),
        quantities: quantities
            .iter()
            .map(|q| (q["low"].as_i64(), q["high"].as_i64()))
            .collect(),
        dates: vec![word("date"), end.or_else(|| word("date"))],
        confidence: record["confidence"].as_f64(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_item_of_the_same_id_takes_the_place_of_the_earlier() {
        let source = r#"{"sid":"a","text":"x","events":[{"e":"AID"}]}
{"sid":"b","events":[]}

{"sid":"a","events":[]}"#;
        let mut items = Vec::new();
        read_gold(source.as_bytes(), "gold", &mut items).unwrap();
        let shown: Vec<(&str, usize)> = items
            .iter()
            .map(|i| (i.sid.as_str(), i.events.len()))
            .collect();
        assert_eq!(shown, [("a", 0), ("b", 0)]);
    }

    #[test]
    fn a_broken_line_is_named() {
        let error = read_gold(
            "{\"sid\":\"a\",\"events\":[]}\n{".as_bytes(),
            "gold.jsonl",
            &mut Vec::new(),
        );
        assert!(
            error
                .unwrap_err()
                .to_string()
                .starts_with("gold.jsonl:2: not a gold item")
        );
    }
}
