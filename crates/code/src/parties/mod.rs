//! Parties: mentions of states, their parts, bodies, groups and people in a sentence.

mod build;
mod choose;
mod govern;
mod join;
mod mention;
mod names;

pub(crate) use build::build_mentions;
pub(crate) use govern::goes_on;
pub(crate) use mention::Mention;
pub use mention::MentionKind;
