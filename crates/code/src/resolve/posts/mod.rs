//! The state of posts, of heads of mission and of relations, told of a document's sentences one after the other.
//!
//! Two of these stand in no event: the rank of a post ("the Legation was raised to Embassy status") and where a head
//! of mission resides. The others are told beside the event, so that whoever keeps the register of posts need not read
//! the sentence again. Told are only states that a sentence dates or that follow a dated one.

mod change;
mod find;
mod heads;
mod relations;
mod sides;
mod told;
mod when;
mod words;

use crate::sentence::{Knowledge, Sentence};
use chancery_codebook::{DateBasis, PostState};
use chancery_read::Document;
use jiff::civil::Date;
use sides::Sides;
use std::ops::Range;
use told::Told;

/// The state of a post before it becomes a record.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PostFound {
    /// Index of the sentence among those given.
    pub(crate) sentence: usize,
    pub(crate) sender: Option<String>,
    pub(crate) host: Option<String>,
    pub(crate) post: Option<String>,
    pub(crate) state: PostState,
    pub(crate) first: Date,
    pub(crate) last: Date,
    pub(crate) basis: DateBasis,
    /// Tokens of the words that say so.
    pub(crate) cue: Range<usize>,
}

/// The states of posts that a document tells.
pub(crate) fn posts_told(
    sentences: &[&Sentence<'_>],
    document: &Document,
    know: Knowledge<'_>,
) -> Vec<PostFound> {
    if !sentences.iter().any(|s| speaks_of_posts(s)) {
        return Vec::new();
    }
    let title = document.title.as_deref();
    let sides = Sides::of(
        sentences.iter().copied(),
        title,
        document.outlet.as_deref(),
        know.lexicon,
    );
    let mut told = Told::default();
    for (index, s) in sentences.iter().enumerate() {
        if s.caption || s.len() > crate::gate::LONGEST {
            continue;
        }
        let headline = index == 0
            && sentences.len() > 1
            && title.is_some_and(|title| title.contains(s.text.trim()));
        told.sentence(index, s, &sides, know, headline);
    }
    told.found
}

/// Whether a sentence has a word for a post, a head of mission's letters or relations.
fn speaks_of_posts(s: &Sentence<'_>) -> bool {
    (0..s.len()).any(|t| {
        matches!(s.word(t), "credentials" | "credence" | "relations")
            || words::WORDS.post_at(s, t).is_some()
    })
}
