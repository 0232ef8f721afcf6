//! Fonts of a PDF: which letters a string's bytes are, and how wide they stand.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Encoding, Object};

use super::pages::LARGEST;

/// A font as far as text needs it.
pub(super) struct Font<'a> {
    encoding: Option<Encoding<'a>>,
    /// Widths of codes, in thousandths of the font's size.
    widths: HashMap<u32, f32>,
    default: f32,
    /// Bytes of a code.
    wide: bool,
}

impl<'a> Font<'a> {
    pub fn new(dictionary: &'a Dictionary, document: &'a Document) -> Font<'a> {
        let wide = dictionary
            .get(b"Subtype")
            .and_then(Object::as_name)
            .is_ok_and(|name| name == b"Type0");
        let encoding = dictionary
            .get_font_encoding_with_limit(document, LARGEST)
            .ok();
        let (widths, default) = if wide {
            wide_widths(dictionary, document).unwrap_or_default()
        } else {
            (widths(dictionary, document).unwrap_or_default(), 500.0)
        };
        Font {
            encoding,
            widths,
            default: if default > 0.0 { default } else { 1000.0 },
            wide,
        }
    }

    /// The letters of a string.
    pub fn text(&self, bytes: &[u8]) -> String {
        let decoded = self
            .encoding
            .as_ref()
            .and_then(|encoding| Document::decode_text(encoding, bytes).ok());
        // A wide font without a map to letters cannot be read; a narrow one is nearly always Latin.
        let text = decoded.unwrap_or_else(|| match self.wide {
            true => String::new(),
            false => encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(bytes)
                .0
                .into_owned(),
        });
        text.chars()
            .filter(|c| *c != '\u{fffd}')
            .flat_map(|c| {
                match c {
                    'ﬁ' => "fi".chars(),
                    'ﬂ' => "fl".chars(),
                    'ﬀ' => "ff".chars(),
                    'ﬃ' => "ffi".chars(),
                    'ﬄ' => "ffl".chars(),
                    _ => "".chars(),
                }
                .chain(Some(c).filter(|c| !('ﬀ'..='ﬄ').contains(c)))
                .collect::<Vec<char>>()
            })
            .collect()
    }

    /// The width of a string in units of the font's size, with its number of codes and of spaces.
    pub fn width(&self, bytes: &[u8]) -> (f32, usize, usize) {
        let codes: Vec<u32> = match self.wide {
            true => bytes
                .chunks(2)
                .map(|pair| {
                    pair.iter()
                        .fold(0, |code, byte| code << 8 | u32::from(*byte))
                })
                .collect(),
            false => bytes.iter().map(|byte| u32::from(*byte)).collect(),
        };
        let width: f32 = codes
            .iter()
            .map(|code| self.widths.get(code).copied().unwrap_or(self.default))
            .sum();
        let spaces = if self.wide {
            0
        } else {
            bytes.iter().filter(|byte| **byte == b' ').count()
        };
        (width / 1000.0, codes.len(), spaces)
    }
}

/// A number, whole or not.
pub(super) fn number(object: &Object) -> f32 {
    object.as_float().unwrap_or(0.0)
}

fn widths(dictionary: &Dictionary, document: &Document) -> Option<HashMap<u32, f32>> {
    let first = u32::try_from(dictionary.get(b"FirstChar").ok()?.as_i64().ok()?).ok()?;
    let list = dictionary
        .get_deref(b"Widths", document)
        .ok()?
        .as_array()
        .ok()?;
    Some(
        list.iter()
            .zip(first..)
            .map(|(width, code)| (code, number(width)))
            .collect(),
    )
}

/// The widths of a composite font: `[code [w w …] first last w …]` in its descendant.
fn wide_widths(dictionary: &Dictionary, document: &Document) -> Option<(HashMap<u32, f32>, f32)> {
    /// Widest range of codes with one width that is taken: fonts have no more letters.
    const MOST: u32 = 65_536;
    let inner = dictionary
        .get_deref(b"DescendantFonts", document)
        .ok()?
        .as_array()
        .ok()?
        .first()?;
    let inner = document.dereference(inner).ok()?.1.as_dict().ok()?;
    let default = inner.get(b"DW").map(number).unwrap_or(1000.0);
    let mut widths = HashMap::new();
    let list = inner
        .get_deref(b"W", document)
        .ok()
        .and_then(|list| list.as_array().ok());
    let mut items = list.into_iter().flatten();
    while let (Some(first), Some(second)) = (items.next(), items.next()) {
        let first = first
            .as_i64()
            .ok()
            .and_then(|code| u32::try_from(code).ok())?;
        match document.dereference(second).ok()?.1 {
            Object::Array(list) => widths.extend(
                list.iter()
                    .zip(first..)
                    .map(|(width, code)| (code, number(width))),
            ),
            last => {
                let last = u32::try_from(last.as_i64().ok()?).ok()?;
                let width = number(items.next()?);
                widths.extend(
                    (first..=last.min(first.saturating_add(MOST))).map(|code| (code, width)),
                );
            }
        }
    }
    Some((widths, default))
}
