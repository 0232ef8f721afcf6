//! How posts and the head of mission stand, and what presence that makes.

use super::change::Claim;
use super::post::{PostKind, Rank};
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
    pub(super) severed: Option<Vec<Claim>>,
    /// The mission that ended with relations alone, and comes back with them.
    pub(super) dormant: Option<(PostKind, Option<String>)>,
}

impl State {
    /// The diplomatic mission that is open.
    pub(super) fn mission(&mut self) -> Option<&mut Post> {
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
