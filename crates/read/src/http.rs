//! HTTP as archives keep it: the head of a response, and its body with the codings undone.

use std::io::Read;

use crate::lines::LONGEST;

/// A response whose body is plain bytes again.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Response {
    pub status: u16,
    /// The media type, in lower case, without parameters.
    pub media: String,
    /// The encoding that the header names.
    pub charset: Option<String>,
    pub body: Vec<u8>,
}

/// Reads a response.
///
/// The error says what is wrong with it.
pub(crate) fn response(bytes: &[u8]) -> Result<Response, String> {
    /// Most headers of a response; the largest sites send half as many.
    const MOST: usize = 256;
    let mut headers = [httparse::EMPTY_HEADER; MOST];
    let mut head = httparse::Response::new(&mut headers);
    let config = httparse::ParserConfig::default();
    let parsed = config
        .clone()
        .allow_spaces_after_header_name_in_responses(true)
        .allow_obsolete_multiline_headers_in_responses(true)
        .ignore_invalid_headers_in_responses(true)
        .parse_response(&mut head, bytes);
    let end = match parsed {
        Ok(httparse::Status::Complete(end)) => end,
        Ok(httparse::Status::Partial) => return Err("the HTTP header is cut off".to_owned()),
        Err(error) => return Err(format!("the HTTP header is broken ({error})")),
    };
    let value = |name: &str| {
        let found = head
            .headers
            .iter()
            .find(|header| header.name.eq_ignore_ascii_case(name));
        found.map_or(String::new(), |header| {
            String::from_utf8_lossy(header.value)
                .trim()
                .to_ascii_lowercase()
        })
    };
    let kind = value("content-type");
    let charset = kind.split(';').skip(1).find_map(|part| {
        let (name, value) = part.split_once('=')?;
        (name.trim() == "charset").then(|| value.trim().trim_matches(['"', '\'']).to_owned())
    });
    let media = kind.split(';').next().unwrap_or("").trim().to_owned();
    let mut body = bytes[end..].to_vec();
    if value("transfer-encoding").contains("chunked") {
        // Some crawlers undo the chunks and leave the header as it was.
        body = dechunk(&body).unwrap_or(body);
    }
    for coding in value("content-encoding").split(',').map(str::trim).rev() {
        body = decompress(&body, coding)?;
    }
    Ok(Response {
        status: head.code.unwrap_or(0),
        media,
        charset,
        body,
    })
}

/// Undoes one coding of the body; one that the crawler had undone already is left as it is.
fn decompress(body: &[u8], coding: &str) -> Result<Vec<u8>, String> {
    let decoder: Box<dyn Read + '_> = match coding {
        "gzip" | "x-gzip" if body.starts_with(&[0x1f, 0x8b]) => {
            Box::new(flate2::read::MultiGzDecoder::new(body))
        }
        "deflate" if body.first().is_some_and(|byte| byte & 0x0f == 8) => {
            Box::new(flate2::read::ZlibDecoder::new(body))
        }
        "zstd" if body.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) => {
            let decoder = zstd::stream::read::Decoder::new(body);
            Box::new(decoder.map_err(|error| format!("the body's zstd is broken ({error})"))?)
        }
        // Brotli has no mark: what looks like markup is not compressed.
        "br" if !body.trim_ascii_start().starts_with(b"<") => {
            Box::new(brotli_decompressor::Decompressor::new(body, 4096))
        }
        _ => return Ok(body.to_vec()),
    };
    let mut plain = Vec::new();
    let read = decoder.take(LONGEST as u64 + 1).read_to_end(&mut plain);
    match read {
        Ok(_) if plain.len() > LONGEST => {
            Err(format!("the body is longer than {} MiB", LONGEST >> 20))
        }
        Ok(_) => Ok(plain),
        // What came out before the break is most of the page.
        Err(_) if !plain.is_empty() => Ok(plain),
        Err(error) => Err(format!("the body's {coding} is broken ({error})")),
    }
}

/// The body out of its chunks; `None` where there are none.
fn dechunk(body: &[u8]) -> Option<Vec<u8>> {
    let mut plain = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        let end = rest.iter().take(64).position(|byte| *byte == b'\n');
        let line = end.map(|end| rest[..end].trim_ascii());
        let size = line.and_then(|line| {
            let digits = line.split(|byte| *byte == b';').next()?;
            usize::from_str_radix(std::str::from_utf8(digits.trim_ascii()).ok()?, 16).ok()
        });
        let (Some(end), Some(size)) = (end, size) else {
            // A broken chunk ends the body, unless nothing was a chunk at all.
            return (!plain.is_empty()).then_some(plain);
        };
        if size == 0 {
            return Some(plain);
        }
        let data = &rest[end + 1..];
        let have = size.min(data.len());
        plain.extend_from_slice(&data[..have]);
        rest = data[have..].strip_prefix(b"\r\n").unwrap_or(&data[have..]);
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_joined_and_a_header_without_chunks_does_no_harm() {
        assert_eq!(
            dechunk(b"4\r\nRiga\r\n6;x=y\r\n, then\r\n0\r\n\r\n").unwrap(),
            b"Riga, then"
        );
        assert_eq!(dechunk(b"ff\r\ncut").unwrap(), b"cut");
        assert_eq!(dechunk(b"<html>"), None);
        assert_eq!(dechunk(b"ffffffffffffffffff\r\nx"), None);
    }

    #[test]
    fn the_header_tells_type_and_charset() {
        let found = response(
            b"HTTP/1.1 200 OK\r\nContent-Type: Text/HTML; Charset=\"Windows-1251\"\r\n\r\n<p>",
        )
        .unwrap();
        assert_eq!((found.status, found.media.as_str()), (200, "text/html"));
        assert_eq!(found.charset.as_deref(), Some("windows-1251"));
        assert_eq!(found.body, b"<p>");
        assert!(response(b"HTTP/1.1 200").unwrap_err().contains("cut off"));
        assert!(response(b"\0\0\0\0").unwrap_err().contains("broken"));
    }
}
