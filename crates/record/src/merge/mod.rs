//! Merging: which claims speak of the same act.
//!
//! Claims stand in one order, by the day of their report and then by id. Each looks among the *earlier* ones
//! for the one that fits it best ([`compare`], [`Comparison`]); if that fits well enough, and nothing
//! contradicts the first claim of the event that it belongs to, the claim joins that event, else it is the first
//! of a new one. So the events depend on the claims alone, never on the order in which they were added;
//! adding one claim touches its neighbours in time and parties only; what was known on a day is found by
//! leaving later reports out; and the reason for each membership is one comparison that can be shown.

mod blocks;
mod claim;
mod compare;
mod decide;
mod evaluate;
mod explain;
mod forest;
mod keys;
mod membership;
mod parties;
mod rules;
mod words;

pub use blocks::{Block, blocks, fits};
pub use claim::Features;
pub use compare::{Comparison, Conflict, Term, compare};
pub use evaluate::{GoldClaim, MergeScore};
pub use explain::{Membership, Why, in_words};
pub(crate) use forest::Merger;
pub use rules::{MergeRules, RulesError};
