//! What one cell says, and whether a value is that.

use chancery_codebook::{Entity, Place, Quantity};
use jiff::civil::Date;

/// Whether the entities are those of the cell, in any order: `USA GOV; RUS`, each a country (`-` for none) with,
/// where they matter, a sector, a `"full name"` and a `(role)`.
pub fn entities(cell: &str, found: &[Entity]) -> bool {
    let wanted: Vec<&str> = items(cell).collect();
    wanted.len() == found.len() && assign(&wanted, found, &|want, have| entity(want, have))
}

fn entity(want: &str, have: &Entity) -> bool {
    let (want, role) = split_between(want, '(', ')');
    let (want, name) = split_between(&want, '"', '"');
    let mut codes = want.split_whitespace();
    let country = codes.next().filter(|code| *code != "-");
    country == have.country.as_deref()
        && codes
            .next()
            .is_none_or(|sector| Some(sector) == have.sector.as_deref())
        && name.is_none_or(|name| Some(name.as_str()) == have.name.as_deref())
        && role.is_none_or(|role| Some(role.as_str()) == have.role.as_deref())
}

/// Takes the part between two marks out of a cell.
fn split_between(cell: &str, open: char, close: char) -> (String, Option<String>) {
    match cell
        .split_once(open)
        .and_then(|(before, rest)| Some((before, rest.split_once(close)?)))
    {
        Some((before, (inner, after))) => (format!("{before} {after}"), Some(inner.to_owned())),
        None => (cell.to_owned(), None),
    }
}

/// Whether the quantities are those of the cell, in any order: `60..60 diplomats; 24..`, the unit only where it matters.
pub fn quantities(cell: &str, found: &[Quantity]) -> bool {
    let wanted: Vec<&str> = items(cell).collect();
    wanted.len() == found.len() && assign(&wanted, found, &|want, have| quantity(want, have))
}

fn quantity(want: &str, have: &Quantity) -> bool {
    let (bounds, unit) = want.split_once(' ').unwrap_or((want, ""));
    let Some((low, high)) = bounds.split_once("..") else {
        return false;
    };
    low.parse().ok() == have.low
        && high.parse().ok() == have.high
        && (unit.is_empty()
            || have
                .unit
                .as_deref()
                .is_some_and(|u| u.contains(unit.trim())))
}

/// Whether the days are those of the cell: `2018-03-26` or `2018-03-01..2018-03-31`.
pub fn dates(cell: &str, first: Option<Date>, last: Option<Date>) -> bool {
    if cell.is_empty() {
        return first.is_none() && last.is_none();
    }
    let (from, to) = cell.split_once("..").unwrap_or((cell, cell));
    from.parse().ok() == first && to.parse().ok() == last.or(first)
}

/// Whether the place is that of the cell: `Odesa`, its words or its name, with a `(UKR)` where that matters.
pub fn place(cell: &str, found: Option<&Place>) -> bool {
    let Some(place) = found else {
        return cell.is_empty();
    };
    let (name, country) = split_between(cell, '(', ')');
    let name = name.trim();
    (place.name.as_deref() == Some(name) || place.raw_text == name)
        && country.is_none_or(|country| Some(country.as_str()) == place.country.as_deref())
}

/// Whether the words stand in the text, or neither is there.
pub fn words(cell: &str, found: Option<&str>) -> bool {
    match found {
        Some(text) => !cell.is_empty() && text.to_lowercase().contains(&cell.to_lowercase()),
        None => cell.is_empty(),
    }
}

/// Whether the word is that of the cell; an empty cell is no word.
pub fn word(cell: &str, found: Option<&str>) -> bool {
    found.unwrap_or_default() == cell
}

/// The items of a cell, which stand between semicolons.
pub fn items(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';')
        .map(str::trim)
        .filter(|item| !item.is_empty())
}

/// Whether every wanted item can have a found one of its own.
pub fn assign<W, F>(wanted: &[W], found: &[F], fits: &dyn Fn(&W, &F) -> bool) -> bool {
    fn rest<W, F>(
        wanted: &[W],
        found: &[F],
        used: &mut Vec<bool>,
        fits: &dyn Fn(&W, &F) -> bool,
    ) -> bool {
        let Some((first, others)) = wanted.split_first() else {
            return true;
        };
        (0..found.len()).any(|i| {
            if used[i] || !fits(first, &found[i]) {
                return false;
            }
            used[i] = true;
            let all = rest(others, found, used, fits);
            used[i] = false;
            all
        })
    }
    rest(wanted, found, &mut vec![false; found.len()], fits)
}
