//! JSON-LD: what a page tells search engines of its article.

use serde_json::Value;

use super::meta::Meta;
use crate::dates::parse_date;

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

/// The types of schema.org that are lists of reports, galleries and live blogs.
fn is_listing(kind: &Value) -> bool {
    match kind {
        Value::String(name) => matches!(
            name.as_str(),
            "LiveBlogPosting" | "ImageGallery" | "MediaGallery" | "CollectionPage"
        ),
        Value::Array(names) => names.iter().any(is_listing),
        _ => false,
    }
}

fn is_page(kind: &Value) -> bool {
    match kind {
        Value::String(name) => name.ends_with("Page") || name == "CreativeWork",
        Value::Array(names) => names.iter().any(is_page),
        _ => false,
    }
}

/// What the page's scripts of JSON-LD say of its article.
pub(super) fn meta(scripts: &[&str]) -> Meta {
    let mut meta = Meta::default();
    for script in scripts {
        // Some pages wrap it in comments or CDATA, or leave line ends inside strings.
        let text = script.replace(['\n', '\r', '\t'], " ");
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
            meta.listing |= object.get("@type").is_some_and(is_listing);
            if object.get("@type").is_some_and(is_article) {
                let text = |key: &str| object.get(key).and_then(name);
                let locked = |value: &Value| match value {
                    Value::Bool(free) => !free,
                    Value::String(free) => free.eq_ignore_ascii_case("false"),
                    _ => false,
                };
                meta.locked |= object.get("isAccessibleForFree").is_some_and(locked);
                meta.title.fill(text("headline"));
                // Some systems fill what they do not know with the year one.
                let date = |key: &str| text(key).filter(|date| parse_date(date).is_some());
                meta.date.article.fill(date("datePublished"));
                meta.date.article.fill(date("dateCreated"));
                meta.outlet.fill(text("publisher"));
                meta.byline.fill(text("author"));
                meta.url
                    .fill(text("mainEntityOfPage").filter(|url| url.starts_with("http")));
                meta.url.fill(text("url"));
            }
            // Of the page that the article stands on: the next best.
            if object.get("@type").is_some_and(is_page) {
                let date = object.get("datePublished").and_then(name);
                meta.date
                    .page
                    .fill(date.filter(|date| parse_date(date).is_some()));
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
