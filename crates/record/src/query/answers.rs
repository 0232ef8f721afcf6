//! Answers that texts state, from event to event.

use super::filter::Condition;
use crate::error::Result;
use crate::store::Record;
use chancery_codebook::Measure;
use rusqlite::params_from_iter;
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
    /// Answers that texts state: of all claims, or of those alone that name one of some measures.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn stated_answers(&self, measures: &[Measure]) -> Result<Vec<StatedAnswer>> {
        let mut condition = Condition::default();
        condition.any("c.measure", measures);
        let query = format!(
            "SELECT DISTINCT e.key, f.key, s.text, r.name FROM claim c \
             JOIN membership m ON m.claim = c.id JOIN event e ON e.id = m.event \
             JOIN json_each(c.answers) j \
             JOIN claim d ON d.key = j.value JOIN membership n ON n.claim = d.id JOIN event f ON f.id = n.event \
             JOIN sentence s ON s.id = c.sentence JOIN report r ON r.id = s.report \
             WHERE c.answers <> '[]' AND m.event <> n.event AND {} ORDER BY 1, 2, 3, 4",
            condition.sql()
        );
        let mut statement = self.connection.prepare_cached(&query)?;
        let rows = statement.query_map(params_from_iter(&condition.values), |row| {
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
