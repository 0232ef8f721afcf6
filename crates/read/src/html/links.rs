//! Pointers: blocks of a page that only lead to other pages.

use super::blocks::PageBlock;
use crate::clean::{Furniture, furniture, plain};

/// The blocks without those that lead elsewhere: links that stand alone, and the list under a line such
/// as "Related stories".
pub(super) fn without_pointers(blocks: Vec<PageBlock>) -> impl Iterator<Item = PageBlock> {
    let mut under_pointer = false;
    blocks.into_iter().filter(move |block| {
        if under_pointer && block.item {
            return false;
        }
        under_pointer = furniture(&plain(&block.text)) == Some(Furniture::Link);
        !is_pointer(block)
    })
}

/// Whether the block is a link to elsewhere rather than a part of the article.
fn is_pointer(block: &PageBlock) -> bool {
    /// Longer blocks are sentences that quote a source in full.
    const MOST_LETTERS: usize = 200;
    let letters = block.text.chars().filter(|c| c.is_alphanumeric()).count();
    letters <= MOST_LETTERS && block.linked * 10 >= letters * 9 && block.linked > 0
}
