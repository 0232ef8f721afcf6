//! Comparing what a text gives with what its case expects, and telling the difference.

use crate::case::Case;
use crate::cell;
use crate::markdown::Table;
use chancery_code::Coded;
use chancery_codebook::{Entity, Event, Measure, Mode, PresenceStatement, Quantity};
use jiff::civil::Date;
use std::fmt::Write;

/// What is wrong, to be printed, or `None` where the case holds.
pub fn difference(case: &Case, coded: &Coded) -> Option<String> {
    let mut told = String::new();
    if let Some(table) = &case.events
        && !events_hold(table, &coded.events)
    {
        let columns: Vec<&str> = match table.columns.is_empty() {
            true => vec!["event", "mode", "measure", "actor", "recipient", "trigger"],
            false => table.columns.iter().map(String::as_str).collect(),
        };
        let got = coded.events.iter().map(|e| {
            columns
                .iter()
                .map(|c| show_event(c, e, &coded.events))
                .collect()
        });
        tell(&mut told, &columns, &table.rows, got.collect());
    }
    if let Some(table) = &case.presence
        && !presence_holds(table, &coded.presence)
    {
        let columns: Vec<&str> = match table.columns.is_empty() {
            true => crate::case::PRESENCE_COLUMNS.to_vec(),
            false => table.columns.iter().map(String::as_str).collect(),
        };
        let got = coded
            .presence
            .iter()
            .map(|p| columns.iter().map(|c| show_presence(c, p)).collect());
        tell(&mut told, &columns, &table.rows, got.collect());
    }
    (!told.is_empty()).then(|| {
        format!(
            "  > {}\n{told}",
            case.document.text.replace("\n\n", "\n  > ")
        )
    })
}

fn tell(told: &mut String, columns: &[&str], expected: &[Vec<String>], got: Vec<Vec<String>>) {
    let _ = writeln!(told, "  {:9}{}", "", columns.join(" | "));
    for (name, rows) in [("expected", expected), ("got", &got)] {
        for row in rows {
            let _ = writeln!(told, "  {name:9}{}", row.join(" | "));
        }
        if rows.is_empty() {
            let _ = writeln!(told, "  {name:9}nothing");
        }
    }
}

/// Each row has an event of its own, none is left over, and the answers point where they should.
fn events_hold(table: &Table, found: &[Event]) -> bool {
    table.rows.len() == found.len() && place_rows(table, found, &mut Vec::new())
}

/// Tries every way to give the rows events; `chosen[i]` is the event of row i.
fn place_rows(table: &Table, found: &[Event], chosen: &mut Vec<usize>) -> bool {
    let Some(row) = table.rows.get(chosen.len()) else {
        return table.rows.iter().enumerate().all(|(i, row)| {
            table
                .cell(row, "answers")
                .is_none_or(|cell| cell == "*" || answers(cell, &found[chosen[i]], found, chosen))
        });
    };
    (0..found.len()).any(|i| {
        let fits = !chosen.contains(&i)
            && table
                .columns
                .iter()
                .zip(row)
                .all(|(column, cell)| cell == "*" || event_fits(column, cell, &found[i]));
        if !fits {
            return false;
        }
        chosen.push(i);
        let all = place_rows(table, found, chosen);
        chosen.pop();
        all
    })
}

/// `#2; #3`: the event answers those of rows 2 and 3, and no other.
fn answers(cell: &str, event: &Event, found: &[Event], chosen: &[usize]) -> bool {
    let mut wanted: Vec<Option<&str>> = cell::items(cell)
        .map(|item| {
            let row: usize = item.strip_prefix('#')?.parse().ok()?;
            Some(found[*chosen.get(row.checked_sub(1)?)?].id.as_str())
        })
        .collect();
    let mut have: Vec<Option<&str>> = event.answers.iter().map(|id| Some(id.as_str())).collect();
    wanted.sort_unstable();
    have.sort_unstable();
    wanted == have
}

fn event_fits(column: &str, cell: &str, event: &Event) -> bool {
    match column {
        "event" => cell == event.event.as_str(),
        "mode" => cell::word(cell, event.mode.map(Mode::as_str)),
        "measure" => cell::word(cell, event.measure.map(Measure::as_str)),
        "status" => cell == event.status.as_str(),
        "historical" => (cell == "yes") == event.historical,
        "actor" => cell::entities(cell, &event.actor),
        "recipient" => cell::entities(cell, &event.recipient),
        "said_by" => cell::entities(cell, &event.said_by),
        "date" => cell::dates(cell, event.date, event.enddate),
        "basis" => cell == event.date_basis.as_str(),
        "quantity" => cell::quantities(cell, &event.quantity),
        "place" => cell::place(cell, event.place.as_ref()),
        "trigger" => cell::words(
            cell,
            event
                .text_info
                .trigger
                .as_ref()
                .map(|t| t.raw_text.as_str()),
        ),
        "context" => cell::items(cell).all(|c| event.context.iter().any(|have| have == c)),
        "text" => cell::words(cell, Some(&event.text)),
        _ => true,
    }
}

fn presence_holds(table: &Table, found: &[PresenceStatement]) -> bool {
    let fits = |row: &Vec<String>, statement: &PresenceStatement| {
        table
            .columns
            .iter()
            .zip(row)
            .all(|(column, cell)| cell == "*" || presence_fits(column, cell, statement))
    };
    table.rows.len() == found.len() && cell::assign(&table.rows, found, &fits)
}

fn presence_fits(column: &str, cell: &str, statement: &PresenceStatement) -> bool {
    match column {
        "sender" => cell::word(cell, statement.sender.as_deref()),
        "host" => cell::word(cell, statement.host.as_deref()),
        "post" => cell::words(cell, statement.post.as_deref()),
        "staff" => cell::quantities(cell, statement.staff.as_slice()),
        "date" => cell::dates(cell, statement.date, statement.enddate),
        "basis" => cell == statement.date_basis.as_str(),
        _ => true,
    }
}

fn show_event(column: &str, event: &Event, all: &[Event]) -> String {
    let entities = |list: &[Entity]| list.iter().map(show_entity).collect::<Vec<_>>().join("; ");
    match column {
        "event" => event.event.to_string(),
        "mode" => event.mode.map_or_else(String::new, |m| m.to_string()),
        "measure" => event.measure.map_or_else(String::new, |m| m.to_string()),
        "status" => event.status.to_string(),
        "historical" => if event.historical { "yes" } else { "" }.to_owned(),
        "actor" => entities(&event.actor),
        "recipient" => entities(&event.recipient),
        "said_by" => entities(&event.said_by),
        "date" => show_dates(event.date, event.enddate),
        "basis" => event.date_basis.to_string(),
        "quantity" => event
            .quantity
            .iter()
            .map(show_quantity)
            .collect::<Vec<_>>()
            .join("; "),
        "place" => event.place.as_ref().map_or_else(String::new, |p| {
            format!(
                "{} ({})",
                p.name.as_deref().unwrap_or(&p.raw_text),
                p.country.as_deref().unwrap_or("-")
            )
        }),
        "answers" => {
            let triggers = event.answers.iter().map(|id| {
                let answered = all
                    .iter()
                    .find(|e| &e.id == id)
                    .and_then(|e| e.text_info.trigger.as_ref());
                answered.map_or(id.as_str(), |t| t.raw_text.as_str())
            });
            triggers.collect::<Vec<_>>().join("; ")
        }
        "trigger" => event
            .text_info
            .trigger
            .as_ref()
            .map_or_else(String::new, |t| t.raw_text.clone()),
        "context" => event.context.join("; "),
        _ => event.text.clone(),
    }
}

fn show_presence(column: &str, statement: &PresenceStatement) -> String {
    match column {
        "sender" => statement.sender.clone().unwrap_or_default(),
        "host" => statement.host.clone().unwrap_or_default(),
        "post" => statement.post.clone().unwrap_or_default(),
        "staff" => statement
            .staff
            .as_ref()
            .map_or_else(String::new, show_quantity),
        "date" => show_dates(statement.date, statement.enddate),
        _ => statement.date_basis.to_string(),
    }
}

fn show_entity(entity: &Entity) -> String {
    let mut shown = entity.country.clone().unwrap_or_else(|| "-".to_owned());
    if let Some(sector) = &entity.sector {
        shown += &format!(" {sector}");
    }
    if let Some(name) = &entity.name {
        shown += &format!(" \"{name}\"");
    }
    if let Some(role) = &entity.role {
        shown += &format!(" ({role})");
    }
    shown
}

fn show_quantity(quantity: &Quantity) -> String {
    let bound = |n: Option<i64>| n.map_or_else(String::new, |n| n.to_string());
    format!(
        "{}..{} {}",
        bound(quantity.low),
        bound(quantity.high),
        quantity.unit.as_deref().unwrap_or_default()
    )
}

fn show_dates(first: Option<Date>, last: Option<Date>) -> String {
    match (first, last) {
        (Some(first), Some(last)) if first != last => format!("{first}..{last}"),
        (Some(first), _) => first.to_string(),
        (None, _) => String::new(),
    }
}
