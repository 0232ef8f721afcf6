//! The record: documents, claims and the events merged from them, in one SQLite file.
//!
//! A **claim** is one event record of one version of one report; it never changes. An **event** is the claims
//! that speak of the same act. [`Writer`] takes coded reports in, [`Record`] answers questions,
//! [`merge`] says how claims come together and why.
//!
//! ```
//! use chancery_read::Document;
//! use chancery_record::{Filter, Incoming, Record, Writer};
//! # let folder = tempfile::tempdir().unwrap();
//! # let path = folder.path().join("record.chancery");
//! let mut writer = Writer::open(&path)?;
//! let document = Document::from_text("d1", "Norway expelled two Belarusian diplomats.");
//! writer.write(&[Incoming { document, ..Incoming::default() }])?;
//! let record = Record::open(&path)?;
//! assert_eq!(record.stats()?.documents, 1);
//! assert!(record.events(&Filter::default())?.events.is_empty());
//! # Ok::<(), chancery_record::Error>(())
//! ```

mod backup;
mod check;
mod error;
mod event;
mod hash;
pub mod layout;
pub mod merge;
mod query;
pub mod schema;
mod store;

pub use check::{Check, Finding};
pub use error::{Error, Result};
pub use event::{MergedEvent, Party, Reading, Shares, pairs};
pub use hash::stable_id;
pub use query::{
    Changes, ClaimPage, ClaimRow, Correction, Decision, DocumentRow, DyadicEvent, DyadicFilter,
    EventDetail, EventPage, Filter, OutletRow, Outline, Sort, SqlRows, Stamp, StatedAnswer, Stats,
};
pub use store::{
    CORRECTABLE, Incoming, Recode, Record, Restored, StoredReport, Writer, Written, default_path,
    merged, reports,
};
