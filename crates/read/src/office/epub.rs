//! EPUB: the chapters of a book in the order in which they are read.

use std::sync::Arc;

use chancery_codebook::ProblemKind;
use quick_xml::events::Event;

use crate::archive::Zip;
use crate::clean::Known;
use crate::dates::parse_date;
use crate::decode::decode;
use crate::document::{Block, BlockKind, DateBasis, Document};
use crate::html::{declared_encoding, read_fragment};
use crate::options::ReadOptions;
use crate::reader::{Item, Items, one};
use crate::source::problem;
use crate::xml::{attribute, inside, reader};

/// Fewest words of a chapter: covers, title pages and tables of contents are passed over.
const FEWEST_WORDS: usize = 25;

/// What the book's package says of it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Package {
    title: Option<String>,
    publisher: Option<String>,
    creator: Option<String>,
    date: Option<String>,
    /// Id, path and properties of each part.
    manifest: Vec<(String, String, bool)>,
    /// Ids of the chapters, in order.
    spine: Vec<String>,
}

/// The items of an EPUB book: one document a chapter.
pub(crate) fn epub(mut zip: Zip, options: &Arc<ReadOptions>) -> Items {
    let name = zip.name.clone();
    let (root, package) = match package(&mut zip) {
        Ok(found) => found,
        Err(message) => {
            return one(Item::Problem(problem(
                ProblemKind::Malformed,
                &name,
                None,
                message,
            )));
        }
    };
    let (options, book) = (Arc::clone(options), name.clone());
    let chapters = package.spine.clone().into_iter().filter_map(move |id| {
        let (_, path, _) = package
            .manifest
            .iter()
            .find(|(other, _, contents)| *other == id && !contents)?;
        let path = resolve(&root, path);
        match zip.bytes(&path) {
            Ok(bytes) => {
                chapter(&bytes, &format!("{name}!{path}"), &package, &options).map(Item::Document)
            }
            Err(message) => Some(Item::Problem(problem(
                ProblemKind::Malformed,
                &name,
                None,
                message,
            ))),
        }
    });
    let mut chapters = chapters.peekable();
    if chapters.peek().is_none() {
        let message = "the book has no chapter with text".to_owned();
        return one(Item::Problem(problem(
            ProblemKind::Empty,
            &book,
            None,
            message,
        )));
    }
    Box::new(chapters)
}

/// The package, and the folder that its paths start from.
fn package(zip: &mut Zip) -> Result<(String, Package), String> {
    let container = zip.bytes("META-INF/container.xml")?;
    let container = decode(&container, None);
    let mut xml = reader(&container);
    let path = loop {
        match xml.read_event() {
            Ok(Event::Start(element) | Event::Empty(element))
                if element.local_name().as_ref() == "rootfile" =>
            {
                break attribute(&element, "full-path");
            }
            Ok(Event::Eof) | Err(_) => break None,
            Ok(_) => {}
        }
    };
    let path = path.ok_or("the book's container names no package")?;
    let bytes = zip.bytes(&path)?;
    let root = path
        .rsplit_once('/')
        .map_or(String::new(), |(root, _)| root.to_owned());
    Ok((root, parse(&decode(&bytes, None))?))
}

fn parse(text: &str) -> Result<Package, String> {
    let mut package = Package::default();
    let mut xml = reader(text);
    loop {
        match xml.read_event() {
            Ok(Event::Start(element) | Event::Empty(element)) => {
                let name = element.local_name();
                match name.as_ref() {
                    "item" => {
                        let contents = attribute(&element, "properties")
                            .is_some_and(|p| p.split(' ').any(|p| p == "nav"));
                        let id = attribute(&element, "id").unwrap_or_default();
                        let href = attribute(&element, "href").unwrap_or_default();
                        package.manifest.push((id, href, contents));
                    }
                    "itemref" => package.spine.extend(attribute(&element, "idref")),
                    "title" | "publisher" | "creator" | "date" => {
                        let text = xml
                            .read_text(element.name())
                            .map(|text| inside(&text.into_inner()));
                        let text = text
                            .ok()
                            .map(|text| text.trim().to_owned())
                            .filter(|text| !text.is_empty());
                        let slot = match name.as_ref() {
                            "title" => &mut package.title,
                            "publisher" => &mut package.publisher,
                            "creator" => &mut package.creator,
                            _ => &mut package.date,
                        };
                        *slot = slot.take().or(text);
                    }
                    _ => {}
                }
            }
            Ok(Event::Eof) => return Ok(package),
            Ok(_) => {}
            Err(error) => {
                return Err(format!(
                    "the book's package is broken ({error}): fetch it again"
                ));
            }
        }
    }
}

/// The document of a chapter; `None` where it is no prose.
fn chapter(bytes: &[u8], id: &str, package: &Package, options: &ReadOptions) -> Option<Document> {
    let mut known = Known {
        outlet: package.publisher.clone().or_else(|| package.title.clone()),
        byline: package.creator.clone(),
        ..Known::new(id, options)
    };
    known.date(
        package.date.as_deref().and_then(parse_date),
        DateBasis::Field,
    );
    let mut document = read_fragment(&decode(bytes, declared_encoding(bytes)), known)?;
    if document.text.split_whitespace().count() < FEWEST_WORDS {
        return None;
    }
    // A chapter begins with its heading, which is the headline of the report that it is.
    if let Some(Block { kind, .. }) = document.blocks.first_mut()
        && matches!(kind, BlockKind::Heading | BlockKind::Headline)
    {
        *kind = BlockKind::Headline;
        let title = document.block_text(&document.blocks[0]).to_owned();
        document.title = document.title.take().or(Some(title));
    }
    Some(document)
}

/// A path of the package as the archive knows it: relative to the package, its escapes undone, inside the archive.
fn resolve(root: &str, path: &str) -> String {
    let path = path.split('#').next().unwrap_or("");
    let mut parts: Vec<String> = root
        .split('/')
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(unescape(part)),
        }
    }
    parts.join("/")
}

/// Undoes `%20` and its like.
fn unescape(part: &str) -> String {
    let bytes = part.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%')
            .then(|| part.get(at + 1..at + 3))
            .flatten()
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(hex.unwrap_or(bytes[at]));
        at += if hex.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn paths_stay_inside_the_archive() {
        assert_eq!(
            resolve("OEBPS", "text/a%20b.xhtml#x"),
            "OEBPS/text/a b.xhtml"
        );
        assert_eq!(resolve("OEBPS/x", "../a.xhtml"), "OEBPS/a.xhtml");
        assert_eq!(resolve("", "../../a.xhtml"), "a.xhtml");
    }
}
