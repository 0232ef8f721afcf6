//! Questions to the record.

mod answers;
mod detail;
mod documents;
mod dyadic;
mod export;
mod filter;
mod known;
mod lookup;
mod page;
mod sql;
mod stats;
mod text;

pub use answers::StatedAnswer;
pub use detail::{ClaimPage, ClaimRow, EventDetail};
pub use documents::DocumentRow;
pub use dyadic::{DyadicEvent, DyadicFilter};
pub use export::Decision;
pub use filter::{Filter, Sort};
pub(crate) use lookup::{claim_id, first_claim};
pub use page::EventPage;
pub use sql::SqlRows;
pub use stats::Stats;
