//! Pages: HTML becomes the blocks of its article, with what its metadata tell.

mod blocks;
mod charset;
mod dated;
mod depth;
mod facts;
mod jsonld;
mod links;
mod meta;
mod prune;
mod strip;

use std::collections::HashSet;

use blocks::{PageBlock, blocks};
use chancery_codebook::Problem;
use dom_query::Document as Dom;
use dom_smoothie::{CandidateSelectMode, Config, Readability, TextMode};

use encoding_rs::Encoding;
use jiff::civil::Date;
use strip::Stripped;

use crate::clean::{Known, clean_page, clean_text, plain};
use crate::decode::decode;
use crate::document::{Document, Flag};
use crate::options::ReadOptions;
use crate::whole::empty;

/// Reads one HTML page: finds its article, headline, captions, date, outlet, byline and address.
///
/// The encoding is taken from a byte order mark, else UTF-8 where the bytes are valid UTF-8, else from
/// the page's `<meta charset>`, else guessed. Without a canonical address in the page the id stands alone.
///
/// # Errors
///
/// A problem of kind `empty` when the page holds no text.
pub fn read_html(id: &str, bytes: &[u8], options: &ReadOptions) -> Result<Document, Problem> {
    read_page(bytes, None, Known::new(id, options), None).ok_or_else(|| empty(id))
}

/// Reads a page of which something is known: its address, or the encoding that came with it.
///
/// `captured` is the day on which a crawler fetched it, its date where nothing else tells one.
pub(crate) fn read_page(
    bytes: &[u8],
    hint: Option<&'static Encoding>,
    known: Known,
    captured: Option<Date>,
) -> Option<Document> {
    let html = decode(bytes, hint.or_else(|| charset::declared(bytes)));
    page(&html, known, captured)
}

/// The encoding that a page or an XML file declares.
pub(crate) fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    charset::declared(bytes)
}

/// The words of a scrap of HTML.
pub(crate) fn plain_of(html: &str) -> String {
    if !html.contains(['<', '&']) || depth::is_hostile(html) {
        return plain(html);
    }
    plain(&Dom::fragment(html).text())
}

/// Reads HTML that is an article already, as feeds, messages and books hold it: nothing is searched for.
pub(crate) fn read_fragment(html: &str, known: Known) -> Option<Document> {
    let mut known = known;
    let Stripped { html, .. } = strip::strip(html);
    if depth::is_hostile(&html) {
        return clean_text(&depth::between_tags(&html), known);
    }
    let dom = Dom::fragment(html.as_str());
    let blocks = if depth::is_too_deep(&dom) {
        depth::flat_blocks(&dom)
    } else {
        prune::prune(&dom, |part| known.note("element", &part.text()));
        blocks(&dom.root())
    };
    let blocks = links::without_pointers(blocks, &mut known);
    clean_page(
        blocks.into_iter().map(|block| (block.kind, block.text)),
        known,
    )
}

fn page(html: &str, known: Known, captured: Option<Date>) -> Option<Document> {
    let mut known = known;
    let Stripped { html, linked } = strip::strip(html);
    if depth::is_hostile(&html) {
        known.capture(captured);
        return clean_text(&depth::between_tags(&html), known);
    }
    let dom = Dom::from(html.as_str());
    let meta = meta::meta(&facts::facts(&dom), &linked, known.url.as_deref());
    known.title = known.title.or(meta.title);
    known.url = known.url.or(meta.url);
    known.outlet = known.outlet.or(meta.outlet);
    known.outlet = known.outlet.or_else(|| meta::host(known.url.as_deref()?));
    known.byline = known.byline.or(meta.byline);
    if let Some((date, basis)) = meta.published {
        known.date(Some(date), basis);
    }
    known.capture(captured);
    known.locked = meta.locked;
    if meta.listing {
        known.flags.push(Flag::Listing);
    }
    let blocks = article(&html, dom, &mut known);
    let blocks = links::without_pointers(blocks, &mut known);
    clean_page(
        blocks.into_iter().map(|block| (block.kind, block.text)),
        known,
    )
}

/// The blocks of the page's article.
fn article(html: &str, dom: Dom, known: &mut Known) -> Vec<PageBlock> {
    if depth::is_too_deep(&dom) {
        // The extractor walks recursively; a page nested so deep is broken or hostile.
        return depth::flat_blocks(&dom);
    }
    prune::prune(&dom, |part| known.note("element", &part.text()));
    let all = known.cut.is_some().then(|| blocks(&dom.root()));
    let config = Config {
        keep_classes: true,
        candidate_select_mode: CandidateSelectMode::DomSmoothie,
        text_mode: TextMode::Raw,
        disable_json_ld: true,
        ..Config::default()
    };
    let found = Readability::with_document(dom, None, Some(config))
        .and_then(|mut readability| readability.parse());
    match found {
        Ok(article) => {
            let content = Dom::fragment(article.content);
            let blocks = blocks(&content.root());
            if let Some(all) = all {
                tell_outside(&all, &blocks, known);
            }
            blocks
        }
        // Too short or too odd for the extractor: all that the page says.
        Err(_) => {
            let dom = Dom::from(html);
            prune::prune(&dom, |_| {});
            blocks(&dom.root())
        }
    }
}

/// Notes the blocks of a page that its article lacks.
fn tell_outside(all: &[PageBlock], article: &[PageBlock], known: &mut Known) {
    let inside: HashSet<String> = article.iter().map(|block| plain(&block.text)).collect();
    let outside = all
        .iter()
        .filter(|block| !inside.contains(&plain(&block.text)));
    outside.for_each(|block| known.note("outside", &block.text));
}
