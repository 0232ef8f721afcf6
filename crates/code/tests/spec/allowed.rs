//! Whether what the cases expect is what the codebook allows.

use crate::case::Case;
use crate::cell;
use chancery_codebook::{Codebook, EventType, Mode, Status};
use jiff::civil::Date;

/// What in the expected records the codebook does not allow.
pub fn problems(case: &Case, book: &Codebook) -> Vec<String> {
    let mut problems = Vec::new();
    let Some(table) = &case.events else {
        return problems;
    };
    for row in &table.rows {
        let cell = |column: &str| {
            table
                .cell(row, column)
                .filter(|c| !c.is_empty() && *c != "*")
        };
        let Some(event) = cell("event").and_then(|c| c.parse::<EventType>().ok()) else {
            problems.push("a row needs a type in `event`".to_owned());
            continue;
        };
        if let Some(mode) = cell("mode")
            && mode
                .parse::<Mode>()
                .ok()
                .and_then(|m| book.mode(event, m))
                .is_none()
        {
            problems.push(format!("`{mode}` is no mode of {event}"));
        }
        if let Some(measure) = cell("measure")
            && !book
                .measures
                .iter()
                .any(|m| m.code.as_str() == measure && m.types.contains(&event))
        {
            problems.push(format!("{event} does not go with measure `{measure}`"));
        }
        if let Some(status) = cell("status")
            && status.parse::<Status>().is_err()
        {
            problems.push(format!("`{status}` is no status"));
        }
        for entity in ["actor", "recipient", "said_by"]
            .into_iter()
            .filter_map(cell)
            .flat_map(cell::items)
        {
            let sector = entity
                .split_whitespace()
                .nth(1)
                .filter(|s| !s.starts_with(['"', '(']));
            if let Some(sector) = sector.filter(|s| !book.sectors.iter().any(|t| t.code == *s)) {
                problems.push(format!("`{sector}` is no sector"));
            }
        }
        for context in cell("context").into_iter().flat_map(cell::items) {
            if !book.contexts.iter().any(|t| t.code == context) {
                problems.push(format!("`{context}` is no context"));
            }
        }
        for date in cell("date").into_iter().flat_map(|c| c.split("..")) {
            if date.parse::<Date>().is_err() {
                problems.push(format!("`{date}` is no date"));
            }
        }
    }
    problems
}
