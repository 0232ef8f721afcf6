//! ICEWS coded events: CAMEO codes with their meaning, countries by name, one row a pair of parties.

use super::import::{Cells, Imported, RowError, Said, party};
use super::{Names, called, clean, point};
use crate::event::pairs;
use crate::event::{MergedEvent, Party};
use chancery_codebook::{Codebook, Event};

pub(super) const COLUMNS: &[&str] = &[
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
];

/// CAMEO's meaning of a code, in our words.
fn meaning(code: &str) -> String {
    Codebook::builtin()
        .from_cameo(code)
        .map_or(String::new(), |row| row.label.clone())
}

fn side(party: Option<&Party>, name: Names<'_>) -> [String; 3] {
    let country = party.and_then(|p| p.country.as_deref());
    [
        party.map_or(String::new(), |p| clean(&called(p, name))),
        party.and_then(|p| p.sector.clone()).unwrap_or_default(),
        country.map_or(String::new(), |code| {
            name(code).unwrap_or_else(|| code.to_owned())
        }),
    ]
}

pub(super) fn rows(event: &MergedEvent, first: &Event, name: Names<'_>) -> Vec<Vec<String>> {
    let pairs = pairs(&event.actor, &event.recipient);
    let code = event.cameo.clone().unwrap_or_default();
    let place = event.place.as_ref();
    pairs
        .iter()
        .enumerate()
        .map(|(n, (a, b))| {
            let mut row = vec![
                super::row_id(event, n, pairs.len()),
                event.date.map_or(String::new(), |d| d.to_string()),
            ];
            row.extend(side(*a, name));
            row.extend([meaning(&code), code.clone(), event.event_scale.to_string()]);
            row.extend(side(*b, name));
            row.extend([
                clean(&first.cite_info.id),
                (first.text_info.sentence + 1).to_string(),
                first
                    .cite_info
                    .outlet
                    .as_deref()
                    .map(clean)
                    .unwrap_or_default(),
                place.map_or(String::new(), |p| {
                    clean(p.name.as_ref().unwrap_or(&p.raw_text))
                }),
                String::new(),
                String::new(),
                place
                    .and_then(|p| p.country.as_deref())
                    .map_or(String::new(), |c| name(c).unwrap_or_else(|| c.to_owned())),
                point(place.and_then(|p| p.lat)),
                point(place.and_then(|p| p.lon)),
            ]);
            row
        })
        .collect()
}

pub(super) fn read(cells: &[&str], code_of: Names<'_>) -> Result<Imported, RowError> {
    let cells = Cells::new(cells, COLUMNS)?;
    let row = cells.required("Event ID", "id")?;
    let (code, bridge) = cells.cameo("CAMEO Code")?;
    let country = |column| cells.text(column).and_then(code_of);
    let actor = country("Source Country");
    let recipient = country("Target Country");
    let place = cells.place("City", country("Country"), ["Latitude", "Longitude"]);
    Ok(Said {
        layout: "icews",
        row,
        day: cells.day("Event Date")?,
        event: bridge.event,
        mode: bridge.mode,
        context: bridge.context.clone(),
        cameo: Some(code.to_owned()),
        actor: party(actor.as_deref(), None, cells.text("Source Name")),
        recipient: party(recipient.as_deref(), None, cells.text("Target Name")),
        place,
        report: cells
            .text("Story ID")
            .map_or_else(|| format!("icews:{row}"), |story| format!("icews:{story}")),
        url: None,
        outlet: cells.text("Publisher").map(str::to_owned),
        published: None,
    }
    .claim())
}
