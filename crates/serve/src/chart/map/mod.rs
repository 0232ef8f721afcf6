//! The world with each country shaded by a number of events.
//!
//! Outlines are Natural Earth's at 1:110 million (public domain) in the Equal Earth projection, which keeps
//! areas true (Šavrič, Patterson and Jenny 2018). States too small for an outline are dots. Borders are de
//! facto and say nothing of right; areas that the source gives to no state, and Crimea, are left grey.

mod classes;
mod world;

use super::canvas::Canvas;
use super::legend::legend;
use super::safe::escape;
use super::words::{counted, n, said};
use std::collections::{BTreeMap, BTreeSet};
use world::{AREAS, Area, SIZE};

/// Events by country.
#[derive(Debug, Clone, PartialEq)]
pub struct Map {
    /// Prefix of the ids; unlike that of any other chart on the page.
    pub id: String,
    /// What is shaded: "Events by party".
    pub title: String,
    /// The countries that are linked; those with no events may be among them. Unknown codes are left out.
    pub values: Vec<Country>,
    /// Codes of countries that are selected.
    pub selected: Vec<String>,
    /// Width of the drawing in pixels.
    pub width: u32,
}

/// One country's number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166 code of three letters as in the lexicon.
    pub code: String,
    /// Number of events.
    pub events: u64,
    /// Address that selects it.
    pub href: String,
}

/// Draws the map with its legend.
pub fn svg(data: &Map) -> String {
    let mut canvas = Canvas::new("map", &data.id, data.width);
    let values: BTreeMap<&str, &Country> = data
        .values
        .iter()
        .map(|country| (country.code.as_str(), country))
        .collect();
    let selected: BTreeSet<&str> = data.selected.iter().map(String::as_str).collect();
    let numbers: Vec<u64> = values.values().map(|country| country.events).collect();
    let bounds = classes::bounds(&numbers);
    let scale = canvas.width / SIZE.0;
    let dot = if canvas.narrow() { 2.2 } else { 3.2 };
    let mut areas: Vec<&Area> = AREAS
        .iter()
        .filter(|area| !area.outline.is_empty() || area.sovereign || values.contains_key(area.code))
        .collect();
    // Dots lie over outlines, what is selected over all.
    areas.sort_by_key(|area| (selected.contains(area.code), area.outline.is_empty()));

    canvas.put(format_args!(
        "<g class=\"land\" transform=\"scale({})\">",
        super::words::digits(scale, 5)
    ));
    for area in &areas {
        let country = values.get(area.code).filter(|_| !area.code.is_empty());
        let class = classes::class(&bounds, country.map_or(0, |country| country.events));
        let mark = if selected.contains(area.code) {
            " sel"
        } else {
            ""
        };
        let shape = if area.outline.is_empty() {
            let (x, y) = area.centre;
            format!(
                "<circle class=\"c{class}{mark}\" cx=\"{x}\" cy=\"{y}\" r=\"{}\"",
                n(dot / scale)
            )
        } else {
            format!("<path class=\"c{class}{mark}\" d=\"{}\"", area.outline)
        };
        match country {
            Some(country) => {
                let label = format!(
                    "{}: {}",
                    area.name,
                    counted(country.events, "event", "events")
                );
                canvas.link(&country.href, "", &label, &format!("{shape}/>"));
            }
            None => canvas.put(format_args!(
                "{shape}><title>{}</title></{}>",
                escape(area.name),
                if area.outline.is_empty() {
                    "circle"
                } else {
                    "path"
                }
            )),
        }
    }
    canvas.put(format_args!("</g>"));

    let foot = SIZE.1 * scale;
    let words: Vec<String> = bounds
        .iter()
        .enumerate()
        .map(|(place, low)| match bounds.get(place + 1) {
            Some(next) if next - 1 == *low => said(*low as f64),
            Some(next) => format!("{} to {}", said(*low as f64), said((next - 1) as f64)),
            None => format!("{} or more", said(*low as f64)),
        })
        .collect();
    let key = |class: usize| {
        format!("<rect class=\"c{class} key\" x=\"-7\" y=\"-5\" width=\"14\" height=\"11\"/>")
    };
    let mut entries = vec![(String::new(), data.title.as_str()), (key(0), "none")];
    entries.extend(
        words
            .iter()
            .enumerate()
            .map(|(place, text)| (key(place + 1), text.as_str())),
    );
    let tall = legend(&mut canvas, (4.0, foot + 4.0), &entries);

    let known = || {
        areas
            .iter()
            .filter_map(|area| Some((area.name, values.get(area.code)?.events)))
    };
    let mut top: Vec<(&str, u64)> = known().filter(|(_, events)| *events > 0).collect();
    top.sort_by_key(|(name, events)| (std::cmp::Reverse(*events), *name));
    let shown: Vec<String> = top
        .iter()
        .take(5)
        .map(|(name, events)| format!("{name} {}", said(*events as f64)))
        .collect();
    let about = if top.is_empty() {
        "Nothing in this time.".to_owned()
    } else {
        format!(
            "{} with events; most: {}.",
            counted(top.len() as u64, "country", "countries"),
            shown.join(", ")
        )
    };
    canvas.finish(foot + tall + 8.0, &data.title, &about)
}
