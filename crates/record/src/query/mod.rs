//! Questions to the record.

mod answers;
mod corrections;
mod detail;
mod documents;
mod dyadic;
mod export;
mod filter;
mod known;
mod lookup;
mod outlets;
mod outline;
mod page;
mod sql;
mod stats;
mod text;

pub use answers::StatedAnswer;
pub use corrections::Correction;
pub(crate) use corrections::{bounds_of, correction, days_of};
pub use detail::{ClaimPage, ClaimRow, EventDetail};
pub use documents::DocumentRow;
pub use dyadic::{DyadicEvent, DyadicFilter};
pub use export::Decision;
pub use filter::{Filter, Sort};
pub(crate) use lookup::{claim_id, first_claim};
pub use outlets::OutletRow;
pub use outline::{Changes, Outline, Stamp};
pub use page::EventPage;
pub use sql::SqlRows;
pub use stats::Stats;
