//! Bytes to text: byte order marks, UTF-8, UTF-16 and the legacy encodings.

use std::borrow::Cow;
use std::io::{BufRead, BufReader};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use encoding_rs_io::DecodeReaderBytesBuilder;

use crate::source::Stream;

/// The text of `bytes`: by byte order mark, as UTF-8 where it is valid, else in the encoding that
/// `hint` names, else in the one that its letters make likely.
pub(crate) fn decode<'a>(bytes: &'a [u8], hint: Option<&'static Encoding>) -> Cow<'a, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0;
    }
    if let Some(encoding) = utf16(bytes) {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(error) => {
            // A file cut off or damaged in one place is still UTF-8: legacy text of this length
            // cannot be valid for so long by chance.
            let damaged = error.valid_up_to() > 0 && mostly_utf8(bytes);
            let encoding = if damaged {
                UTF_8
            } else {
                hint.unwrap_or_else(|| guess(bytes))
            };
            encoding.decode_without_bom_handling(bytes).0
        }
    }
}

/// Whether multi-byte sequences of UTF-8 outnumber the broken ones ten to one.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad * 10
}

/// UTF-16 without a byte order mark: every second byte of its head is zero.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(1024) & !1];
    if head.len() < 4 {
        return None;
    }
    let zeros = |offset: usize| {
        head.iter()
            .skip(offset)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (even, odd, pairs) = (zeros(0), zeros(1), head.len() / 2);
    if even == 0 && odd * 10 > pairs * 4 {
        Some(UTF_16LE)
    } else if odd == 0 && even * 10 > pairs * 4 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The legacy encoding that the bytes look like.
pub(crate) fn guess(bytes: &[u8]) -> &'static Encoding {
    // The detector's verdict is settled long before this; it is the slowest part of decoding.
    let sample = &bytes[..bytes.len().min(256 * 1024)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(sample, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// A stream whose lines are in an encoding that keeps ASCII as it is: UTF-16 is turned into UTF-8 on
/// the way, everything else is left for [`decode`] to do line by line.
pub(crate) fn by_line(head: &[u8], stream: Stream) -> Box<dyn BufRead + Send> {
    let marked = Encoding::for_bom(head).map(|(encoding, _)| encoding);
    match marked.or_else(|| utf16(head)) {
        Some(encoding) => {
            let mut builder = DecodeReaderBytesBuilder::new();
            let decoder = builder
                .encoding(Some(encoding))
                .bom_override(true)
                .build(stream);
            Box::new(BufReader::with_capacity(64 * 1024, decoder))
        }
        None => Box::new(stream),
    }
}

/// Whether the bytes are of a binary file, with the name of its kind where it has one.
pub(crate) fn binary(head: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 8] = [
        (
            b"\xd0\xcf\x11\xe0",
            "an old Office document: save it as text first",
        ),
        (b"{\\rtf", "an RTF document: save it as text first"),
        (b"BZh", "bzip2 data: decompress it first"),
        (b"\xfd7zXZ", "xz data: decompress it first"),
        (b"7z\xbc\xaf", "a 7-Zip archive: unpack it first"),
        (
            b"SQLite format 3\0",
            "an SQLite file: export it as CSV or JSONL first",
        ),
        (b"\x89PNG", "a picture"),
        (b"\xff\xd8\xff", "a picture"),
    ];
    if let Some((_, kind)) = KINDS.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Some(kind);
    }
    if Encoding::for_bom(head).is_some() || utf16(head).is_some() {
        return None;
    }
    head.contains(&0).then_some("binary data")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Le ministre a convoqué l’ambassadeur à Genève, où « rien n’a changé ».";

    #[test]
    fn text_is_read_in_whatever_encoding_it_comes() {
        let utf16 = |to: fn(u16) -> [u8; 2]| TEXT.encode_utf16().flat_map(to).collect::<Vec<u8>>();
        let marked = |mark: &[u8], rest: &[u8]| [mark, rest].concat();
        for bytes in [
            TEXT.as_bytes().to_vec(),
            marked(b"\xef\xbb\xbf", TEXT.as_bytes()),
            utf16(u16::to_le_bytes),
            utf16(u16::to_be_bytes),
            marked(b"\xff\xfe", &utf16(u16::to_le_bytes)),
            marked(b"\xfe\xff", &utf16(u16::to_be_bytes)),
            encoding_rs::WINDOWS_1252.encode(TEXT).0.into_owned(),
        ] {
            assert_eq!(decode(&bytes, None), TEXT);
        }
        let russian = "Посольство закрыто, дипломаты высланы из страны";
        let bytes = encoding_rs::WINDOWS_1251.encode(russian).0;
        assert_eq!(decode(&bytes, None), russian);
        let koi = encoding_rs::KOI8_R.encode(russian).0;
        assert_eq!(decode(&koi, Some(encoding_rs::KOI8_R)), russian);
    }

    #[test]
    fn a_damaged_byte_does_not_change_the_encoding() {
        let mut bytes = TEXT.repeat(3).into_bytes();
        bytes.push(0xe2);
        assert!(decode(&bytes, None).starts_with(TEXT));
    }

    #[test]
    fn binary_files_are_named_for_what_they_are() {
        assert!(binary(b"{\\rtf1 ...").is_some_and(|kind| kind.contains("save it as text")));
        assert_eq!(binary(b"ab\0\0\0cd\0\0"), Some("binary data"));
        assert_eq!(binary(TEXT.as_bytes()), None);
        assert_eq!(binary(b"P\0o\0l\0a\0n\0d\0"), None);
    }
}
