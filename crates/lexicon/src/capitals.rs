//! Capitals: the same city from the table of states and the table of places made one.

use crate::entry::{Entry, Kind};
use crate::fold::fold;
use crate::sources::{Case, Listed};
use std::collections::{HashMap, HashSet};

/// A city: the code of its state and its folded name.
type City = (String, String);

/// What the table of places says of a city.
#[derive(Clone, Copy)]
struct Spot {
    population: u32,
    lat: Option<f64>,
    lon: Option<f64>,
}

/// Gives capitals the coordinates and other names of the places that they are, and drops those places.
pub(crate) fn place_capitals(entries: &mut Vec<Listed>) {
    let mut capitals: HashMap<String, Vec<String>> = HashMap::new();
    for (code, name) in entries.iter().filter_map(|l| city(&l.entry, Kind::Capital)) {
        capitals.entry(name).or_default().push(code);
    }
    // Most places are no capital: the name alone tells it, without a copy of either.
    let of_capital = |e: &Entry| {
        let codes = capitals.get(&*fold(e.name.as_deref()?))?;
        codes
            .contains(e.code.as_ref()?)
            .then(|| city(e, Kind::Place))
            .flatten()
            .filter(|_| !e.user)
    };
    let mut spots: HashMap<City, Spot> = HashMap::new();
    let mut aliases: Vec<(City, String)> = Vec::new();
    entries.retain(|listed| {
        let Some(city) = of_capital(&listed.entry) else {
            return true;
        };
        let entry = &listed.entry;
        let spot = Spot {
            population: entry.population,
            lat: entry.lat,
            lon: entry.lon,
        };
        let best = spots.entry(city.clone()).or_insert(spot);
        if spot.population > best.population {
            *best = spot;
        }
        aliases.push((city, listed.key.clone()));
        false
    });
    add_places(entries, &spots, aliases);
}

/// Puts the coordinates on the capitals and adds the places' other names.
fn add_places(kept: &mut Vec<Listed>, spots: &HashMap<City, Spot>, aliases: Vec<(City, String)>) {
    let mut models: HashMap<City, Entry> = HashMap::new();
    let mut known: HashSet<(String, String)> = HashSet::new();
    for listed in kept.iter_mut() {
        let entry = &mut listed.entry;
        let Some(city) = city(entry, Kind::Capital) else {
            continue;
        };
        if let Some(spot) = spots.get(&city) {
            (entry.population, entry.lat, entry.lon) = (spot.population, spot.lat, spot.lon);
        }
        known.insert((city.0.clone(), listed.key.clone()));
        models.entry(city).or_insert_with(|| entry.clone());
    }
    for (city, key) in aliases {
        if let Some(entry) = models.get(&city)
            && known.insert((city.0.clone(), key.clone()))
        {
            kept.push(Listed {
                key,
                case: Case::Proper,
                entry: entry.clone(),
            });
        }
    }
}

/// The city that an entry of the kind names.
fn city(entry: &Entry, kind: Kind) -> Option<City> {
    if entry.kind != kind {
        return None;
    }
    Some((
        entry.code.clone()?,
        fold(entry.name.as_deref()?).into_owned(),
    ))
}
