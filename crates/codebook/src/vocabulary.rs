//! The closed sets of the codebook as Rust types, spelled as in the JSON.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A word that is not in the codebook's closed set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown {set} `{word}`: {}use one of {allowed}", self.meant())]
pub struct UnknownTerm {
    /// Which set was asked, such as `event type`.
    pub set: &'static str,
    /// The word that is not in it.
    pub word: String,
    /// The words that are, comma separated.
    pub allowed: String,
}

impl UnknownTerm {
    /// A question after the word that was meant, where there is one.
    fn meant(&self) -> String {
        let mut words = self.allowed.split(", ");
        words
            .find(|word| crate::one_slip_apart(word, &self.word))
            .map_or(String::new(), |word| format!("did you mean `{word}`? "))
    }
}

macro_rules! closed_set {
    ($(#[$meta:meta])* $name:ident, $set:literal, { $($variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
        pub enum $name { $( #[doc = concat!("`", $word, "`")] #[serde(rename = $word)] $variant ),+ }

        impl $name {
            /// Every member, in the codebook's order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word as it stands in JSON, on the command line and in the docs.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.pad(self.as_str()) }
        }

        impl FromStr for $name {
            type Err = UnknownTerm;
            fn from_str(word: &str) -> Result<Self, UnknownTerm> {
                Self::ALL.iter().copied().find(|x| x.as_str() == word).ok_or_else(|| UnknownTerm {
                    set: $set,
                    word: word.to_owned(),
                    allowed: Self::ALL.iter().map(|x| x.as_str()).collect::<Vec<_>>().join(", "),
                })
            }
        }
    };
}

closed_set! {
    /// PLOVER's sixteen event types, in order of quad code.
    EventType, "event type", {
        Agree = "AGREE", Consult = "CONSULT", Support = "SUPPORT", Concede = "CONCEDE",
        Cooperate = "COOPERATE", Aid = "AID", Retreat = "RETREAT",
        Request = "REQUEST", Accuse = "ACCUSE", Reject = "REJECT", Threaten = "THREATEN",
        Protest = "PROTEST", Sanction = "SANCTION", Mobilize = "MOBILIZE", Coerce = "COERCE",
        Assault = "ASSAULT",
    }
}

closed_set! {
    /// What the text says of the act's reality (PLOVER's auxiliary modes, always filled).
    Status, "status", {
        Actual = "actual", Future = "future", Hypothetical = "hypothetical", Negated = "negated",
    }
}

closed_set! {
    /// Where an event's date comes from.
    DateBasis, "date basis", { Text = "text", Context = "context", Report = "report" }
}

closed_set! {
    /// The diplomatic instrument, where the act is one.
    Measure, "measure", {
        Expulsion = "expulsion", Closure = "closure", Opening = "opening", Recall = "recall",
        Return = "return", StaffCut = "staff_cut", StaffCap = "staff_cap", Summons = "summons",
        ProtestNote = "protest_note", Visa = "visa", Access = "access", Sanctions = "sanctions",
        Talks = "talks", Visit = "visit", Call = "call", Agreement = "agreement",
        Appointment = "appointment", Refusal = "refusal", Recognition = "recognition",
        Severance = "severance", Seizure = "seizure",
    }
}

closed_set! {
    /// The modes of all types; which type has which is in [`crate::Codebook`].
    Mode, "mode", {
        Visit = "visit", ThirdParty = "third-party", Multilateral = "multilateral", Phone = "phone",
        Withdraw = "withdraw", Release = "release", Disarm = "disarm", Ceasefire = "ceasefire",
        Access = "access", Resign = "resign",
        Assist = "assist", Change = "change", Yield = "yield", Meet = "meet",
        Disapprove = "disapprove", Investigate = "investigate", Allege = "allege",
        Restrict = "restrict", Arrest = "arrest", Relations = "relations", Expel = "expel",
        Territory = "territory", Violence = "violence",
        Demo = "demo", Riot = "riot", Strike = "strike", Hunger = "hunger", Boycott = "boycott",
        Obstruct = "obstruct", Vandalize = "vandalize",
        Convict = "convict", Discontinue = "discontinue",
        Troops = "troops", Weapons = "weapons", Police = "police", Militia = "militia",
        Seize = "seize", Censor = "censor", Curfew = "curfew", MartialLaw = "martial-law",
        Deport = "deport", Withhold = "withhold", Misinformation = "misinformation", Cyber = "cyber",
        Abduct = "abduct", Beat = "beat", Torture = "torture", Sexual = "sexual",
        Targeted = "targeted", Destroy = "destroy", Primitive = "primitive", Firearms = "firearms",
        Explosives = "explosives", SuicideAttack = "suicide-attack", Aerial = "aerial",
        Drone = "drone", HeavyWeapons = "heavy-weapons", CrowdControl = "crowd-control",
        Unconventional = "unconventional",
    }
}

/// PLOVER's four quadrants: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict,
/// 4 material conflict. In JSON a number.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(try_from = "u8", into = "u8")]
#[schemars(with = "u8")]
pub struct QuadCode(u8);

impl QuadCode {
    /// The code as a number from 1 to 4.
    pub const fn get(self) -> u8 {
        self.0
    }

    /// The quadrant in words.
    pub const fn label(self) -> &'static str {
        match self.0 {
            1 => "verbal cooperation",
            2 => "material cooperation",
            3 => "verbal conflict",
            _ => "material conflict",
        }
    }
}

impl From<QuadCode> for u8 {
    fn from(quad: QuadCode) -> u8 {
        quad.0
    }
}

impl TryFrom<u8> for QuadCode {
    type Error = UnknownTerm;
    fn try_from(code: u8) -> Result<Self, UnknownTerm> {
        if (1..=4).contains(&code) {
            Ok(QuadCode(code))
        } else {
            Err(UnknownTerm {
                set: "quad code",
                word: code.to_string(),
                allowed: "1, 2, 3, 4".into(),
            })
        }
    }
}

impl EventType {
    /// The type with its mode, if it has one, as people write them: `SANCTION expel`.
    pub fn with_mode(self, mode: Option<Mode>) -> String {
        match mode {
            Some(mode) => format!("{self} {mode}"),
            None => self.to_string(),
        }
    }

    /// The quadrant of the type (PLOVER 2.0 draft, 2021).
    pub const fn quad_code(self) -> QuadCode {
        use EventType::*;
        QuadCode(match self {
            Agree | Consult | Support | Concede => 1,
            Cooperate | Aid | Retreat => 2,
            Request | Accuse | Reject | Threaten => 3,
            Protest | Sanction | Mobilize | Coerce | Assault => 4,
        })
    }
}
