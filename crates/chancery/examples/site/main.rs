//! `cargo run -p chancery --example site -- FOLDER`: the pages of `docs/` as a site that needs no network and no script.
//!
//! The table of contents of `docs/README.md` is the menu. Links to pages become links to their HTML, links to other files of
//! the repository stay words.

mod anchor;

use anchor::anchor;
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};
use std::fmt::Write as _;
use std::path::{Component, Path, PathBuf};
use std::{env, fs, io};

const STYLE: &str = include_str!("style.css");

/// One page: its path under `docs/`, its title, its text.
struct Page {
    path: PathBuf,
    title: String,
    text: String,
}

fn main() -> io::Result<()> {
    let Some(out) = env::args().nth(1).map(PathBuf::from) else {
        eprintln!("usage: cargo run -p chancery --example site -- FOLDER");
        std::process::exit(2);
    };
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    let mut pages = Vec::new();
    gather(&docs, Path::new(""), &mut pages)?;
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    let menu = menu(&pages);
    for page in &pages {
        let path = out.join(target(&page.path));
        fs::create_dir_all(path.parent().unwrap_or(&out))?;
        fs::write(path, whole(page, &menu, &pages))?;
    }
    fs::write(out.join("style.css"), STYLE)?;
    copy_pictures(&docs.join("pictures"), &out.join("pictures"))?;
    println!("{} pages in {}", pages.len(), out.display());
    Ok(())
}

fn gather(docs: &Path, under: &Path, pages: &mut Vec<Page>) -> io::Result<()> {
    for entry in fs::read_dir(docs.join(under))? {
        let entry = entry?;
        let path = under.join(entry.file_name());
        if entry.path().is_dir() {
            gather(docs, &path, pages)?;
        } else if path.extension().is_some_and(|e| e == "md") {
            let text = fs::read_to_string(entry.path())?;
            let title = text.lines().find_map(|line| line.strip_prefix("# "));
            pages.push(Page {
                title: title.unwrap_or("Chancery").to_owned(),
                path,
                text,
            });
        }
    }
    Ok(())
}

fn copy_pictures(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        fs::copy(entry.path(), to.join(entry.file_name()))?;
    }
    Ok(())
}

/// Where a page goes: `README.md` is the front page.
fn target(page: &Path) -> PathBuf {
    match page.to_str() {
        Some("README.md") => PathBuf::from("index.html"),
        _ => page.with_extension("html"),
    }
}

/// Headings and links of the table of contents, in its order.
fn menu(pages: &[Page]) -> Vec<(String, Vec<PathBuf>)> {
    let contents = pages.iter().find(|p| p.path == Path::new("README.md"));
    let text = contents.map_or("", |page| &page.text);
    let mut menu: Vec<(String, Vec<PathBuf>)> = Vec::new();
    let mut heading = false;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = true,
            Event::End(TagEnd::Heading(_)) => heading = false,
            Event::Text(words) if heading => menu.push((words.into_string(), Vec::new())),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let path = PathBuf::from(dest_url.as_ref());
                if let (Some((_, links)), true) =
                    (menu.last_mut(), pages.iter().any(|page| page.path == path))
                {
                    links.push(path);
                }
            }
            _ => {}
        }
    }
    menu.retain(|(_, links)| !links.is_empty());
    menu
}

fn whole(page: &Page, menu: &[(String, Vec<PathBuf>)], pages: &[Page]) -> String {
    let up = "../".repeat(page.path.components().count() - 1);
    let mut nav = format!("<a href=\"{up}index.html\">Chancery</a>");
    for (heading, links) in menu {
        let _ = write!(nav, "<h2>{}</h2><ul>", escaped(heading));
        for link in links {
            let of = pages.iter().find(|p| p.path == *link);
            let title = escaped(of.map_or("", |p| &p.title));
            let here = if *link == page.path {
                " aria-current=\"page\""
            } else {
                ""
            };
            let _ = write!(
                nav,
                "<li><a href=\"{up}{}\"{here}>{title}</a></li>",
                target(link).display()
            );
        }
        nav.push_str("</ul>");
    }
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{}</title>\n<link rel=\"stylesheet\" href=\"{up}style.css\">\n<nav>{nav}</nav>\n<main>\n{}</main>\n</html>\n",
        escaped(&page.title),
        body(page, pages)
    )
}

fn body(page: &Page, pages: &[Page]) -> String {
    let folder = page.path.parent().unwrap_or(Path::new(""));
    let mut events: Vec<Event<'_>> = Parser::new_ext(&page.text, Options::ENABLE_TABLES).collect();
    let mut outside = false;
    let mut heading: Option<usize> = None;
    for at in 0..events.len() {
        match &mut events[at] {
            Event::Start(Tag::Heading { .. }) => heading = Some(at),
            Event::End(TagEnd::Heading(_)) => {
                if let Some(from) = heading.take() {
                    let words = events[from..at].iter().filter_map(|event| match event {
                        Event::Text(words) | Event::Code(words) => Some(words.as_ref()),
                        _ => None,
                    });
                    let address = anchor(&words.collect::<String>());
                    if let Event::Start(Tag::Heading { id, .. }) = &mut events[from] {
                        *id = Some(address.into());
                    }
                }
            }
            Event::Start(Tag::Link { dest_url, .. }) => match address(dest_url, folder, pages) {
                Some(address) => *dest_url = CowStr::from(address),
                None => {
                    outside = true;
                    events[at] = Event::Start(Tag::Emphasis);
                }
            },
            Event::End(TagEnd::Link) if outside => {
                outside = false;
                events[at] = Event::End(TagEnd::Emphasis);
            }
            _ => {}
        }
    }
    let mut body = String::new();
    html::push_html(&mut body, events.into_iter());
    body
}

/// The address of a link on the site; nothing where it leads out of `docs/`.
fn address(link: &str, folder: &Path, pages: &[Page]) -> Option<String> {
    if link.contains("://") || link.starts_with('#') {
        return Some(link.to_owned());
    }
    let (file, heading) = match link.split_once('#') {
        Some((file, heading)) => (file, format!("#{heading}")),
        None => (link, String::new()),
    };
    let mut path = PathBuf::new();
    for part in folder.join(file).components() {
        match part {
            Component::ParentDir => path.pop().then_some(())?,
            part => path.push(part),
        }
    }
    let page = pages.iter().find(|page| page.path == path)?;
    let up = "../".repeat(folder.components().count());
    Some(format!("{up}{}{heading}", target(&page.path).display()))
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('"', "&quot;").replace('`', "")
}
