//! Posts and heads of mission by name: "Consulate General in Oran", "Nonresident Ambassador in Madrid".

use serde::{Deserialize, Serialize};
use std::fmt;

/// What kind of post it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PostKind {
    /// An embassy, or a high commission.
    Embassy,
    /// A legation: a mission of the second rank.
    Legation,
    /// A liaison office, where relations are not full.
    LiaisonOffice,
    /// A section in the embassy of another state.
    InterestsSection,
    /// A diplomatic mission of which no more is said.
    Mission,
    /// A consulate general.
    ConsulateGeneral,
    /// A consulate, vice consulate or consular agency.
    Consulate,
    /// A post of which no more is said.
    Post,
}

impl PostKind {
    /// Whether it is the one diplomatic mission that a state has in another.
    pub fn diplomatic(self) -> bool {
        !matches!(
            self,
            PostKind::ConsulateGeneral | PostKind::Consulate | PostKind::Post
        )
    }

    /// Whether it is a consular post.
    pub fn consular(self) -> bool {
        matches!(self, PostKind::ConsulateGeneral | PostKind::Consulate)
    }

    /// The word of it, as in a statement's post.
    pub fn as_str(self) -> &'static str {
        match self {
            PostKind::Embassy => "Embassy",
            PostKind::Legation => "Legation",
            PostKind::LiaisonOffice => "Liaison Office",
            PostKind::InterestsSection => "Interests Section",
            PostKind::Mission => "Mission",
            PostKind::ConsulateGeneral => "Consulate General",
            PostKind::Consulate => "Consulate",
            PostKind::Post => "Post",
        }
    }

    fn of(words: &str) -> Option<PostKind> {
        let words = words.to_lowercase();
        let kinds = [
            ("embass", PostKind::Embassy),
            ("high commission", PostKind::Embassy),
            ("legation", PostKind::Legation),
            ("liaison", PostKind::LiaisonOffice),
            ("interests section", PostKind::InterestsSection),
            ("consulate general", PostKind::ConsulateGeneral),
            ("consulates general", PostKind::ConsulateGeneral),
            ("consulate-general", PostKind::ConsulateGeneral),
            ("consul", PostKind::Consulate),
            ("mission", PostKind::Mission),
            ("post", PostKind::Post),
        ];
        kinds
            .into_iter()
            .find(|(stem, _)| words.contains(stem))
            .map(|(_, kind)| kind)
    }
}

impl fmt::Display for PostKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The rank of a head of mission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rank {
    /// An ambassador, or a high commissioner.
    Ambassador,
    /// An envoy or minister.
    Minister,
    /// A head of mission of whom no rank is said.
    Envoy,
    /// A chargé d'affaires.
    Charge,
    /// A consul.
    Consul,
    /// An agent or representative without diplomatic rank.
    Agent,
}

impl Rank {
    /// The word of it.
    pub fn as_str(self) -> &'static str {
        match self {
            Rank::Ambassador => "ambassador",
            Rank::Minister => "minister",
            Rank::Envoy => "envoy",
            Rank::Charge => "chargé d'affaires",
            Rank::Consul => "consul",
            Rank::Agent => "agent",
        }
    }
}

impl fmt::Display for Rank {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// What a statement's post names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// A post, and its city where that is said.
    Post {
        /// Its kind.
        kind: PostKind,
        /// Its city.
        city: Option<String>,
    },
    /// A head of mission.
    Head {
        /// The rank.
        rank: Rank,
        /// Whether the head lives in the host's land, where that is said.
        resident: Option<bool>,
        /// Where the head lives.
        city: Option<String>,
    },
}

impl Place {
    /// Reads a name such as "Embassy in Kabul", "Consulate General", "Nonresident Ambassador in Madrid".
    pub fn parse(name: &str) -> Option<Place> {
        let (words, city) = match name.split_once(" in ").or_else(|| beside(name)) {
            Some((words, city)) => (words, Some(city.trim().to_owned())),
            None => (name, None),
        };
        let lower = words.to_lowercase();
        let (resident, bare) = if let Some(rest) = lower.strip_prefix("nonresident ") {
            (Some(false), rest)
        } else if let Some(rest) = lower.strip_prefix("resident ") {
            (Some(true), rest)
        } else {
            (None, lower.as_str())
        };
        let rank = match bare.trim() {
            "ambassador" | "ambassadors" | "high commissioner" => Some(Rank::Ambassador),
            "minister" => Some(Rank::Minister),
            "envoy" => Some(Rank::Envoy),
            "chargé d'affaires" | "chargé d’affaires" | "charge d'affaires" => {
                Some(Rank::Charge)
            }
            "consul" => Some(Rank::Consul),
            "agent" => Some(Rank::Agent),
            _ => None,
        };
        if let Some(rank) = rank {
            return Some(Place::Head {
                rank,
                resident,
                city,
            });
        }
        PostKind::of(words).map(|kind| Place::Post { kind, city })
    }

    /// The posts named in free words: "the consulates in Seattle and Tacoma; embassy".
    pub fn list(words: &str) -> Vec<Place> {
        let mut found = Vec::new();
        for part in parts(words) {
            let part = part.trim().trim_start_matches("the ");
            match Place::parse(part) {
                Some(Place::Post { kind, city }) => {
                    let cities: Vec<Option<String>> = match &city {
                        Some(city) => city
                            .split([',', '&'])
                            .flat_map(|c| c.split(" and "))
                            .map(|c| Some(c.trim().to_owned()))
                            .filter(|c| c.as_deref() != Some(""))
                            .collect(),
                        None => vec![None],
                    };
                    found.extend(cities.into_iter().map(|city| Place::Post { kind, city }));
                }
                Some(head) => found.push(head),
                None => {}
            }
        }
        found
    }
}

/// A kind of post with its city right behind it, as tables have it: "embassy Moscow".
fn beside(name: &str) -> Option<(&str, &str)> {
    const KINDS: [&str; 10] = [
        "consulates general",
        "consulate general",
        "high commission",
        "interests section",
        "liaison office",
        "consulates",
        "consulate",
        "embassy",
        "legation",
        "mission",
    ];
    let lower = name.to_lowercase();
    let kind = KINDS.into_iter().find(|kind| lower.starts_with(kind))?;
    let (words, city) = name.split_at_checked(kind.len())?;
    let city = city.strip_prefix(' ')?;
    city.starts_with(char::is_uppercase)
        .then_some((words, city))
}

/// Posts of a list one by one: a comma parts two of them where a kind of post stands behind it, else two cities of one.
fn parts(words: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in words.split([';', '|']) {
        for (i, piece) in part.split(", ").enumerate() {
            match parts.last_mut() {
                Some(last) if i > 0 && PostKind::of(piece).is_none() => {
                    last.push_str(", ");
                    last.push_str(piece);
                }
                _ => parts.push(piece.to_owned()),
            }
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::{Place, PostKind};

    #[test]
    fn posts_are_read_with_their_cities_however_they_are_listed() {
        let read = |words: &str| -> Vec<(PostKind, Option<String>)> {
            (Place::list(words).into_iter())
                .filter_map(|place| match place {
                    Place::Post { kind, city } => Some((kind, city)),
                    Place::Head { .. } => None,
                })
                .collect()
        };
        let city = |kind, name: &str| (kind, Some(name.to_owned()));
        assert_eq!(
            read("embassy Kuwait City"),
            [city(PostKind::Embassy, "Kuwait City")]
        );
        assert_eq!(
            read("consulate San Francisco, consulate general in Houston"),
            [
                city(PostKind::Consulate, "San Francisco"),
                city(PostKind::ConsulateGeneral, "Houston"),
            ]
        );
        assert_eq!(
            read("the consulates in Seattle and Tacoma; embassy"),
            [
                city(PostKind::Consulate, "Seattle"),
                city(PostKind::Consulate, "Tacoma"),
                (PostKind::Embassy, None),
            ]
        );
    }
}
