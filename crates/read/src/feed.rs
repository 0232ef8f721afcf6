//! Feeds saved as files: RSS, Atom and JSON Feed, one document an entry.

use std::sync::Arc;

use chancery_codebook::ProblemKind;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::Value;

use crate::clean::{Known, plain};
use crate::dates::parse_date;
use crate::decode::decode;
use crate::document::{DateBasis, Flag};
use crate::html::{declared_encoding, plain_of, read_fragment};
use crate::options::ReadOptions;
use crate::reader::{Item, Items, one};
use crate::source::{Source, problem};
use crate::xml::{attribute, inside, line_at, reader};

/// An entry as the feed tells it; texts may hold HTML.
#[derive(Debug, Default)]
struct Entry {
    id: Option<String>,
    title: Option<String>,
    url: Option<String>,
    published: Option<String>,
    updated: Option<String>,
    content: Option<String>,
    summary: Option<String>,
    author: Option<String>,
}

/// The items of a feed's entries.
pub(crate) fn feed(source: Source, options: Arc<ReadOptions>) -> Items {
    let name = source.name.clone();
    let bytes = match source.bytes() {
        Ok(bytes) => bytes,
        Err(problem) => return one(Item::Problem(problem)),
    };
    let text = decode(&bytes, declared_encoding(&bytes));
    let text = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let items = match text.starts_with('{') {
        true => json_feed(text, &name, &options),
        false => xml_feed(text, &name, &options),
    };
    if items.is_empty() {
        let message = "the feed has no entries: leave it out".to_owned();
        return one(Item::Problem(problem(
            ProblemKind::Empty,
            &name,
            None,
            message,
        )));
    }
    Box::new(items.into_iter())
}

/// The items of an RSS or Atom feed.
fn xml_feed(text: &str, name: &str, options: &ReadOptions) -> Vec<Item> {
    let mut xml = reader(text);
    let (mut items, mut outlet) = (Vec::new(), None);
    let mut open: Option<(Entry, usize)> = None;
    loop {
        let at = usize::try_from(xml.buffer_position()).unwrap_or(usize::MAX);
        match xml.read_event() {
            Ok(Event::Start(element)) => match element.name().as_ref() {
                "item" | "entry" | "atom:entry" | "rss:item" => {
                    // An entry that was never closed ends where the next begins.
                    items.extend(
                        open.take()
                            .into_iter()
                            .flat_map(|e| of_entry(e, name, &outlet, options)),
                    );
                    let id = attribute(&element, "rdf:about");
                    open = Some((
                        Entry {
                            id,
                            ..Entry::default()
                        },
                        line_at(text, at),
                    ));
                }
                tag => match &mut open {
                    Some((entry, _)) => field(&mut xml, &element, entry),
                    None if tag == "title" && outlet.is_none() => {
                        outlet = raw(&mut xml, &element).map(|raw| plain_of(&inside(raw)));
                    }
                    None if matches!(tag, "image" | "textInput" | "author") => {
                        let _ = raw(&mut xml, &element);
                    }
                    None => {}
                },
            },
            Ok(Event::Empty(element)) => {
                if let Some((entry, _)) = &mut open {
                    link(&element, entry);
                }
            }
            Ok(Event::End(element)) => {
                if matches!(
                    element.name().as_ref(),
                    "item" | "entry" | "atom:entry" | "rss:item"
                ) {
                    items.extend(
                        open.take()
                            .into_iter()
                            .flat_map(|e| of_entry(e, name, &outlet, options)),
                    );
                }
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                let message =
                    format!("the feed is broken here ({error}): what stands before it is read");
                items.push(Item::Problem(problem(
                    ProblemKind::Malformed,
                    name,
                    Some(line_at(text, at)),
                    message,
                )));
                break;
            }
        }
    }
    items.extend(
        open.take()
            .into_iter()
            .flat_map(|e| of_entry(e, name, &outlet, options)),
    );
    items
}

/// What stands between an element's tags, as written.
fn raw<'a>(xml: &mut Reader<&'a [u8]>, element: &BytesStart) -> Option<&'a str> {
    match xml.read_text(element.name()).ok()?.into_inner() {
        std::borrow::Cow::Borrowed(text) => Some(text),
        std::borrow::Cow::Owned(_) => None,
    }
}

/// Takes a child of an entry; those of other vocabularies (media, itunes, slash) are passed over.
fn field(xml: &mut Reader<&[u8]>, element: &BytesStart, entry: &mut Entry) {
    link(element, entry);
    let Some(raw) = raw(xml, element) else { return };
    let name = element.name();
    let name = name.as_ref();
    let bare = name
        .strip_prefix("atom:")
        .or_else(|| name.strip_prefix("rss:"))
        .unwrap_or(name);
    let slot = match bare {
        "title" => &mut entry.title,
        "guid" | "id" => &mut entry.id,
        "link" => &mut entry.url,
        "pubDate" | "published" | "dc:date" | "issued" | "dcterms:issued" | "dcterms:created" => {
            &mut entry.published
        }
        "updated" | "modified" | "dcterms:modified" => &mut entry.updated,
        "content:encoded" | "content" => &mut entry.content,
        "description" | "summary" => &mut entry.summary,
        "author" | "dc:creator" => &mut entry.author,
        _ => return,
    };
    if slot.is_none() && !raw.trim().is_empty() {
        *slot = Some(inside(raw.trim()));
    }
}

/// Takes the address of an Atom link that leads to the report itself.
fn link(element: &BytesStart, entry: &mut Entry) {
    if matches!(element.name().as_ref(), "link" | "atom:link")
        && attribute(element, "rel").is_none_or(|rel| rel == "alternate")
        && entry.url.is_none()
    {
        entry.url = attribute(element, "href");
    }
}

/// The items of a JSON Feed.
fn json_feed(text: &str, name: &str, options: &ReadOptions) -> Vec<Item> {
    let feed = match serde_json::from_str::<Value>(text) {
        Ok(feed) => feed,
        Err(error) => {
            let message = format!("the feed is not valid JSON ({error}): save it again");
            return vec![Item::Problem(problem(
                ProblemKind::Malformed,
                name,
                Some(error.line()),
                message,
            ))];
        }
    };
    let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let outlet = text(&feed, "title");
    let entries = feed.get("items").and_then(Value::as_array);
    let entries = entries.into_iter().flatten().enumerate();
    entries
        .flat_map(|(at, item)| {
            let author = item
                .get("authors")
                .and_then(|authors| authors.get(0))
                .or_else(|| item.get("author"));
            let content = text(item, "content_html").or_else(|| {
                text(item, "content_text")
                    .map(|text| text.replace('<', "&lt;").replace('\n', "<br>"))
            });
            let entry = Entry {
                id: item
                    .get("id")
                    .map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned)),
                title: text(item, "title"),
                url: text(item, "url").or_else(|| text(item, "external_url")),
                published: text(item, "date_published"),
                updated: text(item, "date_modified"),
                content,
                summary: text(item, "summary"),
                author: author.and_then(|author| text(author, "name")),
            };
            of_entry((entry, at + 1), name, &outlet, options)
        })
        .collect()
}

/// The items of an entry that begins at a line (of JSON, of the n-th entry).
fn of_entry(
    (entry, line): (Entry, usize),
    name: &str,
    outlet: &Option<String>,
    options: &ReadOptions,
) -> Vec<Item> {
    let mut items = Vec::with_capacity(1);
    let bare = |text: Option<String>| {
        text.map(|text| plain_of(&text))
            .filter(|text| !text.is_empty())
    };
    let is_address = |url: &String| url.starts_with("http://") || url.starts_with("https://");
    let url = bare(entry.url)
        .or_else(|| entry.id.clone())
        .filter(is_address);
    let id = url
        .clone()
        .or_else(|| bare(entry.id))
        .unwrap_or_else(|| format!("{name}:{line}"));
    let mut known = Known {
        title: bare(entry.title),
        outlet: outlet
            .as_deref()
            .map(plain)
            .filter(|outlet| !outlet.is_empty()),
        url,
        byline: bare(entry.author),
        ..Known::new(&id, options)
    };
    let date = entry.published.or(entry.updated);
    let stated = date.as_deref().and_then(|date| parse_date(date.trim()));
    if let (Some(text), None) = (&date, stated) {
        let text: String = text.trim().chars().take(40).collect();
        let message = format!("`{text}` is no date: write it as 2018-03-30");
        items.push(Item::Problem(problem(
            ProblemKind::Date,
            name,
            Some(line),
            message,
        )));
    }
    known.date(stated, DateBasis::Field);
    let (html, whole) = match (entry.content, entry.summary) {
        (Some(content), Some(summary)) if summary.len() > content.len() * 2 => (summary, true),
        (Some(content), _) => (content, true),
        (None, Some(summary)) => (summary, false),
        (None, None) => (String::new(), false),
    };
    // A summary stands in for a report that is longer; some feeds put the whole of it there.
    const SUMMARY_WORDS: usize = 120;
    if !whole && html.split_whitespace().count() < SUMMARY_WORDS {
        known.flags.push(Flag::Truncated);
    }
    items.push(match read_fragment(&html, known) {
        Some(document) => Item::Document(document),
        None => Item::Problem(problem(
            ProblemKind::Empty,
            name,
            Some(line),
            "the entry has neither title nor text: leave it out".to_owned(),
        )),
    });
    items
}
