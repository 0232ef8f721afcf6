//! The head of mission: who is received, what post that tells of, and who is withdrawn.

use super::super::change::{Change, Turn};
use super::super::post::{PostKind, Rank};
use super::super::standing::{Head, PostStatus};
use super::Fold;

impl Fold<'_> {
    pub(super) fn withdraw(&mut self, change: &Change) {
        if let Some(head) = &mut self.state.head
            && !head.withdrawn
        {
            head.withdrawn = true;
            head.since_first = change.first;
            head.since_last = change.last;
            head.claims.extend(change.claims.iter().cloned());
        }
    }

    pub(super) fn head(
        &mut self,
        index: usize,
        rank: Rank,
        resident: Option<bool>,
        received: bool,
    ) {
        let change = &self.changes[index];
        let open = self.state.mission().map(|p| (p.kind, p.city.clone()));
        let mut resident = resident;
        let implied = match rank {
            Rank::Ambassador => Some(PostKind::Embassy),
            Rank::Minister | Rank::Envoy | Rank::Charge => Some(PostKind::Legation),
            Rank::Consul
                if self
                    .state
                    .posts
                    .iter()
                    .all(|p| p.status != PostStatus::Open) =>
            {
                Some(PostKind::Consulate)
            }
            Rank::Consul | Rank::Agent => None,
        };
        if received && resident != Some(false) {
            match (&open, implied) {
                (None, Some(kind)) => {
                    if kind.diplomatic() && resident.is_none() && self.opened_later(index) {
                        // The mission was opened only later: he lived elsewhere until then. A chargé was then none.
                        if rank != Rank::Charge {
                            resident = Some(false);
                        }
                    } else {
                        self.state.severed = None;
                        self.state.dormant = None;
                        self.set(change, kind, &None, PostStatus::Open, true);
                    }
                }
                // A mission of which no more was said has the rank of its head.
                (Some((PostKind::Mission, city)), Some(kind)) if kind.diplomatic() => {
                    self.set(change, PostKind::Mission, city, PostStatus::Closed, false);
                    self.set(change, kind, city, PostStatus::Open, true);
                }
                (Some((kind, city)), Some(PostKind::Embassy)) if *kind != PostKind::Embassy => {
                    let (kind, city) = (*kind, city.clone());
                    self.set(change, kind, &city, PostStatus::Closed, false);
                    self.set(change, PostKind::Embassy, &city, PostStatus::Open, true);
                }
                _ => {}
            }
        }
        if rank == Rank::Consul {
            return;
        }
        self.state.head = Some(Head {
            rank,
            resident,
            withdrawn: false,
            since_first: change.first,
            since_last: change.last,
            claims: change.claims.clone(),
        });
    }

    /// Whether the next thing told of the mission is that it was opened, not raised.
    fn opened_later(&self, index: usize) -> bool {
        let here = &self.changes[index];
        self.changes[index + 1..]
            .iter()
            .find_map(|c| match &c.turn {
                Turn::Opened { kind, raised, .. } if kind.diplomatic() => {
                    Some(!raised && c.first > here.last)
                }
                Turn::Head {
                    resident: Some(true),
                    received: true,
                    ..
                } => Some(true),
                Turn::Closed { kind, .. } if kind.diplomatic() => Some(false),
                Turn::RelationsClosed => Some(false),
                _ => None,
            })
            .unwrap_or(false)
    }
}
