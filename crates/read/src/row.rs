//! A row of a table or a JSON object becomes a document, with a problem where a part of it is bad.

use chancery_codebook::ProblemKind;

use crate::clean::{Known, clean_text};
use crate::dates::parse_date;
use crate::document::DateBasis;
use crate::fields::Fields;
use crate::options::ReadOptions;
use crate::reader::Item;
use crate::source::problem;

/// The items of a row that stands at a line of a source.
pub(crate) fn row(fields: Fields, source: &str, line: usize, options: &ReadOptions) -> Vec<Item> {
    let mut items = Vec::with_capacity(1);
    let mut tell = |kind, message| {
        items.push(Item::Problem(problem(kind, source, Some(line), message)));
    };
    let full = |field: Option<String>| field.filter(|value| !value.trim().is_empty());
    let date = full(fields.date);
    let stated = date.as_deref().and_then(parse_date);
    if let (Some(text), None) = (&date, stated) {
        let text: String = text.chars().take(40).collect();
        let message = format!("`{}` is no date: write it as 2018-03-30", text.trim());
        tell(ProblemKind::Date, message);
    }
    let url = full(fields.url).map(|url| url.trim().to_owned());
    let id = full(fields.id).map(|id| id.trim().to_owned());
    let id = id
        .or_else(|| url.clone())
        .unwrap_or_else(|| format!("{source}:{line}"));
    let mut known = Known {
        title: full(fields.title),
        outlet: full(fields.outlet).map(|outlet| outlet.trim().to_owned()),
        url,
        ..Known::new(&id, options)
    };
    known.date(stated, DateBasis::Field);
    let text = fields.text.unwrap_or_default();
    match clean_text(&text, known) {
        Some(document) => items.push(Item::Document(document)),
        None => {
            let message = match text.trim() {
                "" => "the text is empty: fill it or leave the row out",
                _ => "no text is left once the page's furniture is cut: check what was saved",
            };
            tell(ProblemKind::Empty, message.to_owned());
        }
    }
    items
}
