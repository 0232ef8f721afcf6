//! Parts of a page that are never its article, cut by the names and classes kept as data.

use std::sync::OnceLock;

use dom_query::{Document as Dom, NodeRef};
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

/// Cuts what would lead the search for the article astray.
pub(super) fn prune(dom: &Dom) {
    static CLASSES: OnceLock<Option<Regex>> = OnceLock::new();
    let (mut sure, mut likely) = (Vec::new(), Vec::new());
    for node in dom.root().descendants_it().filter(NodeRef::is_element) {
        let name = node.node_name().unwrap_or_default();
        if matches!(
            name.as_ref(),
            "script" | "style" | "noscript" | "template" | "svg"
        ) {
            sure.push(node);
        } else if !matches!(name.as_ref(), "html" | "body" | "main" | "article")
            && (elements().contains(&name.as_ref())
                || is_hidden(&node)
                || label(&node).is_some_and(|label| matches(&CLASSES, "classes", &label)))
        {
            likely.push(node);
        }
    }
    sure.iter().for_each(NodeRef::remove_from_parent);
    // A wrapper may carry such a class ("with-sidebar"), and old servers put whole pages in a form:
    // what holds the prose stays.
    let measure = if prose(&dom.root()) > FEWEST_PROSE {
        prose
    } else {
        text
    };
    let all = measure(&dom.root());
    for node in likely {
        if measure(&node) * 4 <= all {
            node.remove_from_parent();
        }
    }
}

/// Letters in paragraphs from which a page is taken to mark its paragraphs as such.
const FEWEST_PROSE: usize = 500;

/// Letters under the element.
fn text(node: &NodeRef) -> usize {
    node.text().len()
}

fn is_hidden(node: &NodeRef) -> bool {
    let style = node.attr("style").unwrap_or_default().to_ascii_lowercase();
    style.contains("display:none") || style.contains("display: none")
}

/// Letters in paragraphs under the element.
fn prose(node: &NodeRef) -> usize {
    let paragraphs = node.descendants_it().filter(|node| node.has_name("p"));
    paragraphs.map(|paragraph| paragraph.text().len()).sum()
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
        prune(&dom);
        assert_eq!(
            dom.text().trim(),
            "Latvia asked two envoys of Belarus to leave."
        );
    }
}
