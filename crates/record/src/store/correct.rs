//! Corrections: a person's word that a claim is coded wrongly.

use super::Writer;
use crate::error::{Error, Result};
use crate::query::{Correction, correction};
use crate::store::write::now;
use chancery_codebook::{EventType, Measure, Mode, Status};
use rusqlite::params;

/// Fields of a claim that can be corrected; `other` is for what no field holds.
pub const CORRECTABLE: [&str; 10] = [
    "date",
    "actor",
    "recipient",
    "type",
    "mode",
    "measure",
    "status",
    "quantity",
    "place",
    "other",
];

/// Characters of a value and of a note.
const LONGEST: usize = 2000;

impl Writer {
    /// Keeps a correction of a claim, or of the first claim of an event. `value` is what the field should say: a word of
    /// the codebook for `type`, `mode`, `measure` and `status` (or `none`), country codes with commas for `actor` and
    /// `recipient`, a day or `first..last` for `date`, `60` or `24..99` for `quantity`.
    ///
    /// # Errors
    /// If there is no such claim or field, or the value is none of the field's.
    pub fn correct(
        &mut self,
        id: &str,
        field: &str,
        value: &str,
        note: Option<&str>,
    ) -> Result<Correction> {
        check(field, value, note.unwrap_or_default())?;
        self.transaction(|writer| {
            let connection = &writer.connection;
            let (_, claim) = crate::query::claim_id(connection, id)
                .or_else(|_| crate::query::first_claim(connection, id))?;
            connection.execute(
                "INSERT INTO correction (claim, field, value, note, made) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![claim, field, value, note, now()],
            )?;
            correction(connection, connection.last_insert_rowid())
        })
    }
}

fn check(field: &str, value: &str, note: &str) -> Result<()> {
    let wrong = |message: String| Err(Error::Decision(message));
    if !CORRECTABLE.contains(&field) {
        return wrong(format!(
            "`{field}` is no field that can be corrected: use one of {}",
            CORRECTABLE.join(", ")
        ));
    }
    if value.is_empty() {
        return wrong(format!("say what `{field}` should be, or `none`"));
    }
    if value.chars().count() > LONGEST || note.chars().count() > LONGEST {
        return wrong(format!("a correction has {LONGEST} characters at most"));
    }
    let known = match field {
        _ if value == "none" => Ok(()),
        "type" => value
            .parse::<EventType>()
            .map(drop)
            .map_err(|e| e.to_string()),
        "mode" => value.parse::<Mode>().map(drop).map_err(|e| e.to_string()),
        "measure" => value
            .parse::<Measure>()
            .map(drop)
            .map_err(|e| e.to_string()),
        "status" => value.parse::<Status>().map(drop).map_err(|e| e.to_string()),
        "date" => crate::query::days_of(value).map(drop).ok_or_else(|| {
            format!("`{value}` is no day: write 2018-03-26, or 2018-03-26..2018-03-28")
        }),
        "quantity" => crate::query::bounds_of(value).map(drop).ok_or_else(|| {
            format!("`{value}` is no number: write 60, 24..99, or 23.. for at least")
        }),
        _ => Ok(()),
    };
    known.or_else(wrong)
}
