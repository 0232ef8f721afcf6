//! What holds of every document, whatever it was read from.

use chancery_read::Document;

/// Blocks are in order, do not overlap, lie on letters' boundaries and are not empty.
pub fn assert_sound(document: &Document) {
    let mut end = 0;
    for block in &document.blocks {
        assert!(
            block.start >= end && block.end > block.start,
            "{:?}",
            document.blocks
        );
        assert!(
            document.text.is_char_boundary(block.start)
                && document.text.is_char_boundary(block.end)
        );
        assert_eq!(
            document.block_text(block),
            document.block_text(block).trim()
        );
        end = block.end;
    }
    assert_eq!(end, document.text.len());
    assert!(!document.id.is_empty());
}
