//! Rows that a program holds in memory: one document a row, its columns guessed as those of a file.

use std::collections::VecDeque;

use crate::fields::Columns;
use crate::guess::{SAMPLE, guess};
use crate::options::ReadOptions;
use crate::reader::{Item, look_over, noted};
use crate::row::row;

/// One row: a cell for each column of the header, `None` where it is null.
pub type Row = Vec<Option<String>>;

/// Documents of rows, in order. For a row without id and address, `name` makes an id out of its text, title and date:
/// it is the same wherever and in whichever order the row comes.
///
/// # Errors
/// If a mapped column is not there, or none holds text.
pub fn read_rows<R: Iterator<Item = Row> + Send + 'static>(
    source: &str,
    header: &[String],
    rows: R,
    options: ReadOptions,
    name: fn([&str; 3]) -> String,
) -> Result<impl Iterator<Item = Item> + Send + use<R>, String> {
    let mut rows = rows;
    let first: VecDeque<Row> = rows.by_ref().take(SAMPLE).collect();
    let seen: Vec<Vec<String>> = first
        .iter()
        .map(|row| row.iter().map(|c| c.clone().unwrap_or_default()).collect())
        .collect();
    let found = guess(header, &seen, &options.map);
    let columns = Columns::new(header, &found.map)?;
    let (name_of_source, width) = (source.to_owned(), header.len());
    let any_language = options.any_language;
    let items = (first.into_iter().chain(rows).enumerate()).flat_map(move |(at, mut cells)| {
        cells.resize(width, None);
        let mut fields = columns.fields(|at| cells.get_mut(at)?.take());
        if fields.id.is_none() && fields.url.is_none() {
            let parts = [&fields.text, &fields.title, &fields.date];
            fields.id = Some(name(parts.map(|part| part.as_deref().unwrap_or_default())));
        }
        row(fields, &name_of_source, at + 1, &options)
    });
    let items = items.flat_map(move |item| look_over(item, any_language).into_iter().flatten());
    Ok(noted(source, found.told, Box::new(items)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn documents(header: &[&str], rows: &[&[Option<&str>]]) -> Result<Vec<Item>, String> {
        let header: Vec<String> = header.iter().map(|c| (*c).to_owned()).collect();
        let rows: Vec<Row> = (rows.iter())
            .map(|row| row.iter().map(|c| c.map(str::to_owned)).collect())
            .collect();
        let name = |parts: [&str; 3]| parts.join("|");
        read_rows(
            "table",
            &header,
            rows.into_iter(),
            ReadOptions::default(),
            name,
        )
        .map(Iterator::collect)
    }

    #[test]
    fn columns_are_guessed_and_a_row_without_id_is_named_by_its_content() {
        let rows: &[&[Option<&str>]] = &[
            &[Some("Chad expelled two envoys."), Some("2025-03-04")],
            &[None, None],
        ];
        let items = documents(&["body", "date"], rows).unwrap();
        let Some(Item::Document(document)) = items.iter().find(|i| matches!(i, Item::Document(_)))
        else {
            panic!("{items:?}");
        };
        assert_eq!(document.id, "Chad expelled two envoys.||2025-03-04");
        let problems = items
            .iter()
            .filter(|i| matches!(i, Item::Problem(p) if p.line == Some(2)));
        assert_eq!(problems.count(), 1, "{items:?}");
    }

    #[test]
    fn a_table_without_text_is_refused_with_its_columns() {
        let told = documents(&["a", "b"], &[]).unwrap_err();
        assert!(told.contains("there are: a, b"), "{told}");
    }
}
