//! What a page tells of its report beside the text: headline, outlet, date, byline, address.

use jiff::civil::Date;

use super::dated::{self, Linked};
use super::facts::Facts;
use super::jsonld::{self, Fill};
use crate::document::DateBasis;

/// The metadata of a page, as found.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Meta {
    pub title: Option<String>,
    pub outlet: Option<String>,
    pub url: Option<String>,
    pub date: Linked,
    pub byline: Option<String>,
    pub published: Option<(Date, DateBasis)>,
    /// Whether the data say that the page is a list of reports, a gallery or a live blog.
    pub listing: bool,
    /// Whether the data say that it is not free to read.
    pub locked: bool,
}

/// Collects the metadata; what is nearer to the report wins over what is nearer to the site.
///
/// `linked` are the page's scripts of JSON-LD, `url` its address where that is known.
pub(super) fn meta(facts: &Facts, linked: &[&str], url: Option<&str>) -> Meta {
    let linked = jsonld::meta(linked);
    let mut meta = Meta {
        listing: linked.listing,
        locked: linked.locked,
        ..Meta::default()
    };
    let content = |key: &str| {
        let mut found = facts.metas.iter().filter(|meta| meta.key == key);
        found.next().map(|meta| meta.content.clone())
    };

    meta.title.fill(content("og:title"));
    meta.title.fill(linked.title);
    meta.title.fill(content("twitter:title"));
    meta.title.fill(facts.heading.clone());
    meta.title.fill(facts.title.clone());

    meta.url
        .fill(facts.canonical.clone().filter(|url| is_address(url)));
    meta.url
        .fill(content("og:url").filter(|url| is_address(url)));
    meta.url.fill(linked.url.filter(|url| is_address(url)));

    meta.outlet
        .fill(content("og:site_name").filter(|name| !is_address(name)));
    meta.outlet
        .fill(linked.outlet.filter(|name| !is_address(name)));
    meta.outlet.fill(content("application-name"));
    meta.outlet.fill(meta.url.as_deref().and_then(host));

    meta.byline
        .fill(linked.byline.filter(|name| !is_address(name)));
    meta.byline.fill(content("author"));
    meta.byline.fill(content("article:author"));
    meta.byline.fill(facts.byline.clone());
    meta.byline = meta.byline.take().as_deref().and_then(names);

    let address = url.or(meta.url.as_deref());
    meta.published = dated::published(facts, &linked.date, address);
    meta.title = meta
        .title
        .take()
        .map(|title| bare_title(&title, meta.outlet.as_deref(), facts.heading.as_deref()));
    meta
}

fn is_address(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// The host of an address, without `www.`.
pub(super) fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then(|| host.to_ascii_lowercase())
}

/// The names in a byline, without "By" and addresses.
fn names(byline: &str) -> Option<String> {
    const LONGEST: usize = 200;
    let bare = byline.trim();
    let bare = bare
        .strip_prefix("By ")
        .or_else(|| bare.strip_prefix("by "))
        .unwrap_or(bare)
        .trim();
    (!bare.is_empty() && bare.len() <= LONGEST && !is_address(bare)).then(|| bare.to_owned())
}

/// The headline without the site's name: "Envoys leave Riga - The Herald" is "Envoys leave Riga".
fn bare_title(title: &str, outlet: Option<&str>, heading: Option<&str>) -> String {
    let letters = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    // The page's own heading tells where the headline ends.
    if let Some(heading) = heading.map(crate::clean::plain)
        && heading.split(' ').count() >= 3
        && title.len() > heading.len()
        && letters(title).starts_with(&letters(&heading))
    {
        return heading;
    }
    let outlet = outlet.map(letters).unwrap_or_default();
    for separator in [" | ", " - ", " – ", " — ", " · ", " « "] {
        if let Some((head, tail)) = title.rsplit_once(separator) {
            let tail = letters(tail);
            let named = !tail.is_empty() && (outlet.contains(&tail) || tail.contains(&outlet));
            if named && !outlet.is_empty() && head.split(' ').count() >= 2 {
                return head.trim().to_owned();
            }
        }
    }
    title.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(html: &str) -> Meta {
        let stripped = super::super::strip::strip(html);
        let facts = super::super::facts::facts(&dom_query::Document::from(stripped.html));
        meta(&facts, &stripped.linked, None)
    }

    #[test]
    fn metadata_come_from_open_graph_json_ld_and_the_page() {
        let found = of("<head><title>Envoys leave Riga - The Herald</title>\
             <link rel=canonical href=https://www.herald.example/riga>\
             <meta property='article:published_time' content='2018-03-30T10:00:00Z'>\
             <script type='application/ld+json'>{\"@graph\": [{\"@type\": \"NewsArticle\", \
             \"author\": [{\"name\": \"Jane Roe\"}, {\"name\": \"John Doe\"}], \
             \"publisher\": {\"name\": \"The Herald\"}}]}</script></head>");
        assert_eq!(found.title.as_deref(), Some("Envoys leave Riga"));
        assert_eq!(found.outlet.as_deref(), Some("The Herald"));
        assert_eq!(found.byline.as_deref(), Some("Jane Roe, John Doe"));
        assert_eq!(
            found.url.as_deref(),
            Some("https://www.herald.example/riga")
        );
        assert_eq!(
            found.published.map(|(date, _)| date),
            Some(jiff::civil::date(2018, 3, 30))
        );
    }

    #[test]
    fn a_bare_page_gives_host_heading_and_time() {
        let found = of(
            "<meta property='og:url' content='https://www.herald.example/riga'><h1>Envoys leave</h1>\
             <time datetime='2018-03-30'>Friday</time><p class=byline>By Jane Roe</p>",
        );
        assert_eq!(found.outlet.as_deref(), Some("herald.example"));
        assert_eq!(found.title.as_deref(), Some("Envoys leave"));
        assert_eq!(found.byline.as_deref(), Some("Jane Roe"));
        assert_eq!(
            found.published.map(|(date, _)| date),
            Some(jiff::civil::date(2018, 3, 30))
        );
    }

    #[test]
    fn a_title_keeps_dashes_that_are_its_own() {
        assert_eq!(
            bare_title("Riga - a city of envoys", Some("The Herald"), None),
            "Riga - a city of envoys"
        );
        assert_eq!(
            bare_title("Envoys leave | Herald", Some("The Herald"), None),
            "Envoys leave"
        );
    }
}
