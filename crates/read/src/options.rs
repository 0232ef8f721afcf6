//! What a caller may say about the input: its format, the names of its columns, the date of its reports.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use jiff::civil::Date;

/// Where documents come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file, or a folder: a folder is walked in sorted order, hidden entries, README and LICENSE left out.
    Path(PathBuf),
    /// Standard input.
    Stdin,
}

/// The form of an input, once it is decompressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text: one document a file, or one a line with [`ReadOptions::sentences`].
    Text,
    /// One HTML page a file.
    Html,
    /// JSON: one object a line, one array of objects, or objects one after the other.
    Jsonl,
    /// Comma- or semicolon-separated values with a header line.
    Csv,
    /// Tab-separated values with a header line.
    Tsv,
    /// A web archive: the pages of its responses.
    Warc,
    /// An RSS, Atom or JSON feed saved as a file: one document an entry.
    Feed,
    /// One message.
    Eml,
    /// Many messages in one file.
    Mbox,
    /// A DOCX document.
    Docx,
    /// An EPUB book: one document a chapter.
    Epub,
    /// A PDF file with a text layer.
    Pdf,
    /// A ZIP archive of anything.
    Zip,
    /// A TAR archive of anything.
    Tar,
    /// A Parquet dump: one document a row.
    Parquet,
}

impl Format {
    /// All formats, in the order in which messages list them.
    pub const ALL: [Format; 15] = [
        Format::Text,
        Format::Html,
        Format::Jsonl,
        Format::Csv,
        Format::Tsv,
        Format::Warc,
        Format::Feed,
        Format::Eml,
        Format::Mbox,
        Format::Docx,
        Format::Epub,
        Format::Pdf,
        Format::Zip,
        Format::Tar,
        Format::Parquet,
    ];

    /// The format's name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Html => "html",
            Format::Jsonl => "jsonl",
            Format::Csv => "csv",
            Format::Tsv => "tsv",
            Format::Warc => "warc",
            Format::Feed => "feed",
            Format::Eml => "eml",
            Format::Mbox => "mbox",
            Format::Docx => "docx",
            Format::Epub => "epub",
            Format::Pdf => "pdf",
            Format::Zip => "zip",
            Format::Tar => "tar",
            Format::Parquet => "parquet",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A format name that is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no input format: use one of {list}", list = names())]
pub struct UnknownFormat(pub String);

fn names() -> String {
    Format::ALL.map(Format::name).join(", ")
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Format, UnknownFormat> {
        match name.trim().to_ascii_lowercase().as_str() {
            "text" | "txt" => Ok(Format::Text),
            "html" | "htm" => Ok(Format::Html),
            "jsonl" | "json" | "ndjson" => Ok(Format::Jsonl),
            "rss" | "atom" => Ok(Format::Feed),
            "wet" => Ok(Format::Warc),
            other => Format::ALL
                .into_iter()
                .find(|format| format.name() == other)
                .ok_or_else(|| UnknownFormat(name.to_owned())),
        }
    }
}

/// Which column, or dotted JSON path, holds each field; `None` means the usual names.
///
/// ```
/// let map: chancery_read::FieldMap = "text=body,date=meta.published_at".parse().unwrap();
/// assert_eq!(map.date.as_deref(), Some("meta.published_at"));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldMap {
    /// The document's id.
    pub id: Option<String>,
    /// The report's text.
    pub text: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The date of the report.
    pub date: Option<String>,
    /// The report's address.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
}

impl FieldMap {
    /// The column of a field.
    pub(crate) fn get(&self, field: &str) -> Option<&str> {
        match field {
            "id" => self.id.as_deref(),
            "text" => self.text.as_deref(),
            "title" => self.title.as_deref(),
            "date" => self.date.as_deref(),
            "url" => self.url.as_deref(),
            "outlet" => self.outlet.as_deref(),
            _ => None,
        }
    }

    /// Where a field's column stands; `published` is another name of `date`.
    fn slot(&mut self, field: &str) -> Option<&mut Option<String>> {
        Some(match field {
            "id" => &mut self.id,
            "text" => &mut self.text,
            "title" => &mut self.title,
            "date" | "published" => &mut self.date,
            "url" => &mut self.url,
            "outlet" => &mut self.outlet,
            _ => return None,
        })
    }

    /// Names the column of a field.
    pub(crate) fn set(&mut self, field: &str, column: &str) {
        if let Some(slot) = self.slot(field) {
            *slot = Some(column.to_owned());
        }
    }
}

/// A field map that cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FieldMapError {
    /// A part without `=` or without a column.
    #[error("`{0}` maps nothing: write FIELD=COLUMN, for example text=body,date=published_at")]
    NoColumn(String),
    /// A field that documents do not have.
    #[error("`{0}` is no field of a document: use id, text, title, date, url or outlet")]
    UnknownField(String),
    /// A field named twice.
    #[error("field `{0}` is mapped twice: leave one of them out")]
    Twice(String),
}

impl FromStr for FieldMap {
    type Err = FieldMapError;

    fn from_str(text: &str) -> Result<FieldMap, FieldMapError> {
        let mut map = FieldMap::default();
        for part in text
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
        {
            let (field, column) = part
                .split_once('=')
                .ok_or_else(|| FieldMapError::NoColumn(part.to_owned()))?;
            let (field, column) = (field.trim(), column.trim());
            if column.is_empty() {
                return Err(FieldMapError::NoColumn(part.to_owned()));
            }
            let slot = map
                .slot(field)
                .ok_or_else(|| FieldMapError::UnknownField(field.to_owned()))?;
            if slot.replace(column.to_owned()).is_some() {
                return Err(FieldMapError::Twice(field.to_owned()));
            }
        }
        Ok(map)
    }
}

/// How to read; the default recognises everything by itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// Names of the columns of JSONL, CSV and TSV.
    pub map: FieldMap,
    /// The date of every report that states none of its own in a field or in its page's metadata.
    pub published: Option<Date>,
    /// Plain text holds one document a line, with the id `file:line`.
    pub sentences: bool,
    /// The format of every input; `None` recognises it by extension and content.
    pub format: Option<Format>,
    /// Reports in languages other than English come as documents too, instead of being set aside.
    pub any_language: bool,
    /// Keep in [`Document::cut`](crate::Document::cut) what is cut away.
    pub explain: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_names_columns_for_fields() {
        let map: FieldMap = "text=body, date=published_at".parse().unwrap();
        assert_eq!(map.text.as_deref(), Some("body"));
        assert_eq!(map.date.as_deref(), Some("published_at"));
        assert_eq!(map.title, None);
        let map: FieldMap = "text=body,published=when".parse().unwrap();
        assert_eq!(map.date.as_deref(), Some("when"));
    }

    #[test]
    fn a_wrong_map_is_told_what_is_allowed() {
        let error = "texxt=body".parse::<FieldMap>().unwrap_err().to_string();
        assert!(
            error.contains("`texxt`") && error.contains("id, text, title, date, url or outlet")
        );
        assert!(
            "text"
                .parse::<FieldMap>()
                .unwrap_err()
                .to_string()
                .contains("FIELD=COLUMN")
        );
        assert_eq!(
            "id=a,id=b".parse::<FieldMap>(),
            Err(FieldMapError::Twice("id".into()))
        );
    }

    #[test]
    fn format_names_survive_a_round_trip() {
        for format in Format::ALL {
            assert_eq!(format.to_string().parse(), Ok(format));
        }
        assert!(
            "odt"
                .parse::<Format>()
                .unwrap_err()
                .to_string()
                .contains("text, html")
        );
    }
}
