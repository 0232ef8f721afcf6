//! Links between pages: each names a file that is there, and a heading of it.

use super::{pages, root, text};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::collections::{BTreeSet, HashMap};
use std::path::{Component, Path, PathBuf};

#[path = "../../examples/site/anchor.rs"]
mod anchor;

/// What a page offers and asks for.
struct Page {
    anchors: BTreeSet<String>,
    links: Vec<String>,
}

fn read(page: &str) -> Page {
    let text = text(page);
    let mut found = Page {
        anchors: BTreeSet::new(),
        links: Vec::new(),
    };
    let mut heading: Option<(HeadingLevel, String)> = None;
    for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => heading = Some((level, String::new())),
            Event::End(TagEnd::Heading(_)) => {
                let (_, words) = heading.take().expect("a heading that ends has begun");
                found.anchors.insert(anchor::anchor(&words));
            }
            Event::Text(words) | Event::Code(words) => {
                if let Some((_, heading)) = &mut heading {
                    heading.push_str(&words);
                }
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                found.links.push(dest_url.into_string());
            }
            _ => {}
        }
    }
    found
}

/// A path without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(plain.pop()),
            Component::CurDir => {}
            part => plain.push(part),
        }
    }
    plain
}

#[test]
fn every_link_leads_to_a_file_and_a_heading_that_are_there() {
    let pages: HashMap<String, Page> = pages().into_iter().map(|p| (p.clone(), read(&p))).collect();
    assert!(pages.len() > 25, "only {} pages", pages.len());
    let mut broken = Vec::new();
    for (name, page) in &pages {
        for link in &page.links {
            if link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            let (file, heading) = link.split_once('#').unwrap_or((link, ""));
            let folder = Path::new(name).parent().expect("a page is in a folder");
            let target = match file {
                "" => PathBuf::from(name),
                file => plain(&folder.join(file)),
            };
            let target = target.to_string_lossy().replace('\\', "/");
            if !root().join(&target).exists() {
                broken.push(format!("{name}: {link}: no such file"));
            } else if !heading.is_empty() {
                let there = pages
                    .get(&target)
                    .is_some_and(|to| to.anchors.contains(heading));
                if !there {
                    broken.push(format!("{name}: {link}: no such heading"));
                }
            }
        }
    }
    broken.sort();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_page_of_the_documentation_is_listed_in_its_table_of_contents() {
    let listed: BTreeSet<String> = read("docs/README.md")
        .links
        .iter()
        .map(|link| plain(&Path::new("docs").join(link)))
        .map(|path| path.to_string_lossy().replace('\\', "/"))
        .collect();
    let missing: Vec<String> = pages()
        .into_iter()
        .filter(|page| page.starts_with("docs/") && page != "docs/README.md")
        .filter(|page| !listed.contains(page))
        .collect();
    assert!(
        missing.is_empty(),
        "not in docs/README.md: {}",
        missing.join(", ")
    );
}
