//! The reports of the record.

use crate::error::Result;
use crate::store::{Record, word};
use chancery_read::{Block, Document};
use jiff::civil::Date;
use rusqlite::{Row, params};
use serde::{Deserialize, Serialize};

/// A report, with what the record has of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DocumentRow {
    /// Id that the input gave it.
    pub id: String,
    /// Its version: 1, and one more for each correction.
    pub version: i64,
    /// Whether it is the newest version.
    pub current: bool,
    /// Headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Its date.
    pub published: Option<Date>,
    /// When it was added (UTC).
    pub added: String,
    /// Number of its story: copies of one text have the same.
    pub story: i64,
    /// How many other current reports are copies of the same text.
    pub copies: i64,
    /// How many claims it makes.
    pub claims: i64,
    /// The clean text; none where only claims are known, or where it was not asked for.
    pub text: Option<String>,
    /// The blocks of the text, by byte offsets.
    pub blocks: Vec<Block>,
    /// Who wrote it, as printed.
    pub byline: Option<String>,
    /// The place named before the first sentence.
    pub dateline: Option<String>,
}

impl DocumentRow {
    /// The report as the reader gave it.
    pub fn document(&self) -> Document {
        Document {
            id: self.id.clone(),
            text: self.text.clone().unwrap_or_default(),
            blocks: self.blocks.clone(),
            title: self.title.clone(),
            outlet: self.outlet.clone(),
            url: self.url.clone(),
            published: self.published,
            byline: self.byline.clone(),
            dateline: self.dateline.clone(),
            ..Document::default()
        }
    }
}

const COLUMNS: &str = "r.id AS id, r.name AS name, r.version AS version, r.current AS current, r.title AS title, \
    r.outlet AS outlet, r.url AS url, r.published AS published, r.added AS added, r.story AS story, r.text AS text, \
    r.blocks AS blocks, r.byline AS byline, r.dateline AS dateline, \
    (SELECT count(*) FROM report o WHERE o.story = r.story AND o.current = 1 AND o.document <> r.document) AS copies, \
    (SELECT count(*) FROM coding k JOIN claim c ON c.coding = k.id WHERE k.report = r.id AND k.current = 1) AS claims";

fn report(row: &Row<'_>, with_text: bool) -> Result<DocumentRow> {
    let blocks: Option<String> = row.get("blocks")?;
    let blocks = blocks
        .filter(|_| with_text)
        .and_then(|b| serde_json::from_str(&b).ok());
    Ok(DocumentRow {
        id: row.get("name")?,
        version: row.get("version")?,
        current: row.get("current")?,
        title: row.get("title")?,
        outlet: row.get("outlet")?,
        url: row.get("url")?,
        published: word(row, "published")?,
        added: row.get("added")?,
        story: row.get("story")?,
        copies: row.get("copies")?,
        claims: row.get("claims")?,
        text: if with_text { row.get("text")? } else { None },
        blocks: blocks.unwrap_or_default(),
        byline: row.get("byline")?,
        dateline: row.get("dateline")?,
    })
}

impl Record {
    /// Reports, newest first: those whose id or address is `id`, with their text and every version, or all
    /// current ones.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn documents(
        &self,
        id: Option<&str>,
        outlet: Option<&str>,
        limit: Option<usize>,
    ) -> Result<Vec<DocumentRow>> {
        let query = format!(
            "SELECT {COLUMNS} FROM report r WHERE (r.current = 1 OR ?1 IS NOT NULL) \
             AND (?1 IS NULL OR r.name = ?1 OR r.document = (SELECT id FROM document WHERE key = ?1)) \
             AND (?2 IS NULL OR lower(r.outlet) = lower(?2)) \
             ORDER BY r.published DESC, r.id DESC LIMIT ?3"
        );
        let mut statement = self.connection.prepare_cached(&query)?;
        let limit = limit.map_or(-1, |n| n as i64);
        let mut rows = statement.query(params![id, outlet, limit])?;
        let mut documents = Vec::new();
        while let Some(row) = rows.next()? {
            documents.push(report(row, id.is_some())?);
        }
        Ok(documents)
    }

    /// Hands over every version of every report with its text, in the order in which they were added.
    ///
    /// # Errors
    /// If the record cannot be read, or `take` fails.
    pub fn export_documents<E: From<crate::Error>>(
        &self,
        mut take: impl FnMut(DocumentRow) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let query = format!("SELECT {COLUMNS} FROM report r ORDER BY r.id");
        let mut statement = self
            .connection
            .prepare(&query)
            .map_err(crate::Error::from)?;
        let mut rows = statement.query([]).map_err(crate::Error::from)?;
        while let Some(row) = rows.next().map_err(crate::Error::from)? {
            take(report(row, true)?)?;
        }
        Ok(())
    }
}
