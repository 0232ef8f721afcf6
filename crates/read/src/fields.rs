//! The fields of a row: which column or JSON path holds what.

use std::sync::OnceLock;

use serde_json::{Map, Value};

use crate::options::FieldMap;

const NAMES: &str = include_str!("../../../data/read/fields.tsv");

/// The values of a row, as text.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Fields {
    pub id: Option<String>,
    pub text: Option<String>,
    pub title: Option<String>,
    pub date: Option<String>,
    pub url: Option<String>,
    pub outlet: Option<String>,
}

/// The usual names of each field, its own first, from `data/read/fields.tsv`.
pub(crate) fn usual(field: &str) -> &'static [&'static str] {
    static TABLE: OnceLock<Vec<Vec<&str>>> = OnceLock::new();
    let rows = TABLE.get_or_init(|| {
        let rows = NAMES.lines().filter(|line| !line.starts_with('#'));
        rows.map(|line| line.split('\t').collect()).collect()
    });
    rows.iter()
        .find(|row| row.first() == Some(&field))
        .map_or(&[], |row| &row[1..])
}

/// Whether a column of this name holds the text or the title.
pub(crate) fn is_text_or_title(column: &str, map: &FieldMap) -> bool {
    [("text", &map.text), ("title", &map.title)]
        .iter()
        .any(|(field, mapped)| match mapped {
            Some(name) => name == column,
            None => usual(field)
                .iter()
                .any(|name| name.eq_ignore_ascii_case(column)),
        })
}

/// Where each field is among the columns of a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Columns {
    pub id: Option<usize>,
    pub text: Option<usize>,
    pub title: Option<usize>,
    pub date: Option<usize>,
    pub url: Option<usize>,
    pub outlet: Option<usize>,
}

impl Columns {
    /// Finds the fields in a header; the error names a mapped column that is not there, or the columns there are where none
    /// holds text.
    pub fn new(header: &[String], map: &FieldMap) -> Result<Columns, String> {
        let find = |field: &str, mapped: &Option<String>| match mapped {
            Some(name) => match header.iter().position(|column| column == name) {
                Some(at) => Ok(Some(at)),
                None => Err(no_column(field, name, &header.join(", "))),
            },
            None => Ok(pick(usual(field), |name, exact| {
                header.iter().position(|column| same(column, name, exact))
            })),
        };
        let columns = Columns {
            id: find("id", &map.id)?,
            text: find("text", &map.text)?,
            title: find("title", &map.title)?,
            date: find("date", &map.date)?,
            url: find("url", &map.url)?,
            outlet: find("outlet", &map.outlet)?,
        };
        if columns.text.is_none() && columns.title.is_none() {
            let names: String = header.join(", ").chars().take(160).collect();
            return Err(format!(
                "no column holds the text (there are: {names}): name it, as in text=body"
            ));
        }
        Ok(columns)
    }

    /// The fields of a row, whose cells `cell` gives by their place.
    pub fn fields(&self, mut cell: impl FnMut(usize) -> Option<String>) -> Fields {
        let mut at = |place: Option<usize>| cell(place?);
        Fields {
            id: at(self.id),
            text: at(self.text),
            title: at(self.title),
            date: at(self.date),
            url: at(self.url),
            outlet: at(self.outlet),
        }
    }
}

fn no_column(field: &str, name: &str, there: &str) -> String {
    format!(
        "no column `{name}` for {field}; there are: {}",
        shorten(there)
    )
}

/// The first name that `find` finds: exactly, then whatever the case.
fn pick<T>(names: &[&str], find: impl Fn(&str, bool) -> Option<T>) -> Option<T> {
    [true, false]
        .iter()
        .find_map(|exact| names.iter().find_map(|name| find(name, *exact)))
}

fn same(column: &str, name: &str, exact: bool) -> bool {
    column == name || (!exact && column.eq_ignore_ascii_case(name))
}

/// The fields of a JSON object.
///
/// The error says what is missing: a mapped text that is not there, or no text and no title at all.
pub(crate) fn of_object(object: &Map<String, Value>, map: &FieldMap) -> Result<Fields, String> {
    let find = |field: &str, mapped: &Option<String>| match mapped {
        Some(path) => at_path(object, path),
        None => pick(usual(field), |name, exact| {
            let found = if exact {
                object.get(name)
            } else {
                object
                    .iter()
                    .find(|(key, _)| same(key, name, false))
                    .map(|(_, value)| value)
            };
            found.filter(|value| !value.is_null())
        }),
    };
    let text = find("text", &map.text);
    let title = find("title", &map.title);
    let keys = || {
        object
            .keys()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(", ")
    };
    match (&map.text, text) {
        (Some(path), None) => return Err(no_column("text", path, &keys())),
        (None, None) if title.is_none() => {
            return Err(format!(
                "no text in it (it has: {}): name the field that holds it, as in text=body",
                shorten(&keys())
            ));
        }
        _ => {}
    }
    Ok(Fields {
        id: find("id", &map.id).and_then(as_text),
        text: text.and_then(as_text),
        title: title.and_then(as_text),
        date: find("date", &map.date).and_then(as_text),
        url: find("url", &map.url).and_then(as_text),
        outlet: find("outlet", &map.outlet).and_then(as_text),
    })
}

/// The value under a key, or under a dotted path through objects and lists.
pub(crate) fn at_path<'a>(object: &'a Map<String, Value>, path: &str) -> Option<&'a Value> {
    if let Some(value) = object.get(path) {
        return Some(value).filter(|value| !value.is_null());
    }
    let mut steps = path.split('.');
    let mut value = object.get(steps.next()?)?;
    for step in steps {
        value = match value {
            Value::Object(inner) => inner.get(step)?,
            Value::Array(items) => items.get(step.parse::<usize>().ok()?)?,
            _ => return None,
        };
    }
    Some(value).filter(|value| !value.is_null())
}

/// A value as text: a list is its parts as paragraphs, an object its `name`, as in JSON-LD.
pub(crate) fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Array(items) => {
            let parts: Vec<String> = items.iter().filter_map(as_text).collect();
            (!parts.is_empty()).then(|| parts.join("\n\n"))
        }
        Value::Object(inner) => ["name", "title", "text", "href"]
            .iter()
            .find_map(|key| inner.get(*key)?.as_str())
            .map(str::to_owned),
        Value::Null => None,
    }
}

/// A list short enough for a message.
fn shorten(text: &str) -> String {
    const MOST: usize = 160;
    if text.is_empty() {
        return "nothing".to_owned();
    }
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{} …", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(json: &str) -> Map<String, Value> {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn a_fields_own_name_wins_over_the_usual_ones() {
        let row = object(r#"{"body": "b", "Text": "t2", "text": "t", "headline": "h", "_id": 7}"#);
        let fields = of_object(&row, &FieldMap::default()).unwrap();
        assert_eq!(fields.text.as_deref(), Some("t"));
        assert_eq!(fields.title.as_deref(), Some("h"));
        assert_eq!(fields.id.as_deref(), Some("7"));
    }

    #[test]
    fn dotted_paths_reach_into_objects() {
        let row = object(
            r#"{"doc": {"body": ["a", "b"]}, "meta.date": "x", "source": {"name": "The Post"}}"#,
        );
        let map = "text=doc.body,date=meta.date".parse().unwrap();
        let fields = of_object(&row, &map).unwrap();
        assert_eq!(fields.text.as_deref(), Some("a\n\nb"));
        assert_eq!(fields.date.as_deref(), Some("x"));
        assert_eq!(fields.outlet.as_deref(), Some("The Post"));
    }

    #[test]
    fn a_missing_column_is_told_with_what_there_is() {
        let map: FieldMap = "text=boddy".parse().unwrap();
        let header = ["id".to_owned(), "body".to_owned()];
        let message = Columns::new(&header, &map).unwrap_err();
        assert!(
            message.contains("`boddy`") && message.contains("id, body"),
            "{message}"
        );
        let message = of_object(&object(r#"{"a": 1}"#), &FieldMap::default()).unwrap_err();
        assert!(message.contains("it has: a"), "{message}");
    }

    #[test]
    fn the_table_of_names_begins_each_row_with_the_fields_own_name_and_repeats_none() {
        let mut seen = std::collections::BTreeSet::new();
        for field in ["id", "text", "title", "date", "url", "outlet"] {
            assert_eq!(usual(field).first(), Some(&field));
            for name in usual(field) {
                assert!(seen.insert(*name), "{name} stands for two fields");
                assert_eq!(*name, name.to_ascii_lowercase());
            }
        }
    }
}
