//! robots.txt: what a site asks programs to leave alone (RFC 9309).

use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Bytes of a robots.txt that are read; the rest is passed over, as the standard allows.
pub(crate) const LONGEST: usize = 512 << 10;

/// Rules that are kept of one site.
const MOST_RULES: usize = 2000;

/// What a site asks of one program.
///
/// ```
/// let rules = chancery_fetch::Rules::parse("User-agent: *\nDisallow: /private/\nAllow: /private/news", "chancery");
/// assert!(!rules.allow("/private/x"));
/// assert!(rules.allow("/private/news/1"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Patterns of paths, each with whether it allows.
    rules: Vec<(bool, String)>,
    /// Seconds that the site wants between two requests; no part of the standard, and widely used.
    pub crawl_delay: Option<u64>,
}

impl Rules {
    /// The rules of a robots.txt for a program: those of the groups that name it, else those for all.
    pub fn parse(text: &str, product: &str) -> Rules {
        let (mut own, mut all) = (Rules::default(), Rules::default());
        let (mut named, mut star, mut is_named) = (false, false, false);
        let mut in_agents = false;
        for line in text.trim_start_matches('\u{feff}').lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((field, value)) = line.split_once(':') else {
                continue;
            };
            let value = value.trim();
            let field = field.trim().to_ascii_lowercase();
            if field == "user-agent" {
                if !in_agents {
                    (named, star) = (false, false);
                }
                in_agents = true;
                named |= product_of(value).eq_ignore_ascii_case(product);
                star |= value == "*";
                is_named |= named;
                continue;
            }
            for rules in [(named, &mut own), (star, &mut all)]
                .into_iter()
                .filter_map(|(on, rules)| on.then_some(rules))
            {
                match field.as_str() {
                    // An empty pattern forbids nothing.
                    "allow" | "disallow" if !value.is_empty() && rules.rules.len() < MOST_RULES => {
                        rules.rules.push((field == "allow", normal(value)));
                    }
                    "crawl-delay" => {
                        let seconds = value.parse::<f64>().ok().filter(|s| *s >= 0.0);
                        rules.crawl_delay = seconds.map(|s| s.ceil() as u64);
                    }
                    _ => {}
                }
            }
            // Lines that are no rule, such as Sitemap, do not end a list of agents.
            in_agents &= !matches!(field.as_str(), "allow" | "disallow" | "crawl-delay");
        }
        if is_named { own } else { all }
    }

    /// Whether a path, with its query, may be asked for: the longest pattern that fits decides, and of two as long
    /// the one that allows.
    pub fn allow(&self, path: &str) -> bool {
        let path = normal(path);
        self.rules
            .iter()
            .filter(|(_, pattern)| fits(pattern.as_bytes(), path.as_bytes()))
            .max_by_key(|(allows, pattern)| (pattern.len(), *allows))
            .is_none_or(|(allows, _)| *allows)
    }

    /// What the site wants between two requests, one minute at most.
    pub fn delay(&self) -> Option<Duration> {
        self.crawl_delay.map(|s| Duration::from_secs(s.min(60)))
    }
}

/// The product token of a line `User-agent`: letters, `-` and `_` (RFC 9309, 2.2.1).
fn product_of(value: &str) -> &str {
    let end = value
        .find(|c: char| !c.is_ascii_alphabetic() && c != '-' && c != '_')
        .unwrap_or(value.len());
    &value[..end]
}

/// A path with its escapes in one spelling: letters, digits and `-._~` plain, all else beyond ASCII escaped.
fn normal(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut out = String::with_capacity(path.len());
    let mut at = 0;
    while at < bytes.len() {
        let escape = (bytes[at] == b'%')
            .then(|| path.get(at + 1..at + 3))
            .flatten()
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match escape {
            Some(byte) if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => {
                out.push(char::from(byte));
            }
            Some(byte) => out.push_str(&format!("%{byte:02X}")),
            None if bytes[at].is_ascii() => out.push(char::from(bytes[at])),
            None => out.push_str(&format!("%{:02X}", bytes[at])),
        }
        at += if escape.is_some() { 3 } else { 1 };
    }
    out
}

/// Whether a pattern with `*` and an ending `$` fits the beginning of a path. Each star takes as little as it can,
/// so that the time is bounded by the product of the lengths.
fn fits(pattern: &[u8], path: &[u8]) -> bool {
    let (pattern, whole) = match pattern.strip_suffix(b"$") {
        Some(rest) => (rest, true),
        None => (pattern, false),
    };
    let (mut p, mut at) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    loop {
        if p == pattern.len() && (!whole || at == path.len()) {
            return true;
        }
        if p < pattern.len() && pattern[p] == b'*' {
            retry = Some((p + 1, at));
            p += 1;
        } else if p < pattern.len() && at < path.len() && pattern[p] == path[at] {
            p += 1;
            at += 1;
        } else {
            match &mut retry {
                Some((after, from)) if *from < path.len() => {
                    *from += 1;
                    (p, at) = (*after, *from);
                }
                _ => return false,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, allowed: &[&str], forbidden: &[&str]) {
        let rules = Rules::parse(text, "chancery");
        for path in allowed {
            assert!(rules.allow(path), "{path} is allowed by\n{text}");
        }
        for path in forbidden {
            assert!(!rules.allow(path), "{path} is forbidden by\n{text}");
        }
    }

    #[test]
    fn the_examples_of_the_standard_hold() {
        check(
            "User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\n\n\
             User-Agent: foobot\nDisallow:/\nAllow:/example/page.html\nAllow:/example/allowed.gif",
            &["/publications/", "/", "/a.gif?x"],
            &["/a.gif", "/example/page.html"],
        );
        let longest =
            "user-agent: *\nallow: /example/page/\ndisallow: /example/page/disallowed.gif";
        check(
            longest,
            &["/example/page/x"],
            &["/example/page/disallowed.gif"],
        );
    }

    #[test]
    fn the_groups_that_name_the_program_win_over_those_for_all_and_add_up() {
        check(
            "User-agent: chancery\nDisallow: /a\n\nUser-agent: *\nDisallow: /\n\nUser-agent: other\n\
             user-agent: Chancery/2.0\nDisallow: /b",
            &["/c", "/"],
            &["/a", "/b"],
        );
        check(
            "User-agent: chancery\nDisallow:\nUser-agent: *\nDisallow: /",
            &["/x"],
            &[],
        );
        check("User-agent: chancerybot\nDisallow: /", &["/x"], &[]);
    }

    #[test]
    fn wild_cards_ends_and_escapes_are_read() {
        check(
            "User-agent: *\nDisallow: /*/print$\nDisallow: /caf%C3%A9\nDisallow: /%7ejoe\nAllow: /a*/b",
            &["/x/print/2", "/joe"],
            &["/x/print", "/x/y/print", "/café/1", "/caf%c3%a9", "/~joe/"],
        );
        check("User-agent: *\nDisallow: /a\nAllow: /a", &["/a"], &[]);
    }

    #[test]
    fn lines_that_are_no_rules_change_nothing() {
        check(
            "\u{feff}<html>\nUser-agent: *\nSitemap: https://x.example/s.xml\nno colon\nDisallow: /x # why\r\nCrawl-delay: 2.5",
            &["/y"],
            &["/x"],
        );
        let rules = Rules::parse("User-agent: *\nCrawl-delay: 9000", "chancery");
        assert_eq!(rules.delay(), Some(Duration::from_secs(60)));
        check("Disallow: /", &["/"], &[]);
    }

    #[test]
    fn a_pattern_of_many_stars_ends_soon() {
        let pattern = "*a".repeat(200);
        let text = format!("User-agent: *\nDisallow: /{pattern}b");
        check(&text, &[&format!("/{}", "a".repeat(4000))], &[]);
    }
}
