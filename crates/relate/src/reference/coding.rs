//! A measure of the table as type and mode of the codebook.

use chancery_codebook::{EventType, Measure, Mode};

/// Whether a row's people or posts are the actor's own: by nature of the measure, or marked `(own` in the unit.
pub(super) fn is_own(measure: Measure, unit: &str) -> bool {
    match measure {
        Measure::Recall | Measure::Return | Measure::Opening => true,
        _ => unit.contains("(own"),
    }
}

/// Type and mode as the codebook rules: people must go, `expel`; a post or permission ends, `discontinue`;
/// own people or posts, `withdraw`; restored, SUPPORT; barred from premises or movement, COERCE `restrict`.
/// Nothing for a measure that the table does not hold.
pub(super) fn event(measure: Measure, own: bool) -> Option<(EventType, Option<Mode>)> {
    Some(match measure {
        Measure::Expulsion | Measure::Closure | Measure::StaffCut if own => {
            (EventType::Sanction, Some(Mode::Withdraw))
        }
        Measure::Recall => (EventType::Sanction, Some(Mode::Withdraw)),
        Measure::Expulsion | Measure::StaffCut => (EventType::Sanction, Some(Mode::Expel)),
        Measure::Closure | Measure::StaffCap | Measure::Severance | Measure::Visa => {
            (EventType::Sanction, Some(Mode::Discontinue))
        }
        Measure::Access => (EventType::Coerce, Some(Mode::Restrict)),
        Measure::Return | Measure::Opening => (EventType::Support, None),
        _ => return None,
    })
}
