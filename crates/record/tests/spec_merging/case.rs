//! Reading the cases: headings, reasons and tables of Markdown become reports and expected events.

use crate::common::{Report, Said};
use chancery_codebook::{Codebook, DateBasis, EventType, Measure, Mode, Status};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Claims with the events that they must make.
pub struct Case {
    /// File of the case.
    pub file: String,
    /// Line of its heading, from 1.
    pub line: usize,
    /// Its heading, without the mark of a known gap.
    pub heading: String,
    /// Marked as a known gap (`### ~ heading`).
    pub gap: bool,
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

/// A table of expected events.
pub struct Expected {
    /// As known on this day; else of today.
    pub known_on: Option<Date>,
    /// Names of the columns; the first is `claims`.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
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

/// All cases of a file, or what is wrong with it.
pub fn parse(file: &str, text: &str) -> Result<Vec<Case>, String> {
    let mut cases: Vec<Case> = Vec::new();
    let mut known_on = None;
    let mut lines = text.lines().enumerate().peekable();
    while let Some((number, line)) = lines.next() {
        let at = |what: String| format!("{file}:{}: {what}: {line}", number + 1);
        if let Some(heading) = line.strip_prefix("### ") {
            cases.push(Case::new(file, number + 1, heading));
            known_on = None;
            continue;
        }
        let Some(case) = cases.last_mut() else {
            continue;
        };
        if let Some(words) = line.strip_prefix("Decision: ") {
            case.decisions
                .push(words.split_whitespace().map(str::to_owned).collect());
        } else if let Some(day) = line.strip_prefix("As known on ") {
            let day = day.trim_end_matches(':');
            known_on = Some(day.parse().map_err(|e| at(format!("no date ({e})")))?);
        } else if line.starts_with('|') {
            let columns = cells(line);
            let known: &[&str] = match columns[0].as_str() {
                "claims" => &EVENT_COLUMNS,
                _ => &CLAIM_COLUMNS,
            };
            if let Some(column) = columns.iter().find(|c| !known.contains(&c.as_str())) {
                return Err(at(format!(
                    "unknown column `{column}`, use one of {}",
                    known.join(", ")
                )));
            }
            let mut rows = Vec::new();
            lines.next_if(|(_, rule)| rule.starts_with("| ---"));
            while let Some((_, row)) = lines.next_if(|(_, row)| row.starts_with('|')) {
                let row = cells(row);
                if row.len() != columns.len() {
                    return Err(at(format!("a row with {} cells: {row:?}", row.len())));
                }
                rows.push(row);
            }
            if columns[0] == "claims" {
                let known_on = known_on.take();
                case.expected.push(Expected {
                    known_on,
                    columns,
                    rows,
                });
            } else {
                for row in &rows {
                    case.claim(&columns, row)
                        .map_err(|e| at(format!("{e} in {row:?}")))?;
                }
            }
        } else if case.reports.is_empty() {
            case.reason.push_str(line.trim());
        }
    }
    match cases
        .iter()
        .find(|c| c.reports.is_empty() || c.expected.is_empty() || c.reason.is_empty())
    {
        Some(case) => Err(format!(
            "{file}:{}: a case needs a reason, claims and events",
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
            reason: String::new(),
            names: BTreeMap::new(),
            reports: Vec::new(),
            decisions: Vec::new(),
            expected: Vec::new(),
        }
    }

    /// Takes a row of the table of claims; a row without an act is a sentence that says nothing.
    fn claim(&mut self, columns: &[String], row: &[String]) -> Result<(), String> {
        let cell = |column: &str| {
            let at = columns.iter().position(|c| c == column)?;
            Some(row[at].as_str()).filter(|c| !c.is_empty())
        };
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

fn cells(line: &str) -> Vec<String> {
    let inner = line.trim().trim_start_matches('|');
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    inner
        .split('|')
        .map(|cell| cell.trim().to_owned())
        .collect()
}
