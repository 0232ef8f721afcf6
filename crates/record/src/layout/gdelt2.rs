//! GDELT 2.0 events: 61 columns, CAMEO codes, one row a pair of parties.
//!
//! Countries are ISO alpha-3, which CAMEO's are for states. The geographic columns carry names and points; the
//! FIPS codes of GDELT are left empty. `GoldsteinScale` holds PLOVER's score of type and mode.

use super::import::{Cells, Imported, RowError, Said, party};
use super::{Names, called, clean, host, point};
use crate::event::pairs;
use crate::event::{MergedEvent, Party};
use crate::hash;
use chancery_codebook::Event;
use jiff::civil::Date;

pub(super) const COLUMNS: &[&str] = &[
    "GLOBALEVENTID",
    "SQLDATE",
    "MonthYear",
    "Year",
    "FractionDate",
    "Actor1Code",
    "Actor1Name",
    "Actor1CountryCode",
    "Actor1KnownGroupCode",
    "Actor1EthnicCode",
    "Actor1Religion1Code",
    "Actor1Religion2Code",
    "Actor1Type1Code",
    "Actor1Type2Code",
    "Actor1Type3Code",
    "Actor2Code",
    "Actor2Name",
    "Actor2CountryCode",
    "Actor2KnownGroupCode",
    "Actor2EthnicCode",
    "Actor2Religion1Code",
    "Actor2Religion2Code",
    "Actor2Type1Code",
    "Actor2Type2Code",
    "Actor2Type3Code",
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
    "Actor1Geo_Type",
    "Actor1Geo_FullName",
    "Actor1Geo_CountryCode",
    "Actor1Geo_ADM1Code",
    "Actor1Geo_ADM2Code",
    "Actor1Geo_Lat",
    "Actor1Geo_Long",
    "Actor1Geo_FeatureID",
    "Actor2Geo_Type",
    "Actor2Geo_FullName",
    "Actor2Geo_CountryCode",
    "Actor2Geo_ADM1Code",
    "Actor2Geo_ADM2Code",
    "Actor2Geo_Lat",
    "Actor2Geo_Long",
    "Actor2Geo_FeatureID",
    "ActionGeo_Type",
    "ActionGeo_FullName",
    "ActionGeo_CountryCode",
    "ActionGeo_ADM1Code",
    "ActionGeo_ADM2Code",
    "ActionGeo_Lat",
    "ActionGeo_Long",
    "ActionGeo_FeatureID",
    "DATEADDED",
    "SOURCEURL",
];

fn empty(n: usize) -> Vec<String> {
    vec![String::new(); n]
}

fn actor(party: Option<&Party>, name: Names<'_>) -> Vec<String> {
    let country = party.and_then(|p| p.country.clone()).unwrap_or_default();
    let sector = party.and_then(|p| p.sector.clone()).unwrap_or_default();
    let mut cells = vec![
        format!("{country}{sector}"),
        party.map_or(String::new(), |p| clean(&called(p, name)).to_uppercase()),
        country,
    ];
    cells.extend(empty(4));
    cells.push(sector);
    cells.extend(empty(2));
    cells
}

fn compact(date: Option<Date>) -> String {
    date.map_or(String::new(), |d| d.strftime("%Y%m%d").to_string())
}

pub(super) fn rows(event: &MergedEvent, first: &Event, name: Names<'_>) -> Vec<Vec<String>> {
    let pairs = pairs(&event.actor, &event.recipient);
    let code = event.cameo.clone().unwrap_or_default();
    let date = event.date;
    let fraction = date.map_or(String::new(), |d| {
        format!(
            "{:.4}",
            f64::from(d.year()) + f64::from(d.day_of_year() - 1) / 365.0
        )
    });
    let place = event.place.as_ref();
    pairs
        .iter()
        .enumerate()
        .map(|(n, (a, b))| {
            // GDELT's ids are numbers.
            let id = hash::of([super::row_id(event, n, pairs.len()).as_str()]) >> 12;
            let mut row = vec![
                id.to_string(),
                compact(date),
                date.map_or(String::new(), |d| d.strftime("%Y%m").to_string()),
                date.map_or(String::new(), |d| d.year().to_string()),
                fraction.clone(),
            ];
            row.extend(actor(*a, name));
            row.extend(actor(*b, name));
            row.extend([
                "1".to_owned(),
                code.clone(),
                code.chars().take(3).collect(),
                code.chars().take(2).collect(),
                event.quad_code.get().to_string(),
                event.event_scale.to_string(),
                event.claims.to_string(),
                event.independent.to_string(),
                event.sources.to_string(),
                String::new(),
            ]);
            row.extend(empty(16));
            row.extend([
                if place.is_some() {
                    "4".to_owned()
                } else {
                    "0".to_owned()
                },
                place.map_or(String::new(), |p| {
                    clean(p.name.as_ref().unwrap_or(&p.raw_text))
                }),
            ]);
            row.extend(empty(3));
            row.extend([
                point(place.and_then(|p| p.lat)),
                point(place.and_then(|p| p.lon)),
                String::new(),
                format!("{}000000", compact(event.first_reported.or(date))),
                clean(first.cite_info.url.as_ref().unwrap_or(&first.cite_info.id)),
            ]);
            row
        })
        .collect()
}

pub(super) fn read(cells: &[&str]) -> Result<Imported, RowError> {
    let cells = Cells::new(cells, COLUMNS)?;
    let row = cells.required("GLOBALEVENTID", "id")?;
    let (code, bridge) = cells.cameo("EventCode")?;
    let point = ["ActionGeo_Lat", "ActionGeo_Long"];
    let place = cells.place("ActionGeo_FullName", None, point);
    let url = cells.text("SOURCEURL").map(str::to_owned);
    Ok(Said {
        layout: "gdelt2",
        row,
        day: cells.day("SQLDATE")?,
        event: bridge.event,
        mode: bridge.mode,
        context: bridge.context.clone(),
        cameo: Some(code.to_owned()),
        actor: party(
            cells.text("Actor1CountryCode"),
            cells.text("Actor1Type1Code"),
            cells.text("Actor1Name"),
        ),
        recipient: party(
            cells.text("Actor2CountryCode"),
            cells.text("Actor2Type1Code"),
            cells.text("Actor2Name"),
        ),
        place,
        report: url.clone().unwrap_or_else(|| format!("gdelt2:{row}")),
        outlet: url.as_deref().and_then(host).map(str::to_owned),
        url: url.filter(|u| u.contains("://")),
        published: cells.day("DATEADDED").ok(),
    }
    .claim())
}
