//! Pages: HTML becomes the blocks of its article, with what its metadata tell.

mod blocks;
mod charset;
mod depth;
mod jsonld;
mod links;
mod meta;
mod prune;

use blocks::{PageBlock, blocks};
use chancery_codebook::Problem;
use dom_query::Document as Dom;
use dom_smoothie::{CandidateSelectMode, Config, Readability, TextMode};

use crate::clean::{Known, clean_page, clean_text};
use crate::decode::decode;
use crate::document::Document;
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
    let html = decode(bytes, charset::declared(bytes));
    page(id, &html, options).ok_or_else(|| empty(id))
}

fn page(id: &str, html: &str, options: &ReadOptions) -> Option<Document> {
    if depth::is_hostile(html) {
        let known = Known {
            id: id.to_owned(),
            published: options.published,
            ..Known::default()
        };
        return clean_text(&depth::between_tags(html), known);
    }
    let dom = Dom::from(html);
    let meta = meta::meta(&dom);
    let known = Known {
        id: id.to_owned(),
        title: meta.title,
        outlet: meta.outlet,
        url: meta.url,
        published: meta.published.or(options.published),
        byline: meta.byline,
    };
    let blocks = links::without_pointers(article(html, dom));
    clean_page(blocks.map(|block| (block.kind, block.text)), known)
}

/// The blocks of the page's article.
fn article(html: &str, dom: Dom) -> Vec<PageBlock> {
    if depth::is_too_deep(&dom) {
        // The extractor walks recursively; a page nested so deep is broken or hostile.
        return depth::flat_blocks(&dom);
    }
    prune::prune(&dom);
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
            blocks(&content.root())
        }
        // Too short or too odd for the extractor: all that the page says.
        Err(_) => {
            let dom = Dom::from(html);
            prune::prune(&dom);
            blocks(&dom.root())
        }
    }
}
