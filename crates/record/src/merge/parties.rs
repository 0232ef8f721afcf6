//! Parties of two claims: whether they can be those of one act.

use super::claim::{Code, Features};
use chancery_codebook::EventType;

/// How the same side of two claims compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// The same countries.
    Same,
    /// Some in common.
    Overlap,
    /// One of the two names none.
    Unknown,
    /// Both name some, and none in common.
    Apart,
}

fn side(a: &[Code], b: &[Code]) -> Side {
    if a.is_empty() || b.is_empty() {
        return Side::Unknown;
    }
    if a == b {
        return Side::Same;
    }
    if a.iter().any(|c| b.contains(c)) {
        Side::Overlap
    } else {
        Side::Apart
    }
}

/// Whether the parties of an act may change sides from one telling to the next: who met whom.
fn mutual(event: EventType) -> bool {
    use EventType::{Agree, Consult, Cooperate, Support};
    matches!(event, Consult | Agree | Cooperate | Support)
}

/// Whether it is a step that each state takes for itself, as sending diplomats home: what several take together
/// is another act than what one of them takes.
fn own_step(claim: &Features) -> bool {
    claim.measure.is_some() && !mutual(claim.event)
}

/// How the parties of two claims compare, actors and recipients; `None` where they cannot be those of one
/// act.
pub(super) fn parties(a: &Features, b: &Features) -> Option<(Side, Side)> {
    let straight = (
        side(&a.actors, &b.actors),
        side(&a.recipients, &b.recipients),
    );
    if straight.0 != Side::Apart && straight.1 != Side::Apart && shared(a, b) {
        let joint = straight.0 == Side::Overlap && own_step(a) && own_step(b);
        return (!joint).then_some(straight);
    }
    if !(mutual(a.event) && mutual(b.event)) {
        return None;
    }
    // Everyone who took part, on whichever side.
    let all = |f: &Features| {
        let mut codes: Vec<Code> = f.actors.iter().chain(&f.recipients).copied().collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    };
    let (x, y) = (all(a), all(b));
    let common = x.iter().filter(|c| y.contains(c)).count();
    let least = x.len().min(y.len());
    (common > 0 && common == least).then_some(if x == y {
        (Side::Same, Side::Same)
    } else {
        (Side::Overlap, Side::Unknown)
    })
}

/// Whether at least one country plays a part in both.
fn shared(a: &Features, b: &Features) -> bool {
    let any = |f: &Features, code: &Code| f.actors.contains(code) || f.recipients.contains(code);
    (a.actors.iter().chain(&a.recipients)).any(|code| any(b, code))
}
