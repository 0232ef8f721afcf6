//! Scripts, styles, drawings and comments taken out of a page's source before it is parsed: on most pages they are
//! the greater part of it, and a parser takes them letter by letter.

/// A page's source without what is never read, and the JSON-LD that stood in it.
pub(super) struct Stripped<'a> {
    pub html: String,
    pub linked: Vec<&'a str>,
}

/// Elements that are taken out with all that is in them.
const DROPPED: [&str; 9] = [
    "script", "style", "svg", "noscript", "select", "iframe", "canvas", "audio", "video",
];

/// Takes out scripts, styles, drawings and comments.
pub(super) fn strip(html: &str) -> Stripped<'_> {
    let bytes = html.as_bytes();
    let mut out = String::with_capacity(html.len() / 2);
    let mut linked = Vec::new();
    let mut kept = 0;
    let mut at = 0;
    while let Some(found) = html[at..].find('<') {
        let start = at + found;
        // Lines are indented; of such space one letter says as much.
        let text = &bytes[at..start];
        let lead = text
            .iter()
            .take_while(|byte| byte.is_ascii_whitespace())
            .count();
        if lead > 1 {
            out.push_str(&html[kept..at + 1]);
            kept = at + lead;
        }
        let trail = text[lead..]
            .iter()
            .rev()
            .take_while(|byte| byte.is_ascii_whitespace())
            .count();
        if trail > 1 {
            out.push_str(&html[kept..start - trail + 1]);
            kept = start;
        }
        let rest = &html[start + 1..];
        let end = if rest.starts_with("!--") {
            // An empty comment may end with the dashes that began it.
            html[start + 2..].find("-->").map(|end| start + 2 + end + 3)
        } else {
            let name = DROPPED.iter().find(|name| opens(rest.as_bytes(), name));
            name.and_then(|name| {
                let inner = start + html[start..].find('>')? + 1;
                let close = closing(bytes, inner, name)?;
                if *name == "script" && is_linked(&html[start..inner]) {
                    linked.push(&html[inner..close]);
                }
                // The end tag has no `>` only where the page is cut off.
                Some(close + html[close..].find('>')? + 1)
            })
        };
        match end {
            Some(end) => {
                out.push_str(&html[kept..start]);
                kept = end;
                at = end;
            }
            None => {
                // The bytes of a tag that stay are copied with what stands before it.
                let slim = tag(bytes, start, |range, cut| {
                    if cut {
                        out.push_str(&html[kept..range.start]);
                        kept = range.end;
                    }
                });
                at = slim.unwrap_or(start + 1);
            }
        }
    }
    out.push_str(&html[kept..]);
    Stripped { html: out, linked }
}

/// Attributes that something here, or the search for the article, looks at.
const KEPT: [&str; 25] = [
    "class",
    "id",
    "href",
    "role",
    "style",
    "rel",
    "name",
    "property",
    "content",
    "itemprop",
    "datetime",
    "lang",
    "charset",
    "hidden",
    "aria-hidden",
    "aria-modal",
    "type",
    "pubdate",
    "colspan",
    "rowspan",
    "summary",
    "border",
    "http-equiv",
    "itemscope",
    "itemtype",
];

/// Goes through a tag that begins at `start`; tells each attribute that is not kept, with the space before it.
///
/// The answer is where the tag ends, or `None` where it is none or is cut off.
fn tag(
    bytes: &[u8],
    start: usize,
    mut tell: impl FnMut(std::ops::Range<usize>, bool),
) -> Option<usize> {
    let space = |byte: u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c');
    let skip = |from: usize, holds: &dyn Fn(u8) -> bool| {
        bytes[from..]
            .iter()
            .position(|byte| !holds(*byte))
            .map(|length| from + length)
    };
    if !bytes.get(start + 1)?.is_ascii_alphabetic() {
        return None;
    }
    let mut at = skip(start + 1, &|byte| {
        !space(byte) && byte != b'>' && byte != b'/'
    })?;
    let anchor = bytes[start + 1..at].eq_ignore_ascii_case(b"a");
    // What is cut is told only once the whole tag is known to be sound.
    let mut cuts: Vec<std::ops::Range<usize>> = Vec::new();
    loop {
        let before = at;
        at = skip(at, &|byte| space(byte) || byte == b'/')?;
        if bytes[at] == b'>' {
            cuts.into_iter().for_each(|range| tell(range, true));
            return Some(at + 1);
        }
        let name = at;
        // An equals sign may begin a name, and nothing else.
        at = skip(at + 1, &|byte| {
            !space(byte) && !matches!(byte, b'>' | b'/' | b'=')
        })?;
        let name = name..at;
        let after = skip(at, &space)?;
        let mut value = None;
        if bytes[after] == b'=' {
            let from = skip(after + 1, &space)?;
            (value, at) = match bytes[from] {
                quote @ (b'"' | b'\'') => {
                    let end =
                        from + 1 + bytes[from + 1..].iter().position(|byte| *byte == quote)?;
                    (Some(from + 1..end), end + 1)
                }
                b'>' => (None, from),
                _ => {
                    let end = skip(from, &|byte| !space(byte) && byte != b'>')?;
                    (Some(from..end), end)
                }
            };
        }
        let value = value.unwrap_or(at..at);
        if !is_kept(&bytes[name.clone()], &bytes[value.clone()]) {
            cuts.push(before..at);
        } else if anchor && bytes[name].eq_ignore_ascii_case(b"href") && value.len() > 1 {
            // That a link leads somewhere, or within the page, is all that is asked of it.
            let first = value.start + utf8_length(bytes[value.start]);
            cuts.push(first.min(value.end)..value.end);
        }
    }
}

/// How many bytes the letter has that begins with this one.
fn utf8_length(first: u8) -> usize {
    match first {
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0.. => 4,
        _ => 1,
    }
}

/// Whether an attribute is looked at by anybody.
fn is_kept(name: &[u8], value: &[u8]) -> bool {
    if name.eq_ignore_ascii_case(b"style") {
        // Of styles only what hides an element matters.
        return value
            .windows(4)
            .any(|four| four.eq_ignore_ascii_case(b"none"))
            || value
                .windows(6)
                .any(|six| six.eq_ignore_ascii_case(b"hidden"));
    }
    // `data-…`, `src`, `on…`: most attributes are known by their first letters.
    name.len() <= 11
        && KEPT
            .iter()
            .any(|kept| name.eq_ignore_ascii_case(kept.as_bytes()))
}

/// Whether a tag of this name begins here, after its `<`.
fn opens(rest: &[u8], name: &str) -> bool {
    rest.len() > name.len()
        && rest[..name.len()].eq_ignore_ascii_case(name.as_bytes())
        && matches!(rest[name.len()], b'>' | b' ' | b'\t' | b'\n' | b'\r' | b'/')
}

/// Where the end tag of an element begins.
fn closing(bytes: &[u8], from: usize, name: &str) -> Option<usize> {
    let mut at = from;
    loop {
        at += bytes[at..].iter().position(|byte| *byte == b'<')?;
        if bytes.get(at + 1) == Some(&b'/') && opens(&bytes[at + 2..], name) {
            return Some(at);
        }
        at += 1;
    }
}

/// Whether a script's tag says that it holds JSON-LD.
fn is_linked(tag: &str) -> bool {
    tag.to_ascii_lowercase().contains("ld+json")
}

#[cfg(test)]
mod tests {
    use super::strip;

    #[test]
    fn what_is_never_read_goes_and_json_ld_is_kept_aside() {
        let page = "<p>a<script>if (a < b) '<p>'</SCRIPT >b<!-- <p> -->c<style>x</style><scripted>d<svg><title>t</title></svg>\
                    <script type='application/ld+json'>{}</script>e";
        let found = strip(page);
        assert_eq!(found.html, "<p>abc<scripted>de");
        assert_eq!(found.linked, ["{}"]);
    }

    #[test]
    fn attributes_that_nobody_looks_at_go() {
        let page = "<div data-x='a>b' class=\"c d\" onclick=\"<p>\" style='color:red'><img srcset=a.jpg alt=é><a\n href=/x target=_blank>\
                    <p style=display:none =x y>";
        assert_eq!(
            strip(page).html,
            "<div class=\"c d\"><img><a\n href=/><p style=display:none>"
        );
        assert_eq!(strip("<p data-x='cut").html, "<p data-x='cut");
    }

    #[test]
    fn what_is_not_closed_is_left_to_the_parser() {
        for page in [
            "a<script>b",
            "a<!-- b",
            "a<style",
            "<",
            "a<!-->b",
            "é<svg/>ü",
        ] {
            let found = strip(page);
            assert!(
                found.html.starts_with(page.chars().next().unwrap()),
                "{page}"
            );
        }
        assert_eq!(strip("a<!-->b").html, "ab");
    }
}
