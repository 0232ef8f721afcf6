//! The document: clean text with its headline, paragraphs and captions, and where it came from.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a stretch of the clean text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// The headline, or the line under it; coded as text.
    Headline,
    /// A paragraph of the article.
    Paragraph,
    /// A heading inside the article, or a topic heading: no record comes from it.
    Heading,
    /// A picture's caption: presence statements only.
    Caption,
}

/// One block of the clean text, by byte offsets; blocks are in order and do not overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// First byte in [`Document::text`].
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// One report, ready to be coded.
///
/// ```
/// use chancery_read::Document;
/// let doc = Document::from_text("d1", "Poland expelled three diplomats.\n\nRussia protested.");
/// assert_eq!(doc.blocks.len(), 2);
/// assert_eq!(doc.block_text(&doc.blocks[1]), "Russia protested.");
/// ```
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Document {
    /// Id given by the input, or made from its name or address.
    pub id: String,
    /// The clean text: headline first where it is known, blocks separated by a blank line.
    pub text: String,
    /// The blocks of the text.
    pub blocks: Vec<Block>,
    /// The headline, also the first block of `text` unless the input's text began with it.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// The date of the report.
    pub published: Option<Date>,
    /// Who wrote it, as printed.
    pub byline: Option<String>,
    /// The place named before the first sentence ("WASHINGTON — "), without the dash.
    pub dateline: Option<String>,
}

impl Document {
    /// A document of plain paragraphs, separated by blank lines; nothing is cut away.
    pub fn from_text(id: &str, text: &str) -> Document {
        let mut document = Document {
            id: id.to_owned(),
            ..Document::default()
        };
        for paragraph in text.split("\n\n").map(str::trim).filter(|p| !p.is_empty()) {
            document.push(BlockKind::Paragraph, paragraph);
        }
        document
    }

    /// Adds a block at the end of the text.
    pub fn push(&mut self, kind: BlockKind, text: &str) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(text);
        self.blocks.push(Block {
            kind,
            start,
            end: self.text.len(),
        });
    }

    /// The text of a block.
    pub fn block_text(&self, block: &Block) -> &str {
        &self.text[block.start..block.end]
    }
}
