//! Presence statements: a count of staff, or the state of a post, that a text states without an act.

use crate::{CiteInfo, DateBasis, Quantity, TextInfo};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a text tells of a post, a head of mission, or relations as a whole.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum PostState {
    /// It is in place on these days.
    Open,
    /// It was opened, established or received on one of these days.
    Opened,
    /// It was opened again: it had been closed before.
    Reopened,
    /// It was raised (or lowered) to what it is called here.
    Raised,
    /// It was closed, or relations were severed where no post is named.
    Closed,
    /// Its work was suspended.
    Suspended,
}

impl PostState {
    /// Every state.
    pub const ALL: [PostState; 6] = [
        PostState::Open,
        PostState::Opened,
        PostState::Reopened,
        PostState::Raised,
        PostState::Closed,
        PostState::Suspended,
    ];

    /// The word of it in records.
    pub fn as_str(self) -> &'static str {
        match self {
            PostState::Open => "open",
            PostState::Opened => "opened",
            PostState::Reopened => "reopened",
            PostState::Raised => "raised",
            PostState::Closed => "closed",
            PostState::Suspended => "suspended",
        }
    }
}

impl std::str::FromStr for PostState {
    type Err = crate::UnknownTerm;
    fn from_str(word: &str) -> Result<PostState, crate::UnknownTerm> {
        let all = PostState::ALL;
        let found = all.into_iter().find(|state| state.as_str() == word);
        found.ok_or_else(|| crate::UnknownTerm {
            set: "state of a post",
            word: word.to_owned(),
            allowed: all.map(PostState::as_str).join(", "),
        })
    }
}

impl std::fmt::Display for PostState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// "Russia's 220 diplomats in the United States": what one state keeps in another, as a text states it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PresenceStatement {
    /// Stable hash of document, sentence, sender, host, post and number: 16 hexadecimal digits.
    pub id: String,
    /// Country code of the state whose people or post it is.
    pub sender: Option<String>,
    /// Country code of the state that they are in.
    pub host: Option<String>,
    /// The post, as in "Embassy in Washington", or null where the count is for the whole country.
    pub post: Option<String>,
    /// What the text tells of the post, or null where it only counts staff.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<PostState>,
    /// How many, or null where only the state of a post is told.
    pub staff: Option<Quantity>,
    /// First day for which it is stated.
    #[schemars(with = "Option<String>")]
    pub date: Option<Date>,
    /// Last day for which it is stated.
    #[schemars(with = "Option<String>")]
    pub enddate: Option<Date>,
    /// Where the date comes from.
    pub date_basis: DateBasis,
    /// The sentence.
    pub text: String,
    /// Where the sentence stands.
    pub text_info: TextInfo,
    /// The report.
    pub cite_info: CiteInfo,
}

/// The JSON schema (draft 2020-12) of one [`PresenceStatement`].
pub fn presence_schema() -> serde_json::Value {
    let mut schema = schemars::schema_for!(PresenceStatement).to_value();
    schema["$id"] = "https://chancery.example/schema/presence.json".into();
    schema
}

#[cfg(test)]
mod tests {
    use super::PostState;

    #[test]
    fn states_are_read_as_they_are_written() {
        for state in PostState::ALL {
            assert_eq!(state.as_str().parse::<PostState>().ok(), Some(state));
            assert_eq!(
                serde_json::to_value(state).ok(),
                Some(state.as_str().into())
            );
        }
        assert!("shut".parse::<PostState>().is_err());
    }
}
