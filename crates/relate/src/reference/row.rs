//! One row of the table, and the act it stands for.

use super::{ReferenceError, coding, dates};
use crate::{Act, Count, Stated};
use chancery_codebook::{Codebook, Measure, Status};

/// The columns that are read; the table's others (`trigger`, `agreement`) say nothing that an act holds.
const COLUMNS: [&str; 11] = [
    "id",
    "date",
    "actor",
    "recipient",
    "measure",
    "count_low",
    "count_high",
    "unit",
    "posts",
    "answers_id",
    "sources",
];

/// A row as text, with its line.
pub(super) struct Row {
    line: u64,
    pub(super) id: String,
    date: String,
    actor: String,
    recipient: String,
    measure: String,
    low: String,
    high: String,
    unit: String,
    posts: String,
    pub(super) answers_id: String,
    sources: String,
}

/// The rows of a table, its columns found by name.
pub(super) fn rows(text: &str) -> Result<Vec<Row>, ReferenceError> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let broken = |error: csv::Error| ReferenceError {
        line: error.position().map_or(1, csv::Position::line),
        column: "-".into(),
        message: match error.kind() {
            csv::ErrorKind::UnequalLengths {
                expected_len, len, ..
            } => {
                format!("{len} fields where the header has {expected_len}")
            }
            _ => error.to_string(),
        },
    };
    let header = reader.headers().map_err(broken)?.clone();
    let mut at = [0; COLUMNS.len()];
    for (place, name) in at.iter_mut().zip(COLUMNS) {
        *place = header
            .iter()
            .position(|h| h == name)
            .ok_or_else(|| ReferenceError {
                line: 1,
                column: name.into(),
                message: "the header lacks it".into(),
            })?;
    }
    let mut found = Vec::new();
    for record in reader.records() {
        let record = record.map_err(broken)?;
        let field = |n: usize| record.get(at[n]).unwrap_or_default().to_owned();
        found.push(Row {
            line: record.position().map_or(0, csv::Position::line),
            id: field(0),
            date: field(1),
            actor: field(2),
            recipient: field(3),
            measure: field(4),
            low: field(5),
            high: field(6),
            unit: field(7),
            posts: field(8),
            answers_id: field(9),
            sources: field(10),
        });
    }
    Ok(found)
}

impl Row {
    /// An error in one column of this row.
    pub(super) fn error(&self, column: &str, message: String) -> ReferenceError {
        ReferenceError {
            line: self.line,
            column: column.into(),
            message,
        }
    }

    /// The act of the row.
    pub(super) fn act(&self) -> Result<Act, ReferenceError> {
        let (first, last) = dates::range(&self.date).ok_or_else(|| {
            self.error(
                "date",
                format!("`{}` is none of 2018-03-26, 2018-03 and 2018", self.date),
            )
        })?;
        let measure: Measure = self
            .measure
            .parse()
            .map_err(|error| self.error("measure", format!("{error}")))?;
        let own = coding::is_own(measure, &self.unit);
        let (event, mode) = coding::event(measure, own).ok_or_else(|| {
            self.error(
                "measure",
                format!("`{measure}` is none that the table holds"),
            )
        })?;
        let urls: Vec<&str> = self.sources.split_whitespace().collect();
        Ok(Act {
            id: self.id.clone(),
            event_id: self.id.clone(),
            first,
            last,
            reported: None,
            actor: self.state("actor", &self.actor)?,
            recipient: self.state("recipient", &self.recipient)?,
            event,
            mode,
            measure: Some(measure),
            quad_code: event.quad_code(),
            score: Codebook::builtin().event_scale(event, mode),
            status: Status::Actual,
            count: self.count()?,
            own,
            posts: (!self.posts.is_empty()).then(|| self.posts.clone()),
            answers: self.stated(),
            sources: urls.len() as u32,
            claims: Vec::new(),
        })
    }

    fn state(&self, column: &str, code: &str) -> Result<String, ReferenceError> {
        if code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()) {
            Ok(code.to_owned())
        } else {
            Err(self.error(
                column,
                format!("`{code}` is no code of three capitals, such as FJI"),
            ))
        }
    }

    fn number(&self, column: &str, text: &str) -> Result<Option<i64>, ReferenceError> {
        if text.is_empty() {
            return Ok(None);
        }
        match text.parse() {
            Ok(n) if n > 0 => Ok(Some(n)),
            _ => Err(self.error(column, format!("`{text}` is no whole number above zero"))),
        }
    }

    fn count(&self) -> Result<Option<Count>, ReferenceError> {
        let low = self.number("count_low", &self.low)?;
        let high = self.number("count_high", &self.high)?;
        if matches!((low, high), (Some(low), Some(high)) if low > high) {
            return Err(self.error("count_high", format!("{} is below count_low", self.high)));
        }
        let unit = (!self.unit.is_empty()).then(|| self.unit.clone());
        Ok(
            (low.is_some() || high.is_some() || unit.is_some()).then_some(Count {
                low,
                high,
                unit,
            }),
        )
    }

    fn stated(&self) -> Vec<Stated> {
        if self.answers_id.is_empty() {
            return Vec::new();
        }
        vec![Stated {
            event_id: self.answers_id.clone(),
            text: String::new(),
            source: self.sources.clone(),
        }]
    }
}
