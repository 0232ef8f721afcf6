//! Who published the reports.

use crate::error::Result;
use crate::store::Record;
use jiff::civil::Date;
use serde::Serialize;

/// One outlet, with what the record has of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OutletRow {
    /// Its name; none for reports that name no outlet.
    pub outlet: Option<String>,
    /// Reports.
    pub documents: i64,
    /// Of these, reports that copy a text of another outlet or day.
    pub copies: i64,
    /// Claims.
    pub claims: i64,
    /// Date of its first report.
    pub first: Option<Date>,
    /// Date of its last report.
    pub last: Option<Date>,
}

impl Record {
    /// The outlets, those with most reports first.
    ///
    /// # Errors
    /// If the record cannot be read.
    pub fn outlets(&self) -> Result<Vec<OutletRow>> {
        // A story's first report is the original, all others are copies of it.
        let query = "WITH told AS (SELECT k.report AS report, count(*) AS n FROM claim c JOIN coding k ON k.id = c.coding \
             WHERE k.current = 1 GROUP BY k.report), \
             original AS (SELECT story, min(id) AS id FROM report WHERE current = 1 GROUP BY story) \
             SELECT r.outlet, count(*), sum(o.id <> r.id), coalesce(sum(t.n), 0), min(r.published), max(r.published) \
             FROM report r JOIN original o ON o.story = r.story LEFT JOIN told t ON t.report = r.id WHERE r.current = 1 \
             GROUP BY r.outlet ORDER BY 2 DESC, 1";
        let mut statement = self.connection.prepare_cached(query)?;
        let mut rows = statement.query([])?;
        let mut outlets = Vec::new();
        while let Some(row) = rows.next()? {
            outlets.push(OutletRow {
                outlet: row.get(0)?,
                documents: row.get(1)?,
                copies: row.get(2)?,
                claims: row.get(3)?,
                first: crate::store::word(row, 4)?,
                last: crate::store::word(row, 5)?,
            });
        }
        Ok(outlets)
    }
}
