//! Pointers: blocks of a page that only lead to other pages.

use super::blocks::PageBlock;
use crate::clean::{Furniture, Known, furniture, plain};

/// The blocks without those that lead elsewhere: links that stand alone, and the list under a line such
/// as "Related stories".
pub(super) fn without_pointers(blocks: Vec<PageBlock>, known: &mut Known) -> Vec<PageBlock> {
    let mut under_pointer = false;
    let mut kept = blocks;
    kept.retain(|block| {
        let listed = under_pointer && block.item;
        if !listed {
            under_pointer = furniture(&plain(&block.text)) == Some(Furniture::Link);
        }
        let cut = listed || is_pointer(block);
        if cut {
            known.note("pointer", &block.text);
        }
        !cut
    });
    kept
}

/// Whether the block is a link to elsewhere rather than a part of the article.
fn is_pointer(block: &PageBlock) -> bool {
    /// Longer blocks are sentences that quote a source in full.
    const MOST_LETTERS: usize = 200;
    let letters = block.text.chars().filter(|c| c.is_alphanumeric()).count();
    letters <= MOST_LETTERS && block.linked * 10 >= letters * 9 && block.linked > 0
}
