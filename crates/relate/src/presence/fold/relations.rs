//! Relations that are broken off and taken up again, and what becomes of the mission.

use super::super::change::{Change, Turn};
use super::super::post::PostKind;
use super::super::standing::PostStatus;
use super::Fold;

impl Fold<'_> {
    pub(super) fn sever(&mut self, index: usize) {
        let change = &self.changes[index];
        self.state.severed = Some(change.claims.clone());
        let Some((kind, city)) = self.state.mission().map(|p| (p.kind, p.city.clone())) else {
            self.end_rest(change);
            return;
        };
        if kind == PostKind::InterestsSection || self.wound_up_later(index, kind) {
            return;
        }
        self.state.dormant = Some((kind, city.clone()));
        self.set(change, kind, &city, PostStatus::Closed, false);
        self.end_rest(change);
    }

    /// After a severance the heads are gone; what became of consulates it does not say.
    fn end_rest(&mut self, change: &Change) {
        self.withdraw(change);
        for post in &mut self.state.posts {
            if post.status == PostStatus::Open && post.kind.consular() {
                post.status = PostStatus::Unknown;
                post.since_first = change.first;
                post.since_last = change.last;
                post.claims.extend(change.claims.iter().cloned());
            }
        }
    }

    /// Whether a closure told for some time after a severance says that the mission stayed until then.
    fn wound_up_later(&self, index: usize, mission: PostKind) -> bool {
        let here = &self.changes[index];
        self.changes[index + 1..]
            .iter()
            .find_map(|c| match &c.turn {
                Turn::Closed { kind, .. } if *kind == mission => {
                    Some((c.first - here.last).get_days() <= self.rules.winding_up_days)
                }
                Turn::Opened { kind, .. } if kind.diplomatic() => Some(false),
                Turn::RelationsOpened => Some(false),
                _ => None,
            })
            .unwrap_or(false)
    }

    pub(super) fn resume(&mut self, index: usize) {
        let change = &self.changes[index];
        self.state.severed = None;
        let next = self.changes[index + 1..]
            .iter()
            .find_map(|c| match &c.turn {
                Turn::Opened { kind, raised, .. } if kind.diplomatic() => Some(!raised),
                Turn::Head { received: true, .. } => {
                    Some((c.first - change.last).get_days() < 3650)
                }
                Turn::Closed { kind, .. } if kind.diplomatic() => Some(false),
                Turn::RelationsClosed => Some(false),
                _ => None,
            });
        // A mission that ended with relations alone comes back with them, unless another opening is told.
        let section = self
            .state
            .mission()
            .map(|p| (p.kind, p.city.clone()))
            .filter(|(kind, _)| *kind == PostKind::InterestsSection);
        if (self.state.mission().is_none() || section.is_some())
            && !next.unwrap_or(false)
            && let Some((kind, city)) = self.state.dormant.take()
        {
            if let Some((section, seat)) = section {
                self.set(change, section, &seat, PostStatus::Closed, false);
            }
            self.set(change, kind, &city, PostStatus::Open, true);
        }
    }
}
