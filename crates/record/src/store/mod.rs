//! The file: how it is opened, and how reports and claims go in and come out.

mod alone;
mod claims;
mod coding;
mod copies;
mod correct;
mod decide;
mod documents;
mod incoming;
mod open;
mod presence;
mod recode;
mod restore;
mod turns;
mod write;

pub use alone::{merged, reports};
pub(crate) use claims::{ClaimSource, claim_row, json, optional_json, required, to_json, word};
pub use correct::CORRECTABLE;
pub use incoming::{Incoming, Written};
pub use open::{Record, default_path};
pub use recode::{Recode, StoredReport};
pub use restore::Restored;
pub use write::Writer;
