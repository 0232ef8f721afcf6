//! Scripts, styles, drawings and comments taken out of a page's source before it is parsed: on most pages they are
//! the greater part of it, and a parser takes them letter by letter.

/// A page's source without what is never read, and the JSON-LD that stood in it.
pub(super) struct Stripped<'a> {
    pub html: String,
    pub linked: Vec<&'a str>,
}

/// Elements that are taken out with all that is in them.
const DROPPED: [&str; 4] = ["script", "style", "svg", "noscript"];

/// Takes out scripts, styles, drawings and comments.
pub(super) fn strip(html: &str) -> Stripped<'_> {
    let bytes = html.as_bytes();
    let mut out = String::with_capacity(html.len() / 2);
    let mut linked = Vec::new();
    let mut kept = 0;
    let mut at = 0;
    while let Some(found) = html[at..].find('<') {
        let start = at + found;
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
            None => at = start + 1,
        }
    }
    out.push_str(&html[kept..]);
    Stripped { html: out, linked }
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
