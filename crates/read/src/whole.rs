//! Whole files: one plain text or one HTML page each.

use std::io::Read;
use std::sync::Arc;

use chancery_codebook::{Problem, ProblemKind};

use crate::clean::{Known, clean_text};
use crate::decode::decode;
use crate::document::Document;
use crate::html::read_html;
use crate::lines::{LONGEST, too_long};
use crate::options::{Format, ReadOptions};
use crate::reader::{Item, Items, one};
use crate::source::{Source, problem, unreadable};

/// The item of a source that is one document.
pub(crate) fn whole(source: Source, format: Format, options: Arc<ReadOptions>) -> Items {
    let Source { name, stream, .. } = source;
    let mut bytes = Vec::new();
    if let Err(error) = stream.take(LONGEST as u64 + 1).read_to_end(&mut bytes) {
        return one(Item::Problem(unreadable(&name, &error)));
    }
    if bytes.len() > LONGEST {
        let message = too_long("file");
        return one(Item::Problem(problem(
            ProblemKind::Malformed,
            &name,
            None,
            message,
        )));
    }
    let document = match format {
        Format::Html => read_html(&name, &bytes, &options),
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
    let known = Known {
        id: id.to_owned(),
        published: options.published,
        ..Known::default()
    };
    clean_text(&decode(bytes, None), known).ok_or_else(|| empty(id))
}

/// What is said of a document without text.
pub(crate) fn empty(id: &str) -> Problem {
    let message = "no text is left once the page's furniture is cut: check what was saved";
    problem(ProblemKind::Empty, id, None, message.to_owned())
}
