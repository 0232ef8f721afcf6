//! Reading the cases: headings, reasons and tables of Markdown become reports and expected events.

use crate::common::{Report, Said};
use crate::markdown::{Block, Part, Table};
use chancery_codebook::{Codebook, DateBasis, EventType, Measure, Mode, Status};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Claims with the events that they must make.
pub struct Case {
    /// Where it stands.
    pub part: Part,
    /// Words before the first table.
    pub reason: String,
    /// Names of the claims, with their ids.
    pub names: BTreeMap<String, String>,
    /// The versions of each report, in their order.
    pub reports: Vec<Vec<Report>>,
    /// What a person decides, in this order, once everything is added.
    pub decisions: Vec<Vec<String>>,
    /// What is expected.
    pub expected: Vec<Expected>,
}

/// A table of expected events; its first column is `claims`.
pub struct Expected {
    /// As known on this day; else of today.
    pub known_on: Option<Date>,
    /// The events.
    pub table: Table,
}

/// Columns of the tables of claims.
const CLAIM_COLUMNS: [&str; 14] = [
    "claim",
    "report",
    "version",
    "published",
    "outlet",
    "act",
    "actor",
    "recipient",
    "date",
    "basis",
    "number",
    "place",
    "status",
    "sentence",
];

/// Columns of the tables of events.
pub const EVENT_COLUMNS: [&str; 12] = [
    "claims",
    "act",
    "actor",
    "recipient",
    "date",
    "number",
    "place",
    "status",
    "disputed",
    "sources",
    "independent",
    "shares",
];

impl Case {
    /// The case that stands in a part of a page.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn parse(part: &Part) -> Result<Case, String> {
        let mut case = Case {
            part: part.clone(),
            reason: String::new(),
            names: BTreeMap::new(),
            reports: Vec::new(),
            decisions: Vec::new(),
            expected: Vec::new(),
        };
        let mut known_on = None;
        for (number, block) in part.blocks()? {
            let at = |what: String, line: &str| format!("{}:{number}: {what}: {line}", part.file);
            match block {
                Block::Line(line) => {
                    if let Some(words) = line.strip_prefix("Decision: ") {
                        let words = words.split_whitespace().map(str::to_owned);
                        case.decisions.push(words.collect());
                    } else if let Some(day) = line.strip_prefix("As known on ") {
                        let day = day.trim_end_matches(':').parse();
                        known_on = Some(day.map_err(|e| at(format!("no date ({e})"), line))?);
                    } else if case.reports.is_empty() {
                        case.reason.push_str(line.trim());
                    }
                }
                Block::Table(line, table) => {
                    let expects = table.columns[0] == "claims";
                    let known: &[&str] = if expects {
                        &EVENT_COLUMNS
                    } else {
                        &CLAIM_COLUMNS
                    };
                    if let Some(column) =
                        table.columns.iter().find(|c| !known.contains(&c.as_str()))
                    {
                        let what =
                            format!("unknown column `{column}`, use one of {}", known.join(", "));
                        return Err(at(what, line));
                    }
                    if expects {
                        let known_on = known_on.take();
                        case.expected.push(Expected { known_on, table });
                    } else {
                        for row in &table.rows {
                            case.claim(&table, row)
                                .map_err(|e| at(format!("{e} in {row:?}"), line))?;
                        }
                    }
                }
            }
        }
        if case.reports.is_empty() || case.expected.is_empty() || case.reason.is_empty() {
            return Err(format!(
                "{}: a case needs a reason, claims and events",
                part.at()
            ));
        }
        Ok(case)
    }

    /// Takes a row of the table of claims; a row without an act is a sentence that says nothing.
    fn claim(&mut self, table: &Table, row: &[String]) -> Result<(), String> {
        let cell = |column: &str| table.cell(row, column).filter(|c| !c.is_empty());
        let sentence = cell("sentence").ok_or("no sentence")?.to_owned();
        let name = cell("claim").unwrap_or_default().to_owned();
        let published = cell("published").map(day).transpose()?;
        let id = cell("report").unwrap_or(&name).to_owned();
        let version = number(cell("version").unwrap_or("1"))?.ok_or("no version")?;
        let version = usize::try_from(version).map_err(|e| e.to_string())?;
        let outlet = cell("outlet").map(str::to_owned);
        if self.reports.iter().all(|r| r[0].id != id) {
            self.reports.push(Vec::new());
        }
        let report = (self.reports.iter_mut()).find(|r| r.first().is_none_or(|r| r.id == id));
        let report = report.ok_or("no report")?;
        if report.len() < version {
            report.push(Report {
                id,
                published,
                outlet,
                sentences: Vec::new(),
                claims: Vec::new(),
            });
        }
        let report = report.get_mut(version - 1).ok_or("versions begin at 1")?;
        if !report.sentences.contains(&sentence) {
            report.sentences.push(sentence.clone());
        }
        let Some(act) = cell("act") else {
            return Ok(());
        };
        let (event, mode, measure) = read_act(act)?;
        let said = Said {
            event,
            mode,
            measure,
            actor: codes(cell("actor")),
            recipient: codes(cell("recipient")),
            days: cell("date").map(days).transpose()?,
            basis: match (cell("basis"), cell("date")) {
                (Some(basis), _) => basis.parse().map_err(|e| format!("{e}"))?,
                (None, Some(_)) => DateBasis::Text,
                (None, None) => DateBasis::Report,
            },
            number: cell("number").map(bounds).transpose()?,
            place: cell("place").map(str::to_owned),
            status: cell("status")
                .unwrap_or("actual")
                .parse::<Status>()
                .map_err(|e| format!("{e}"))?,
            historical: false,
            sentence,
        };
        let key = report.claim(&said).id;
        report.claims.push(said);
        if self.names.insert(name.clone(), key).is_some() {
            return Err(format!("a second claim `{name}`"));
        }
        Ok(())
    }
}

/// Type, mode and measure, `-` for a mode that is left out: `SANCTION expel expulsion`.
pub fn read_act(act: &str) -> Result<(EventType, Option<Mode>, Option<Measure>), String> {
    let mut words = act.split_whitespace();
    let event: EventType = words
        .next()
        .unwrap_or_default()
        .parse()
        .map_err(|e| format!("{e}"))?;
    let mode = words.next().filter(|m| *m != "-");
    let mode: Option<Mode> = mode
        .map(str::parse)
        .transpose()
        .map_err(|e| format!("{e}"))?;
    let measure: Option<Measure> = words
        .next()
        .map(str::parse)
        .transpose()
        .map_err(|e| format!("{e}"))?;
    let book = Codebook::builtin();
    if let Some(mode) = mode.filter(|m| book.mode(event, *m).is_none()) {
        return Err(format!("`{mode}` is no mode of {event}"));
    }
    let goes = |m: &Measure| {
        book.measures
            .iter()
            .any(|x| x.code == *m && x.types.contains(&event))
    };
    match measure.filter(|m| !goes(m)) {
        Some(measure) => Err(format!("{event} does not go with measure `{measure}`")),
        None => Ok((event, mode, measure)),
    }
}

/// `2018-03-26` or `2018-03-01..2018-03-31`.
pub fn days(cell: &str) -> Result<(Date, Date), String> {
    let (first, last) = cell.split_once("..").unwrap_or((cell, cell));
    Ok((day(first)?, day(last)?))
}

fn day(cell: &str) -> Result<Date, String> {
    cell.parse()
        .map_err(|e| format!("`{cell}` is no date ({e})"))
}

/// `60`, `24..99`, `23..`.
pub fn bounds(cell: &str) -> Result<(Option<i64>, Option<i64>), String> {
    let (low, high) = cell.split_once("..").unwrap_or((cell, cell));
    Ok((number(low)?, number(high)?))
}

fn number(cell: &str) -> Result<Option<i64>, String> {
    (!cell.is_empty())
        .then(|| cell.parse())
        .transpose()
        .map_err(|_| format!("`{cell}` is no number"))
}

/// Country codes between spaces.
pub fn codes(cell: Option<&str>) -> Vec<String> {
    cell.unwrap_or_default()
        .split_whitespace()
        .map(str::to_owned)
        .collect()
}
