//! One walk over a page, which gathers all that metadata are made of.

use dom_query::{Document as Dom, NodeRef};

/// A `<meta>` element.
pub(super) struct MetaTag {
    /// Its property, name or itemprop, in lower case.
    pub key: String,
    pub content: String,
    /// Whether it was microdata.
    pub item: bool,
}

/// A `<time>` element, or another one that a class or microdata calls a date.
pub(super) struct Stamp {
    /// Its `datetime` or `content`.
    pub machine: Option<String>,
    pub text: String,
    /// Whether microdata call it the date of publication.
    pub published: bool,
    /// Whether its class says that it tells of a change.
    pub changed: bool,
    /// Whether it stands in the page's article or main part.
    pub inside: bool,
}

/// What a page holds beside its text.
#[derive(Default)]
pub(super) struct Facts {
    pub metas: Vec<MetaTag>,
    pub canonical: Option<String>,
    pub title: Option<String>,
    pub heading: Option<String>,
    pub byline: Option<String>,
    pub stamps: Vec<Stamp>,
    /// Short texts by the headline, in order: where a page prints its date.
    pub near: Vec<String>,
    /// How many of them stand before the headline.
    pub before: usize,
    /// The page's language, as it says itself.
    pub language: Option<String>,
}

/// Most short texts that are kept.
const MOST_NEAR: usize = 120;

/// Short texts after the headline from which on it is far.
const NEAR_HEADING: usize = 40;

/// Longest text, in bytes, that can be a date line.
const LONGEST: usize = 160;

/// Gathers the facts of a page.
pub(super) fn facts(dom: &Dom) -> Facts {
    let mut facts = Facts::default();
    let mut since_heading = 0;
    for node in dom.root().descendants_it() {
        if node.is_text() {
            if facts.near.len() < MOST_NEAR && since_heading < NEAR_HEADING {
                let text = node.text();
                let text = text.trim();
                if text.len() <= LONGEST && text.bytes().any(|byte| byte.is_ascii_alphanumeric()) {
                    since_heading += usize::from(facts.heading.is_some());
                    facts.near.push(text.to_owned());
                }
            }
            continue;
        }
        let Some(name) = node.node_name() else {
            continue;
        };
        match name.as_ref() {
            "html" => facts.language = value(&node, "lang").map(|lang| lang.to_ascii_lowercase()),
            "meta" => meta(&node, &mut facts),
            "link" => {
                if facts.canonical.is_none()
                    && value(&node, "rel").is_some_and(|rel| rel == "canonical")
                {
                    facts.canonical = value(&node, "href");
                }
            }
            "title" if facts.title.is_none() && !has_ancestor(&node, &["body"]) => {
                facts.title = short_text(&node)
            }
            "h1" if facts.heading.is_none() => {
                facts.heading = short_text(&node);
                // What stood far above the headline is the site's.
                let far = facts.near.len().saturating_sub(NEAR_HEADING / 2);
                facts.near.drain(..far);
                facts.before = facts.near.len();
            }
            name => stamp_or_byline(&node, name, &mut facts),
        }
    }
    facts
}

fn meta(node: &NodeRef, facts: &mut Facts) {
    let Some(content) = value(node, "content") else {
        return;
    };
    let (key, item) = match value(node, "property").or_else(|| value(node, "name")) {
        Some(key) => (key, false),
        None => match value(node, "itemprop") {
            Some(key) => (key, true),
            None => return,
        },
    };
    let item = item || value(node, "itemprop").is_some_and(|item| item.contains("datePublished"));
    facts.metas.push(MetaTag {
        key: key.to_ascii_lowercase(),
        content,
        item,
    });
}

fn stamp_or_byline(node: &NodeRef, name: &str, facts: &mut Facts) {
    let item = node.attr("itemprop");
    let class = node.attr("class");
    if item.is_none() && class.is_none() && name != "time" && name != "a" {
        return;
    }
    let item = item.as_deref().unwrap_or("");
    let words = class.as_deref().unwrap_or("").to_ascii_lowercase();
    let has = |wanted: &[&str]| {
        words
            .split_ascii_whitespace()
            .any(|word| wanted.contains(&word))
    };
    let published = item.split(' ').any(|item| item == "datePublished");
    if name == "time" || published || has(&DATE_CLASSES) {
        let changed = ["updat", "modif"]
            .iter()
            .any(|part| words.contains(part) || item.to_ascii_lowercase().contains(part));
        facts.stamps.push(Stamp {
            machine: value(node, "datetime").or_else(|| value(node, "content")),
            text: short_text(node).unwrap_or_default(),
            published: published || node.attr("pubdate").is_some(),
            changed,
            inside: has_ancestor(node, &["article", "main"]),
        });
    }
    let author = item == "author"
        || has(&["byline", "author-name"])
        || node.attr("rel").is_some_and(|rel| &*rel == "author");
    if author && facts.byline.is_none() {
        facts.byline = short_text(node);
    }
}

/// Classes of elements that hold the date of publication.
const DATE_CLASSES: [&str; 9] = [
    "published",
    "pubdate",
    "article-date",
    "post-date",
    "entry-date",
    "article_date",
    "publish-date",
    "date",
    "posted-on",
];

/// An attribute that says something.
fn value(node: &NodeRef, name: &str) -> Option<String> {
    node.attr(name)
        .map(|value| value.trim().to_owned())
        .filter(|value| !value.is_empty())
}

fn short_text(node: &NodeRef) -> Option<String> {
    let text = node.text();
    let text = text.trim();
    (!text.is_empty() && text.len() < 500).then(|| text.to_owned())
}

fn has_ancestor(node: &NodeRef, names: &[&str]) -> bool {
    node.ancestors_it(None)
        .any(|above| names.iter().any(|name| above.has_name(name)))
}
