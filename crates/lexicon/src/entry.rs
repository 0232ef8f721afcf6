//! Entries: what the lexicon says of a name or noun.

use jiff::civil::Date;
use std::{fmt, sync::Arc};

/// What kind of thing a name or noun denotes, most telling first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A state, territory or region by name ("Russia", "Scotland").
    Country,
    /// Its adjective ("Russian").
    Adjective,
    /// Its people ("Russians", "Briton").
    Inhabitant,
    /// Its capital, which may stand for its government ("Moscow").
    Capital,
    /// A building or street that stands for a body ("the Kremlin").
    Metonym,
    /// A ministry, agency, court, international body, company or other institution.
    Body,
    /// An armed group, movement or political party.
    Group,
    /// A named holder of an office.
    Person,
    /// A common noun for a party ("foreign minister", "rebels").
    Agent,
    /// A place that is no capital.
    Place,
}

/// Where an entry stands: file and line.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Source {
    /// Name of the file, such as `bodies.tsv`; the full path for a user's file.
    pub file: Arc<str>,
    /// Line in it, from 1.
    pub line: u32,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// What one line of the lexicon says.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What it denotes.
    pub kind: Kind,
    /// ISO 3166-1 alpha-3, or a code of the codebook for what is no state (UNO, EUR, IGO, …).
    pub code: Option<String>,
    /// Sector code (GOV, MIL, REB, …).
    pub sector: Option<String>,
    /// Full name.
    pub name: Option<String>,
    /// Office or function; for a place its kind (city, province, …).
    pub role: Option<String>,
    /// First day on which the entry holds.
    pub from: Option<Date>,
    /// Last day, inclusive.
    pub to: Option<Date>,
    /// Latitude in degrees north.
    pub lat: Option<f64>,
    /// Longitude in degrees east.
    pub lon: Option<f64>,
    /// Population of a place, 0 where unknown.
    pub population: u32,
    /// From a user's folder.
    pub user: bool,
    /// A plural form ("presidents", "Britons").
    pub plural: bool,
    /// File and line, for explanations.
    pub source: Source,
}

impl Entry {
    /// Whether the entry holds on a day; without a day, always.
    pub fn valid_on(&self, date: Option<Date>) -> bool {
        date.is_none_or(|day| {
            self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
        })
    }
}
