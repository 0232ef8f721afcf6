//! What is counted: diplomats, staff of all kinds and envoys are different counts and are never mixed.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A family of units that count the same people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Diplomats, envoys, diplomatic staff.
    Diplomats,
    /// Employees, staff, personnel, workers: everyone, local staff often with them.
    Staff,
    /// People of whom no more is said.
    People,
    /// Ambassadors.
    Ambassadors,
    /// Guards, soldiers, attachés of the forces.
    Military,
    /// Consular officers.
    Consuls,
    /// What is no count of people: posts, families, vehicles.
    Other,
}

impl Unit {
    /// The family of a unit's words; without words people.
    pub fn of(words: Option<&str>) -> Unit {
        let Some(words) = words else {
            return Unit::People;
        };
        let words = words.to_lowercase();
        let has = |stems: &[&str]| {
            words
                .split(|c: char| !c.is_alphanumeric() && c != 'é')
                .any(|word| stems.iter().any(|stem| word.starts_with(stem)))
        };
        if has(&["ambassador"]) {
            Unit::Ambassadors
        } else if has(&[
            "consulate",
            "embass",
            "mission",
            "post",
            "propert",
            "compound",
            "building",
        ]) {
            Unit::Other
        } else if has(&["guard", "soldier", "marine", "military", "troop"]) {
            Unit::Military
        } else if has(&["diplomat", "envoy", "attache", "attaché"]) && !has(&["employee"]) {
            Unit::Diplomats
        } else if has(&[
            "employee",
            "staff",
            "personnel",
            "worker",
            "member",
            "official",
            "officer",
        ]) {
            Unit::Staff
        } else if has(&["consul"]) {
            Unit::Consuls
        } else {
            Unit::People
        }
    }

    /// The word of it.
    pub fn as_str(self) -> &'static str {
        match self {
            Unit::Diplomats => "diplomats",
            Unit::Staff => "staff",
            Unit::People => "people",
            Unit::Ambassadors => "ambassadors",
            Unit::Military => "military",
            Unit::Consuls => "consuls",
            Unit::Other => "other",
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
