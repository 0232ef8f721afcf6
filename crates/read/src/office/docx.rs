//! DOCX: the paragraphs of a word processor's document, with its properties.

use quick_xml::events::Event;

use chancery_codebook::ProblemKind;

use crate::archive::Zip;
use crate::clean::{Known, clean_page};
use crate::dates::parse_date;
use crate::decode::decode;
use crate::document::{BlockKind, DateBasis};
use crate::options::ReadOptions;
use crate::reader::{Item, Items, one};
use crate::source::problem;
use crate::whole::empty;
use crate::xml::{attribute, inside, reader, reference};

/// The item of a DOCX document.
pub(crate) fn docx(mut zip: Zip, options: &ReadOptions) -> Items {
    let name = zip.name.clone();
    let body = match zip.bytes("word/document.xml") {
        Ok(body) => body,
        Err(message) => {
            return one(Item::Problem(problem(
                ProblemKind::Unreadable,
                &name,
                None,
                message,
            )));
        }
    };
    let mut known = Known::new(&name, options);
    // Documents without properties are common; broken ones do not matter.
    if let Ok(core) = zip.bytes("docProps/core.xml") {
        properties(&decode(&core, None), &mut known);
    }
    let blocks = match paragraphs(&decode(&body, None)) {
        Ok(blocks) => blocks,
        Err(message) => {
            return one(Item::Problem(problem(
                ProblemKind::Malformed,
                &name,
                None,
                message,
            )));
        }
    };
    one(match clean_page(blocks.into_iter(), known) {
        Some(document) => Item::Document(document),
        None => Item::Problem(empty(&name)),
    })
}

/// Title, author and date out of `docProps/core.xml`.
fn properties(core: &str, known: &mut Known) {
    let mut xml = reader(core);
    while let Ok(event) = xml.read_event() {
        match event {
            Event::Start(element) => {
                let name = element.name();
                if !matches!(name.as_ref(), "dc:title" | "dc:creator" | "dcterms:created") {
                    continue;
                }
                let Ok(text) = xml.read_text(name).map(|text| inside(&text.into_inner())) else {
                    continue;
                };
                let text = Some(text.trim().to_owned()).filter(|text| !text.is_empty());
                match name.as_ref() {
                    "dc:title" => known.title = text,
                    "dc:creator" => known.byline = text,
                    "dcterms:created" => {
                        known.date(text.as_deref().and_then(parse_date), DateBasis::Field)
                    }
                    _ => {}
                }
            }
            Event::Eof => return,
            _ => {}
        }
    }
}

/// The paragraphs of `word/document.xml` with what their styles say that they are.
fn paragraphs(body: &str) -> Result<Vec<(BlockKind, String)>, String> {
    let mut xml = reader(body);
    let mut blocks = Vec::new();
    let (mut text, mut kind, mut inside_text, mut deleted) =
        (String::new(), BlockKind::Paragraph, false, 0_usize);
    loop {
        match xml.read_event() {
            Ok(Event::Start(element)) => match element.name().as_ref() {
                "w:t" => inside_text = true,
                "w:del" | "w:moveFrom" => deleted += 1,
                "w:pStyle" => kind = style(attribute(&element, "w:val")),
                _ => {}
            },
            Ok(Event::Empty(element)) => match element.name().as_ref() {
                "w:tab" => text.push(' '),
                "w:br" | "w:cr" => text.push('\n'),
                "w:pStyle" => kind = style(attribute(&element, "w:val")),
                _ => {}
            },
            Ok(Event::Text(part)) if inside_text && deleted == 0 => text.push_str(&part),
            Ok(Event::GeneralRef(part)) if inside_text && deleted == 0 => {
                text.extend(reference(&part))
            }
            Ok(Event::CData(part)) if inside_text && deleted == 0 => text.push_str(&part),
            Ok(Event::End(element)) => match element.name().as_ref() {
                "w:t" => inside_text = false,
                "w:del" | "w:moveFrom" => deleted = deleted.saturating_sub(1),
                "w:p" => {
                    let kind = std::mem::replace(&mut kind, BlockKind::Paragraph);
                    for line in std::mem::take(&mut text)
                        .split('\n')
                        .filter(|line| !line.trim().is_empty())
                    {
                        blocks.push((kind, line.to_owned()));
                    }
                }
                _ => {}
            },
            Ok(Event::Eof) => return Ok(blocks),
            Ok(_) => {}
            Err(error) => {
                return Err(format!(
                    "its text is broken ({error}): open it and save it again"
                ));
            }
        }
    }
}

/// What a paragraph's style says that it is.
fn style(name: Option<String>) -> BlockKind {
    match name.unwrap_or_default().to_ascii_lowercase().as_str() {
        "title" | "subtitle" => BlockKind::Headline,
        "caption" => BlockKind::Caption,
        name if name.starts_with("heading") => BlockKind::Heading,
        _ => BlockKind::Paragraph,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_keep_their_styles_and_lose_what_was_deleted() {
        let body = "<w:document><w:body><w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>A slow</w:t></w:r>\
                    <w:r><w:t xml:space=\"preserve\"> answer</w:t></w:r></w:p><w:p><w:r><w:t>Two &amp; three</w:t><w:tab/>\
                    <w:t>left.</w:t></w:r><w:del><w:r><w:delText>No</w:delText><w:t>never</w:t></w:r></w:del></w:p></w:body></w:document>";
        assert_eq!(
            paragraphs(body).unwrap(),
            [
                (BlockKind::Heading, "A slow answer".to_owned()),
                (BlockKind::Paragraph, "Two & three left.".to_owned())
            ]
        );
    }
}
