//! What strangers wrote, made harmless: text as text, ids of plain letters, addresses that run nothing.

pub(crate) use chancery_relate::plot::escape;

/// An id of ASCII letters, digits, `-` and `_` that begins with a letter; other characters are dropped.
pub(super) fn id(text: &str) -> String {
    let kept: String = text
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    if kept.starts_with(|c: char| c.is_ascii_alphabetic()) {
        kept
    } else {
        format!("c{kept}")
    }
}

/// Whether an address may be linked: within the site, or by http or https; never a script or data.
pub(super) fn is_safe(href: &str) -> bool {
    let lower = href.to_ascii_lowercase();
    if lower.starts_with("https://") || lower.starts_with("http://") {
        return true;
    }
    let path = href.split(['?', '#', '/']).next().unwrap_or_default();
    !href.is_empty()
        && !path.contains(':')
        && !href.starts_with("//")
        && !href.contains(|c: char| c.is_control() || c == '\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_run_something_are_not_linked() {
        for href in [
            "/event/1",
            "?since=2018-01-01",
            "#a",
            "event/1?t=12:30",
            "https://example.org/",
        ] {
            assert!(is_safe(href), "{href}");
        }
        for href in [
            "",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " javascript:x",
            "data:text/html,x",
            "//evil.example",
            "java\nscript:x",
            "/\\evil.example",
            "\\\\evil.example",
        ] {
            assert!(!is_safe(href), "{href}");
        }
    }

    #[test]
    fn text_stays_text_and_ids_stay_ids() {
        assert_eq!(
            escape("<a b='c'>&\"\u{0}\n"),
            "&lt;a b=&#39;c&#39;&gt;&amp;&quot; "
        );
        assert_eq!(id("USA-RUS_1\" x"), "USA-RUS_1x");
        assert_eq!(id("1<"), "c1");
        assert_eq!(id(""), "c");
    }
}
