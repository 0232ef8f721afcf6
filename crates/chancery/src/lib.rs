//! Chancery's front door: the crates of the pipeline under one name, and what joins them.
//!
//! ```
//! use chancery::{code::Coder, read::Document};
//! let document = Document::from_text("d1", "Norway expelled two Belarusian diplomats.");
//! let coded = Coder::default().code(&document);
//! for event in &coded.events {
//!     println!("{} {:?}", event.event, event.recipient);
//! }
//! ```
//!
//! [`pipeline`] codes a stream of documents on several threads in the order of the input, [`output`]
//! writes records in each of the formats, [`model`] finds the reader's model, [`eval`] measures a coder against gold records,
//! [`reference`] is the reference table of expulsions as reports and claims, [`demo`] holds the sample reports.

// The command line names the library as its users do.
extern crate self as chancery;

pub use chancery_code as code;
pub use chancery_codebook as codebook;
#[cfg(feature = "fetch")]
pub use chancery_fetch as fetch;
pub use chancery_lexicon as lexicon;
pub use chancery_read as read;
pub use chancery_record as record;
pub use chancery_relate as relate;
#[cfg(feature = "serve")]
pub use chancery_serve as serve;

pub mod ask;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
pub mod demo;
pub mod eval;
pub mod model;
pub mod output;
pub mod pipeline;
pub mod reference;
