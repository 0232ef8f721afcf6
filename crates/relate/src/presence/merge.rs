//! Claims of the same change become one: its time is what all of them allow.

use super::change::{Change, Turn};
use super::post::{PostKind, Rank};

/// Merges claims of the same change. The order of the input makes no difference: narrow times come first, so that a
/// claim of a year joins the day that it holds.
pub(super) fn merge(mut found: Vec<Change>) -> Vec<Change> {
    found.sort_by_cached_key(|c| {
        (
            (c.last - c.first).get_days(),
            c.first,
            format!("{:?}", c.turn),
            c.claims.clone(),
        )
    });
    found.dedup();
    let mut merged: Vec<Change> = Vec::new();
    for change in found {
        let same = merged.iter_mut().find(|m| {
            m.first <= change.last
                && change.first <= m.last
                && joined(&m.turn, &change.turn).is_some()
        });
        match same {
            Some(m) => {
                m.first = m.first.max(change.first);
                m.last = m.last.min(change.last);
                if let Some(turn) = joined(&m.turn, &change.turn) {
                    m.turn = turn;
                }
                m.claims.extend(change.claims);
                m.claims.sort();
                m.claims.dedup();
            }
            None => merged.push(change),
        }
    }
    merged.sort_by_cached_key(|c| {
        (
            c.first,
            c.last,
            phase(&c.turn),
            format!("{:?}", c.turn),
            c.claims.clone(),
        )
    });
    merged
}

/// Two turns that can be the same one, told with more or less.
fn joined(a: &Turn, b: &Turn) -> Option<Turn> {
    use Turn::{Closed, Head, InPlace, Opened, Suspended};
    match (a, b) {
        (
            Opened {
                kind,
                city: x,
                raised: r,
                again: a,
            },
            Opened {
                kind: k,
                city: y,
                raised: s,
                again: b,
            },
        ) => same_post((*kind, x), (*k, y)).map(|(kind, city)| Opened {
            kind,
            city,
            raised: *r || *s,
            again: *a || *b,
        }),
        (Closed { kind, city: x }, Closed { kind: k, city: y }) => {
            same_post((*kind, x), (*k, y)).map(|(kind, city)| Closed { kind, city })
        }
        (Suspended { kind, city: x }, Suspended { kind: k, city: y }) => {
            same_post((*kind, x), (*k, y)).map(|(kind, city)| Suspended { kind, city })
        }
        (InPlace { .. }, InPlace { .. }) => None,
        (
            Head {
                rank,
                resident: x,
                received: true,
            },
            Head {
                rank: other,
                resident: y,
                received: true,
            },
        ) if (rank == other || *other == Rank::Envoy || *rank == Rank::Envoy)
            && (x == y || x.is_none() || y.is_none()) =>
        {
            Some(Head {
                rank: if *rank == Rank::Envoy { *other } else { *rank },
                resident: x.or(*y),
                received: true,
            })
        }
        // "Ambassadors have resided in Madrid" tells where he lives who was received that day.
        (
            Head {
                rank,
                resident: None,
                received: true,
            },
            Head {
                rank: other,
                resident: Some(resident),
                received: false,
            },
        )
        | (
            Head {
                rank: other,
                resident: Some(resident),
                received: false,
            },
            Head {
                rank,
                resident: None,
                received: true,
            },
        ) if rank == other => Some(Head {
            rank: *rank,
            resident: Some(*resident),
            received: true,
        }),
        (Turn::RelationsOpened, Turn::RelationsOpened)
        | (Turn::RelationsClosed, Turn::RelationsClosed)
        | (Turn::Recognised, Turn::Recognised)
        | (Turn::HeadWithdrawn, Turn::HeadWithdrawn) => Some(a.clone()),
        _ => None,
    }
}

/// What two names of a post say together, if they can be those of one: of the same kind, or one of a post of which
/// no more is said than its city, which is the other's.
fn same_post(
    (a, x): (PostKind, &Option<String>),
    (b, y): (PostKind, &Option<String>),
) -> Option<(PostKind, Option<String>)> {
    let bare = (a == PostKind::Post || b == PostKind::Post) && x.is_some() && y.is_some();
    let kind = if a == PostKind::Post { b } else { a };
    ((a == b || bare) && same_city(x, y)).then(|| (kind, x.clone().or_else(|| y.clone())))
}

/// Whether two cities can be the same: one is not named, or they begin alike.
pub(super) fn same_city(a: &Option<String>, b: &Option<String>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => {
            let (a, b) = (a.to_lowercase(), b.to_lowercase());
            a == b || a.starts_with(&b) || b.starts_with(&a)
        }
        _ => true,
    }
}

/// Which of two changes of a day comes first: what ends before what begins, lower ranks before higher ones.
fn phase(turn: &Turn) -> (u8, i8) {
    match turn {
        Turn::Closed { .. } | Turn::Suspended { .. } => (0, 0),
        Turn::RelationsClosed | Turn::HeadWithdrawn => (1, 0),
        Turn::Recognised => (2, 0),
        Turn::RelationsOpened => (3, 0),
        Turn::Opened { kind, raised, .. } => (4 + u8::from(*raised), -(*kind as i8)),
        Turn::InPlace { .. } => (6, 0),
        Turn::Head { .. } => (7, 0),
        _ => (8, 0),
    }
}
