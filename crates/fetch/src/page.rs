//! A page that was fetched becomes a document.

use crate::client::Answered;
use crate::error::FetchError;
use chancery_read::{Document, ReadOptions, foreign, read_html, read_text};
use encoding_rs::{Encoding, UTF_8};
use jiff::civil::Date;
use std::borrow::Cow;
use url::Url;

/// What is known of a page before it is read, from the feed that names it; the page's own word goes before it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hints {
    /// Date of the report.
    pub published: Option<Date>,
    /// Who published it.
    pub outlet: Option<String>,
}

/// Reads the document of a page. Its id is the address it was found at. The page's own word for its address
/// (`rel=canonical`) is taken only where it stays on the site: a page cannot speak for another's.
///
/// # Errors
/// If the answer is no HTML or plain text, has no text, or is not in English.
pub fn document(answered: &Answered, hints: &Hints) -> Result<Document, FetchError> {
    let (kind, charset) = content_type(answered.content_type.as_deref().unwrap_or_default());
    let is_html = match kind.as_str() {
        "text/html" | "application/xhtml+xml" => true,
        "text/plain" => false,
        "" | "application/octet-stream" | "text/xml" | "application/xml" => {
            looks_like_html(&answered.body)
        }
        other => return Err(FetchError::NotAPage(format!("of type {other}"))),
    };
    if !is_html && kind != "text/plain" {
        return Err(FetchError::NotAPage(
            "of no type that is told, and no HTML".to_owned(),
        ));
    }
    let options = ReadOptions {
        published: hints.published,
        ..ReadOptions::default()
    };
    let bytes = in_utf8(&answered.body, charset);
    let id = answered.url.as_str();
    let read = if is_html {
        read_html(id, &bytes, &options)
    } else {
        read_text(id, &bytes, &options)
    };
    let mut document =
        read.map_err(|_| FetchError::NotAPage("a page in which no text is left".to_owned()))?;
    let own = document.url.take().and_then(|u| answered.url.join(&u).ok());
    document.url = Some(match own {
        Some(own) if same_site(&own, &answered.url) => own.into(),
        _ => id.to_owned(),
    });
    if document.outlet.is_none() {
        document.outlet.clone_from(&hints.outlet);
    }
    if let Some(code) = foreign(&mut document) {
        return Err(FetchError::Foreign(code.to_owned()));
    }
    Ok(document)
}

/// The type of a `Content-Type` header, in small letters, and its charset.
fn content_type(header: &str) -> (String, Option<&'static Encoding>) {
    let mut parts = header.split(';');
    let kind = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim()
            .eq_ignore_ascii_case("charset")
            .then(|| Encoding::for_label(value.trim().trim_matches('"').as_bytes()))?
    });
    (kind, charset)
}

/// A body in UTF-8 where the header's charset can be believed: what is UTF-8 stays so whatever the header says,
/// and what is said to be UTF-8 and is not is left for the reader, which asks the page itself.
fn in_utf8<'a>(body: &'a [u8], charset: Option<&'static Encoding>) -> Cow<'a, [u8]> {
    match charset {
        Some(encoding)
            if encoding != UTF_8
                && Encoding::for_bom(body).is_none()
                && std::str::from_utf8(body).is_err() =>
        {
            Cow::Owned(
                encoding
                    .decode_without_bom_handling(body)
                    .0
                    .into_owned()
                    .into_bytes(),
            )
        }
        _ => Cow::Borrowed(body),
    }
}

fn looks_like_html(body: &[u8]) -> bool {
    let head = &body[..body.len().min(1024)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    head.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n'])
        .starts_with('<')
        && ["<!doctype html", "<html", "<head", "<body"]
            .iter()
            .any(|tag| head.contains(tag))
}

/// Whether two addresses are of one site: the same host, but for the names of its editions.
fn same_site(a: &Url, b: &Url) -> bool {
    fn bare(url: &Url) -> &str {
        let host = url.host_str().unwrap_or_default();
        ["www.", "m.", "mobile.", "amp."]
            .iter()
            .find_map(|prefix| host.strip_prefix(prefix))
            .unwrap_or(host)
    }
    matches!(a.scheme(), "http" | "https") && bare(a) == bare(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::Validators;

    fn answered(content_type: &str, body: &[u8]) -> Answered {
        Answered {
            url: Url::parse("https://www.wire.example/a/1?x=2").unwrap(),
            moved: None,
            content_type: (!content_type.is_empty()).then(|| content_type.to_owned()),
            validators: Validators::default(),
            body: body.to_vec(),
        }
    }

    fn page(head: &str) -> String {
        format!(
            "<!DOCTYPE html><html><head><title>Norway expels two</title>{head}</head><body><article><p>Norway expelled \
             two Belarusian diplomats on Monday, the foreign ministry in Oslo said.</p></article></body></html>"
        )
    }

    fn url_of(head: &str) -> Option<String> {
        let page = answered("text/html", page(head).as_bytes());
        document(&page, &Hints::default()).unwrap().url
    }

    #[test]
    fn a_page_speaks_for_its_own_site_alone() {
        let link = |href: &str| format!("<link rel=\"canonical\" href=\"{href}\">");
        assert_eq!(
            url_of("").as_deref(),
            Some("https://www.wire.example/a/1?x=2")
        );
        assert_eq!(
            url_of(&link("https://wire.example/a/1")).as_deref(),
            Some("https://wire.example/a/1")
        );
        assert_eq!(
            url_of(&link("https://other.example/a/1")).as_deref(),
            Some("https://www.wire.example/a/1?x=2")
        );
    }

    #[test]
    fn what_the_feed_says_fills_what_the_page_leaves_open() {
        let hints = Hints {
            published: Some("2025-03-04".parse().unwrap()),
            outlet: Some("Example Wire".to_owned()),
        };
        let read = document(&answered("text/html", page("").as_bytes()), &hints).unwrap();
        assert_eq!(
            (read.published, read.outlet),
            (hints.published, hints.outlet.clone())
        );
        let dated =
            page("<meta property=\"article:published_time\" content=\"2025-03-01T10:00:00Z\">");
        let read = document(&answered("text/html", dated.as_bytes()), &hints).unwrap();
        assert_eq!(read.published, Some("2025-03-01".parse().unwrap()));
    }

    #[test]
    fn the_charset_of_the_header_is_believed_unless_the_bytes_say_otherwise() {
        let text = page("").replace("Oslo", "Minsk, wo Präsident und Außenminister schwiegen,");
        let latin: Vec<u8> = encoding_rs::WINDOWS_1252.encode(&text).0.into_owned();
        for (header, body) in [
            ("text/html; charset=windows-1252", latin.as_slice()),
            ("text/html; charset=\"ISO-8859-1\"", &latin),
            ("text/html; charset=utf-8", &latin),
            ("text/html", &latin),
            ("text/html; charset=windows-1251", text.as_bytes()),
            ("", text.as_bytes()),
        ] {
            let read = document(&answered(header, body), &Hints::default()).unwrap();
            assert!(
                read.text.contains("Präsident und Außenminister"),
                "{header}: {}",
                read.text
            );
        }
    }

    #[test]
    fn a_page_in_another_language_is_set_aside() {
        let body = "<html><body><article><p>El gobierno de Noruega expulsó el lunes a dos diplomáticos de Bielorrusia, según \
                    informó el ministerio de Asuntos Exteriores en Oslo. La embajada de Bielorrusia no quiso comentar la decisión \
                    y dijo que responderá cuando lo considere oportuno.</p></article></body></html>";
        let error =
            document(&answered("text/html", body.as_bytes()), &Hints::default()).unwrap_err();
        assert!(
            matches!(&error, FetchError::Foreign(code) if code == "es"),
            "{error}"
        );
    }

    #[test]
    fn what_is_no_page_is_told_by_its_kind() {
        for (header, body, told) in [
            ("image/png", "x", "of type image/png"),
            ("application/json", "{}", "of type application/json"),
            ("", "\u{1}\u{2}", "no HTML"),
            ("text/html", "<html><body></body></html>", "no text is left"),
        ] {
            let error =
                document(&answered(header, body.as_bytes()), &Hints::default()).unwrap_err();
            assert!(error.to_string().contains(told), "{error}");
        }
    }
}
