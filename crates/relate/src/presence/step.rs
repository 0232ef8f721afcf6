//! From acts and statements to changes of one directed pair.

use super::change::{Change, Claim, ClaimKind, Turn};
use super::post::{Place, PostKind, Rank};
use super::statement::Statement;
use crate::{Act, Count};
use chancery_codebook::{Measure, PostState, Status};

/// Measures of acts that change what is in place.
pub const MEASURES: [Measure; 10] = [
    Measure::Expulsion,
    Measure::Closure,
    Measure::Opening,
    Measure::Recall,
    Measure::Return,
    Measure::StaffCut,
    Measure::StaffCap,
    Measure::Appointment,
    Measure::Recognition,
    Measure::Severance,
];

/// The changes that an act makes in what `sender` keeps in `host`.
pub(super) fn of_act(act: &Act, sender: &str, host: &str) -> Vec<Change> {
    let Some(measure) = act.measure.filter(|_| act.status == Status::Actual) else {
        return Vec::new();
    };
    let ours = act.actor == sender && act.recipient == host;
    let theirs = act.actor == host && act.recipient == sender;
    if !ours && !theirs {
        return Vec::new();
    }
    // Whose people or posts it is about: the actor's own, or the other side's.
    let about_own = act.own == ours;
    let count = act.count.clone().unwrap_or_default();
    let turns = match measure {
        Measure::Expulsion if theirs => vec![Turn::Expelled(count)],
        Measure::StaffCut if about_own => vec![Turn::Cut(count)],
        Measure::StaffCap if about_own => vec![Turn::Capped(count)],
        Measure::Closure if about_own => posts(act)
            .into_iter()
            .map(|(kind, city)| Turn::Closed { kind, city })
            .collect(),
        Measure::Opening if ours => posts(act)
            .into_iter()
            .map(|(kind, city)| Turn::Opened {
                kind,
                city,
                raised: false,
                again: false,
            })
            .collect(),
        // Without a number it is the envoy who is called home.
        Measure::Recall if ours && act.count.is_none() => vec![
            Turn::HeadWithdrawn,
            Turn::Recalled(Count {
                low: Some(1),
                high: Some(1),
                unit: None,
            }),
        ],
        Measure::Recall if ours => vec![Turn::Recalled(count)],
        // Which side's people come back is often left open, and coming back only widens.
        Measure::Return => vec![Turn::Returned(count)],
        Measure::Severance => vec![Turn::RelationsClosed],
        Measure::Recognition if ours => vec![Turn::Recognised],
        Measure::Appointment if ours => vec![appointment(act)],
        _ => Vec::new(),
    };
    turns
        .into_iter()
        .map(|turn| Change {
            first: act.first,
            last: act.last.max(act.first),
            turn,
            claims: vec![Claim {
                first: act.first,
                last: act.last.max(act.first),
                kind: ClaimKind::Act,
                id: act.id.clone(),
                claims: act.claims.clone(),
                text: measure.to_string(),
            }],
        })
        .collect()
}

fn posts(act: &Act) -> Vec<(PostKind, Option<String>)> {
    let named: Vec<_> = Place::list(act.posts.as_deref().unwrap_or_default())
        .into_iter()
        .filter_map(|place| match place {
            Place::Post { kind, city } => Some((kind, city)),
            Place::Head { .. } => None,
        })
        .collect();
    if named.is_empty() {
        vec![(PostKind::Post, None)]
    } else {
        named
    }
}

/// An appointment tells who is to go, not that a mission was opened.
fn appointment(act: &Act) -> Turn {
    let head = Place::list(act.posts.as_deref().unwrap_or_default())
        .into_iter()
        .find_map(|place| match place {
            Place::Head { rank, resident, .. } => Some((rank, resident)),
            Place::Post { .. } => None,
        });
    let (rank, resident) = head.unwrap_or((Rank::Envoy, None));
    Turn::Head {
        rank,
        resident,
        received: false,
    }
}

/// The change that a statement tells.
pub(super) fn of_statement(statement: &Statement) -> Option<Change> {
    let turn = turn_of(statement)?;
    let last = statement.last.max(statement.first);
    Some(Change {
        first: statement.first,
        last,
        turn,
        claims: vec![Claim {
            first: statement.first,
            last,
            kind: ClaimKind::Statement,
            id: statement.id.clone(),
            claims: Vec::new(),
            text: statement.text.clone(),
        }],
    })
}

fn turn_of(statement: &Statement) -> Option<Turn> {
    if let Some(staff) = &statement.staff {
        return Some(Turn::Counted {
            staff: staff.clone(),
            post: statement.post.clone(),
        });
    }
    let Some(post) = statement.post.as_deref() else {
        return match statement.state? {
            PostState::Opened | PostState::Reopened => Some(Turn::RelationsOpened),
            PostState::Closed | PostState::Suspended => Some(Turn::RelationsClosed),
            PostState::Open | PostState::Raised => None,
        };
    };
    let state = statement.state.unwrap_or(PostState::Open);
    Some(match (Place::parse(post)?, state) {
        (Place::Post { kind, city }, PostState::Opened | PostState::Reopened) => Turn::Opened {
            kind,
            city,
            raised: false,
            again: state == PostState::Reopened,
        },
        (Place::Post { kind, city }, PostState::Raised) => Turn::Opened {
            kind,
            city,
            raised: true,
            again: false,
        },
        (Place::Post { kind, city }, PostState::Closed) => Turn::Closed { kind, city },
        (Place::Post { kind, city }, PostState::Suspended) => Turn::Suspended { kind, city },
        (Place::Post { kind, city }, PostState::Open) => Turn::InPlace { kind, city },
        (Place::Head { .. }, PostState::Closed | PostState::Suspended) => Turn::HeadWithdrawn,
        (Place::Head { rank, resident, .. }, state) => Turn::Head {
            rank,
            resident,
            received: state != PostState::Open,
        },
    })
}
