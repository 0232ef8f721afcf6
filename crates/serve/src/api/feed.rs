//! New events of a filter as an Atom feed (RFC 4287).

use crate::chart::escape;
use crate::http::{Ask, FILTER, Fault, Kind, Reply};
use crate::words;
use chancery_record::{Filter, Sort};
use std::fmt::Write as _;

const ENTRIES: usize = 50;

/// `GET /feed.atom`: the events that were reported last.
pub(crate) fn feed(ask: &Ask<'_>) -> Result<Reply, Fault> {
    ask.query.only(&FILTER)?;
    let filter = Filter {
        sort: Sort::Reported,
        limit: Some(ENTRIES),
        ..ask.query.filter()?
    };
    let page = crate::pages::page_of(ask, &filter, None, ENTRIES, false)?;
    let query = escape(&ask.query.href());
    let day = |d: Option<jiff::civil::Date>| {
        d.map_or("1970-01-01T00:00:00Z".to_owned(), |d| {
            format!("{d}T00:00:00Z")
        })
    };
    let updated = day(page
        .events
        .iter()
        .filter_map(|e| e.last_reported.or(e.date))
        .max());
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<title>Chancery: events</title>\n\
         <id>urn:chancery:feed{query}</id>\n<updated>{updated}</updated>\n<link rel=\"self\" href=\"/feed.atom{query}\"/>\n\
         <link rel=\"alternate\" type=\"text/html\" href=\"/explore{query}\"/>\n<author><name>Chancery</name></author>\n"
    );
    for event in &page.events {
        let title = format!(
            "{}: {}",
            words::when(event),
            words::headline(event, &ask.app.names)
        );
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "<entry><title>{}</title><id>urn:chancery:event:{id}</id><link href=\"/event/{id}\"/><updated>{}</updated>\
             <summary>{}; {} from {}</summary></entry>",
            escape(&title),
            day(event.last_reported.or(event.date)),
            escape(words::definition(event.event, event.mode)),
            words::counted(event.claims, "claim"),
            words::counted(event.sources, "report"),
            id = event.id,
        );
    }
    out.push_str("</feed>\n");
    Ok(Reply::new(Kind::Atom, out))
}
