//! A small reader of XML that refuses what is not whole: enough to check what charts write.

use std::collections::BTreeMap;

/// One element with its attributes, in the order of the text.
#[derive(Debug, Clone)]
pub struct Element {
    pub tag: String,
    pub attributes: BTreeMap<String, String>,
}

impl Element {
    pub fn attribute(&self, key: &str) -> Option<&str> {
        self.attributes.get(key).map(String::as_str)
    }
}

/// All elements, or what is wrong.
pub fn elements(text: &str) -> Result<Vec<Element>, String> {
    let mut out = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        content(&rest[..at])?;
        let end = rest[at..].find('>').ok_or("a tag has no end")? + at;
        let inner = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = inner.strip_prefix('/') {
            if open.pop().as_deref() != Some(name) {
                return Err(format!("</{name}> ends another element"));
            }
            continue;
        }
        let closed = inner.ends_with('/');
        let element = element(inner.trim_end_matches('/'))?;
        if !closed {
            open.push(element.tag.clone());
        }
        out.push(element);
    }
    content(rest)?;
    if open.is_empty() && !out.is_empty() {
        Ok(out)
    } else {
        Err(format!("not ended: {open:?}"))
    }
}

fn element(inner: &str) -> Result<Element, String> {
    let (tag, mut rest) = inner.split_once([' ', '\n']).unwrap_or((inner, ""));
    if tag.is_empty() || !tag.chars().all(|c| c.is_ascii_alphanumeric()) {
        return Err(format!("no name of an element: {tag}"));
    }
    let mut attributes = BTreeMap::new();
    while !rest.trim().is_empty() {
        let (key, after) = rest
            .trim_start()
            .split_once("=\"")
            .ok_or_else(|| format!("no attribute: {rest}"))?;
        let (value, after) = after.split_once('"').ok_or("a value has no end")?;
        if !key
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == ':')
        {
            return Err(format!("no name of an attribute: {key}"));
        }
        content(value)?;
        if attributes
            .insert(key.to_owned(), value.to_owned())
            .is_some()
        {
            return Err(format!("{key} twice"));
        }
        if !after.is_empty() && !after.starts_with([' ', '\n']) {
            return Err(format!("no room after {key}"));
        }
        rest = after;
    }
    Ok(Element {
        tag: tag.to_owned(),
        attributes,
    })
}

/// Text and values: every `&` begins a known entity, no character is forbidden.
fn content(text: &str) -> Result<(), String> {
    for part in text.split('&').skip(1) {
        let known = ["amp;", "lt;", "gt;", "quot;", "#39;"];
        if !known.iter().any(|entity| part.starts_with(entity)) {
            return Err(format!("no entity: &{part}"));
        }
    }
    let forbidden = |c: char| c == '<' || c.is_control() && !matches!(c, '\n' | '\t');
    match text.chars().find(|c| forbidden(*c)) {
        Some(c) => Err(format!("forbidden character {c:?}")),
        None => Ok(()),
    }
}

#[test]
fn what_is_not_whole_is_refused() {
    assert!(elements("<a b=\"c\"><d/></a>").is_ok());
    for text in [
        "",
        "<a>",
        "<a></b>",
        "<a b=\"1\" b=\"2\"/>",
        "<a b=\"1\"c=\"2\"/>",
        "<a>&x;</a>",
        "<a>\u{1}</a>",
        "<a b=\"<\"/>",
    ] {
        assert!(elements(text).is_err(), "{text}");
    }
}
