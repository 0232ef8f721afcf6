//! The vocabulary of event records (PLOVER 2.0 with Chancery's additions) and the record itself.
//!
//! [`Codebook::builtin`] gives types, modes, contexts, sectors, measures, scores and the CAMEO bridge,
//! read from `data/codebook.toml`; [`Event`] is one coded event, [`PresenceStatement`] one stated count
//! of staff or state of a post, [`Problem`] one thing that a reader or coder could not do.

mod check;
mod codebook;
mod entries;
mod event;
mod presence;
mod problem;
mod reference;
pub mod short;
mod slip;
mod vocabulary;

pub use codebook::{Codebook, CodebookError};
pub use entries::{CameoRow, MeasureEntry, ModeEntry, Term, TypeEntry, UnmappedRow};
pub use event::{
    CiteInfo, Entity, Event, MadeBy, Place, Quantity, TextInfo, Trigger, event_schema,
};
pub use presence::{PostState, PresenceStatement, presence_schema};
pub use problem::{Problem, ProblemKind};
pub use slip::one_slip_apart;
pub use vocabulary::{DateBasis, EventType, Measure, Mode, QuadCode, Status, UnknownTerm};
