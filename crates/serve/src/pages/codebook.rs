//! The codebook with definitions, our own examples, and examples out of the record.

use super::{Base, EventLine};
use crate::http::{Ask, Fault, Reply};
use crate::words;
use askama::Template;
use chancery_codebook::{Codebook, EventType, Measure};
use chancery_record::Filter;
use serde::Serialize;

#[derive(Serialize)]
struct Mode {
    code: String,
    definition: String,
    example: String,
    score: f64,
    cameo: String,
}

#[derive(Serialize)]
struct Type {
    code: EventType,
    quad: u8,
    quad_label: &'static str,
    definition: String,
    example: String,
    score: f64,
    cameo: String,
    modes: Vec<Mode>,
    /// Events of this type in the record.
    count: u32,
    /// The latest of them that happened and that several sources tell of, or the latest at all.
    live: Option<EventLine>,
}

#[derive(Serialize)]
struct MeasureView {
    code: Measure,
    name: String,
    definition: String,
    example: String,
    count: u32,
}

#[derive(Serialize)]
struct View {
    version: String,
    types: Vec<Type>,
    measures: Vec<MeasureView>,
    statuses: Vec<(String, String)>,
    contexts: Vec<(String, String)>,
    sectors: Vec<(String, String)>,
    bodies: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "codebook.html")]
struct Page {
    base: Base,
    view: View,
}

pub(crate) fn codebook(ask: &Ask<'_>) -> Result<Reply, Fault> {
    ask.query.only(&[])?;
    let view = collect(ask)?;
    match ask.shape.as_str() {
        "html" => Reply::page(&Page {
            base: Base::new(ask, "codebook", "Codebook").shapes(ask, &["JSON"]),
            view,
        }),
        "json" => Reply::json(&view),
        _ => ask.no_shape(),
    }
}

fn collect(ask: &Ask<'_>) -> Result<View, Fault> {
    let codebook = Codebook::builtin();
    let all: Vec<usize> = (0..ask.snapshot.events.len()).collect();
    let facets = ask.snapshot.events.facets(&all);
    let terms = |terms: &[chancery_codebook::Term]| -> Vec<(String, String)> {
        terms
            .iter()
            .map(|t| (t.code.clone(), t.definition.clone()))
            .collect()
    };
    let mut types = Vec::new();
    for entry in &codebook.types {
        let quad = entry.code.quad_code();
        types.push(Type {
            code: entry.code,
            quad: quad.get(),
            quad_label: quad.label(),
            definition: entry.definition.clone(),
            example: entry.example.clone(),
            score: entry.score,
            cameo: entry.cameo.clone(),
            modes: (entry.modes.iter())
                .map(|m| Mode {
                    code: m.code.to_string(),
                    definition: m.definition.clone(),
                    example: m.example.clone(),
                    score: m.score,
                    cameo: m.cameo.clone(),
                })
                .collect(),
            count: facets
                .event
                .iter()
                .find(|(t, _)| *t == entry.code)
                .map_or(0, |(_, n)| *n),
            live: live(ask, entry.code)?,
        });
    }
    let measures = codebook.measures.iter().map(|m| MeasureView {
        code: m.code,
        name: words::plain(m.code.as_str()),
        definition: m.definition.clone(),
        example: m.example.clone(),
        count: facets
            .measure
            .iter()
            .find(|(x, _)| *x == m.code)
            .map_or(0, |(_, n)| *n),
    });
    Ok(View {
        version: codebook.version.clone(),
        types,
        measures: measures.collect(),
        statuses: terms(&codebook.statuses),
        contexts: terms(&codebook.contexts),
        sectors: terms(&codebook.sectors),
        bodies: terms(&codebook.bodies),
    })
}

fn live(ask: &Ask<'_>, event: EventType) -> Result<Option<EventLine>, Fault> {
    let columns = &ask.snapshot.events;
    let filter = Filter {
        event: vec![event],
        ..Filter::default()
    };
    let found = columns.select(&filter, None);
    let told = found.iter().find(|n| {
        let row = &columns.rows[**n];
        row.independent > 1 && row.status == chancery_codebook::Status::Actual
    });
    let Some(n) = told.or(found.first()) else {
        return Ok(None);
    };
    let events = ask.record.events_in(&[columns.rows[*n].row])?;
    Ok(events.first().map(|e| EventLine::of(e, ask.app)))
}
