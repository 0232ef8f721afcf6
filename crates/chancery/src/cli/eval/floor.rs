//! Floors: the least that a value may be, before the command answers no.

use super::report::Report;
use chancery::eval::Level;
use std::str::FromStr;

/// What a floor is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value {
    F1(Level),
    Quantity,
    Date,
}

/// A value and the least that it may be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Floor {
    value: Value,
    least: f64,
}

impl FromStr for Floor {
    type Err = String;
    fn from_str(text: &str) -> Result<Floor, String> {
        let (name, least) = text
            .split_once('=')
            .ok_or("write WHAT=FLOOR, such as type=0.5")?;
        let value = match name.trim() {
            "quantity" => Value::Quantity,
            "date" => Value::Date,
            name => Level::ALL
                .into_iter()
                .find(|l| l.as_str() == name)
                .map(Value::F1)
                .ok_or_else(|| {
                    format!(
                        "unknown value `{name}`: use type, dyad, status, full, quantity or date"
                    )
                })?,
        };
        let least: f64 = least
            .trim()
            .parse()
            .map_err(|_| format!("`{least}` is no number"))?;
        if !(0.0..=1.0).contains(&least) {
            return Err(format!("a floor is from 0 to 1, not {least}"));
        }
        Ok(Floor { value, least })
    }
}

impl Floor {
    /// What to say where a report is under it.
    pub(super) fn broken(&self, report: &Report) -> Option<String> {
        let found = report.value(self.value);
        if !found.is_none_or(|found| found < self.least) {
            return None;
        }
        let name = match self.value {
            Value::F1(level) => format!("F1 at level {level}"),
            Value::Quantity => "share of right quantities".to_owned(),
            Value::Date => "share of right dates".to_owned(),
        };
        let found = found.map_or("unknown, as no matched event has one".to_owned(), |f| {
            format!("{f:.4}")
        });
        Some(format!(
            "under its floor: {name} is {found}, the floor is {}",
            self.least
        ))
    }
}
