//! JSON-LD: what a page tells search engines of its article.

use dom_query::Document as Dom;
use serde_json::Value;

use super::meta::Meta;

/// The types of schema.org that are reports.
fn is_article(kind: &Value) -> bool {
    match kind {
        Value::String(name) => {
            name.ends_with("Article")
                || matches!(name.as_str(), "BlogPosting" | "Report" | "LiveBlogPosting")
        }
        Value::Array(names) => names.iter().any(is_article),
        _ => false,
    }
}

/// What the page's JSON-LD says of its article.
pub(super) fn meta(dom: &Dom) -> Meta {
    let mut meta = Meta::default();
    for script in dom.select("script[type*='ld+json']").nodes() {
        // Some pages wrap it in comments or CDATA, or leave line ends inside strings.
        let text = script.text().replace(['\n', '\r', '\t'], " ");
        let text = text
            .trim()
            .trim_start_matches("<!--")
            .trim_end_matches("-->")
            .trim();
        let text = text
            .trim_start_matches("//<![CDATA[")
            .trim_end_matches("//]]>");
        if let Ok(value) = serde_json::from_str::<Value>(text.trim().trim_end_matches(';')) {
            collect(&value, &mut meta, 0);
        }
    }
    meta
}

fn collect(value: &Value, meta: &mut Meta, depth: usize) {
    /// `@graph` and lists nest a few levels at most.
    const DEEPEST: usize = 8;
    match value {
        Value::Array(items) if depth < DEEPEST => {
            items.iter().for_each(|item| collect(item, meta, depth + 1));
        }
        Value::Object(object) => {
            if object.get("@type").is_some_and(is_article) {
                let text = |key: &str| object.get(key).and_then(name);
                meta.title.fill(text("headline"));
                meta.date.fill(text("datePublished"));
                meta.date.fill(text("dateCreated"));
                meta.outlet.fill(text("publisher"));
                meta.byline.fill(text("author"));
                meta.url
                    .fill(text("mainEntityOfPage").filter(|url| url.starts_with("http")));
                meta.url.fill(text("url"));
            }
            for key in ["@graph", "mainEntity"] {
                if let Some(inner) = object.get(key).filter(|_| depth < DEEPEST) {
                    collect(inner, meta, depth + 1);
                }
            }
        }
        _ => {}
    }
}

/// A value's text, or its name; of several, all names.
fn name(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Object(object) => ["name", "@id", "url"]
            .iter()
            .find_map(|key| object.get(*key).and_then(name)),
        Value::Array(items) => {
            let names: Vec<String> = items.iter().filter_map(name).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        _ => None,
    }
}

/// Filling what is still empty.
pub(super) trait Fill {
    /// Takes the value where there is none yet and it says something.
    fn fill(&mut self, value: Option<String>);
}

impl Fill for Option<String> {
    fn fill(&mut self, value: Option<String>) {
        if self.is_none() {
            *self = value
                .map(|text| crate::clean::plain(&text))
                .filter(|text| !text.is_empty());
        }
    }
}
