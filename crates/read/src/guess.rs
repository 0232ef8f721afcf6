//! Guessing which columns hold what, by their names first and then by what stands in them.

use crate::dates::parse_date;
use crate::fields::usual;
use crate::options::FieldMap;

/// Rows that are looked at.
pub(crate) const SAMPLE: usize = 20;

/// Which columns a source's documents are made of, and how that is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Guess {
    /// The caller's map, completed by what was found in columns of unusual names.
    pub map: FieldMap,
    /// What is read from which column; `None` where every column bears its field's own name.
    pub told: Option<String>,
}

/// A column with its first values.
struct Column<'a> {
    name: &'a str,
    values: Vec<&'a str>,
    taken: bool,
}

impl Column<'_> {
    /// The share of its values for which `holds` is true.
    fn share(&self, holds: impl Fn(&str) -> bool) -> f64 {
        let count = self.values.iter().filter(|value| holds(value)).count();
        count as f64 / self.values.len().max(1) as f64
    }

    fn mean_words(&self) -> f64 {
        let words: usize = self
            .values
            .iter()
            .map(|value| value.split_whitespace().count())
            .sum();
        words as f64 / self.values.len().max(1) as f64
    }

    fn named(&self, parts: &[&str]) -> bool {
        let name = self.name.to_ascii_lowercase();
        parts.iter().any(|part| name.contains(part))
    }

    fn is_date(&self) -> bool {
        // Whole numbers are as likely ids: a name must say that they are times.
        let named = self.named(&["date", "time", "day", "publish", "posted", "created"]);
        let digits = self.share(|value| value.bytes().all(|byte| byte.is_ascii_digit())) > 0.2;
        let parsed = self.share(|value| parse_date(value).is_some());
        !self.values.is_empty() && parsed >= if named { 0.6 } else { 0.9 } && (named || !digits)
    }

    fn is_url(&self) -> bool {
        !self.values.is_empty()
            && self.share(|v| v.starts_with("http://") || v.starts_with("https://")) >= 0.8
    }

    fn is_title(&self) -> bool {
        let upper = |value: &str| {
            value
                .chars()
                .find(|c| c.is_alphabetic())
                .is_some_and(char::is_uppercase)
        };
        let distinct: std::collections::BTreeSet<_> = self.values.iter().collect();
        (3.0..=25.0).contains(&self.mean_words())
            && self.share(upper) >= 0.8
            && distinct.len() * 10 >= self.values.len() * 9
    }
}

/// The fields in the order in which they are told.
const FIELDS: [&str; 6] = ["text", "title", "date", "url", "outlet", "id"];

/// Completes a map for a source with these columns and these first rows.
pub(crate) fn guess(columns: &[String], rows: &[Vec<String>], map: &FieldMap) -> Guess {
    let mut found: Vec<Column> = columns
        .iter()
        .enumerate()
        .map(|(at, name)| Column {
            name,
            values: rows
                .iter()
                .filter_map(|row| row.get(at))
                .map(|v| v.trim())
                .filter(|v| !v.is_empty())
                .collect(),
            taken: false,
        })
        .collect();
    let mut map = map.clone();
    let mut told: Vec<(&str, String, bool)> = Vec::new();
    let mut missing = Vec::new();
    for field in FIELDS {
        let mapped = map.get(field).map(str::to_owned);
        let by_name = mapped
            .clone()
            .or_else(|| by_usual_name(field, columns).map(str::to_owned));
        if let Some(name) = by_name {
            let named = found.iter_mut().filter(|column| column.name == name);
            named.for_each(|column| column.taken = true);
            // What the caller said need not be told.
            if mapped.is_none() {
                told.push((field, name, false));
            }
        } else {
            missing.push(field);
        }
    }
    // A headline is looked for only where the text had to be: labels of rows look much like one.
    let unusual = missing.contains(&"text");
    for field in missing {
        let free = found.iter_mut().filter(|column| !column.taken);
        let best = match field {
            "text" => free
                .filter(|column| column.mean_words() >= 8.0)
                .max_by(|a, b| a.mean_words().total_cmp(&b.mean_words())),
            "date" => free.into_iter().find(|column| column.is_date()),
            "url" => free.into_iter().find(|column| column.is_url()),
            "title" if unusual => free.into_iter().find(|column| column.is_title()),
            _ => None,
        };
        if let Some(column) = best {
            column.taken = true;
            map.set(field, column.name);
            told.push((field, column.name.to_owned(), true));
        }
    }
    Guess {
        told: tell(told),
        map,
    }
}

/// The column that a field has by its usual names.
fn by_usual_name<'a>(field: &str, columns: &'a [String]) -> Option<&'a str> {
    let exact = |name: &&str| columns.iter().find(|column| column == name);
    let any_case = |name: &&str| {
        columns
            .iter()
            .find(|column| column.eq_ignore_ascii_case(name))
    };
    let names = usual(field);
    names
        .iter()
        .find_map(exact)
        .or_else(|| names.iter().find_map(any_case))
        .map(String::as_str)
}

fn tell(told: Vec<(&str, String, bool)>) -> Option<String> {
    if told
        .iter()
        .all(|(field, name, _)| field == name || (*field == "date" && name == "published"))
    {
        return None;
    }
    let rank = |field: &str| FIELDS.iter().position(|other| *other == field);
    let mut told = told;
    told.sort_by_key(|(field, ..)| rank(field));
    let parts: Vec<String> = told
        .iter()
        .map(|(field, name, guessed)| {
            format!(
                "{field} from `{name}`{}",
                if *guessed {
                    " (a guess by its contents)"
                } else {
                    ""
                }
            )
        })
        .collect();
    Some(format!(
        "{}; change it by --map {}=COLUMN",
        parts.join(", "),
        told.first().map_or("text", |part| part.0)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[&str]]) -> (Vec<String>, Vec<Vec<String>>) {
        let mut rows = rows.iter().map(|row| {
            row.iter()
                .map(|cell| (*cell).to_owned())
                .collect::<Vec<String>>()
        });
        (rows.next().unwrap(), rows.collect())
    }

    #[test]
    fn columns_of_unusual_names_are_found_by_what_they_hold() {
        let (columns, rows) = rows(&[
            &["nr", "kopf", "inhalt", "wann", "adresse"],
            &[
                "1522368000",
                "Riga asks envoys to leave",
                "Latvia asked two envoys of Belarus to leave within a week.",
                "30 March 2018",
                "https://herald.example/1",
            ],
            &[
                "1522368001",
                "Minsk answers in kind",
                "Belarus called the step hostile and promised to answer it in kind.",
                "31 March 2018",
                "https://herald.example/2",
            ],
        ]);
        let found = guess(&columns, &rows, &FieldMap::default());
        assert_eq!(
            found.map,
            "text=inhalt,title=kopf,date=wann,url=adresse"
                .parse()
                .unwrap()
        );
        let told = found.told.unwrap();
        assert!(
            told.starts_with("text from `inhalt` (a guess by its contents), title from `kopf`"),
            "{told}"
        );
    }

    #[test]
    fn usual_names_win_and_own_names_are_not_told() {
        let (columns, rows) = rows(&[
            &["Body", "text_long"],
            &[
                "x",
                "Latvia asked two envoys of Belarus to leave within a week.",
            ],
        ]);
        let found = guess(&columns, &rows, &FieldMap::default());
        assert_eq!(found.map, FieldMap::default());
        assert_eq!(
            found.told.as_deref(),
            Some("text from `Body`; change it by --map text=COLUMN")
        );
        let (columns, rows) = rows_of_own_names();
        assert_eq!(guess(&columns, &rows, &FieldMap::default()).told, None);
    }

    fn rows_of_own_names() -> (Vec<String>, Vec<Vec<String>>) {
        rows(&[&["id", "text", "date"], &["1", "x", "2018-03-30"]])
    }

    #[test]
    fn numbers_are_no_dates_without_a_name_that_says_so() {
        let text = "Latvia asked two envoys of Belarus to leave within a week.";
        let (columns, rows) = rows(&[
            &["inhalt", "nummer"],
            &[text, "1522368000"],
            &[text, "1522368001"],
        ]);
        assert_eq!(guess(&columns, &rows, &FieldMap::default()).map.date, None);
    }
}
