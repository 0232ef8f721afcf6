//! Parts of a page that are never its article, cut by the names and classes kept as data.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use dom_query::{Document as Dom, NodeData, NodeId, NodeRef};
use regex::Regex;

const LISTS: &str = include_str!("../../../../data/read/page_furniture.txt");

/// The lines of a section of the lists.
fn section(name: &str) -> Vec<&'static str> {
    let lines = LISTS
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    let inside = lines
        .skip_while(|line| line.trim_matches(['[', ']']) != name)
        .skip(1);
    inside.take_while(|line| !is_title(line)).collect()
}

fn is_title(line: &str) -> bool {
    let inner = line
        .strip_prefix('[')
        .and_then(|line| line.strip_suffix(']'));
    inner.is_some_and(|inner| inner.bytes().all(|b| b.is_ascii_lowercase()))
}

/// The patterns of a section as one; a broken line, which the tests rule out, matches nothing.
fn any(name: &str) -> Option<Regex> {
    Regex::new(&section(name).join("|")).ok()
}

fn elements() -> &'static [&'static str] {
    static LIST: OnceLock<Vec<&str>> = OnceLock::new();
    LIST.get_or_init(|| section("elements"))
}

fn matches(cell: &'static OnceLock<Option<Regex>>, name: &str, label: &str) -> bool {
    cell.get_or_init(|| any(name))
        .as_ref()
        .is_some_and(|regex| regex.is_match(label))
}

/// An element's class, id and role as the patterns see them; `None` where it has none.
fn label(node: &NodeRef) -> Option<String> {
    let mut label = String::from(" ");
    for name in ["class", "id", "role"] {
        for word in node
            .attr(name)
            .iter()
            .flat_map(|value| value.split_ascii_whitespace())
        {
            if name == "role" {
                label.push_str("role=");
            }
            label.push_str(&word.to_ascii_lowercase());
            label.push(' ');
        }
    }
    (label.len() > 1).then_some(label)
}

/// A part that is never an article, with what stands in it.
struct Likely<'a> {
    node: NodeRef<'a>,
    size: Size,
}

/// Letters under an element: all, and those in paragraphs.
#[derive(Clone, Copy, Default)]
struct Size {
    text: usize,
    prose: usize,
}

/// Cuts what would lead the search for the article astray; tells each part that was cut.
pub(super) fn prune(dom: &Dom, mut tell: impl FnMut(&NodeRef)) {
    static CLASSES: OnceLock<Option<Regex>> = OnceLock::new();
    // Elements of one kind share their classes: each is compared with the patterns once.
    let mut known: HashMap<String, bool> = HashMap::new();
    let mut matched = |label: String| match known.get(&label) {
        Some(matched) => *matched,
        None => {
            let matched = matches(&CLASSES, "classes", &label);
            known.insert(label, matched);
            matched
        }
    };
    let (mut sure, mut likely) = (Vec::new(), Vec::new());
    let mut sizes = Sizes::default();
    for node in dom.root().descendants_it() {
        sizes.close_up_to(node.parent().map(|parent| parent.id), &mut likely);
        if let Some(length) = text_length(&node) {
            sizes.text(length);
            continue;
        }
        if !node.is_element() {
            continue;
        }
        let name = node.node_name().unwrap_or_default();
        let silent = matches!(
            name.as_ref(),
            "script" | "style" | "noscript" | "template" | "svg"
        );
        let wrapper = matches!(name.as_ref(), "html" | "body" | "main" | "article");
        let place = if silent {
            sure.push(node);
            None
        } else if !wrapper
            && (elements().contains(&name.as_ref())
                || is_hidden(&node)
                || label(&node).is_some_and(&mut matched))
        {
            likely.push(Likely {
                node,
                size: Size::default(),
            });
            Some(likely.len() - 1)
        } else {
            None
        };
        sizes.open(node.id, name.as_ref() == "p", silent, place);
    }
    sizes.close_up_to(None, &mut likely);
    sure.iter().for_each(NodeRef::remove_from_parent);
    // A wrapper may carry such a class ("with-sidebar"), and old servers put whole pages in a form:
    // what holds the prose stays.
    let prose = sizes.sum.prose > FEWEST_PROSE;
    let measure = |size: Size| if prose { size.prose } else { size.text };
    // They stand in the order of the page: what is inside a part that was cut went with it.
    let mut gone: HashSet<NodeId> = HashSet::new();
    for Likely { node, size } in likely {
        let went = || node.ancestors_it(None).any(|a| gone.contains(&a.id));
        if measure(size) * 4 <= measure(sizes.sum) && !went() {
            if size.text > 0 {
                tell(&node);
            }
            node.remove_from_parent();
            gone.insert(node.id);
        }
    }
}

/// Letters in paragraphs from which a page is taken to mark its paragraphs as such.
const FEWEST_PROSE: usize = 500;

/// Counts letters while a page is walked in its order.
#[derive(Default)]
struct Sizes {
    sum: Size,
    /// Elements around the next node: id, whether it is a paragraph, whether it is silent, its place among the
    /// likely ones, and the count when it began.
    open: Vec<(NodeId, bool, bool, Option<usize>, Size)>,
    paragraphs: usize,
    silent: usize,
}

impl Sizes {
    fn open(&mut self, id: NodeId, paragraph: bool, silent: bool, place: Option<usize>) {
        self.paragraphs += usize::from(paragraph);
        self.silent += usize::from(silent);
        self.open.push((id, paragraph, silent, place, self.sum));
    }

    fn text(&mut self, length: usize) {
        if self.silent == 0 {
            self.sum.text += length;
            self.sum.prose += if self.paragraphs > 0 { length } else { 0 };
        }
    }

    /// Closes the elements that the next node, under this parent, is no longer in.
    fn close_up_to(&mut self, parent: Option<NodeId>, likely: &mut [Likely]) {
        while let Some((id, paragraph, silent, place, began)) = self.open.pop() {
            if Some(id) == parent {
                self.open.push((id, paragraph, silent, place, began));
                return;
            }
            self.paragraphs -= usize::from(paragraph);
            self.silent -= usize::from(silent);
            if let Some(found) = place.and_then(|place| likely.get_mut(place)) {
                found.size = Size {
                    text: self.sum.text - began.text,
                    prose: self.sum.prose - began.prose,
                };
            }
        }
    }
}

/// The length of a text; `None` for what is none.
fn text_length(node: &NodeRef) -> Option<usize> {
    let length = node.query(|inner| match &inner.data {
        NodeData::Text { contents } => Some(contents.len()),
        _ => None,
    });
    length.flatten()
}

fn is_hidden(node: &NodeRef) -> bool {
    let style = node.attr("style").unwrap_or_default().to_ascii_lowercase();
    style.contains("display:none") || style.contains("display: none")
}

/// Whether the element holds a picture's caption.
pub(super) fn is_caption(node: &NodeRef) -> bool {
    static CAPTIONS: OnceLock<Option<Regex>> = OnceLock::new();
    label(node).is_some_and(|label| matches(&CAPTIONS, "captions", &label))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_of_the_lists_is_valid() {
        assert!(any("classes").is_some() && any("captions").is_some());
        assert!(elements().contains(&"script") && !section("captions").is_empty());
    }

    #[test]
    fn a_wrapper_that_holds_the_prose_stays() {
        let page = "<div class='with-sidebar sidebar'><p>Latvia asked two envoys of Belarus to leave.</p></div>\
                    <div class=newsletter><p>Sign up</p></div><div role=navigation>Home</div>";
        let dom = Dom::from(page);
        prune(&dom, |_| {});
        assert_eq!(
            dom.text().trim(),
            "Latvia asked two envoys of Belarus to leave."
        );
    }
}
