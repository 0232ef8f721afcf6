//! Claims merged without a file: a record in memory, as it would be had they been imported.

use super::{Incoming, Record, Writer, open};
use crate::error::Result;
use crate::event::MergedEvent;
use crate::query::Filter;
use chancery_codebook::Event;
use chancery_read::Document;
use std::collections::HashMap;

/// The events that claims make, oldest first, each with the ids of its claims. They are those of a record into which
/// the claims were imported.
///
/// # Errors
/// If memory for them cannot be had.
pub fn merged(claims: Vec<Event>) -> Result<Vec<(MergedEvent, Vec<String>)>> {
    let mut writer = Writer::on(open::in_memory()?, ":memory:".into());
    writer.write(&reports(claims))?;
    let record = Record::on(writer.connection, writer.path);
    let mut of_event: HashMap<String, Vec<String>> = HashMap::new();
    let mut statement = record.connection.prepare(
        "SELECT e.key, c.key FROM membership m JOIN event e ON e.id = m.event JOIN claim c ON c.id = m.claim ORDER BY c.key",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        of_event.entry(row.get(0)?).or_default().push(row.get(1)?);
    }
    drop(rows);
    let oldest = Filter {
        sort: crate::query::Sort::Oldest,
        ..Filter::default()
    };
    let events = record.events(&oldest)?.events;
    Ok((events.into_iter())
        .map(|event| {
            let claims = of_event.remove(&event.id).unwrap_or_default();
            (event, claims)
        })
        .collect())
}

/// Reports without text that make the claims, in the order of the first claim of each.
pub fn reports(claims: Vec<Event>) -> Vec<Incoming> {
    let mut found: Vec<Incoming> = Vec::new();
    let mut places: HashMap<[String; 4], usize> = HashMap::new();
    for event in claims {
        let cite = &event.cite_info;
        let made = &event.made_by;
        let key = [
            cite.url.as_ref().unwrap_or(&cite.id),
            &made.codebook,
            &made.lexicon,
            &made.model,
        ]
        .map(String::clone);
        let at = *places.entry(key).or_insert_with(|| {
            found.push(Incoming {
                document: Document {
                    id: cite.id.clone(),
                    title: cite.title.clone(),
                    outlet: cite.outlet.clone(),
                    url: cite.url.clone(),
                    published: cite.published,
                    ..Document::default()
                },
                made_by: event.made_by.clone(),
                without_text: true,
                ..Incoming::default()
            });
            found.len() - 1
        });
        found[at].events.push(event);
    }
    found
}
