//! Whole files: one plain text or one HTML page each.

use std::sync::Arc;

use chancery_codebook::{Problem, ProblemKind};

use crate::clean::{Known, clean_text};
use crate::decode::decode;
use crate::document::Document;
use crate::html::read_html;
use crate::mail::read_eml;
use crate::options::{Format, ReadOptions};
use crate::reader::{Item, Items, one};
use crate::source::{Source, problem};

/// The item of a source that is one document.
pub(crate) fn whole(source: Source, format: Format, options: Arc<ReadOptions>) -> Items {
    let name = source.name.clone();
    let bytes = match source.bytes() {
        Ok(bytes) => bytes,
        Err(problem) => return one(Item::Problem(problem)),
    };
    let document = match format {
        Format::Html => read_html(&name, &bytes, &options),
        Format::Eml => read_eml(&name, &bytes, &options),
        _ => read_text(&name, &bytes, &options),
    };
    one(match document {
        Ok(document) => Item::Document(document),
        Err(problem) => Item::Problem(problem),
    })
}

/// Reads one plain text: decodes it, cuts furniture, and finds headline, captions, byline and date.
///
/// # Errors
///
/// A problem of kind `empty` when no text is left.
pub fn read_text(id: &str, bytes: &[u8], options: &ReadOptions) -> Result<Document, Problem> {
    let known = Known::new(id, options);
    clean_text(&decode(bytes, None), known).ok_or_else(|| empty(id))
}

/// What is said of a document without text.
pub(crate) fn empty(id: &str) -> Problem {
    let message = "no text is left once the page's furniture is cut: check what was saved";
    problem(ProblemKind::Empty, id, None, message.to_owned())
}
