//! One event: what the claims say, where they disagree, what it answers, and how to cite it.

use super::{ActLine, Base, EventLine, Segment, marks};
use crate::app::App;
use crate::http::{Ask, Fault, Kind, Reply};
use crate::words;
use crate::words::days;
use askama::Template;
use chancery_record::merge::{Why, in_words};
use chancery_record::{CORRECTABLE, ClaimRow, Correction, EventDetail, Reading};
use chancery_relate::exchanges::{Link, Reason};
use serde::Serialize;

/// A claim as the page shows it.
#[derive(Serialize)]
struct ClaimView {
    id: String,
    document: String,
    document_href: String,
    outlet: Option<String>,
    title: Option<String>,
    url: Option<String>,
    published: Option<String>,
    when: String,
    actor: String,
    recipient: String,
    what: String,
    status: String,
    said_by: String,
    confidence: f64,
    sentence: Vec<Segment>,
    /// Why it belongs to this event.
    why: String,
    /// Whether its report copies another's text.
    copy: bool,
    made_by: String,
}

/// A link to or from the event.
#[derive(Serialize)]
struct Linked {
    act: ActLine,
    days: String,
    /// How large the answer is beside the act.
    ratio: Option<String>,
    reason: String,
    stated: bool,
}

#[derive(Serialize)]
struct EventView {
    line: EventLine,
    headline: String,
    /// How many claims in how many reports.
    told: String,
    definition: &'static str,
    readings: Vec<Reading>,
    claims: Vec<ClaimView>,
    answers: Vec<Linked>,
    answered_by: Vec<Linked>,
    corrections: Vec<Correction>,
    citation: String,
    cameo: Option<String>,
    event_scale: f64,
    first_reported: Option<String>,
    last_reported: Option<String>,
}

#[derive(Template)]
#[template(path = "event.html")]
struct Page {
    base: Base,
    event: EventView,
    bibtex: String,
    disputed: Vec<(String, Vec<Reading>)>,
    agreed: Vec<Reading>,
    dyad: Option<(String, String)>,
    /// What the correction form may name.
    fields: [&'static str; 10],
}

pub(crate) fn event(ask: &Ask<'_>) -> Result<Reply, Fault> {
    ask.query.only(&["as_known_on"])?;
    let id = ask.part("id");
    let detail = ask.record.event(id, ask.query.day("as_known_on")?)?;
    if detail.event.id != id {
        // The id of a claim, of an event that is no more, or the beginning of one.
        let ending = if ask.shape == "html" {
            String::new()
        } else {
            format!(".{}", ask.shape)
        };
        return Ok(Reply::moved(format!(
            "/event/{}{ending}{}",
            detail.event.id,
            ask.query.href()
        )));
    }
    let view = view(ask, &detail)?;
    match ask.shape.as_str() {
        "html" => page(ask, view, detail),
        "json" => Reply::json(&view),
        "csv" => claims_csv(&detail.claims),
        "bib" => Ok(Reply::new(Kind::BibTex, bibtex(&view))),
        "txt" => Ok(Reply::new(Kind::Text, format!("{}\n", view.citation))),
        _ => ask.no_shape(),
    }
}

fn view(ask: &Ask<'_>, detail: &EventDetail) -> Result<EventView, Fault> {
    let app = ask.app;
    let why = ask.record.explain_merge(&detail.event.id)?;
    let mut seen = Vec::new();
    let claims = detail.claims.iter().map(|row| {
        let reason = why.iter().find(|m| m.claim == row.record.id);
        let copy = seen.contains(&row.story);
        seen.push(row.story);
        claim(
            row,
            reason.map_or(String::new(), |m| told(&m.why)),
            copy,
            app,
        )
    });
    let claims: Vec<ClaimView> = claims.collect();
    let relations = &ask.snapshot.relations;
    let mut answers = Vec::new();
    let mut answered_by = Vec::new();
    for act in relations.acts_of(&detail.event.id) {
        for link in relations.answered(&act.id) {
            answers.extend(linked(link, &link.answered, ask));
        }
        for link in relations.answers_to(&act.id) {
            answered_by.extend(linked(link, &link.answer, ask));
        }
    }
    let line = EventLine::of(&detail.event, app);
    let headline = words::headline(&detail.event, &app.names);
    Ok(EventView {
        citation: citation(&line, &headline, detail),
        told: format!(
            "{} in {}",
            words::counted(detail.event.claims, "claim"),
            words::counted(detail.event.sources, "report")
        ),
        definition: words::definition(detail.event.event, detail.event.mode),
        readings: detail.readings.clone(),
        corrections: ask.record.corrections(Some(&detail.event.id))?,
        cameo: detail.event.cameo.clone(),
        event_scale: detail.event.event_scale,
        first_reported: detail.event.first_reported.map(|d| d.to_string()),
        last_reported: detail.event.last_reported.map(|d| d.to_string()),
        line,
        headline,
        claims,
        answers,
        answered_by,
    })
}

fn claim(row: &ClaimRow, why: String, copy: bool, app: &App) -> ClaimView {
    let r = &row.record;
    let side = |entities: &[chancery_codebook::Entity]| {
        let parties: Vec<chancery_record::Party> = entities.iter().map(Into::into).collect();
        words::side(&parties, &app.names)
    };
    let status = match (r.status.as_str(), r.historical) {
        (status, true) => format!("{status}, told as background"),
        (status, false) => status.to_owned(),
    };
    ClaimView {
        id: r.id.clone(),
        document: r.cite_info.id.clone(),
        document_href: super::document::href(&r.cite_info.id),
        outlet: r.cite_info.outlet.clone(),
        title: r.cite_info.title.clone(),
        url: r.cite_info.url.as_deref().and_then(safe).map(str::to_owned),
        published: r.cite_info.published.map(|d| d.to_string()),
        when: days(r.date, r.enddate),
        actor: side(&r.actor),
        recipient: side(&r.recipient),
        what: words::act(r.event, r.mode, r.measure, &r.quantity),
        status,
        said_by: if r.said_by.is_empty() {
            String::new()
        } else {
            side(&r.said_by)
        },
        confidence: r.confidence,
        sentence: marks::of_claim(r),
        why,
        copy,
        made_by: format!(
            "codebook {}, lexicon {}, {}",
            r.made_by.codebook,
            if r.made_by.lexicon.is_empty() {
                "none"
            } else {
                &r.made_by.lexicon
            },
            r.made_by.model
        ),
    }
}

/// An address that a browser may follow; others, such as `javascript:`, are shown as words.
pub(crate) fn safe(url: &str) -> Option<&str> {
    let scheme = url.split_once("://")?.0.to_ascii_lowercase();
    ["http", "https"].contains(&scheme.as_str()).then_some(url)
}

fn told(why: &Why) -> String {
    match why {
        Why::First => "the first report of it".to_owned(),
        Why::Split => "set apart by a person".to_owned(),
        Why::Joined => "joined by a person".to_owned(),
        Why::Fits { score, terms, .. } => {
            let mut speaks: Vec<_> = terms
                .iter()
                .filter(|(_, value, weight)| value * weight > 0.0)
                .collect();
            speaks.sort_by(|a, b| (b.1 * b.2).total_cmp(&(a.1 * a.2)));
            let speaks: Vec<String> = speaks
                .iter()
                .take(4)
                .map(|(term, value, _)| in_words(term, *value))
                .collect();
            format!(
                "fits an earlier claim ({:.0} %): {}",
                score * 100.0,
                speaks.join(", ")
            )
        }
    }
}

/// The other act of a link.
fn linked(link: &Link, other: &str, ask: &Ask<'_>) -> Option<Linked> {
    let act = ask.snapshot.relations.act(other)?;
    Some(Linked {
        act: ActLine::of(act, ask.app),
        days: super::dyad::delay(link),
        ratio: super::dyad::proportion(link),
        reason: super::dyad::reason(link),
        stated: matches!(link.reason, Reason::Text { .. }),
    })
}

fn citation(line: &EventLine, headline: &str, detail: &EventDetail) -> String {
    let made = detail.claims.first().map(|c| &c.record.made_by);
    let made = made.map_or(String::new(), |m| {
        format!(", codebook {}, {}", m.codebook, m.model)
    });
    format!(
        "Chancery record, event {}: {headline}, {}. {} from {}{made}. /event/{}",
        line.id,
        line.when,
        words::counted(detail.event.claims, "claim"),
        words::counted(detail.event.sources, "report"),
        line.id
    )
}

fn bibtex(view: &EventView) -> String {
    let plain = |s: &str| s.replace(['{', '}', '\\'], "");
    let year = view
        .line
        .date
        .map_or(String::new(), |d| d.year().to_string());
    format!(
        "@misc{{chancery:{id},\n  title = {{{{{title}}}}},\n  year = {{{year}}},\n  note = {{{note}}},\n  howpublished = {{Chancery record, /event/{id}}}\n}}\n",
        id = view.line.id,
        title = plain(&view.headline),
        note = plain(&view.citation),
    )
}

fn claims_csv(claims: &[ClaimRow]) -> Result<Reply, Fault> {
    let header = [
        "id",
        "document",
        "outlet",
        "published",
        "date",
        "enddate",
        "actor_country",
        "recipient_country",
        "event",
        "mode",
        "measure",
        "status",
        "confidence",
        "text",
    ];
    let rows = claims.iter().map(|row| {
        let r = &row.record;
        let codes = |e: &[chancery_codebook::Entity]| {
            let codes: Vec<&str> = e.iter().filter_map(|e| e.country.as_deref()).collect();
            codes.join(";")
        };
        vec![
            r.id.clone(),
            r.cite_info.id.clone(),
            r.cite_info.outlet.clone().unwrap_or_default(),
            words::day(r.cite_info.published),
            words::day(r.date),
            words::day(r.enddate),
            codes(&r.actor),
            codes(&r.recipient),
            r.event.to_string(),
            r.mode.map_or(String::new(), |m| m.to_string()),
            r.measure.map_or(String::new(), |m| m.to_string()),
            r.status.to_string(),
            format!("{:.3}", r.confidence),
            r.text.clone(),
        ]
    });
    Reply::csv(&header, rows)
}

fn page(ask: &Ask<'_>, view: EventView, detail: EventDetail) -> Result<Reply, Fault> {
    let mut fields: Vec<&'static str> = detail.readings.iter().map(|r| r.field).collect();
    fields.dedup();
    let of = |field: &str| -> Vec<Reading> {
        let readings = detail.readings.iter().filter(|r| r.field == field);
        readings.cloned().collect()
    };
    let disputed = (fields.iter().filter(|f| of(f).len() > 1))
        .map(|f| ((*f).to_owned(), of(f)))
        .collect();
    let agreed = (fields.iter().map(|f| of(f)).filter(|r| r.len() == 1))
        .flatten()
        .collect();
    let side = |codes: &[String]| (codes.len() == 1).then(|| codes[0].clone());
    let dyad = side(&view.line.actor_codes)
        .zip(side(&view.line.recipient_codes))
        .filter(|(a, b)| a != b)
        .map(|(a, b)| {
            let names = format!("{} and {}", ask.app.name(&a), ask.app.name(&b));
            (format!("/dyad/{a}/{b}"), names)
        });
    Reply::page(&Page {
        base: Base::new(ask, "record", view.headline.clone()).shapes(ask, &["JSON", "CSV"]),
        bibtex: bibtex(&view),
        disputed,
        agreed,
        dyad,
        event: view,
        fields: CORRECTABLE,
    })
}
