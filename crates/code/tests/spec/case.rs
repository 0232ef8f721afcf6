//! Reading the cases: Markdown headings, quoted texts and tables become texts with what is expected of them.

use chancery_read::{BlockKind, Document};

/// One text with the records that it must give.
pub struct Case {
    /// File of the case.
    pub file: String,
    /// Line of its heading, from 1.
    pub line: usize,
    /// Its heading, without the mark of a known gap.
    pub heading: String,
    /// Marked as a known gap (`### ~ heading`).
    pub gap: bool,
    /// The text to code.
    pub document: Document,
    /// The events expected, or `None` where the case is not about events.
    pub events: Option<Table>,
    /// The presence statements expected, or `None` where the case is not about them.
    pub presence: Option<Table>,
}

/// A table: its columns, and rows of as many cells.
#[derive(Default)]
pub struct Table {
    /// The column names.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// The cell of a row in a column, if the table has the column.
    pub fn cell<'a>(&self, row: &'a [String], column: &str) -> Option<&'a str> {
        self.columns
            .iter()
            .position(|c| c == column)
            .map(|i| row[i].as_str())
    }
}

/// Columns of the tables of events.
pub const EVENT_COLUMNS: [&str; 16] = [
    "event",
    "mode",
    "measure",
    "status",
    "historical",
    "actor",
    "recipient",
    "date",
    "basis",
    "quantity",
    "said_by",
    "place",
    "answers",
    "trigger",
    "context",
    "text",
];

/// Columns of the tables of presence statements.
pub const PRESENCE_COLUMNS: [&str; 6] = ["sender", "host", "post", "staff", "date", "basis"];

/// All cases of a file, or what is wrong with it.
pub fn parse(file: &str, text: &str) -> Result<Vec<Case>, String> {
    let mut cases: Vec<Case> = Vec::new();
    let mut lines = text.lines().enumerate().peekable();
    while let Some((number, line)) = lines.next() {
        let wrong = |what: &str| Err(format!("{file}:{}: {what}: {line}", number + 1));
        if let Some(heading) = line.strip_prefix("### ") {
            cases.push(Case::new(file, number + 1, heading));
            continue;
        }
        let Some(case) = cases.last_mut() else {
            continue;
        };
        if let Some(quoted) = line.strip_prefix('>') {
            let quoted = quoted.trim();
            if case.take_quoted(quoted).is_none() {
                return wrong("not a date of the form 2018-03-30");
            }
        } else if line.trim() == "No record." {
            case.events = Some(Table::default());
        } else if line.trim() == "No presence statement." {
            case.presence = Some(Table::default());
        } else if line.starts_with('|') {
            let columns = cells(line);
            let mut table = Table {
                columns,
                rows: Vec::new(),
            };
            lines.next_if(|(_, rule)| rule.starts_with("| ---"));
            while let Some((_, row)) = lines.next_if(|(_, row)| row.starts_with('|')) {
                let row = cells(row);
                if row.len() != table.columns.len() {
                    return wrong("a row below has more or fewer cells than this head");
                }
                table.rows.push(row);
            }
            let (place, known): (_, &[&str]) = match table.columns[0].as_str() {
                "sender" => (&mut case.presence, &PRESENCE_COLUMNS),
                _ => (&mut case.events, &EVENT_COLUMNS),
            };
            if let Some(column) = table.columns.iter().find(|c| !known.contains(&c.as_str())) {
                return wrong(&format!(
                    "unknown column `{column}`, use one of {}",
                    known.join(", ")
                ));
            }
            if place.replace(table).is_some() {
                return wrong("a second table of the same kind in one case");
            }
        }
    }
    match cases
        .iter()
        .find(|c| c.document.text.is_empty() || (c.events.is_none() && c.presence.is_none()))
    {
        Some(case) => Err(format!(
            "{file}:{}: a case needs a quoted text and what is expected",
            case.line
        )),
        None => Ok(cases),
    }
}

impl Case {
    fn new(file: &str, line: usize, heading: &str) -> Case {
        let plain = heading.strip_prefix("~ ").unwrap_or(heading);
        Case {
            file: file.to_owned(),
            line,
            heading: plain.to_owned(),
            gap: plain.len() < heading.len(),
            document: Document {
                id: format!("{file}:{line}"),
                ..Document::default()
            },
            events: None,
            presence: None,
        }
    }

    /// Adds one quoted line to the document; `None` if it is a date that cannot be read.
    ///
    /// `Report date:`, `Dateline:`, `Headline:`, `Heading:` and `Caption:` begin what they say; every other line
    /// is a paragraph.
    fn take_quoted(&mut self, quoted: &str) -> Option<()> {
        let document = &mut self.document;
        if let Some(date) = quoted.strip_prefix("Report date:") {
            document.published = Some(date.trim().parse().ok()?);
        } else if let Some(place) = quoted.strip_prefix("Dateline:") {
            document.dateline = Some(place.trim().to_owned());
        } else if let Some(text) = quoted.strip_prefix("Headline:") {
            document.title = Some(text.trim().to_owned());
            document.push(BlockKind::Headline, text.trim());
        } else if let Some(text) = quoted.strip_prefix("Heading:") {
            document.push(BlockKind::Heading, text.trim());
        } else if let Some(text) = quoted.strip_prefix("Caption:") {
            document.push(BlockKind::Caption, text.trim());
        } else if !quoted.is_empty() {
            document.push(BlockKind::Paragraph, quoted);
        }
        Some(())
    }
}

fn cells(line: &str) -> Vec<String> {
    let inner = line.trim().trim_start_matches('|');
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    inner
        .split('|')
        .map(|cell| cell.trim().to_owned())
        .collect()
}
