//! The posts and the head of mission, change by change.

use super::change::{Change, Claim, Conflict, Contradiction, Turn};
use super::merge::same_city;
use super::post::{PostKind, Rank};
use super::rules::Rules;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How a post stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PostStatus {
    /// It works.
    Open,
    /// It is closed.
    Closed,
    /// It is there, and its work is suspended.
    Suspended,
    /// The claims do not say.
    Unknown,
}

impl PostStatus {
    /// The word of it.
    pub fn as_str(self) -> &'static str {
        match self {
            PostStatus::Open => "open",
            PostStatus::Closed => "closed",
            PostStatus::Suspended => "suspended",
            PostStatus::Unknown => "unknown",
        }
    }
}

impl fmt::Display for PostStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A post as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    /// Its kind.
    pub kind: PostKind,
    /// Its city, where a claim names it.
    pub city: Option<String>,
    /// How it stands.
    pub status: PostStatus,
    /// First day on which it can have come to stand so.
    pub since_first: Date,
    /// Last day on which it can have.
    pub since_last: Date,
    /// No claim says that it was opened: it follows from a head of mission who was received.
    pub inferred: bool,
    /// The claims behind it.
    pub claims: Vec<Claim>,
}

/// The head of mission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The rank.
    pub rank: Rank,
    /// Whether in the host's land; none where no claim says.
    pub resident: Option<bool>,
    /// Withdrawn: recalled, sent away, or gone with the mission.
    pub withdrawn: bool,
    /// First day on which that can have begun.
    pub since_first: Date,
    /// Last day.
    pub since_last: Date,
    /// The claims behind it.
    pub claims: Vec<Claim>,
}

/// The highest form in which one state is present in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MissionStatus {
    /// An embassy.
    Embassy,
    /// A legation.
    Legation,
    /// A liaison office, or a mission of which no more is said.
    Liaison,
    /// An interests section.
    Interests,
    /// An ambassador who lives in another land.
    AmbassadorNonresident,
    /// An envoy or minister who lives in another land.
    EnvoyNonresident,
    /// Consular posts alone.
    Consulate,
    /// Nothing.
    None,
}

impl MissionStatus {
    /// The words of it.
    pub fn as_str(self) -> &'static str {
        match self {
            MissionStatus::Embassy => "Embassy",
            MissionStatus::Legation => "Legation",
            MissionStatus::Liaison => "Liaison",
            MissionStatus::Interests => "Interests",
            MissionStatus::AmbassadorNonresident => "Ambassador Nonresident",
            MissionStatus::EnvoyNonresident => "Envoy Nonresident",
            MissionStatus::Consulate => "Consulate",
            MissionStatus::None => "None",
        }
    }
}

impl fmt::Display for MissionStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Posts and head after some of the changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct State {
    pub(super) posts: Vec<Post>,
    pub(super) head: Option<Head>,
    /// The claims of a severance that still holds.
    severed: Option<Vec<Claim>>,
    /// The mission that ended with relations alone, and comes back with them.
    dormant: Option<(PostKind, Option<String>)>,
}

impl State {
    /// The diplomatic mission that is open.
    fn mission(&mut self) -> Option<&mut Post> {
        self.posts
            .iter_mut()
            .find(|p| p.kind.diplomatic() && p.status == PostStatus::Open)
    }

    /// The highest form of presence.
    pub(super) fn status(&self) -> MissionStatus {
        let open = |kinds: &[PostKind]| {
            self.posts
                .iter()
                .any(|p| p.status == PostStatus::Open && kinds.contains(&p.kind))
        };
        let away = self
            .head
            .as_ref()
            .filter(|h| !h.withdrawn && h.resident == Some(false));
        if open(&[PostKind::Embassy]) {
            MissionStatus::Embassy
        } else if open(&[PostKind::Legation]) {
            MissionStatus::Legation
        } else if open(&[PostKind::LiaisonOffice, PostKind::Mission]) {
            MissionStatus::Liaison
        } else if open(&[PostKind::InterestsSection]) {
            MissionStatus::Interests
        } else if away.is_some_and(|h| h.rank == Rank::Ambassador) {
            MissionStatus::AmbassadorNonresident
        } else if away
            .is_some_and(|h| matches!(h.rank, Rank::Minister | Rank::Envoy | Rank::Charge))
        {
            MissionStatus::EnvoyNonresident
        } else if open(&[PostKind::Consulate, PostKind::ConsulateGeneral]) {
            MissionStatus::Consulate
        } else {
            MissionStatus::None
        }
    }
}

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

    fn open(
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

    fn close(
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

    fn in_place(&mut self, change: &Change, kind: PostKind, city: &Option<String>) {
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

    fn withdraw(&mut self, change: &Change) {
        if let Some(head) = &mut self.state.head
            && !head.withdrawn
        {
            head.withdrawn = true;
            head.since_first = change.first;
            head.since_last = change.last;
            head.claims.extend(change.claims.iter().cloned());
        }
    }

    fn head(&mut self, index: usize, rank: Rank, resident: Option<bool>, received: bool) {
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

    fn sever(&mut self, index: usize) {
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

    fn resume(&mut self, index: usize) {
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

    /// Puts a post into a status; a post is the same if kind and city are.
    fn set(
        &mut self,
        change: &Change,
        kind: PostKind,
        city: &Option<String>,
        status: PostStatus,
        inferred: bool,
    ) {
        let found = self.state.posts.iter_mut().find(|p| {
            p.kind == kind
                && if kind.diplomatic() {
                    true
                } else {
                    p.city == *city
                }
        });
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
