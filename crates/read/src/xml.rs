//! XML as documents and feeds hold it: text with its references resolved, attributes, and where it breaks.

use quick_xml::Reader;
use quick_xml::events::BytesStart;

/// A reader that bears what real files contain: bare ampersands, and elements closed in the wrong order.
pub(crate) fn reader(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    reader
}

/// The line, from 1, of a place in a text.
pub(crate) fn line_at(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    1 + text.as_bytes()[..at]
        .iter()
        .filter(|byte| **byte == b'\n')
        .count()
}

/// What stands inside an element, with CDATA opened and the references of XML resolved once.
///
/// Tags stay, and so do references that only HTML knows: what holds a page's source is then that source.
pub(crate) fn inside(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once("<![CDATA[") {
        unescape(before, &mut text);
        let (inner, after) = after.split_once("]]>").unwrap_or((after, ""));
        text.push_str(inner);
        rest = after;
    }
    unescape(rest, &mut text);
    text
}

/// Resolves the five references of XML and those by number.
fn unescape(raw: &str, text: &mut String) {
    /// The longest reference that is resolved: `&#x10FFFF;`.
    const LONGEST: usize = 10;
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once('&') {
        text.push_str(before);
        let end = after.bytes().take(LONGEST).position(|byte| byte == b';');
        match end.and_then(|end| Some((reference(&after[..end])?, end))) {
            Some((c, end)) => {
                text.push(c);
                rest = &after[end + 1..];
            }
            None => {
                text.push('&');
                rest = after;
            }
        }
    }
    text.push_str(rest);
}

/// The letter that a reference stands for.
pub(crate) fn reference(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    })
}

/// An attribute of an element, its references resolved.
pub(crate) fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let found = element.try_get_attribute(name).ok()??;
    let mut text = String::new();
    unescape(&found.value, &mut text);
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved_once_and_cdata_is_opened() {
        assert_eq!(
            inside("a &amp;lt; &#8217;<![CDATA[<p>b & c</p>]]> d &eacute; & e"),
            "a &lt; ’<p>b & c</p> d &eacute; & e"
        );
        assert_eq!(inside("<![CDATA[cut"), "cut");
        assert_eq!(inside("&#x110000; &#xe9;"), "&#x110000; é");
    }
}
