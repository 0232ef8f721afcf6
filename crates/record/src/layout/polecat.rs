//! POLECAT: one row an event, PLOVER's types, modes and contexts.

use super::import::{Cells, Imported, RowError, Said, party};
use super::{Names, called, clean};
use crate::event::{MergedEvent, Party};
use chancery_codebook::{Codebook, Entity, Event, EventType, Mode, Place};

pub(super) const COLUMNS: &[&str] = &[
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
];

/// Members of a list in one cell.
fn list(parties: &[Party], field: impl Fn(&Party) -> Option<String>) -> String {
    let mut members: Vec<String> = parties.iter().filter_map(field).collect();
    members.dedup();
    clean(&members.join(";"))
}

fn raw(entities: &[Entity]) -> String {
    let words: Vec<&str> = entities.iter().map(|e| e.raw_text.as_str()).collect();
    clean(&words.join(";"))
}

pub(super) fn row(event: &MergedEvent, first: &Event, name: Names<'_>) -> Vec<String> {
    let text = |value: Option<String>| value.unwrap_or_default();
    let side = |parties: &[Party], words: &[Entity]| -> Vec<String> {
        vec![
            list(parties, |p| Some(called(p, name))),
            list(parties, |p| p.country.clone()),
            String::new(),
            parties
                .iter()
                .find_map(|p| p.sector.clone())
                .unwrap_or_default(),
            list(parties, |p| p.sector.clone()),
            list(parties, |p| p.role.clone()),
            raw(words),
            String::new(),
        ]
    };
    let place = event.place.as_ref();
    let mut row = vec![
        event.id.clone(),
        text(event.date.map(|d| d.to_string())),
        event.event.to_string(),
        text(event.mode.map(|m| m.to_string())),
        event.event_scale.to_string(),
        event.quad_code.get().to_string(),
        event.context.join(";"),
    ];
    row.extend(side(&event.actor, &first.actor));
    row.extend(side(&event.recipient, &first.recipient));
    row.extend([
        text(place.and_then(|p| p.name.clone())),
        String::new(),
        String::new(),
        String::new(),
        text(place.and_then(|p| p.country.clone())),
        text(place.and_then(|p| p.lat).map(|x| x.to_string())),
        text(place.and_then(|p| p.lon).map(|x| x.to_string())),
        String::new(),
        text(place.map(|p| clean(&p.raw_text))),
        String::new(),
        text(first.cite_info.outlet.as_deref().map(clean)),
        text(first.cite_info.published.map(|d| d.to_string())),
        String::new(),
        String::new(),
        String::new(),
        "English".to_owned(),
        format!("chancery {}", env!("CARGO_PKG_VERSION")),
    ]);
    row
}

pub(super) fn read(cells: &[&str]) -> Result<Imported, RowError> {
    let cells = Cells::new(cells, COLUMNS)?;
    let codebook = Codebook::builtin();
    let row = cells.required("Event ID", "id")?;
    let kind = cells.text("Event Type").unwrap_or_default().to_uppercase();
    let event: EventType = kind
        .parse()
        .map_err(|_| cells.wrong("Event Type", "type of PLOVER"))?;
    let mode = match cells.text("Event Mode") {
        Some(word) => {
            let word = word.to_lowercase();
            let modes = &codebook.event_type(event).modes;
            let known = modes.iter().find(|m| {
                m.code.as_str() == word || m.also.iter().any(|also| also.to_lowercase() == word)
            });
            Some(
                known
                    .map(|m| m.code)
                    .ok_or_else(|| cells.wrong("Event Mode", "mode of that type"))?,
            )
        }
        None => None::<Mode>,
    };
    let side = |name, country, sector| {
        let countries: Vec<&str> = cells
            .text(country)
            .map_or(Vec::new(), |c| c.split(';').collect());
        let names: Vec<&str> = cells
            .text(name)
            .map_or(Vec::new(), |n| n.split(';').collect());
        match countries[..] {
            [] | [_] => party(
                countries.first().copied(),
                cells.text(sector),
                names.first().copied(),
            ),
            _ => countries
                .iter()
                .enumerate()
                .flat_map(|(i, c)| party(Some(c), None, names.get(i).copied()))
                .collect(),
        }
    };
    let contexts = cells.text("Contexts").unwrap_or_default();
    let point = cells.point(["Latitude", "Longitude"]);
    let place = cells
        .text("Placename")
        .or(cells.text("Raw Placename"))
        .map(|name| Place {
            raw_text: cells.text("Raw Placename").unwrap_or(name).to_owned(),
            name: Some(name.to_owned()),
            country: cells.text("Country").map(str::to_owned),
            lat: point.map(|p| p.0),
            lon: point.map(|p| p.1),
        });
    Ok(Said {
        layout: "polecat",
        row,
        day: cells.day("Event Date")?,
        event,
        mode,
        context: (codebook.contexts.iter().map(|c| c.code.clone()))
            .filter(|code| {
                contexts
                    .split([';', ','])
                    .any(|c| c.trim().eq_ignore_ascii_case(code))
            })
            .collect(),
        cameo: None,
        actor: side("Actor Name", "Actor Country", "Primary Actor Sector"),
        recipient: side(
            "Recipient Name",
            "Recipient Country",
            "Primary Recipient Sector",
        ),
        place,
        report: format!("polecat:{row}"),
        url: None,
        outlet: cells.text("Source").map(str::to_owned),
        published: cells.day("Publication Date").ok(),
    }
    .claim())
}
