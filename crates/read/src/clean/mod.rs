//! Cleaning: raw text, or the blocks of a page, become a document without furniture.

mod caption;
mod dateline;
mod flags;
mod furniture;
mod head;
mod paragraphs;
mod patterns;
mod space;

use jiff::civil::Date;

use crate::document::{Block, BlockKind, Cut, DateBasis, Document, Flag};
use crate::options::ReadOptions;
use caption::{is_caption, reads_as_caption};
use dateline::dateline;
use flags::flags;
use furniture::unglue;
pub(crate) use furniture::{Furniture, furniture};
pub(crate) use paragraphs::{Piece, ends_sentence};
pub(crate) use space::plain;

/// How many paragraphs from the top may be byline or date line.
const TOP: usize = 6;

/// Fewest words of the line under a headline: shorter ones are labels ("Analysis", "World news").
const DECK_WORDS: usize = 5;

/// What is known of a report beside its text.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Known {
    pub id: String,
    pub title: Option<String>,
    pub outlet: Option<String>,
    pub url: Option<String>,
    pub published: Option<Date>,
    pub basis: Option<DateBasis>,
    pub byline: Option<String>,
    pub flags: Vec<Flag>,
    /// Whether the page's data say that it is not free to read.
    pub locked: bool,
    /// Lines of walls that were cut: subscription, log-in, script and cookie notices.
    pub walls: Vec<String>,
    /// What was cut so far, where that is to be kept.
    pub cut: Option<Vec<Cut>>,
}

impl Known {
    /// What the options say of a report that is called `id`.
    pub fn new(id: &str, options: &ReadOptions) -> Known {
        Known {
            id: id.to_owned(),
            published: options.published,
            basis: options.published.map(|_| DateBasis::Given),
            cut: options.explain.then(Vec::new),
            ..Known::default()
        }
    }

    /// Takes a date, unless there is one already; what the caller gave gives way to all but the text's.
    pub fn date(&mut self, date: Option<Date>, basis: DateBasis) {
        let counts_more = match self.basis {
            None => true,
            Some(DateBasis::Given) => basis != DateBasis::Text,
            Some(_) => false,
        };
        if date.is_some() && counts_more {
            self.published = date;
            self.basis = Some(basis);
        }
    }

    /// Takes the day on which a crawler came by, where there is no other date at all.
    pub fn capture(&mut self, date: Option<Date>) {
        if self.published.is_none() && date.is_some() {
            self.published = date;
            self.basis = Some(DateBasis::Capture);
        }
    }

    /// Notes what is cut.
    pub fn note(&mut self, why: &str, text: &str) {
        note(&mut self.cut, why, text);
    }
}

/// Notes what is cut, where anybody wants to know.
pub(crate) fn note(cut: &mut Option<Vec<Cut>>, why: &str, text: &str) {
    /// Letters of it that are kept.
    const MOST: usize = 200;
    if let Some(cut) = cut {
        let text = plain(text);
        let short = match text.char_indices().nth(MOST) {
            Some((at, _)) => format!("{} …", &text[..at]),
            None => text,
        };
        if !short.is_empty() {
            cut.push(Cut {
                why: why.to_owned(),
                text: short,
            });
        }
    }
}

/// Cleans plain text. `None` when no block is left.
pub(crate) fn clean_text(text: &str, known: Known) -> Option<Document> {
    let mut known = known;
    let pieces = paragraphs::paragraphs(text);
    let walls = pieces.iter().filter_map(|piece| match piece {
        Piece::Cut(Furniture::Wall, line) => Some(line.clone()),
        _ => None,
    });
    known.walls.extend(walls);
    let (blocks, found) = arrange(pieces, known.title.is_some(), &mut known.cut);
    known.date(found.date, DateBasis::Text);
    known.title = known.title.or(found.title);
    known.byline = known.byline.or(found.byline);
    assemble(blocks, known)
}

/// Cleans the blocks of a page. `None` when no block is left.
pub(crate) fn clean_page(
    blocks: impl Iterator<Item = (BlockKind, String)>,
    known: Known,
) -> Option<Document> {
    let mut known = known;
    let mut found = Found::default();
    let mut kept = Vec::new();
    let mut prose = false;
    for (at, (kind, text)) in blocks.enumerate() {
        let text = plain(&text);
        let text = unglue(&text);
        if text.is_empty() {
            continue;
        }
        if let Some(kind) = furniture(text) {
            if kind == Furniture::Wall {
                known.walls.push(text.to_owned());
            }
            known.note("furniture", text);
            continue;
        }
        if at < TOP && kind != BlockKind::Caption {
            let (names, date) = (head::byline(text), head::date_line(text));
            if names.is_some() || date.is_some() {
                known.note(if names.is_some() { "byline" } else { "date" }, text);
                found.byline = found.byline.or(names);
                found.date = found.date.or(date);
                continue;
            }
        }
        let kind = match kind {
            BlockKind::Paragraph if is_caption(text) => BlockKind::Caption,
            // A heading above the first paragraph is the line under the headline.
            BlockKind::Heading if !prose && head::words(text) >= DECK_WORDS => BlockKind::Headline,
            kind => kind,
        };
        prose |= kind == BlockKind::Paragraph;
        kept.push((kind, text.to_owned()));
    }
    known.date(found.date, DateBasis::Text);
    known.byline = known.byline.or(found.byline);
    assemble(kept, known)
}

/// One line as a document: nothing is cut from it.
pub(crate) fn sentence(line: &str, known: Known) -> Option<Document> {
    assemble(vec![(BlockKind::Paragraph, plain(line))], known)
}

/// What the top of a text tells of the report.
#[derive(Debug, Default)]
struct Found {
    title: Option<String>,
    byline: Option<String>,
    date: Option<Date>,
}

/// Finds out what each paragraph is.
fn arrange(
    pieces: Vec<Piece>,
    titled: bool,
    cut: &mut Option<Vec<Cut>>,
) -> (Vec<(BlockKind, String)>, Found) {
    let mut found = Found::default();
    let mut blocks: Vec<(BlockKind, String)> = Vec::new();
    // Whether furniture of the headline's kind was cut right before the next block.
    let mut control = false;
    let mut seen = 0;
    let mut pieces = pieces.into_iter().peekable();
    while let Some(piece) = pieces.next() {
        let paragraph = match piece {
            Piece::Cut(kind, line) => {
                note(cut, "furniture", &line);
                control |= kind == Furniture::Control;
                continue;
            }
            Piece::Paragraph(paragraph) => paragraph,
        };
        seen += 1;
        if seen <= TOP {
            let names = head::byline(&paragraph);
            let date = head::date_line(&paragraph);
            if names.is_some() || date.is_some() {
                let why = if names.is_some() { "byline" } else { "date" };
                note(cut, why, &paragraph);
                found.byline = found.byline.or(names);
                found.date = found.date.or(date);
                control = true;
                continue;
            }
        }
        let followed = pieces.peek().is_some();
        let button = matches!(pieces.peek(), Some(Piece::Cut(Furniture::Control, _)));
        let kind = if is_caption(&paragraph) {
            BlockKind::Caption
        } else if blocks.is_empty() && !titled && followed {
            if head::is_headline(&paragraph) || (button && head::could_be_headline(&paragraph)) {
                found.title = Some(paragraph.clone());
                BlockKind::Headline
            } else {
                BlockKind::Paragraph
            }
        } else if seen <= TOP && (control || button) && reads_as_caption(&paragraph) {
            BlockKind::Caption
        } else if is_deck(&blocks, &paragraph, titled) && followed {
            BlockKind::Headline
        } else {
            BlockKind::Paragraph
        };
        blocks.push((kind, paragraph));
        control = false;
    }
    mark_headings(&mut blocks);
    (blocks, found)
}

/// Whether the paragraph is the line under the headline.
fn is_deck(blocks: &[(BlockKind, String)], paragraph: &str, titled: bool) -> bool {
    let under_headline = match blocks {
        [] => titled,
        [(BlockKind::Headline, _)] => true,
        _ => false,
    };
    under_headline && head::is_headline(paragraph) && head::words(paragraph) >= DECK_WORDS
}

/// Marks the short lines between full paragraphs as headings.
fn mark_headings(blocks: &mut [(BlockKind, String)]) {
    /// A heading stands over prose; a short line among short lines is a list.
    const PROSE_WORDS: usize = 15;
    let prose = |(kind, text): &(BlockKind, String)| {
        *kind == BlockKind::Paragraph && ends_sentence(text) && head::words(text) >= PROSE_WORDS
    };
    for at in 1..blocks.len().saturating_sub(1) {
        let between = prose(&blocks[at - 1]) && prose(&blocks[at + 1]);
        let (kind, text) = &mut blocks[at];
        if between && *kind == BlockKind::Paragraph && head::is_heading(text) {
            *kind = BlockKind::Heading;
        }
    }
}

/// Builds the document from its blocks; the title is put first unless the text begins with it.
pub(crate) fn assemble(blocks: Vec<(BlockKind, String)>, known: Known) -> Option<Document> {
    let mut known = known;
    let title = known
        .title
        .take()
        .map(|title| plain(unglue(&plain(&title))))
        .filter(|t| !t.is_empty());
    let mut document = Document {
        id: std::mem::take(&mut known.id),
        outlet: known.outlet.take(),
        url: known.url.take(),
        byline: known.byline.take(),
        ..Document::default()
    };
    let mut blocks = blocks;
    blocks.retain(|(_, text)| !text.is_empty());
    if let Some(title) = &title {
        if let Some(at) = blocks
            .iter()
            .take(3)
            .position(|(_, text)| same_words(text, title))
        {
            blocks[at].0 = BlockKind::Headline;
        } else if !blocks
            .first()
            .is_some_and(|(_, text)| begins_with(text, title))
        {
            document.push(BlockKind::Headline, title);
        }
    }
    for (kind, text) in &blocks {
        document.push(*kind, text);
    }
    document.title = title;
    let line = first_paragraphs(&document).find_map(|block| dateline(document.block_text(block)));
    if let Some(line) = line {
        document.dateline = Some(line.place);
        known.date(line.date, DateBasis::Text);
    }
    document.published = known.published;
    document.published_basis = known.basis.filter(|_| known.published.is_some());
    document.flags = flags(&document, known.flags, &known.walls, known.locked);
    document.cut = known.cut.unwrap_or_default();
    (!document.blocks.is_empty()).then_some(document)
}

/// The paragraphs that can carry a dateline.
fn first_paragraphs(document: &Document) -> impl Iterator<Item = &Block> {
    document
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Paragraph)
        .take(2)
}

fn word_list(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
}

fn same_words(a: &str, b: &str) -> bool {
    word_list(a).eq(word_list(b))
}

fn begins_with(text: &str, title: &str) -> bool {
    let mut words = word_list(text);
    word_list(title).all(|word| words.next() == Some(word))
}
