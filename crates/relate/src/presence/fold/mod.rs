//! The posts and the head of mission, change by change.

mod head;
mod posts;
mod relations;

use super::change::{Change, Claim, Conflict, Contradiction, Turn};
use super::post::PostKind;
use super::rules::Rules;
use super::standing::{Post, PostStatus, State};

/// The fold over a list of changes in the order of time.
pub(super) struct Fold<'c> {
    changes: &'c [Change],
    rules: Rules,
    pub(super) state: State,
    pub(super) contradictions: Vec<Contradiction>,
    /// The last change reopened what no claim had closed.
    pub(super) reopened: bool,
}

impl<'c> Fold<'c> {
    pub(super) fn new(changes: &'c [Change], rules: Rules) -> Fold<'c> {
        Fold {
            changes,
            rules,
            state: State::default(),
            contradictions: Vec::new(),
            reopened: false,
        }
    }

    /// Applies the change at an index. Later changes are looked at only for what they say of this one.
    pub(super) fn apply(&mut self, index: usize) {
        let change = &self.changes[index];
        self.reopened = false;
        match &change.turn {
            Turn::Opened {
                kind,
                city,
                raised,
                again,
            } => self.open(change, *kind, city, *raised, *again),
            Turn::Closed { kind, city } => self.close(change, *kind, city, PostStatus::Closed),
            Turn::Suspended { kind, city } => {
                self.close(change, *kind, city, PostStatus::Suspended)
            }
            Turn::InPlace { kind, city } => self.in_place(change, *kind, city),
            Turn::Head {
                rank,
                resident,
                received,
            } => self.head(index, *rank, *resident, *received),
            Turn::HeadWithdrawn => self.withdraw(change),
            Turn::RelationsClosed => self.sever(index),
            Turn::RelationsOpened => self.resume(index),
            Turn::Expelled(_) | Turn::Cut(_) | Turn::Capped(_) | Turn::Recalled(_) => {
                if let Some(severance) = self.state.severed.clone()
                    && self.state.mission().is_none()
                {
                    self.contradict(Conflict::AfterSeverance, change, severance);
                }
            }
            Turn::Recognised | Turn::Returned(_) | Turn::Counted { .. } => {}
        }
    }

    fn contradict(&mut self, conflict: Conflict, change: &Change, earlier: Vec<Claim>) {
        self.contradictions.push(Contradiction {
            conflict,
            date: change.first,
            earlier,
            later: change.claims.clone(),
        });
    }

    /// Puts a post into a status; a post is the same if kind and city are.
    fn set(
        &mut self,
        change: &Change,
        kind: PostKind,
        city: &Option<String>,
        status: PostStatus,
        inferred: bool,
    ) {
        let found = self
            .state
            .posts
            .iter_mut()
            .find(|p| p.kind == kind && (kind.diplomatic() || p.city == *city));
        let post = Post {
            kind,
            city: city.clone(),
            status,
            since_first: change.first,
            since_last: change.last,
            inferred,
            claims: change.claims.clone(),
        };
        match found {
            Some(found) => {
                let city = post.city.clone().or_else(|| found.city.clone());
                *found = Post { city, ..post };
            }
            None => self.state.posts.push(post),
        }
    }
}
