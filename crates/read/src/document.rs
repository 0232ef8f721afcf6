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

/// What the date of a report rests on, in words that the program and its data share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateBasis {
    /// A field of a row, a feed's entry or a document's properties.
    Field,
    /// The header of a message.
    Header,
    /// A `<meta>` element of the page.
    Metadata,
    /// The page's JSON-LD.
    JsonLd,
    /// Microdata of the page, or a `<time>` element.
    Microdata,
    /// The page's address.
    Url,
    /// Words of the text: a date line, a dateline, a line by the headline.
    Text,
    /// What the caller gave for reports without a date.
    Given,
    /// The day on which a crawler fetched the page: the last resort.
    Capture,
}

/// What is the matter with a document as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// The text ends before the report does: a summary, a teaser, a page that needs a script.
    Truncated,
    /// A paywall stands where the rest of the report would be.
    Paywalled,
    /// A list of reports, a gallery or a live blog rather than one report.
    Listing,
    /// The report corrects an earlier one, or says that it has been corrected.
    Correction,
}

/// Something that was cut away, kept with [`ReadOptions::explain`](crate::ReadOptions::explain).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cut {
    /// Why: `furniture`, `pointer`, `element`, `outside`, `byline`, `date`.
    pub why: String,
    /// Its text, shortened.
    pub text: String,
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
    /// What `published` rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_basis: Option<DateBasis>,
    /// The language of the text by its ISO 639 code, where it is long enough to tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// What is the matter with it as a whole, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<Flag>,
    /// What was cut away, where that was asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cut: Vec<Cut>,
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
