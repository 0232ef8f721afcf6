//! One report with what it says, sentence by sentence.

use super::{Base, Segment, marks};
use crate::http::{Ask, Fault, Reply};
use crate::words;
use crate::words::days;
use askama::Template;
use chancery_record::{ClaimPage, DocumentRow};
use serde::Serialize;

/// The page of a report by its id.
pub(crate) fn href(id: &str) -> String {
    let mut out = form_urlencoded::Serializer::new(String::new());
    out.append_pair("id", id);
    format!("/document?{}", out.finish())
}

#[derive(Serialize)]
struct Sentence {
    text: Vec<Segment>,
    claims: Vec<Said>,
}

#[derive(Serialize)]
struct Said {
    claim: String,
    href: Option<String>,
    when: String,
    what: String,
    actor: String,
    recipient: String,
    status: String,
}

#[derive(Serialize)]
struct View {
    document: DocumentRow,
    /// An address that can be followed.
    link: Option<String>,
    versions: usize,
    sentences: Vec<Sentence>,
}

#[derive(Template)]
#[template(path = "document.html")]
struct Page {
    base: Base,
    view: View,
    title: String,
}

pub(crate) fn document(ask: &Ask<'_>) -> Result<Reply, Fault> {
    ask.query.only(&["id"])?;
    let Some(id) = ask.query.get("id") else {
        return Err(Fault::bad(
            "which report? give its id or address: /document?id=…",
        ));
    };
    let versions = ask.record.documents(Some(id), None, None)?;
    let Some(document) = versions
        .iter()
        .find(|d| d.current)
        .or(versions.first())
        .cloned()
    else {
        return Err(Fault::missing(format!(
            "there is no report `{id}` in the record"
        )));
    };
    let claims = ask.record.claims(&ClaimPage {
        document: Some(document.id.clone()),
        limit: Some(500),
        ..ClaimPage::default()
    })?;
    let mut sentences: Vec<(usize, Sentence)> = Vec::new();
    for row in &claims {
        let r = &row.record;
        let side = |entities: &[chancery_codebook::Entity]| {
            let parties: Vec<chancery_record::Party> = entities.iter().map(Into::into).collect();
            words::side(&parties, &ask.app.names)
        };
        let said = Said {
            claim: r.id.clone(),
            href: row.event_id.as_ref().map(|e| format!("/event/{e}")),
            when: days(r.date, r.enddate),
            what: words::act(r.event, r.mode, r.measure, &r.quantity),
            actor: side(&r.actor),
            recipient: side(&r.recipient),
            status: r.status.to_string(),
        };
        match sentences
            .iter_mut()
            .find(|(at, _)| *at == r.text_info.start)
        {
            Some((_, sentence)) => sentence.claims.push(said),
            None => sentences.push((
                r.text_info.start,
                Sentence {
                    text: marks::of_claim(r),
                    claims: vec![said],
                },
            )),
        }
    }
    sentences.sort_by_key(|(at, _)| *at);
    let view = View {
        link: document
            .url
            .as_deref()
            .and_then(super::event::safe)
            .map(str::to_owned),
        versions: versions.len(),
        sentences: sentences.into_iter().map(|(_, s)| s).collect(),
        document: DocumentRow {
            // The text itself belongs to its publisher; the page shows the sentences that say something.
            text: None,
            blocks: Vec::new(),
            ..document
        },
    };
    match ask.shape.as_str() {
        "html" => {
            let title = view
                .document
                .title
                .clone()
                .unwrap_or_else(|| view.document.id.clone());
            Reply::page(&Page {
                base: Base::new(ask, "sources", title.clone()).shapes(ask, &["JSON"]),
                view,
                title,
            })
        }
        "json" => Reply::json(&view),
        _ => ask.no_shape(),
    }
}
