//! What two states keep in each other.

use super::AskError;
use chancery_record::Record;
use chancery_relate::Act;
use chancery_relate::pair::{between, present};
use chancery_relate::presence::{MEASURES, Register, Snapshot, Statement};
use jiff::civil::Date;
use serde_json::Value;

/// The registers of two states in each other, and the acts that they are folded from.
#[derive(Debug, Clone)]
pub struct PresenceAnswer {
    /// The first in the second, and the second in the first.
    pub registers: [Register; 2],
    /// Acts between them.
    pub acts: Vec<Act>,
    /// How many statements of posts and staff there are.
    pub statements: usize,
}

impl PresenceAnswer {
    /// Whether the record says nothing at all.
    pub fn is_empty(&self) -> bool {
        self.acts.is_empty() && self.statements == 0
    }

    /// Both registers on a day.
    pub fn at(&self, on: Date) -> [Snapshot; 2] {
        self.registers.each_ref().map(|register| register.at(on))
    }

    /// The same as JSON, each with its two states.
    pub fn json_at(&self, on: Date) -> Vec<Value> {
        let named = |(register, snapshot): (&Register, Snapshot)| {
            let mut value = serde_json::json!(snapshot);
            value["sender"] = register.sender.clone().into();
            value["host"] = register.host.clone().into();
            value
        };
        self.registers.iter().zip(self.at(on)).map(named).collect()
    }
}

/// Folds what the record holds of two states, given by their codes.
///
/// # Errors
/// If the record cannot be read.
pub fn presence(record: &Record, (a, b): (&str, &str)) -> Result<PresenceAnswer, AskError> {
    let acts = present(between(record, (a, b), &MEASURES, None, None)?, a, b);
    let mut statements = Vec::new();
    record.presence::<AskError>(Some((a, b)), |statement| {
        statements.extend(Statement::of(&statement));
        Ok(())
    })?;
    Ok(PresenceAnswer {
        registers: [(a, b), (b, a)].map(|(x, y)| Register::fold(x, y, &acts, &statements)),
        acts,
        statements: statements.len(),
    })
}
