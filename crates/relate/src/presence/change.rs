//! Changes of the register and the claims behind them.

use super::post::{PostKind, Rank};
use crate::Count;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What kind of claim it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClaimKind {
    /// An act of the record.
    Act,
    /// A presence statement.
    Statement,
}

/// An act or statement behind a line of the register.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Claim {
    /// First day that it gives.
    pub first: Date,
    /// Last day that it gives.
    pub last: Date,
    /// Act or statement.
    pub kind: ClaimKind,
    /// Id of the act or statement.
    pub id: String,
    /// Ids of the record's claims behind an act; empty for a statement.
    pub claims: Vec<String>,
    /// The sentence, for a statement; for an act its measure.
    pub text: String,
}

/// What turned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// A post was opened.
    Opened {
        /// Its kind.
        kind: PostKind,
        /// Its city.
        city: Option<String>,
        /// Raised, or lowered, from another rank.
        raised: bool,
        /// Opened again: it had been closed.
        again: bool,
    },
    /// A post was closed.
    Closed {
        /// Its kind.
        kind: PostKind,
        /// Its city.
        city: Option<String>,
    },
    /// The work of a post was suspended.
    Suspended {
        /// Its kind.
        kind: PostKind,
        /// Its city.
        city: Option<String>,
    },
    /// A post was in place.
    InPlace {
        /// Its kind.
        kind: PostKind,
        /// Its city.
        city: Option<String>,
    },
    /// A head of mission was received, or was in place.
    Head {
        /// The rank.
        rank: Rank,
        /// Whether he lives in the host's land, where that is said.
        resident: Option<bool>,
        /// Whether he was received then, rather than merely in place.
        received: bool,
    },
    /// The head of mission was recalled or sent away.
    HeadWithdrawn,
    /// Relations were established or resumed.
    RelationsOpened,
    /// Relations were severed.
    RelationsClosed,
    /// The one recognised the other.
    Recognised,
    /// People of the sender were expelled.
    Expelled(Count),
    /// The sender's staff was cut, or ordered to be.
    Cut(Count),
    /// The sender's staff was held to a number.
    Capped(Count),
    /// People were recalled.
    Recalled(Count),
    /// People or envoys were to come back, and came.
    Returned(Count),
    /// Staff was counted.
    Counted {
        /// How many.
        staff: Count,
        /// At which post; none for the whole country.
        post: Option<String>,
    },
}

impl Turn {
    /// The word of it.
    pub fn as_str(&self) -> &'static str {
        match self {
            Turn::Opened { raised: true, .. } => "raised",
            Turn::Opened { again: true, .. } => "reopened",
            Turn::Opened { .. } => "opened",
            Turn::Closed { .. } => "closed",
            Turn::Suspended { .. } => "suspended",
            Turn::InPlace { .. } => "in place",
            Turn::Head { received: true, .. } => "head received",
            Turn::Head { .. } => "head in place",
            Turn::HeadWithdrawn => "head withdrawn",
            Turn::RelationsOpened => "relations opened",
            Turn::RelationsClosed => "relations severed",
            Turn::Recognised => "recognised",
            Turn::Expelled(_) => "expelled",
            Turn::Cut(_) => "staff cut",
            Turn::Capped(_) => "staff capped",
            Turn::Recalled(_) => "recalled",
            Turn::Returned(_) => "returned",
            Turn::Counted { .. } => "counted",
        }
    }
}

/// One change, within its bounds of time, with all claims that tell of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// First day on which it can have happened, by all claims.
    pub first: Date,
    /// Last day.
    pub last: Date,
    /// What turned.
    pub turn: Turn,
    /// The claims behind it.
    pub claims: Vec<Claim>,
}

/// Why two claims do not go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Conflict {
    /// A count outside what the claims before it allow.
    CountOutOfBounds,
    /// An opening of a post that is open.
    OpenedTwice,
    /// A closure of a post that is closed.
    ClosedTwice,
    /// A closure of a post while another rank of mission is open.
    OtherRank,
    /// An act on staff or a head after relations were severed.
    AfterSeverance,
}

impl Conflict {
    /// What is wrong, in words.
    pub fn as_str(self) -> &'static str {
        match self {
            Conflict::CountOutOfBounds => "count out of bounds",
            Conflict::OpenedTwice => "opened twice",
            Conflict::ClosedTwice => "closed twice",
            Conflict::OtherRank => "other rank",
            Conflict::AfterSeverance => "after severance",
        }
    }
}

/// Two sets of claims that do not go together; both are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contradiction {
    /// Why.
    pub conflict: Conflict,
    /// First day of the later claim.
    pub date: Date,
    /// The claims that stood.
    pub earlier: Vec<Claim>,
    /// The claims that contradict them.
    pub later: Vec<Claim>,
}
