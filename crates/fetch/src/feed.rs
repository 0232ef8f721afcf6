//! Feeds: RSS, Atom and JSON Feed to the addresses of reports (parsed by feed-rs).

use crate::client::{Answered, address};
use crate::error::FetchError;
use encoding_rs::WINDOWS_1252;
use jiff::civil::Date;
use url::Url;

/// Entries of a feed that are looked at.
const MOST_ENTRIES: usize = 2000;

/// What a feed says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Feed {
    /// Its title.
    pub title: Option<String>,
    /// Its entries that lead to a page, in its order, each page once.
    pub entries: Vec<Entry>,
}

/// One report that a feed names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The report's page.
    pub url: Url,
    /// Its day, in the feed's time.
    pub published: Option<Date>,
}

/// Reads a feed.
///
/// # Errors
/// If it is none, or broken XML or JSON.
pub fn feed(answered: &Answered) -> Result<Feed, FetchError> {
    let parsed = match parse(&answered.body) {
        Ok(feed) => feed,
        // Bytes that are not what the prologue says: read as the web does, without the prologue.
        Err(error) if std::str::from_utf8(&answered.body).is_err() => {
            let text = WINDOWS_1252.decode_without_bom_handling(&answered.body).0;
            let start = text.trim_start();
            let rest = start
                .strip_prefix("<?xml")
                .and_then(|r| r.split_once("?>"))
                .map_or(start, |(_, rest)| rest);
            parse(rest.as_bytes()).map_err(|_| error)?
        }
        Err(error) => return Err(error),
    };
    let mut seen = std::collections::HashSet::new();
    let entries = parsed
        .entries
        .iter()
        .take(MOST_ENTRIES)
        .filter_map(|entry| read(entry, &answered.url))
        .filter(|entry| seen.insert(entry.url.clone()))
        .collect();
    Ok(Feed {
        title: parsed
            .title
            .map(|t| t.content.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|t| !t.is_empty()),
        entries,
    })
}

fn parse(bytes: &[u8]) -> Result<feed_rs::model::Feed, FetchError> {
    feed_rs::parser::parse(bytes).map_err(|error| FetchError::NotAFeed(error.to_string()))
}

fn read(entry: &feed_rs::model::Entry, base: &Url) -> Option<Entry> {
    let pages = || {
        entry
            .links
            .iter()
            .filter(|l| l.rel.as_deref().is_none_or(|rel| rel == "alternate"))
    };
    let link = pages()
        .find(|l| l.media_type.as_deref().is_none_or(|t| t.contains("html")))
        .or_else(|| pages().next())
        .map(|l| l.href.as_str())
        .or_else(|| entry.id.starts_with("http").then_some(entry.id.as_str()))?;
    let url = address(base.join(link.trim()).ok()?.as_str()).ok()?;
    let day = entry
        .published
        .or(entry.updated)
        .map(|t| t.format("%Y-%m-%d").to_string());
    Some(Entry {
        url,
        published: day.and_then(|d| d.parse().ok()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::Validators;

    fn read(body: &[u8]) -> Result<Feed, FetchError> {
        feed(&Answered {
            url: Url::parse("https://wire.example/feeds/world").unwrap(),
            moved: None,
            content_type: None,
            validators: Validators::default(),
            body: body.to_vec(),
        })
    }

    fn pages(body: &str) -> Vec<String> {
        let feed = read(body.as_bytes()).unwrap();
        feed.entries.iter().map(|e| e.url.to_string()).collect()
    }

    #[test]
    fn every_kind_of_feed_gives_the_pages_of_its_entries() {
        let rss = "<rss version=\"2.0\"><channel><title>Wire\n World</title><item><title>A</title><link>https://wire.example/a#top</link>\
                   <pubDate>Tue, 04 Mar 2025 10:00:00 GMT</pubDate></item><item><link>/b</link></item>\
                   <item><guid>https://wire.example/c</guid></item><item><link>https://wire.example/a</link></item></channel></rss>";
        assert_eq!(
            pages(rss),
            [
                "https://wire.example/a",
                "https://wire.example/b",
                "https://wire.example/c"
            ]
        );
        let feed = read(rss.as_bytes()).unwrap();
        assert_eq!(feed.title.as_deref(), Some("Wire World"));
        assert_eq!(
            feed.entries[0].published,
            Some("2025-03-04".parse().unwrap())
        );
        let atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>W</title><entry><id>urn:1</id>\
                    <link rel=\"edit\" href=\"https://wire.example/edit\"/><link href=\"https://wire.example/d\"/></entry></feed>";
        assert_eq!(pages(atom), ["https://wire.example/d"]);
        let json = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"W\", \"items\": \
                    [{\"id\": \"1\", \"url\": \"https://wire.example/e\", \"content_text\": \"x\"}]}";
        assert_eq!(pages(json), ["https://wire.example/e"]);
    }

    #[test]
    fn entries_that_lead_nowhere_or_elsewhere_than_the_web_are_left_out() {
        let rss = "<rss version=\"2.0\"><channel><item><link>ftp://wire.example/a</link></item><item><link>javascript:x()</link></item>\
                   <item><title>no link</title></item><item><link>https://wire.example/ok</link></item></channel></rss>";
        assert_eq!(pages(rss), ["https://wire.example/ok"]);
    }

    #[test]
    fn broken_feeds_are_told_and_wrong_encodings_read() {
        for broken in [
            &b"<rss><channel><item><link>https://wire.example/a</link>"[..],
            b"<html><body>Not here</body></html>",
            b"",
            b"{\"version\": 1",
        ] {
            assert!(
                matches!(read(broken), Err(FetchError::NotAFeed(_))),
                "{broken:?}"
            );
        }
        let latin = b"<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\"><channel><title>La D\xe9p\xeache, Mus\xe9e</title>\
                      <item><link>https://wire.example/a</link></item></channel></rss>";
        let feed = read(latin).unwrap();
        assert_eq!(feed.entries.len(), 1);
        assert!(feed.title.unwrap().ends_with("Musée"));
    }
}
