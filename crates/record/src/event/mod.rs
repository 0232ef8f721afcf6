//! The merged event: what the claims of one act say on balance, and where they disagree.

mod balance;
mod independent;
mod merged;
mod store;

pub(crate) use balance::{balance, readings};
pub use merged::{MergedEvent, Party, Reading, Shares, pairs};
pub(crate) use store::{COLUMNS, claims_of, event_row, refresh};
