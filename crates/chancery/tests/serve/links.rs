//! Every link of every page leads somewhere.

use super::server::shared;
use std::collections::{BTreeSet, VecDeque};

/// Pages that are walked: enough to meet every kind of page and every kind of link.
const PAGES: usize = 150;

fn links(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for attribute in [" href=\"", " src=\"", " action=\""] {
        for rest in html.split(attribute).skip(1) {
            let link = rest.split('"').next().unwrap_or_default();
            found.push(
                link.replace("&#38;", "&")
                    .replace("&amp;", "&")
                    .replace("&#34;", "\""),
            );
        }
    }
    found
}

#[test]
fn every_link_resolves_and_every_fragment_is_there() {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut waiting: VecDeque<String> = [
        "/",
        "/dyad/USA/RUS",
        "/explore?measure=expulsion",
        "/codebook",
        "/about",
        "/sources",
        "/read",
    ]
    .map(str::to_owned)
    .into();
    let mut walked = 0;
    while let Some(path) = waiting.pop_front() {
        if walked == PAGES || !seen.insert(path.clone()) {
            continue;
        }
        walked += 1;
        let got = shared().get(&path);
        assert!(
            [200, 308].contains(&got.status),
            "{path}: {} {}",
            got.status,
            got.body
        );
        if !got.header("content-type").starts_with("text/html") {
            continue;
        }
        for link in links(&got.body) {
            if let Some(id) = link.strip_prefix('#') {
                assert!(got.body.contains(&format!("id=\"{id}\"")), "{path}: {link}");
            } else if link.starts_with('/') {
                let page = link.split('#').next().unwrap_or_default().to_owned();
                // Forms that are sent have no page of their own.
                if !["/correct", "/merge", "/add", "/pair"].contains(&page.as_str()) {
                    waiting.push_back(page);
                }
            } else {
                assert!(
                    link.starts_with("https://") || link.starts_with("http://"),
                    "{path}: {link}"
                );
            }
        }
    }
    assert_eq!(walked, PAGES);
}
