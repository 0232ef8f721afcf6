//! Tables: tab-separated files with a header, `#` comments and `|` between alternatives.

use crate::error::LexiconErrorKind;
use jiff::civil::Date;

/// One row, with its cells by column number.
pub(crate) struct Row<'t> {
    pub line: u32,
    cells: Vec<&'t str>,
}

impl<'t> Row<'t> {
    /// The cell, trimmed; empty where the row is short.
    pub fn cell(&self, column: usize) -> &'t str {
        self.cells.get(column).map_or("", |c| c.trim())
    }

    /// The cell as owned text, if it is not empty.
    pub fn text(&self, column: usize) -> Option<String> {
        Some(self.cell(column))
            .filter(|c| !c.is_empty())
            .map(str::to_owned)
    }

    /// The cell's alternatives.
    pub fn alternatives(&self, column: usize) -> impl Iterator<Item = &'t str> + use<'t> {
        self.cell(column)
            .split('|')
            .map(str::trim)
            .filter(|c| !c.is_empty())
    }

    /// The cell as the first day of the day, month or year that it names.
    pub fn from(&self, column: usize) -> Result<Option<Date>, String> {
        day(self.cell(column), false)
    }

    /// The cell as the last day of the day, month or year that it names.
    pub fn to(&self, column: usize) -> Result<Option<Date>, String> {
        day(self.cell(column), true)
    }

    /// The cell as a number, `None` where it is empty.
    pub fn number<N: std::str::FromStr>(&self, column: usize) -> Result<Option<N>, String> {
        match self.cell(column) {
            "" => Ok(None),
            cell => cell
                .parse()
                .map(Some)
                .map_err(|_| format!("`{cell}` is no number; leave it empty or correct it")),
        }
    }
}

/// Reads a day, month or year (`2018-03-26`, `2018-03`, `2018`) as its first or last day.
fn day(cell: &str, last: bool) -> Result<Option<Date>, String> {
    if cell.is_empty() {
        return Ok(None);
    }
    let bad = || format!("`{cell}` is no date; write it as 2018-03-26, 2018-03 or 2018");
    if !cell.is_ascii() {
        return Err(bad());
    }
    let year: i16 = cell.get(..4).and_then(|y| y.parse().ok()).ok_or_else(bad)?;
    let date = match cell.len() {
        4 => Date::new(year, if last { 12 } else { 1 }, if last { 31 } else { 1 }),
        7 => format!("{cell}-01")
            .parse::<Date>()
            .map(|d| if last { d.last_of_month() } else { d }),
        _ => cell.parse::<Date>(),
    };
    date.map(Some).map_err(|_| bad())
}

/// Reads the rows of a table and checks its header against the columns.
///
/// # Errors
/// If there is no header or another one, or a row has more cells than the header.
pub(crate) fn rows<'t>(
    file: &str,
    text: &'t str,
    columns: &[&str],
) -> Result<Vec<Row<'t>>, LexiconErrorKind> {
    let fail = |line: u32, message: String| LexiconErrorKind::Row {
        file: file.to_owned(),
        line,
        message,
    };
    let expected = || format!("the first row must be the header: {}", columns.join("\t"));
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = (1u32..)
        .zip(text.lines())
        .filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
    let Some((line, header)) = lines.next() else {
        return Err(fail(1, expected()));
    };
    if header
        .split('\t')
        .map(str::trim)
        .ne(columns.iter().copied())
    {
        return Err(fail(line, expected()));
    }
    let mut rows = Vec::new();
    for (line, content) in lines {
        let cells: Vec<&str> = content.split('\t').collect();
        if cells.len() > columns.len() {
            let message = format!(
                "{} cells where the header has {}; remove the extra tabs",
                cells.len(),
                columns.len()
            );
            return Err(fail(line, message));
        }
        rows.push(Row { line, cells });
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn years_and_months_become_their_first_or_last_day() {
        assert_eq!(day("1991", false), Ok(Some(date(1991, 1, 1))));
        assert_eq!(day("1991", true), Ok(Some(date(1991, 12, 31))));
        assert_eq!(day("1992-02", true), Ok(Some(date(1992, 2, 29))));
        assert_eq!(day("", true), Ok(None));
        assert!(day("19911", true).is_err());
        assert!(day("١٩٩١", true).is_err());
    }

    #[test]
    fn a_wrong_header_is_told_with_the_right_one() {
        let error = rows("x.tsv", "# c\nname\tcode\n", &["name", "code", "sector"])
            .err()
            .unwrap()
            .to_string();
        assert_eq!(
            error,
            "x.tsv:2: the first row must be the header: name\tcode\tsector"
        );
    }

    #[test]
    fn comments_and_empty_lines_are_passed_over_and_lines_counted() {
        let rows = rows(
            "x.tsv",
            "# c\nname\tcode\n\n# more\nA\tB\n",
            &["name", "code"],
        )
        .unwrap();
        assert_eq!(
            rows.iter().map(|r| (r.line, r.cell(1))).collect::<Vec<_>>(),
            [(5, "B")]
        );
    }
}
