//! Opening a PDF, within bounds, and going through its pages.

use jiff::civil::Date;
use lopdf::{Document, LoadOptions, Object};

use super::content::pieces;
use super::layout::blocks;
use crate::dates::parse_date;
use crate::document::BlockKind;

/// Most bytes that one stream of a file may grow to.
pub(super) const LARGEST: usize = 32 << 20;

/// Most bytes of drawing over all pages.
const MOST_DRAWING: usize = 256 << 20;

/// Most pages that are read: no report is longer.
const MOST_PAGES: usize = 2_000;

/// What a PDF tells.
pub(super) struct Found {
    pub blocks: Vec<(BlockKind, String)>,
    pub title: Option<String>,
    pub date: Option<Date>,
}

/// Reads a PDF.
///
/// The error says what is wrong with it.
pub(super) fn read(bytes: &[u8]) -> Result<Found, String> {
    let options = LoadOptions {
        max_decompressed_size: Some(LARGEST),
        ..LoadOptions::default()
    };
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| {
        format!("the PDF is broken or locked ({error}): turn it into text first")
    })?;
    if document.is_encrypted() {
        return Err("the PDF is locked by a password: unlock it first".to_owned());
    }
    let mut drawn = 0;
    let mut pages = Vec::new();
    for page in document.get_pages().into_values().take(MOST_PAGES) {
        let drawing = document.get_page_content_with_limit(page, LARGEST);
        let drawing =
            drawing.map_err(|error| format!("a page of the PDF cannot be read ({error})"))?;
        drawn += drawing.len();
        if drawn > MOST_DRAWING {
            return Err("the PDF draws more than any report: turn it into text first".to_owned());
        }
        let fonts = document.get_page_fonts(page).unwrap_or_default();
        pages.push(pieces(&drawing, fonts, &document));
    }
    let (blocks, title) = blocks(pages);
    Ok(Found {
        blocks,
        title,
        date: created(&document),
    })
}

/// The day on which the file says that it was made: `D:20180330101500+02'00'`.
fn created(document: &Document) -> Option<Date> {
    let info = document
        .trailer
        .get_deref(b"Info", document)
        .ok()?
        .as_dict()
        .ok()?;
    let text = info.get(b"CreationDate").and_then(Object::as_str).ok()?;
    let text = String::from_utf8_lossy(text);
    parse_date(text.strip_prefix("D:").unwrap_or(&text).get(..8)?)
}
