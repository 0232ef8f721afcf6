//! The flat columns of CSV and TSV: each with its name, its meaning and how a record fills it.
//!
//! A list becomes one cell, its members joined by `;` in order, with nothing between two semicolons
//! where a member lacks the value; so the n-th part of `actor_country`, `actor_sector`, `actor_name` and
//! `actor_text` speak of the same actor. A semicolon inside a member becomes a comma. Null is an empty
//! cell.

use chancery_codebook::{Entity, Event, PresenceStatement, Problem, Quantity};
use chancery_record::{ClaimRow, DocumentRow, MergedEvent, Party};
use std::fmt::Display;

/// One column.
pub struct Column<T> {
    /// The header.
    pub name: &'static str,
    /// What the cell holds.
    pub meaning: &'static str,
    /// The cell of a record.
    pub value: fn(&T) -> String,
}

fn text<T: Display>(value: Option<T>) -> String {
    value.map(|v| v.to_string()).unwrap_or_default()
}

fn join<T>(members: &[T], cell: impl Fn(&T) -> Option<String>) -> String {
    let cells: Vec<String> = members
        .iter()
        .map(|m| cell(m).unwrap_or_default().replace(';', ","))
        .collect();
    cells.join(";")
}

fn countries(entities: &[Entity]) -> String {
    join(entities, |e| e.country.clone())
}

fn sectors(entities: &[Entity]) -> String {
    join(entities, |e| e.sector.clone())
}

fn names(entities: &[Entity]) -> String {
    join(entities, |e| e.name.clone())
}

fn roles(entities: &[Entity]) -> String {
    join(entities, |e| e.role.clone())
}

fn words(entities: &[Entity]) -> String {
    join(entities, |e| Some(e.raw_text.clone()))
}

fn numbers(quantities: &[Quantity], bound: impl Fn(&Quantity) -> Option<i64>) -> String {
    join(quantities, |q| bound(q).map(|n| n.to_string()))
}

macro_rules! columns {
    ($record:ty: $($name:literal, $meaning:literal, $value:expr;)+) => {
        &[$(Column::<$record> { name: $name, meaning: $meaning, value: $value }),+]
    };
}

/// The columns of an event.
pub fn event_columns() -> &'static [Column<Event>] {
    columns! { Event:
        "id", "stable hash of document, sentence, event, actor and recipient", |e| e.id.clone();
        "date", "first day on which it happened", |e| text(e.date);
        "enddate", "last day on which it happened", |e| text(e.enddate);
        "date_basis", "text, context or report", |e| e.date_basis.to_string();
        "actor_country", "country codes of the actors", |e| countries(&e.actor);
        "actor_sector", "sectors of the actors", |e| sectors(&e.actor);
        "actor_name", "names of the actors, where a person or body is named", |e| names(&e.actor);
        "actor_role", "offices of the actors", |e| roles(&e.actor);
        "actor_text", "the words that name the actors", |e| words(&e.actor);
        "recipient_country", "country codes of the recipients", |e| countries(&e.recipient);
        "recipient_sector", "sectors of the recipients", |e| sectors(&e.recipient);
        "recipient_name", "names of the recipients", |e| names(&e.recipient);
        "recipient_role", "offices of the recipients", |e| roles(&e.recipient);
        "recipient_text", "the words that name the recipients", |e| words(&e.recipient);
        "event", "event type", |e| e.event.to_string();
        "mode", "mode of the type", |e| text(e.mode);
        "context", "contexts that apply", |e| join(&e.context, |c| Some(c.clone()));
        "quad_code", "1 verbal cooperation to 4 material conflict", |e| u8::from(e.quad_code).to_string();
        "event_scale", "score of type and mode, -10 to +10", |e| e.event_scale.to_string();
        "cameo", "nearest CAMEO code", |e| text(e.cameo.as_ref());
        "status", "actual, future, hypothetical or negated", |e| e.status.to_string();
        "historical", "told as background: true or false", |e| e.historical.to_string();
        "measure", "the diplomatic instrument", |e| text(e.measure);
        "quantity_low", "least numbers of what was acted on", |e| numbers(&e.quantity, |q| q.low);
        "quantity_high", "greatest numbers of what was acted on", |e| numbers(&e.quantity, |q| q.high);
        "quantity_unit", "what is counted", |e| join(&e.quantity, |q| q.unit.clone());
        "quantity_text", "the words of the numbers", |e| join(&e.quantity, |q| Some(q.raw_text.clone()));
        "place_name", "where it happened", |e| text(e.place.as_ref().map(|p| p.name.as_ref().unwrap_or(&p.raw_text)));
        "place_country", "country code of the place", |e| text(e.place.as_ref().and_then(|p| p.country.as_ref()));
        "place_lat", "degrees north", |e| text(e.place.as_ref().and_then(|p| p.lat));
        "place_lon", "degrees east", |e| text(e.place.as_ref().and_then(|p| p.lon));
        "said_by_country", "country codes of those who say so", |e| countries(&e.said_by);
        "said_by_text", "the words that name those who say so", |e| words(&e.said_by);
        "answers", "ids of the events that it answers", |e| join(&e.answers, |a| Some(a.clone()));
        "trigger", "the words that say the act", |e| text(e.text_info.trigger.as_ref().map(|t| &t.raw_text));
        "text", "the sentence", |e| e.text.clone();
        "sentence", "number of the sentence in the document, from 0", |e| e.text_info.sentence.to_string();
        "start", "first character of the sentence in the clean text", |e| e.text_info.start.to_string();
        "end", "one past its last character", |e| e.text_info.end.to_string();
        "document", "id of the document", |e| e.cite_info.id.clone();
        "outlet", "who published it", |e| text(e.cite_info.outlet.as_ref());
        "title", "its headline", |e| text(e.cite_info.title.as_ref());
        "url", "its address", |e| text(e.cite_info.url.as_ref());
        "published", "its date", |e| text(e.cite_info.published);
        "confidence", "how far the record is to be trusted, 0 to 1", |e| e.confidence.to_string();
        "codebook", "version of the codebook", |e| e.made_by.codebook.clone();
        "lexicon", "fingerprint of the lexicon", |e| e.made_by.lexicon.clone();
        "model", "name and version of the reader", |e| e.made_by.model.clone();
    }
}

/// The columns of a presence statement.
pub fn presence_columns() -> &'static [Column<PresenceStatement>] {
    columns! { PresenceStatement:
        "id", "stable hash of document, sentence, sender, host, post and number", |p| p.id.clone();
        "sender", "country code of the state whose people or post it is", |p| text(p.sender.as_ref());
        "host", "country code of the state that they are in", |p| text(p.host.as_ref());
        "post", "the post, empty where the count is for the whole country", |p| text(p.post.as_ref());
        "state", "what is told of the post: open, opened, reopened, raised, closed, suspended", |p| text(p.state);
        "staff_low", "least number of staff", |p| text(p.staff.as_ref().and_then(|q| q.low));
        "staff_high", "greatest number of staff", |p| text(p.staff.as_ref().and_then(|q| q.high));
        "staff_unit", "what is counted", |p| text(p.staff.as_ref().and_then(|q| q.unit.as_ref()));
        "staff_text", "the words of the number", |p| text(p.staff.as_ref().map(|q| &q.raw_text));
        "date", "first day for which it is stated", |p| text(p.date);
        "enddate", "last day for which it is stated", |p| text(p.enddate);
        "date_basis", "text, context or report", |p| p.date_basis.to_string();
        "text", "the sentence", |p| p.text.clone();
        "sentence", "number of the sentence in the document, from 0", |p| p.text_info.sentence.to_string();
        "start", "first character of the sentence in the clean text", |p| p.text_info.start.to_string();
        "end", "one past its last character", |p| p.text_info.end.to_string();
        "document", "id of the document", |p| p.cite_info.id.clone();
        "outlet", "who published it", |p| text(p.cite_info.outlet.as_ref());
        "title", "its headline", |p| text(p.cite_info.title.as_ref());
        "url", "its address", |p| text(p.cite_info.url.as_ref());
        "published", "its date", |p| text(p.cite_info.published);
    }
}

/// The columns of a problem.
pub fn problem_columns() -> &'static [Column<Problem>] {
    columns! { Problem:
        "kind", "what kind of problem it is", |p| kind(p);
        "source", "file, or document id, that it is in", |p| p.source.clone();
        "line", "line of the file, from 1, where that is known", |p| text(p.line);
        "message", "what is wrong and what to do", |p| p.message.clone();
    }
}

/// The columns of a merged event.
pub fn merged_columns() -> &'static [Column<MergedEvent>] {
    fn each(parties: &[Party], field: fn(&Party) -> &Option<String>) -> String {
        join(parties, |p| field(p).clone())
    }
    columns! { MergedEvent:
        "id", "id of the event; the id of any of its claims finds it too", |e| e.id.clone();
        "date", "first day on which it happened", |e| text(e.date);
        "enddate", "last day on which it happened", |e| text(e.enddate);
        "date_basis", "text, context or report", |e| e.date_basis.to_string();
        "actor_country", "country codes of the actors", |e| each(&e.actor, |p| &p.country);
        "actor_sector", "sectors of the actors", |e| each(&e.actor, |p| &p.sector);
        "actor_name", "names of the actors", |e| each(&e.actor, |p| &p.name);
        "actor_role", "offices of the actors", |e| each(&e.actor, |p| &p.role);
        "recipient_country", "country codes of the recipients", |e| each(&e.recipient, |p| &p.country);
        "recipient_sector", "sectors of the recipients", |e| each(&e.recipient, |p| &p.sector);
        "recipient_name", "names of the recipients", |e| each(&e.recipient, |p| &p.name);
        "recipient_role", "offices of the recipients", |e| each(&e.recipient, |p| &p.role);
        "event", "event type", |e| e.event.to_string();
        "mode", "mode of the type", |e| text(e.mode);
        "context", "contexts that any source gives", |e| join(&e.context, |c| Some(c.clone()));
        "quad_code", "1 verbal cooperation to 4 material conflict", |e| u8::from(e.quad_code).to_string();
        "event_scale", "score of type and mode, -10 to +10", |e| e.event_scale.to_string();
        "cameo", "nearest CAMEO code", |e| text(e.cameo.as_ref());
        "status", "actual, future, hypothetical or negated", |e| e.status.to_string();
        "historical", "told as background by every claim: true or false", |e| e.historical.to_string();
        "measure", "the diplomatic instrument", |e| text(e.measure);
        "quantity_low", "least numbers of what was acted on", |e| numbers(&e.quantity, |q| q.low);
        "quantity_high", "greatest numbers of what was acted on", |e| numbers(&e.quantity, |q| q.high);
        "quantity_unit", "what is counted", |e| join(&e.quantity, |q| q.unit.clone());
        "place_name", "where it happened", |e| text(e.place.as_ref().map(|p| p.name.as_ref().unwrap_or(&p.raw_text)));
        "place_country", "country code of the place", |e| text(e.place.as_ref().and_then(|p| p.country.as_ref()));
        "place_lat", "degrees north", |e| text(e.place.as_ref().and_then(|p| p.lat));
        "place_lon", "degrees east", |e| text(e.place.as_ref().and_then(|p| p.lon));
        "confidence", "highest confidence among its claims, 0 to 1", |e| e.confidence.to_string();
        "claims", "how many claims speak of it", |e| e.claims.to_string();
        "sources", "in how many reports", |e| e.sources.to_string();
        "independent", "how many of these are independent", |e| e.independent.to_string();
        "first_reported", "day of the first report", |e| text(e.first_reported);
        "last_reported", "day of the last report", |e| text(e.last_reported);
        "share_date", "share of independent sources for the date", |e| e.shares.date.to_string();
        "share_actor", "the same for the actors", |e| e.shares.actor.to_string();
        "share_recipient", "the same for the recipients", |e| e.shares.recipient.to_string();
        "share_event", "the same for type and mode", |e| e.shares.event.to_string();
        "share_measure", "the same for the measure", |e| e.shares.measure.to_string();
        "share_status", "the same for the status", |e| e.shares.status.to_string();
        "share_quantity", "the same for the quantity", |e| e.shares.quantity.to_string();
        "share_place", "the same for the place", |e| e.shares.place.to_string();
        "disputed", "fields on which the claims disagree", |e| join(&e.disputed, |f| Some(f.clone()));
    }
}

/// The columns that a claim has before those of its event record.
pub fn claim_place_columns() -> &'static [Column<ClaimRow>] {
    columns! { ClaimRow:
        "event_id", "id of the merged event; empty for a superseded claim", |c| text(c.event_id.as_ref());
        "version", "version of the report", |c| c.version.to_string();
        "superseded", "whether a newer version or coding took its place", |c| c.superseded.to_string();
        "story", "number of the story; copies of one text have the same", |c| c.story.to_string();
    }
}

/// The columns of a report.
pub fn document_columns() -> &'static [Column<DocumentRow>] {
    columns! { DocumentRow:
        "id", "id that the input gave it", |d| d.id.clone();
        "version", "1, and one more for each correction", |d| d.version.to_string();
        "current", "whether it is the newest version", |d| d.current.to_string();
        "title", "headline", |d| text(d.title.as_ref());
        "outlet", "who published it", |d| text(d.outlet.as_ref());
        "url", "its address", |d| text(d.url.as_ref());
        "published", "its date", |d| text(d.published);
        "added", "when it was added (UTC)", |d| d.added.clone();
        "story", "number of its story; copies of one text have the same", |d| d.story.to_string();
        "copies", "how many other current reports copy the same text", |d| d.copies.to_string();
        "claims", "how many claims it makes", |d| d.claims.to_string();
        "text", "the clean text, where it was asked for", |d| text(d.text.as_ref());
    }
}

/// The kind's name as in JSON, so that it is spelled in one place.
fn kind(problem: &Problem) -> String {
    match serde_json::to_value(problem.kind) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_of_a_list_keep_their_places_and_cannot_break_them() {
        let named = |raw: &str, country: Option<&str>| Entity {
            raw_text: raw.into(),
            country: country.map(Into::into),
            ..Entity::default()
        };
        let actors = [
            named("Paris", Some("FRA")),
            named("others; many", None),
            named("Rome", Some("ITA")),
        ];
        assert_eq!(countries(&actors), "FRA;;ITA");
        assert_eq!(words(&actors), "Paris;others, many;Rome");
    }

    #[test]
    fn column_names_are_unique() {
        let mut names: Vec<&str> = event_columns().iter().map(|c| c.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), event_columns().len());
    }
}
