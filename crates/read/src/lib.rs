//! Readers: files and pages become clean [`Document`]s.
//!
//! [`read`] turns files, folders and standard input into a stream of [`Item`]s: documents without
//! furniture, and problems for what could not be read. It recognises compression, encoding and format,
//! and holds one document at a time.
//!
//! ```
//! use chancery_read::{read_text, BlockKind, ReadOptions};
//! let text = "Latvia asks two envoys to leave\n\nShare story\n\nRIGA — Latvia asked two envoys to leave.";
//! let document = read_text("d1", text.as_bytes(), &ReadOptions::default()).unwrap();
//! assert_eq!(document.blocks[0].kind, BlockKind::Headline);
//! assert_eq!(document.dateline.as_deref(), Some("RIGA"));
//! assert_eq!(document.blocks.len(), 2);
//! ```

mod ahead;
mod archive;
mod clean;
mod dates;
mod decode;
mod detect;
mod document;
mod feed;
mod fields;
mod guard;
mod guess;
mod html;
mod http;
mod language;
mod lines;
mod mail;
mod office;
mod options;
mod parquet;
mod pdf;
mod reader;
mod row;
mod rows;
mod source;
mod table;
mod values;
mod warc;
mod whole;
mod xml;

pub use ahead::{Places, in_order, outcome};
pub use dates::parse_date;
pub use document::{Block, BlockKind, Cut, DateBasis, Document, Flag};
pub use html::read_html;
pub use options::{FieldMap, FieldMapError, Format, Input, ReadOptions, UnknownFormat};
pub use reader::{Item, Note, foreign, read};
pub use rows::{Row, read_rows};
pub use whole::read_text;
