//! Reading the cases: Markdown headings, quoted texts and tables become texts with what is expected of them.

use crate::markdown::{Block, Part, Table};
use chancery_read::{BlockKind, Document};

/// One text with the records that it must give.
pub struct Case {
    /// Where it stands.
    pub part: Part,
    /// The text to code.
    pub document: Document,
    /// The events expected, or `None` where the case is not about events.
    pub events: Option<Table>,
    /// The presence statements expected, or `None` where the case is not about them.
    pub presence: Option<Table>,
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

impl Case {
    /// The case that stands in a part of a page.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn parse(part: &Part) -> Result<Case, String> {
        let mut case = Case {
            part: part.clone(),
            document: Document {
                id: format!("{}:{}", part.file, part.line),
                ..Document::default()
            },
            events: None,
            presence: None,
        };
        for (number, block) in part.blocks()? {
            let wrong =
                |what: &str, line: &str| Err(format!("{}:{number}: {what}: {line}", part.file));
            match block {
                Block::Line(line) => {
                    if let Some(quoted) = line.strip_prefix('>') {
                        if case.take_quoted(quoted.trim()).is_none() {
                            return wrong("not a date of the form 2018-03-30", line);
                        }
                    } else if line.trim() == "No record." {
                        case.events = Some(Table::default());
                    } else if line.trim() == "No presence statement." {
                        case.presence = Some(Table::default());
                    }
                }
                Block::Table(line, table) => {
                    let (place, known): (_, &[&str]) = match table.columns[0].as_str() {
                        "sender" => (&mut case.presence, &PRESENCE_COLUMNS),
                        _ => (&mut case.events, &EVENT_COLUMNS),
                    };
                    if let Some(column) =
                        table.columns.iter().find(|c| !known.contains(&c.as_str()))
                    {
                        let what =
                            format!("unknown column `{column}`, use one of {}", known.join(", "));
                        return wrong(&what, line);
                    }
                    if place.replace(table).is_some() {
                        return wrong("a second table of the same kind in one case", line);
                    }
                }
            }
        }
        if case.document.text.is_empty() || (case.events.is_none() && case.presence.is_none()) {
            return Err(format!(
                "{}: a case needs a quoted text and what is expected",
                part.at()
            ));
        }
        Ok(case)
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
