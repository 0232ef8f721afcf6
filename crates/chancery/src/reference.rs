//! The reference table of expulsions and related measures (`data/reference`) as reports and claims.
//!
//! Each address that a row names is a report without text, and what it says of the row's act a claim. The claims of a row
//! are joined by decision: the table's makers found them to tell of one act.

use chancery_codebook::{
    Codebook, DateBasis, Entity, Event, MadeBy, Place, Quantity, TextInfo, Trigger,
};
use chancery_read::Document;
use chancery_record::layout::host;
use chancery_record::{Decision, Incoming, Writer, Written, stable_id};
use chancery_relate::Act;
use chancery_relate::reference::{ReferenceError, parse};
use std::collections::HashMap;

/// The table that is shipped.
pub const TABLE: &str = include_str!("../../../data/reference/expulsions.csv");

/// How far the table is trusted where two sources or more agree, where there is one, and where they differ.
const CONFIDENCE: [(&str, f64); 2] = [("agree", 0.98), ("single", 0.9)];
const CONFIDENCE_CONFLICT: f64 = 0.85;

/// What to add to a record, and what to decide in it.
#[derive(Debug, Clone, Default)]
pub struct Reference {
    /// Reports with their claims, by address.
    pub reports: Vec<Incoming>,
    /// Joins of the claims of each row.
    pub decisions: Vec<Decision>,
}

/// What the table says beyond its acts.
#[derive(serde::Deserialize)]
struct Row {
    id: String,
    sources: String,
    trigger: String,
    agreement: String,
}

/// The table as reports, claims and decisions. `made` is the moment that decisions are dated to.
///
/// # Errors
/// If the table has a mistake; tells line and column.
pub fn reference(table: &str, made: &str) -> Result<Reference, ReferenceError> {
    let acts = parse(table)?;
    let rows: HashMap<String, Row> = csv::Reader::from_reader(table.as_bytes())
        .deserialize()
        .filter_map(Result::ok)
        .map(|row: Row| (row.id.clone(), row))
        .collect();
    let sources = |id: &str| -> Vec<String> {
        let row = rows.get(id);
        row.map_or(Vec::new(), |r| {
            r.sources.split_whitespace().map(str::to_owned).collect()
        })
    };
    let mut out = Reference::default();
    let mut places: HashMap<String, usize> = HashMap::new();
    for act in &acts {
        let Some(row) = rows.get(&act.id) else {
            continue;
        };
        let answered: Vec<String> = act
            .answers
            .iter()
            .filter_map(|a| {
                sources(&a.event_id)
                    .first()
                    .map(|s| claim_id(&a.event_id, s))
            })
            .collect();
        let addresses = sources(&act.id);
        for address in &addresses {
            let at = *places.entry(address.clone()).or_insert_with(|| {
                out.reports.push(report(address));
                out.reports.len() - 1
            });
            let number = out.reports[at].events.len();
            let event = claim(act, row, address, number, &answered);
            out.reports[at].events.push(event);
        }
        for other in addresses.iter().skip(1) {
            out.decisions.push(Decision {
                kind: "join".to_owned(),
                claim: claim_id(&act.id, &addresses[0]),
                other: Some(claim_id(&act.id, other)),
                reason: Some(format!("reference table, row {}", act.id)),
                made: made.to_owned(),
            });
        }
    }
    Ok(out)
}

fn claim_id(row: &str, address: &str) -> String {
    stable_id(["reference", row, address])
}

fn report(address: &str) -> Incoming {
    Incoming {
        document: Document {
            id: address.to_owned(),
            url: Some(address.to_owned()),
            outlet: host(address).map(str::to_owned),
            ..Document::default()
        },
        without_text: true,
        ..Incoming::default()
    }
}

/// What an address says of an act. The sentence is ours: the table takes none from its sources.
fn claim(act: &Act, row: &Row, address: &str, number: usize, answered: &[String]) -> Event {
    let codebook = Codebook::builtin();
    let party = |code: &str| {
        vec![Entity {
            raw_text: code.to_owned(),
            country: Some(code.to_owned()),
            sector: Some("GOV".to_owned()),
            ..Entity::default()
        }]
    };
    let measure = act.measure.map_or(String::new(), |m| m.to_string());
    let count = act.count.as_ref();
    let counted = count.map_or(String::new(), |c| {
        let bound = |n: Option<i64>| n.map_or("?".to_owned(), |n| n.to_string());
        let number = if c.low == c.high {
            bound(c.low)
        } else {
            format!("{} to {}", bound(c.low), bound(c.high))
        };
        format!(", {number} {}", c.unit.as_deref().unwrap_or_default())
    });
    let text = format!(
        "Reference table, {}: {measure}, {} to {}{counted}; {}.",
        act.id, act.actor, act.recipient, row.trigger
    );
    let start = text
        .find(&measure)
        .map_or(0, |at| text[..at].chars().count());
    Event {
        id: claim_id(&act.id, address),
        date: Some(act.first),
        enddate: Some(act.last),
        date_basis: DateBasis::Text,
        actor: party(&act.actor),
        recipient: party(&act.recipient),
        event: act.event,
        mode: act.mode,
        context: vec!["diplomatic".to_owned()],
        quad_code: act.quad_code,
        event_scale: act.score,
        cameo: Some(codebook.to_cameo(act.event, act.mode).to_owned()),
        status: act.status,
        historical: false,
        measure: act.measure,
        quantity: count.map_or(Vec::new(), |c| {
            vec![Quantity {
                low: c.low,
                high: c.high,
                unit: c.unit.clone(),
                raw_text: String::new(),
            }]
        }),
        place: act.posts.as_ref().map(|posts| Place {
            raw_text: posts.clone(),
            name: Some(posts.clone()),
            ..Place::default()
        }),
        said_by: Vec::new(),
        answers: answered.to_vec(),
        text_info: TextInfo {
            sentence: number,
            start: 0,
            end: text.chars().count(),
            trigger: Some(Trigger {
                start,
                end: start + measure.chars().count(),
                raw_text: measure,
            }),
        },
        text,
        cite_info: chancery_codebook::CiteInfo {
            id: address.to_owned(),
            url: Some(address.to_owned()),
            ..Default::default()
        },
        confidence: (CONFIDENCE.iter().find(|(word, _)| *word == row.agreement))
            .map_or(CONFIDENCE_CONFLICT, |(_, c)| *c),
        made_by: MadeBy {
            codebook: codebook.version.clone(),
            lexicon: String::new(),
            model: "reference table".to_owned(),
        },
    }
}

/// Writes the table that is shipped into a record.
///
/// # Errors
/// If the record cannot be written.
pub fn load(writer: &mut Writer) -> Result<Written, LoadError> {
    let now = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ");
    let reference = reference(TABLE, &now.to_string())?;
    let mut written = Written::default();
    for batch in reference.reports.chunks(256) {
        written += writer.write(batch)?;
    }
    writer.restore_decisions(&reference.decisions)?;
    Ok(written)
}

/// Why the table cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The table has a mistake.
    #[error(transparent)]
    Table(#[from] ReferenceError),
    /// The record cannot be written.
    #[error(transparent)]
    Record(#[from] chancery_record::Error),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_a_claim_of_each_of_its_sources() {
        let reference = reference(TABLE, "2026-01-01T00:00:00Z").unwrap();
        let claims: usize = reference.reports.iter().map(|r| r.events.len()).sum();
        let rows = TABLE.lines().count() - 1;
        assert!(claims >= rows, "{claims} claims of {rows} rows");
        let mut ids: Vec<&str> = (reference.reports.iter())
            .flat_map(|r| r.events.iter().map(|e| e.id.as_str()))
            .collect();
        ids.sort_unstable();
        let all = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), all, "ids are distinct");
        assert!(
            reference
                .reports
                .iter()
                .flat_map(|r| &r.events)
                .any(|e| !e.answers.is_empty())
        );
    }
}
