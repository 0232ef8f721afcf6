//! The blocks of a page's elements: paragraphs, headings and captions in order.

use dom_query::NodeRef;

use super::prune::is_caption;
use crate::document::BlockKind;

/// A block, with how many of its letters stand in links.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PageBlock {
    pub kind: BlockKind,
    pub text: String,
    pub linked: usize,
    /// Whether it is an item of a list.
    pub item: bool,
}

/// The blocks under an element.
pub(super) fn blocks(root: &NodeRef) -> Vec<PageBlock> {
    let mut walk = Walk::default();
    walk.children(
        root,
        Place {
            kind: BlockKind::Paragraph,
            link: false,
            item: false,
        },
    );
    walk.flush(Place {
        kind: BlockKind::Paragraph,
        link: false,
        item: false,
    });
    walk.blocks
}

/// Where in the page the walk is.
#[derive(Clone, Copy)]
struct Place {
    kind: BlockKind,
    link: bool,
    item: bool,
}

#[derive(Default)]
struct Walk {
    blocks: Vec<PageBlock>,
    text: String,
    linked: usize,
}

impl Walk {
    fn children(&mut self, node: &NodeRef, place: Place) {
        for child in node.children_it(false) {
            if child.is_text() {
                let text = child.text();
                self.text.push_str(&text);
                if place.link {
                    self.linked += text.chars().filter(|c| c.is_alphanumeric()).count();
                }
            } else if let Some(name) = child.node_name() {
                self.element(&child, &name, place);
            }
        }
    }

    fn element(&mut self, node: &NodeRef, name: &str, place: Place) {
        match name {
            "br" => self.text.push('\n'),
            "hr" | "img" | "picture" => self.flush(place),
            _ if is_silent(name) => {}
            "a" => self.children(
                node,
                Place {
                    link: true,
                    ..place
                },
            ),
            _ if is_inline(name) && !is_caption(node) => self.children(node, place),
            _ => {
                self.flush(place);
                let kind = match name {
                    _ if place.kind == BlockKind::Caption => BlockKind::Caption,
                    "figcaption" | "figure" | "caption" => BlockKind::Caption,
                    _ if is_caption(node) => BlockKind::Caption,
                    "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockKind::Heading,
                    _ => place.kind,
                };
                let inner = Place {
                    kind,
                    item: place.item || name == "li",
                    ..place
                };
                self.children(node, inner);
                self.flush(inner);
            }
        }
    }

    /// Ends the open block.
    fn flush(&mut self, place: Place) {
        let text = std::mem::take(&mut self.text);
        let linked = std::mem::take(&mut self.linked);
        if !text.trim().is_empty() {
            self.blocks.push(PageBlock {
                kind: place.kind,
                text,
                linked,
                item: place.item,
            });
        }
    }
}

/// Elements whose text no reader sees, or that are controls.
pub(super) fn is_silent(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "math"
            | "iframe"
            | "object"
            | "button"
            | "select"
            | "textarea"
            | "input"
            | "audio"
            | "video"
            | "canvas"
            | "head"
            | "title"
            | "meta"
            | "link"
            | "nav"
            | "form"
            | "dialog"
            | "map"
            | "embed"
    )
}

fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
            | "nobr"
    )
}
