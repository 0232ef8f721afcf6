//! The reports of the record.

use crate::error::Result;
use crate::store::{Record, word};
use jiff::civil::Date;
use rusqlite::params;
use serde::Serialize;

/// A report, with what the record has of it.
#[derive(Debug, Clone, Serialize)]
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
    /// The clean text; none where only claims are known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
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
        let mut statement = self.connection.prepare_cached(
            "SELECT r.id AS id, r.name, r.version, r.current, r.title, r.outlet, r.url, r.published, r.added, r.story, r.text, \
             (SELECT count(*) FROM report o WHERE o.story = r.story AND o.current = 1 AND o.document <> r.document) AS copies, \
             (SELECT count(*) FROM coding k JOIN claim c ON c.coding = k.id WHERE k.report = r.id AND k.current = 1) AS claims \
             FROM report r WHERE (r.current = 1 OR ?1 IS NOT NULL) \
             AND (?1 IS NULL OR r.name = ?1 OR r.document = (SELECT id FROM document WHERE key = ?1)) \
             AND (?2 IS NULL OR lower(r.outlet) = lower(?2)) \
             ORDER BY r.published DESC, r.id DESC LIMIT ?3",
        )?;
        let limit = limit.map_or(-1, |n| n as i64);
        let mut rows = statement.query(params![id, outlet, limit])?;
        let mut documents = Vec::new();
        while let Some(row) = rows.next()? {
            documents.push(DocumentRow {
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
                text: if id.is_some() { row.get("text")? } else { None },
            });
        }
        Ok(documents)
    }
}
