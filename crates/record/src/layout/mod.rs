//! Column layouts of other event data sets, so that scripts made for them run on ours, and their data come in.

mod gdelt2;
mod icews;
mod import;
mod polecat;

use crate::event::MergedEvent;
use chancery_codebook::Event;
pub use import::{Imported, RowError};
use std::str::FromStr;

/// The data set whose columns are written or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Layout {
    /// POLECAT weekly files (Halterman et al. 2023): tab separated with a header.
    Polecat,
    /// GDELT 2.0 event files (Leetaru and Schrodt 2013): 61 columns, tab separated, no header.
    Gdelt2,
    /// ICEWS coded event data (Boschee et al. 2015): tab separated with a header.
    Icews,
}

impl Layout {
    /// Every layout, in the order in which the help names them.
    pub const ALL: &'static [Layout] = &[Layout::Polecat, Layout::Gdelt2, Layout::Icews];

    /// The name on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Layout::Polecat => "polecat",
            Layout::Gdelt2 => "gdelt2",
            Layout::Icews => "icews",
        }
    }

    /// Names of the columns, in their order.
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Layout::Polecat => polecat::COLUMNS,
            Layout::Gdelt2 => gdelt2::COLUMNS,
            Layout::Icews => icews::COLUMNS,
        }
    }

    /// Whether a file begins with the names of its columns.
    pub const fn has_header(self) -> bool {
        !matches!(self, Layout::Gdelt2)
    }

    /// The rows of an event, of whose claims `first` was reported first. POLECAT has one, the others one for
    /// each pair of actor and recipient. `name` gives the English name of a country code.
    pub fn rows(self, event: &MergedEvent, first: &Event, name: Names<'_>) -> Vec<Vec<String>> {
        match self {
            Layout::Polecat => vec![polecat::row(event, first, name)],
            Layout::Gdelt2 => gdelt2::rows(event, first, name),
            Layout::Icews => icews::rows(event, first, name),
        }
    }

    /// The claim of a row.
    ///
    /// # Errors
    /// If a cell that is needed is missing or cannot be understood; tells which.
    pub fn read(self, cells: &[&str], code: Names<'_>) -> Result<Imported, RowError> {
        match self {
            Layout::Polecat => polecat::read(cells),
            Layout::Gdelt2 => gdelt2::read(cells),
            Layout::Icews => icews::read(cells, code),
        }
    }
}

impl FromStr for Layout {
    type Err = String;
    fn from_str(name: &str) -> Result<Layout, String> {
        Layout::ALL
            .iter()
            .copied()
            .find(|l| l.as_str() == name)
            .ok_or_else(|| format!("unknown layout `{name}`: use polecat, gdelt2 or icews"))
    }
}

/// From a country's code to its English name, or from its name to its code.
pub type Names<'a> = &'a dyn Fn(&str) -> Option<String>;

/// A party's country in English, or what else is known of it.
fn called(party: &crate::Party, name: Names<'_>) -> String {
    let country = party
        .country
        .as_deref()
        .map(|code| name(code).unwrap_or_else(|| code.to_owned()));
    party.name.clone().or(country).unwrap_or_default()
}

/// The host of an address, without `www.`; `None` where there is none.
pub fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#']).next()?;
    Some(host.trim_start_matches("www.")).filter(|h| !h.is_empty())
}

/// A cell as text, without what would break the row.
fn clean(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}

/// A degree as text; nothing where it is not known.
fn point(degrees: Option<f64>) -> String {
    degrees.map_or(String::new(), |x| x.to_string())
}

/// The row id of the n-th pair of an event.
fn row_id(event: &MergedEvent, n: usize, rows: usize) -> String {
    if rows == 1 {
        event.id.clone()
    } else {
        format!("{}-{}", event.id, n + 1)
    }
}
