//! Pages nested too deep to be parsed or walked as others are: broken or hostile ones, read flat.

use dom_query::{Document as Dom, NodeRef};

use super::blocks::{PageBlock, is_silent};
use crate::document::BlockKind;

/// Deepest nesting that is walked recursively; real pages stay under a hundred.
const DEEPEST: usize = 400;

/// Most elements open at once for which a page is parsed at all: a parser looks through the open ones at
/// every paragraph, so that time grows with their square.
const MOST_OPEN: usize = 4_000;

/// Elements that need no end tag, and those that have none.
const UNCLOSED: [&str; 26] = [
    "p", "li", "dt", "dd", "tr", "td", "th", "option", "optgroup", "thead", "tbody", "tfoot",
    "colgroup", "rp", "rt", "br", "hr", "img", "input", "meta", "link", "source", "area", "col",
    "wbr", "track",
];

/// Whether more elements are open at once than a parser can bear, by counting tags.
pub(super) fn is_hostile(html: &str) -> bool {
    // Fewer tags than that cannot be open at once.
    if html
        .bytes()
        .filter(|byte| *byte == b'<')
        .take(MOST_OPEN + 1)
        .count()
        <= MOST_OPEN
    {
        return false;
    }
    let mut open = 0_usize;
    html.split('<').skip(1).any(|tag| {
        if tag.starts_with('/') {
            open = open.saturating_sub(1);
        } else if tag.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let end = tag
                .find(|c: char| !c.is_ascii_alphanumeric())
                .unwrap_or(tag.len());
            if !UNCLOSED
                .iter()
                .any(|name| tag[..end].eq_ignore_ascii_case(name))
            {
                open += 1;
            }
        }
        open > MOST_OPEN
    })
}

/// The text between the tags of a page that is not parsed, each on a line of its own.
pub(super) fn between_tags(html: &str) -> String {
    html.split('<').filter_map(|tag| tag.split_once('>')).fold(
        String::new(),
        |mut text, (_, rest)| {
            text.push_str(rest);
            text.push_str("\n\n");
            text
        },
    )
}

/// Whether the page is nested deeper than the extractor can walk.
pub(super) fn is_too_deep(dom: &Dom) -> bool {
    walk(&dom.root()).any(|(_, depth)| depth > DEEPEST)
}

/// Every text of the page as a block of its own, without a search for the article.
pub(super) fn flat_blocks(dom: &Dom) -> Vec<PageBlock> {
    let root = dom.root();
    let texts = walk(&root).filter(|(node, _)| {
        let parent = node.parent().and_then(|parent| parent.node_name());
        node.is_text() && !parent.is_some_and(|name| is_silent(&name))
    });
    texts
        .map(|(node, _)| PageBlock {
            kind: BlockKind::Paragraph,
            text: node.text().to_string(),
            linked: 0,
            item: false,
        })
        .collect()
}

/// All nodes under `root` in order, with their depth.
fn walk<'a>(root: &NodeRef<'a>) -> impl Iterator<Item = (NodeRef<'a>, usize)> {
    let mut next = root.first_child().map(|node| (node, 1));
    std::iter::from_fn(move || {
        let (node, depth) = next.take()?;
        next = node
            .first_child()
            .map(|child| (child, depth + 1))
            .or_else(|| {
                let (mut at, mut depth) = (node, depth);
                loop {
                    if let Some(sibling) = at.next_sibling() {
                        break Some((sibling, depth));
                    }
                    depth -= 1;
                    if depth == 0 {
                        break None;
                    }
                    at = at.parent()?;
                }
            });
        Some((node, depth))
    })
}
