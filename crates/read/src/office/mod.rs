//! Office documents and books: DOCX and EPUB, which are ZIP archives of XML.

mod docx;
mod epub;

pub(crate) use docx::docx;
pub(crate) use epub::epub;
