//! PDF files with a text layer: their words in lines, their lines in paragraphs.

use std::sync::Arc;

use chancery_codebook::ProblemKind;

use crate::options::ReadOptions;
use crate::reader::{Item, Items, one};
use crate::source::{Source, problem};

#[cfg(feature = "pdf")]
mod content;
#[cfg(feature = "pdf")]
mod font;
#[cfg(feature = "pdf")]
mod layout;
#[cfg(feature = "pdf")]
mod pages;

/// The item of a PDF file.
#[cfg(not(feature = "pdf"))]
pub(crate) fn pdf(source: Source, _options: Arc<ReadOptions>) -> Items {
    let message =
        "a PDF file, and this program was built without the feature `pdf`: turn it into text first";
    one(Item::Problem(problem(
        ProblemKind::Malformed,
        &source.name,
        None,
        message.to_owned(),
    )))
}

/// The item of a PDF file.
#[cfg(feature = "pdf")]
pub(crate) fn pdf(source: Source, options: Arc<ReadOptions>) -> Items {
    let name = source.name.clone();
    let bytes = match source.bytes() {
        Ok(bytes) => bytes,
        Err(problem) => return one(Item::Problem(problem)),
    };
    // The parser is a library's, and files are hostile: a panic in it is a problem of this file alone.
    let read = std::panic::catch_unwind(|| pages::read(&bytes));
    let found = match read {
        Ok(Ok(found)) => found,
        Ok(Err(message)) => {
            return one(Item::Problem(problem(
                ProblemKind::Unreadable,
                &name,
                None,
                message,
            )));
        }
        Err(_) => {
            let message = "the PDF is damaged in a way that its parser does not bear: turn it into text first";
            return one(Item::Problem(problem(
                ProblemKind::Unreadable,
                &name,
                None,
                message.to_owned(),
            )));
        }
    };
    let mut known = crate::clean::Known::new(&name, &options);
    known.title = found.title.clone();
    known.date(found.date, crate::document::DateBasis::Field);
    one(
        match crate::clean::clean_page(found.blocks.into_iter(), known) {
            Some(document) => Item::Document(document),
            None => {
                let message = "the PDF has no text layer: it holds pictures of pages, have their text recognised first";
                Item::Problem(problem(ProblemKind::Empty, &name, None, message.to_owned()))
            }
        },
    )
}
