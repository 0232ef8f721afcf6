//! Posts that open, close and are told to be in place.

use super::super::change::{Change, Conflict};
use super::super::merge::same_city;
use super::super::post::PostKind;
use super::super::standing::PostStatus;
use super::Fold;

impl Fold<'_> {
    pub(super) fn open(
        &mut self,
        change: &Change,
        kind: PostKind,
        city: &Option<String>,
        raised: bool,
        again: bool,
    ) {
        if !kind.diplomatic() {
            self.open_other(change, kind, city);
            return;
        }
        if kind != PostKind::InterestsSection {
            self.state.severed = None;
            self.state.dormant = None;
        }
        if let Some(post) = self.state.mission() {
            if post.kind == kind {
                if post.inferred {
                    post.inferred = false;
                    post.city = post.city.clone().or_else(|| city.clone());
                    post.claims.extend(change.claims.iter().cloned());
                } else if again && change.first > post.since_last {
                    // It had been closed on a day that no claim tells.
                    post.city = city.clone().or_else(|| post.city.clone());
                    post.since_first = change.first;
                    post.since_last = change.last;
                    post.claims.clone_from(&change.claims);
                    self.reopened = true;
                } else if same_city(&post.city, city) {
                    let claims = post.claims.clone();
                    self.contradict(Conflict::OpenedTwice, change, claims);
                } else {
                    // The mission has moved.
                    post.city = city.clone();
                    post.claims.extend(change.claims.iter().cloned());
                }
                return;
            }
            // One mission at a time: another rank takes the place of the one before.
            let (old, seat) = (post.kind, post.city.clone());
            self.set(change, old, &seat, PostStatus::Closed, false);
            let city = city.clone().or(seat);
            self.set(change, kind, &city, PostStatus::Open, false);
            return;
        }
        let mut city = city.clone();
        if raised {
            // A consulate raised to an embassy is a consulate no more.
            let same = self.state.posts.iter().find(|p| {
                p.kind.consular() && p.status == PostStatus::Open && same_city(&p.city, &city)
            });
            if let Some((old, seat)) = same.map(|p| (p.kind, p.city.clone())) {
                self.set(change, old, &seat, PostStatus::Closed, false);
                city = city.or(seat);
            }
        }
        self.set(change, kind, &city, PostStatus::Open, false);
    }

    fn open_other(&mut self, change: &Change, kind: PostKind, city: &Option<String>) {
        let open = self.state.posts.iter().find(|p| {
            p.status == PostStatus::Open && p.kind == kind && p.city.is_some() && p.city == *city
        });
        if let Some(claims) = open.map(|p| p.claims.clone()) {
            self.contradict(Conflict::OpenedTwice, change, claims);
            return;
        }
        if kind.consular() {
            // A consulate becomes a consulate general, or the other way.
            let other = self.state.posts.iter().find(|p| {
                p.kind.consular()
                    && p.kind != kind
                    && p.status == PostStatus::Open
                    && p.city.is_some()
                    && p.city == *city
            });
            if let Some((old, seat)) = other.map(|p| (p.kind, p.city.clone())) {
                self.set(change, old, &seat, PostStatus::Closed, false);
            }
        }
        self.set(change, kind, city, PostStatus::Open, false);
    }

    pub(super) fn close(
        &mut self,
        change: &Change,
        kind: PostKind,
        city: &Option<String>,
        status: PostStatus,
    ) {
        if kind.diplomatic() {
            let open = self
                .state
                .mission()
                .map(|p| (p.kind, p.city.clone(), p.claims.clone()));
            if let Some((other, _, claims)) = &open
                && *other != kind
                && *other != PostKind::Mission
                && kind != PostKind::Mission
            {
                self.contradict(Conflict::OtherRank, change, claims.clone());
                return;
            }
            if open.is_none() && status == PostStatus::Closed {
                let closed = self
                    .state
                    .posts
                    .iter()
                    .find(|p| p.kind == kind && p.status == PostStatus::Closed);
                if let Some(claims) = closed.map(|p| p.claims.clone())
                    && self.state.dormant.is_none()
                {
                    self.contradict(Conflict::ClosedTwice, change, claims);
                    return;
                }
            }
            self.state.dormant = None;
            let (kind, city) = match open {
                Some((open, seat, _)) => (open, seat.or_else(|| city.clone())),
                None => (kind, city.clone()),
            };
            self.set(change, kind, &city, status, false);
            self.leave(change);
            return;
        }
        let matching: Vec<(PostKind, Option<String>)> = self
            .state
            .posts
            .iter()
            .filter(|p| {
                p.status == PostStatus::Open
                    && (p.kind.consular() || kind == PostKind::Post)
                    && same_city(&p.city, city)
            })
            .map(|p| (p.kind, p.city.clone()))
            .collect();
        match matching.as_slice() {
            [] => self.set(change, kind, city, status, false),
            [(kind, city)] => {
                let (kind, city) = (*kind, city.clone());
                self.set(change, kind, &city, status, false);
                if kind.diplomatic() {
                    self.leave(change);
                }
            }
            // Which of several is not said.
            several => {
                for (kind, city) in several {
                    if kind.consular() || *kind == PostKind::Post {
                        self.set(change, *kind, city, PostStatus::Unknown, false);
                    }
                }
            }
        }
    }

    pub(super) fn in_place(&mut self, change: &Change, kind: PostKind, city: &Option<String>) {
        let known =
            self.state.posts.iter().any(|p| {
                p.kind == kind && same_city(&p.city, city) && p.status == PostStatus::Open
            });
        if !known {
            self.set(change, kind, city, PostStatus::Open, false);
        }
    }

    /// Those who live at the post leave with it; those who live elsewhere stay accredited. Of consulates of
    /// which nothing has been told for long nothing is known.
    fn leave(&mut self, change: &Change) {
        let window = self.rules.window_days;
        for post in &mut self.state.posts {
            let silent = (change.first - post.since_last).get_days() > window;
            if post.kind.consular() && post.status == PostStatus::Open && silent {
                post.status = PostStatus::Unknown;
                post.since_first = change.first;
                post.since_last = change.last;
            }
        }
        if self
            .state
            .head
            .as_ref()
            .is_some_and(|h| h.resident != Some(false))
        {
            self.withdraw(change);
        }
    }
}
