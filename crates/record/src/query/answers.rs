//! Answers that texts state, from event to event.

use crate::error::Result;
use crate::store::Record;
use rusqlite::params;
use serde::Serialize;

/// A text's word that one event answers another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatedAnswer {
    /// Id of the event that answers.
    pub answer: String,
    /// Id of the event that is answered.
    pub answered: String,
    /// The sentence that says so.
    pub text: String,
    /// Id of its report.
    pub document: String,
}

impl Record {
    /// Answers that texts state: of events in which `country` takes part, or of all; where `measured`, of those
    /// claims alone that name a diplomatic measure.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn stated_answers(
        &self,
        country: Option<&str>,
        measured: bool,
    ) -> Result<Vec<StatedAnswer>> {
        let query = "SELECT DISTINCT e.key, f.key, s.text, r.name FROM claim c \
             JOIN membership m ON m.claim = c.id JOIN event e ON e.id = m.event \
             JOIN json_each(c.answers) j \
             JOIN claim d ON d.key = j.value JOIN membership n ON n.claim = d.id JOIN event f ON f.id = n.event \
             JOIN sentence s ON s.id = c.sentence JOIN report r ON r.id = s.report \
             WHERE c.answers <> '[]' AND m.event <> n.event {measure} \
             AND (?1 IS NULL OR m.event IN (SELECT event FROM event_party WHERE country = ?1)) ORDER BY 1, 2, 3, 4"
            .replace("{measure}", if measured { "AND c.measure IS NOT NULL" } else { "" });
        let mut statement = self.connection.prepare_cached(&query)?;
        let rows = statement.query_map(params![country], |row| {
            Ok(StatedAnswer {
                answer: row.get(0)?,
                answered: row.get(1)?,
                text: row.get(2)?,
                document: row.get(3)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
