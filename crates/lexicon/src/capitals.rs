//! Capitals: the same city from the table of states and the table of places made one.

use crate::entry::{Entry, Kind};
use crate::index::key;
use crate::sources::Listed;
use std::collections::{HashMap, HashSet};

/// A city: the code of its state and the key of its name.
type City = (String, String);

/// What the table of places says of a city.
#[derive(Clone, Copy)]
struct Spot {
    population: u32,
    lat: Option<f64>,
    lon: Option<f64>,
}

/// Gives capitals the coordinates and other names of the places that they are, and drops those places.
pub(crate) fn place_capitals(entries: Vec<Listed>) -> Vec<Listed> {
    let capitals: HashSet<City> = entries
        .iter()
        .filter_map(|(_, _, e)| city(e, Kind::Capital))
        .collect();
    let of_capital = |e: &Entry| city(e, Kind::Place).filter(|c| !e.user && capitals.contains(c));
    let mut spots: HashMap<City, Spot> = HashMap::new();
    let mut aliases: Vec<(City, String)> = Vec::new();
    let mut kept = Vec::with_capacity(entries.len());
    for listed in entries {
        let Some(city) = of_capital(&listed.2) else {
            kept.push(listed);
            continue;
        };
        let (words, _, entry) = listed;
        let spot = Spot {
            population: entry.population,
            lat: entry.lat,
            lon: entry.lon,
        };
        let best = spots.entry(city.clone()).or_insert(spot);
        if spot.population > best.population {
            *best = spot;
        }
        aliases.push((city, words));
    }
    // Capitals are few: the first of each city lends its entry to the place's other names.
    let mut models: HashMap<City, Listed> = HashMap::new();
    let mut known: HashSet<City> = HashSet::new();
    for (words, case, entry) in &mut kept {
        let Some(city) = city(entry, Kind::Capital) else {
            continue;
        };
        if let Some(spot) = spots.get(&city) {
            (entry.population, entry.lat, entry.lon) = (spot.population, spot.lat, spot.lon);
        }
        known.insert((city.0.clone(), key(words)));
        models
            .entry(city)
            .or_insert_with(|| (words.clone(), *case, entry.clone()));
    }
    for (city, words) in aliases {
        if let Some((_, case, entry)) = models.get(&city)
            && known.insert((city.0.clone(), key(&words)))
        {
            kept.push((words, *case, entry.clone()));
        }
    }
    kept
}

/// The city that an entry of the kind names.
fn city(entry: &Entry, kind: Kind) -> Option<City> {
    if entry.kind != kind {
        return None;
    }
    Some((entry.code.clone()?, key(entry.name.as_deref()?)))
}
