//! The presence register: what one state keeps in another, folded out of acts and statements.
//!
//! [`Register::fold`] takes acts and presence statements in any order and gives, for one directed pair of states,
//! the changes over time, the contradictions between claims, and on any day ([`Register::at`]) the posts with their
//! status and the staff as bounds. The arithmetic is told in `docs/relations-presence.md`.

mod bounds;
mod change;
mod fold;
mod merge;
mod post;
mod register;
mod rules;
mod staff;
mod standing;
mod statement;
mod step;
mod unit;

pub use bounds::Bounds;
pub use change::{Change, Claim, ClaimKind, Conflict, Contradiction, Turn};
pub use post::{Place, PostKind, Rank};
pub use register::{Register, Snapshot, Transition};
pub use rules::Rules;
pub use staff::StaffLine;
pub use standing::{Head, MissionStatus, Post, PostStatus};
pub use statement::Statement;
pub use step::MEASURES;
pub use unit::Unit;
