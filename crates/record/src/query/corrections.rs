//! What people say is coded wrongly, and the gold that it makes.

use crate::error::Result;
use crate::store::Record;
use chancery_codebook::Event;
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension as _, Row};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// A person's word that a claim is coded wrongly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// Number of the correction.
    pub id: i64,
    /// Id of the claim.
    pub claim: String,
    /// The event that the claim belongs to; none once it is superseded.
    pub event: Option<String>,
    /// Which field is wrong.
    pub field: String,
    /// What it should say.
    pub value: String,
    /// Why.
    pub note: Option<String>,
    /// When it was made (UTC).
    pub made: String,
}

const SELECT: &str = "SELECT x.id, x.claim, (SELECT e.key FROM claim c JOIN membership m ON m.claim = c.id \
    JOIN event e ON e.id = m.event WHERE c.key = x.claim LIMIT 1), x.field, x.value, x.note, x.made FROM correction x";

fn read(row: &Row<'_>) -> rusqlite::Result<Correction> {
    Ok(Correction {
        id: row.get(0)?,
        claim: row.get(1)?,
        event: row.get(2)?,
        field: row.get(3)?,
        value: row.get(4)?,
        note: row.get(5)?,
        made: row.get(6)?,
    })
}

/// One correction by its number.
pub(crate) fn correction(connection: &Connection, id: i64) -> Result<Correction> {
    Ok(connection.query_row(&format!("{SELECT} WHERE x.id = ?1"), [id], read)?)
}

/// Whether the record has room for corrections: one of the first version, opened to be read, has none.
pub(super) fn kept(connection: &Connection) -> rusqlite::Result<bool> {
    Ok(crate::schema::version(connection)? >= 2)
}

/// A day, or a first and a last one: `2018-03-26`, `2018-03-26..2018-03-28`.
pub(crate) fn days_of(value: &str) -> Option<(Date, Date)> {
    let (first, last) = value.split_once("..").unwrap_or((value, value));
    let (first, last): (Date, Date) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    (first <= last).then_some((first, last))
}

/// A number or bounds: `60`, `24..99`, `23..`.
pub(crate) fn bounds_of(value: &str) -> Option<(Option<i64>, Option<i64>)> {
    let bound = |part: &str| match part.trim() {
        "" => Some(None),
        digits => digits.parse().ok().filter(|n| *n >= 0).map(Some),
    };
    let (low, high) = match value.split_once("..") {
        Some((low, high)) => (bound(low)?, bound(high)?),
        None => (bound(value)?, bound(value)?),
    };
    let ordered = low.zip(high).is_none_or(|(low, high)| low <= high);
    (ordered && (low.is_some() || high.is_some())).then_some((low, high))
}

impl Record {
    /// Corrections, of one event or of all, in the order in which they were made.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn corrections(&self, event: Option<&str>) -> Result<Vec<Correction>> {
        if !kept(&self.connection)? {
            return Ok(Vec::new());
        }
        let query = match event {
            None => format!("{SELECT} WHERE ?1 IS NULL ORDER BY x.id"),
            Some(_) => format!(
                "{SELECT} WHERE x.claim IN (SELECT c.key FROM event e JOIN membership m ON m.event = e.id \
                 JOIN claim c ON c.id = m.claim WHERE e.key = ?1) ORDER BY x.id"
            ),
        };
        let mut statement = self.connection.prepare_cached(&query)?;
        let rows = statement.query_map([event], read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Corrected sentences as gold items, in the form that `chancery eval` reads: every claim of a sentence in which one
    /// was corrected, with the corrections applied. Corrections of `place` and `other`, which the bench does not compare,
    /// stand in the item's `notes`.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn gold(&self) -> Result<Vec<Value>> {
        let corrections = self.corrections(None)?;
        let mut done: Vec<i64> = Vec::new();
        let mut items = Vec::new();
        for one in &corrections {
            let sentence: Option<(i64, i64)> = self
                .connection
                .query_row(
                    "SELECT sentence, coding FROM claim WHERE key = ?1 ORDER BY id DESC LIMIT 1",
                    [&one.claim],
                    |row| Ok((row.get(0)?, row.get(1)?)),
                )
                .optional()?;
            let Some((sentence, coding)) = sentence.filter(|(s, _)| !done.contains(s)) else {
                continue;
            };
            done.push(sentence);
            let mut statement = self.connection.prepare_cached(
                "SELECT key FROM claim WHERE sentence = ?1 AND coding = ?2 ORDER BY id",
            )?;
            let keys = statement
                .query_map([sentence, coding], |row| row.get(0))?
                .collect::<rusqlite::Result<Vec<String>>>()?;
            let mut events = Vec::new();
            let mut notes = Vec::new();
            let mut first: Option<Event> = None;
            for key in keys {
                let claim = self.claim(&key)?;
                let mut event = gold_event(&claim);
                for c in corrections.iter().filter(|c| c.claim == key) {
                    apply(&mut event, c);
                    if ["place", "other"].contains(&c.field.as_str()) {
                        notes.push(format!("{}: {}", c.field, c.value));
                    }
                    notes.extend(c.note.clone());
                }
                if !event["e"].is_null() {
                    events.push(event);
                }
                first.get_or_insert(claim);
            }
            if let Some(claim) = first {
                items.push(json!({
                    "sid": format!("{}#{}", claim.cite_info.id, claim.text_info.sentence),
                    "date": claim.cite_info.published,
                    "text": claim.text,
                    "events": events,
                    "notes": notes,
                }));
            }
        }
        Ok(items)
    }
}

/// A claim in the short keys of gold items.
fn gold_event(e: &Event) -> Value {
    let parties = |list: &[chancery_codebook::Entity]| -> Vec<Value> {
        list.iter()
            .map(|p| json!([p.raw_text, p.country, p.sector]))
            .collect()
    };
    json!({
        "tr": e.text_info.trigger.as_ref().map(|t| &t.raw_text),
        "e": e.event,
        "m": e.mode,
        "a": parties(&e.actor),
        "r": parties(&e.recipient),
        "st": e.status,
        "h": e.historical,
        "me": e.measure,
        "q": e.quantity.iter().map(|q| json!([q.low, q.high, q.unit, q.raw_text])).collect::<Vec<_>>(),
        "d": e.date.map(|d| json!(["", d, e.enddate.unwrap_or(d)])),
    })
}

fn apply(event: &mut Value, c: &Correction) {
    let value = Some(c.value.as_str()).filter(|v| *v != "none");
    let codes = || -> Vec<Value> {
        let each = value
            .unwrap_or_default()
            .split(',')
            .map(str::trim)
            .filter(|v| !v.is_empty());
        each.map(|code| json!(["", code, null])).collect()
    };
    match c.field.as_str() {
        "type" => event["e"] = json!(value),
        "mode" => event["m"] = json!(value),
        "measure" => event["me"] = json!(value),
        "status" => event["st"] = json!(value),
        "actor" => event["a"] = codes().into(),
        "recipient" => event["r"] = codes().into(),
        "date" => {
            event["d"] = value
                .and_then(days_of)
                .map_or(Value::Null, |(a, b)| json!(["", a, b]))
        }
        "quantity" => {
            event["q"] = match value.and_then(bounds_of) {
                Some((low, high)) => json!([[low, high, null, c.value]]),
                None => json!([]),
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{bounds_of, days_of};

    #[test]
    fn days_and_numbers_are_read_as_they_are_written() {
        assert!(days_of("2018-03-26").is_some() && days_of("2018-03-26..2018-03-28").is_some());
        assert!(days_of("March").is_none() && days_of("2018-03-28..2018-03-26").is_none());
        assert_eq!(bounds_of("60"), Some((Some(60), Some(60))));
        assert_eq!(bounds_of("23.."), Some((Some(23), None)));
        assert!(
            bounds_of("..").is_none() && bounds_of("9..3").is_none() && bounds_of("many").is_none()
        );
    }
}
