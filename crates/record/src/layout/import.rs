//! A row of another data set as a claim.

use crate::hash;
use chancery_codebook::{
    CameoRow, CiteInfo, Codebook, DateBasis, Entity, Event, EventType, MadeBy, Mode, Place, Status,
    TextInfo,
};
use chancery_read::Document;
use jiff::civil::Date;

/// What a row is of use for.
#[derive(Debug, Clone)]
pub struct Imported {
    /// The claim, without words.
    pub event: Event,
    /// Its report, without text.
    pub document: Document,
}

/// A row that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RowError {
    /// A row with too few cells.
    #[error("{found} cells where the layout has {wanted}: is this another layout?")]
    Cells {
        /// Cells of the row.
        found: usize,
        /// Cells of the layout.
        wanted: usize,
    },
    /// A cell that cannot be understood.
    #[error("column `{column}`: `{value}` is no {what}")]
    Cell {
        /// Column.
        column: &'static str,
        /// What stands there.
        value: String,
        /// What should.
        what: &'static str,
    },
    /// A code of CAMEO that becomes no event of PLOVER.
    #[error("CAMEO code {0} becomes no event type: see `chancery codebook --cameo`")]
    Unmapped(String),
}

/// What a row says, before it is a claim.
pub(super) struct Said<'a> {
    pub layout: &'static str,
    pub row: &'a str,
    pub day: Date,
    pub event: EventType,
    pub mode: Option<Mode>,
    pub context: Vec<String>,
    pub cameo: Option<String>,
    pub actor: Vec<Entity>,
    pub recipient: Vec<Entity>,
    pub place: Option<Place>,
    pub report: String,
    pub url: Option<String>,
    pub outlet: Option<String>,
    pub published: Option<Date>,
}

/// How far a row of another data set is trusted: they say nothing of it.
const CONFIDENCE: f64 = 0.5;

impl Said<'_> {
    pub(super) fn claim(self) -> Imported {
        let codebook = Codebook::builtin();
        let document = Document {
            id: self.report,
            url: self.url,
            outlet: self.outlet,
            published: self.published,
            ..Document::default()
        };
        let event = Event {
            id: hash::stable_id([self.layout, self.row]),
            date: Some(self.day),
            enddate: Some(self.day),
            // The sets give one day and do not say where it comes from.
            date_basis: DateBasis::Report,
            actor: self.actor,
            recipient: self.recipient,
            event: self.event,
            mode: self.mode,
            context: self.context,
            quad_code: self.event.quad_code(),
            event_scale: codebook.event_scale(self.event, self.mode),
            cameo: self
                .cameo
                .or_else(|| Some(codebook.to_cameo(self.event, self.mode).to_owned())),
            status: Status::Actual,
            historical: false,
            measure: None,
            quantity: Vec::new(),
            place: self.place,
            said_by: Vec::new(),
            answers: Vec::new(),
            text: String::new(),
            text_info: TextInfo::default(),
            cite_info: CiteInfo {
                id: document.id.clone(),
                outlet: document.outlet.clone(),
                title: None,
                url: document.url.clone(),
                published: document.published,
            },
            confidence: CONFIDENCE,
            made_by: MadeBy {
                codebook: codebook.version.clone(),
                lexicon: String::new(),
                model: self.layout.to_owned(),
            },
        };
        Imported { event, document }
    }
}

/// The cells of a row, by place.
pub(super) struct Cells<'a> {
    cells: &'a [&'a str],
    columns: &'static [&'static str],
}

impl<'a> Cells<'a> {
    pub(super) fn new(
        cells: &'a [&'a str],
        columns: &'static [&'static str],
    ) -> Result<Self, RowError> {
        // The last column may be missing where it is empty.
        if cells.len() + 1 < columns.len() {
            return Err(RowError::Cells {
                found: cells.len(),
                wanted: columns.len(),
            });
        }
        Ok(Cells { cells, columns })
    }

    /// The text of a column; `None` where it is empty.
    pub(super) fn text(&self, column: &'static str) -> Option<&'a str> {
        let at = self.columns.iter().position(|c| *c == column)?;
        let text = self.cells.get(at)?.trim();
        (!text.is_empty() && text != "NULL" && text != "None").then_some(text)
    }

    pub(super) fn day(&self, column: &'static str) -> Result<Date, RowError> {
        let text = self.text(column).unwrap_or_default();
        let iso = text.get(..10).and_then(|t| t.parse::<Date>().ok());
        iso.or_else(|| Date::strptime("%Y%m%d", text.get(..8).unwrap_or_default()).ok())
            .ok_or_else(|| self.wrong(column, "date"))
    }

    /// The text of a column that must not be empty.
    pub(super) fn required(
        &self,
        column: &'static str,
        what: &'static str,
    ) -> Result<&'a str, RowError> {
        self.text(column).ok_or_else(|| self.wrong(column, what))
    }

    /// A code of CAMEO, with what it becomes.
    pub(super) fn cameo(
        &self,
        column: &'static str,
    ) -> Result<(&'a str, &'static CameoRow), RowError> {
        let code = self.required(column, "CAMEO code")?;
        let bridge = Codebook::builtin().from_cameo(code);
        Ok((
            code,
            bridge.ok_or_else(|| RowError::Unmapped(code.to_owned()))?,
        ))
    }

    /// A place by the column of its name and those of its point.
    pub(super) fn place(
        &self,
        name: &'static str,
        country: Option<String>,
        [lat, lon]: [&'static str; 2],
    ) -> Option<Place> {
        let name = self.text(name)?;
        let point = self.point([lat, lon]);
        Some(Place {
            raw_text: name.to_owned(),
            name: Some(name.to_owned()),
            country,
            lat: point.map(|p| p.0),
            lon: point.map(|p| p.1),
        })
    }

    /// Degrees north and east; `None` where either is missing or lies on no globe.
    pub(super) fn point(&self, [lat, lon]: [&'static str; 2]) -> Option<(f64, f64)> {
        let degrees = |column, most: f64| {
            let number: f64 = self.text(column)?.parse().ok()?;
            (number.abs() <= most).then_some(number)
        };
        Some((degrees(lat, 90.0)?, degrees(lon, 180.0)?))
    }

    pub(super) fn wrong(&self, column: &'static str, what: &'static str) -> RowError {
        RowError::Cell {
            column,
            value: self.text(column).unwrap_or_default().to_owned(),
            what,
        }
    }
}

/// A party without words of its own.
pub(super) fn party(
    country: Option<&str>,
    sector: Option<&str>,
    name: Option<&str>,
) -> Vec<Entity> {
    if country.is_none() && sector.is_none() && name.is_none() {
        return Vec::new();
    }
    vec![Entity {
        raw_text: name.unwrap_or_default().to_owned(),
        country: country.map(str::to_owned),
        sector: sector.map(str::to_owned),
        name: name.map(str::to_owned),
        ..Entity::default()
    }]
}

#[cfg(test)]
mod tests {
    use super::Cells;

    /// Found by the fuzz runs: a place 4294967296 degrees north was taken, and drawn on no map.
    #[test]
    fn a_point_off_the_globe_is_none() {
        let point = |cells: &[&str]| {
            let cells = Cells::new(cells, &["lat", "lon"]).unwrap();
            cells.point(["lat", "lon"])
        };
        assert_eq!(point(&["-90", "180.0"]), Some((-90.0, 180.0)));
        for wrong in [
            ["90.5", "0"],
            ["0", "-181"],
            ["NaN", "1"],
            ["inf", "1"],
            ["5", ""],
            ["north", "1"],
        ] {
            assert_eq!(point(&wrong), None, "{wrong:?}");
        }
    }
}
