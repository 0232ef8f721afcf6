//! Measures the presence register on prose about missions: coded block by block, folded, and compared with a table of
//! the mission's status by date.
//!
//! `cargo run --release -p chancery --example missions -- ../shared/data/missions [--model NAME] [--page] [--misses]`
//!
//! Each block is coded by itself, with its heading as title, its publisher as outlet and no date of report. With
//! `--page` the name of the page that the block stands on (its country) is put before the heading. `--misses` lists
//! what was not found, for the part that is read while developing alone.

use chancery::code::Coder;
use chancery::codebook::{Event, EventType, Measure, Mode, Status};
use chancery::lexicon::{Kind, Lexicon};
use chancery::read::{BlockKind, Document};
use chancery_relate::presence::{MissionStatus, Register, Statement, Turn};
use chancery_relate::{Act, Count};
use jiff::civil::{Date, date};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

const SENDER: &str = "USA";
const OUTLET: &str = "Office of the Historian, U.S. Department of State";
/// Last letter of the part that is developed on; the rest is only counted.
const DEVELOPED: char = 'F';

#[derive(Deserialize)]
struct Block {
    country: String,
    file: String,
    head: Option<String>,
    text: String,
}

#[derive(Deserialize)]
struct Row {
    state_dept_name: String,
    status_change: String,
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

struct Told {
    statements: Vec<Statement>,
    acts: Vec<Act>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| args.iter().any(|a| a == flag);
    let model = args
        .iter()
        .position(|a| a == "--model")
        .and_then(|at| args.get(at + 1))
        .map_or("standard", String::as_str);
    let folder = args.first().filter(|a| !a.starts_with("--"));
    let folder = Path::new(folder.ok_or("which folder? give that of the missions")?);
    let mut coder = Coder::default();
    if let Some(model) = chancery::model::load(model)? {
        coder = coder.with_model(model);
    }
    let told = code(folder, &coder, has("--page"))?;
    let rows = rows(folder)?;
    println!(
        "reader {model}; {} statements, {} acts",
        told.statements.len(),
        told.acts.len()
    );
    for (name, part) in [("A-F", false), ("G-M", true)] {
        let part: BTreeMap<_, _> = rows
            .iter()
            .filter(|(country, _)| (country.chars().next() > Some(DEVELOPED)) == part)
            .collect();
        measure(
            name,
            &part,
            &told,
            has("--misses") && name == "A-F",
            has("--why"),
        );
    }
    let all: BTreeMap<_, _> = rows.iter().collect();
    measure("all", &all, &told, false, false);
    Ok(())
}

fn code(folder: &Path, coder: &Coder, page: bool) -> Result<Told, Box<dyn Error>> {
    let text = std::fs::read_to_string(folder.join("recognition_a_to_m.jsonl"))?;
    let mut told = Told {
        statements: Vec::new(),
        acts: Vec::new(),
    };
    for (number, line) in text.lines().enumerate() {
        let block: Block = serde_json::from_str(line)?;
        let head = block.head.unwrap_or_default();
        let title = if page {
            format!("{}: {head}", block.country.trim_end_matches('*'))
        } else {
            head
        };
        let mut document = Document::from_text(&format!("{}#{number}", block.file), "");
        document.blocks.clear();
        document.text.clear();
        document.push(BlockKind::Headline, &title);
        document.push(BlockKind::Paragraph, &block.text);
        document.title = Some(title);
        document.outlet = Some(OUTLET.to_owned());
        let coded = coder.code(&document);
        told.statements
            .extend(coded.presence.iter().filter_map(Statement::of));
        told.acts.extend(coded.events.iter().flat_map(acts));
    }
    Ok(told)
}

/// The acts of an event that bear on presence beyond what a statement tells of posts.
fn acts(event: &Event) -> Vec<Act> {
    let bears = matches!(
        event.measure,
        Some(
            Measure::Severance
                | Measure::Expulsion
                | Measure::StaffCut
                | Measure::StaffCap
                | Measure::Recognition
        )
    );
    let (Some(first), true) = (event.date, bears && event.status == Status::Actual) else {
        return Vec::new();
    };
    let own = event.event == EventType::Sanction && event.mode == Some(Mode::Withdraw);
    let mut found = Vec::new();
    for actor in event.actor.iter().filter_map(|e| e.country.clone()) {
        for recipient in event.recipient.iter().filter_map(|e| e.country.clone()) {
            if actor == recipient {
                continue;
            }
            found.push(Act {
                id: format!("{}-{actor}-{recipient}", event.id),
                event_id: event.id.clone(),
                first,
                last: event.enddate.unwrap_or(first),
                reported: event.cite_info.published,
                actor: actor.clone(),
                recipient,
                event: event.event,
                mode: event.mode,
                measure: event.measure,
                quad_code: event.quad_code,
                score: event.event_scale,
                status: event.status,
                count: event.quantity.first().map(|q| Count {
                    low: q.low,
                    high: q.high,
                    unit: q.unit.clone(),
                }),
                own,
                posts: None,
                answers: Vec::new(),
                sources: 1,
                claims: vec![event.id.clone()],
            });
        }
    }
    found
}

fn rows(folder: &Path) -> Result<BTreeMap<String, Vec<Row>>, Box<dyn Error>> {
    let mut rows: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    let mut reader = csv::Reader::from_path(folder.join("us_mission_transitions_a_to_m.csv"))?;
    for row in reader.deserialize() {
        let row: Row = row?;
        rows.entry(row.state_dept_name.clone())
            .or_default()
            .push(row);
    }
    Ok(rows)
}

/// The code of a country by its name, or by a part of it ("Benin (Dahomey)", "Gambia, The").
fn country_code(name: &str) -> Option<String> {
    let plain = name.split(" (").next().unwrap_or(name);
    let turned = plain.split_once(", ").map(|(a, b)| format!("{b} {a}"));
    let parts = plain.rsplit('/').chain(plain.split(','));
    // A state of old before the land that has its name today.
    let old = [
        "Kingdom of ",
        "Grand Duchy of ",
        "Duchy of ",
        "Electorate of ",
    ]
    .map(|style| style.to_owned() + plain);
    old.iter()
        .map(String::as_str)
        .chain(std::iter::once(plain))
        .chain(turned.as_deref())
        .chain(parts)
        .find_map(|words| {
            Lexicon::builtin()
                .find(&words.replace('’', "'"))
                .into_iter()
                .find(|entry| entry.kind == Kind::Country)
                .and_then(|entry| entry.code.clone())
        })
}

fn measure(name: &str, part: &BTreeMap<&String, &Vec<Row>>, told: &Told, misses: bool, why: bool) {
    let mut kinds: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let (mut right, mut total, mut given, mut confirmed) = (0, 0, 0, 0);
    let (mut years_right, mut years) = (0, 0);
    let (mut all_right, mut all) = (0, 0);
    let mut unknown = Vec::new();
    let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
    for (country, rows) in part {
        let code = country_code(country);
        let register = code
            .as_deref()
            .map(|code| Register::fold(SENDER, code, &told.acts, &told.statements));
        if register.is_none() {
            unknown.push(country.as_str());
        }
        let found = register
            .as_ref()
            .map(Register::transitions)
            .unwrap_or_default();
        let mut hit = vec![false; found.len()];
        for row in rows.iter() {
            let (Some(month), Some(day)) = (row.month, row.day) else {
                continue;
            };
            let day = date(row.year, month, day);
            let at = found.iter().position(|t| {
                t.status.as_str() == row.status_change && t.first == day && t.last == day
            });
            let entry = kinds.entry(&row.status_change).or_default();
            entry.1 += 1;
            total += 1;
            match at {
                Some(at) => {
                    hit[at] = true;
                    entry.0 += 1;
                    right += 1;
                }
                None if why => {
                    // Why, as a total: no text is shown.
                    let on = |host: bool| {
                        told.statements.iter().any(|s| {
                            s.sender == SENDER
                                && s.first == day
                                && s.last == day
                                && host == (Some(&s.host) == code.as_ref())
                        })
                    };
                    let turn = register.as_ref().and_then(|r| {
                        r.changes
                            .iter()
                            .rfind(|c| c.first == day && c.last == day)
                            .map(|c| match &c.turn {
                                Turn::Opened { kind, .. } => format!("opened {kind}"),
                                Turn::Closed { kind, .. } => format!("closed {kind}"),
                                Turn::Head { rank, resident, .. } => {
                                    format!("head {rank} {resident:?}")
                                }
                                other => other.as_str().to_owned(),
                            })
                    });
                    let reverse = told.statements.iter().any(|s| {
                        s.host == SENDER && s.first == day && Some(&s.sender) == code.as_ref()
                    });
                    let reason = match (&code, turn) {
                        (None, _) => "no code".to_owned(),
                        (_, Some(turn)) => format!("told as {turn}"),
                        _ if reverse => "told the other way".to_owned(),
                        _ if on(false) => "told of another host".to_owned(),
                        _ => "not told".to_owned(),
                    };
                    *reasons
                        .entry(format!("{}: {reason}", row.status_change))
                        .or_default() += 1;
                }
                None if misses => println!("  missed {country}: {} on {day}", row.status_change),
                None => {}
            }
        }
        for (t, hit) in found.iter().zip(&hit) {
            if t.first != t.last {
                continue;
            }
            given += 1;
            confirmed += usize::from(*hit);
            if !hit && misses {
                let text = t.claims.first().map_or("", |c| c.text.as_str());
                println!(
                    "  not in the table, {country}: {} on {} by {}",
                    t.status,
                    t.first,
                    text.chars().take(150).collect::<String>()
                );
            }
        }
        for year in (1780..=2020).step_by(10) {
            let day = date(year, 1, 1);
            let truth = truth(rows, day);
            let ours = register
                .as_ref()
                .map_or(Some(MissionStatus::None), |r| r.at(day).status)
                .map_or("unknown", MissionStatus::as_str);
            let same = ours == truth;
            if !same && misses {
                println!("  year {country} {year}: {ours}, the table {truth}");
            }
            all += 1;
            all_right += usize::from(same);
            if rows.first().is_some_and(|row| row.year < year) {
                years += 1;
                years_right += usize::from(same);
            }
        }
    }
    let share = |a: usize, b: usize| 100.0 * a as f64 / b.max(1) as f64;
    println!("{name}");
    println!(
        "  transitions right  {right} of {total}  {:.1} %",
        share(right, total)
    );
    for (kind, (right, total)) in kinds {
        println!("    {kind:<24} {right:>3} of {total:>3}");
    }
    println!(
        "  transitions given to the day that are in the table  {confirmed} of {given}  {:.1} %",
        share(confirmed, given)
    );
    println!(
        "  status on 1 January of decade years since the first transition  {years_right} of {years}  {:.1} %",
        share(years_right, years)
    );
    println!(
        "  the same from 1780  {all_right} of {all}  {:.1} %",
        share(all_right, all)
    );
    for (reason, n) in reasons {
        println!("  why missed  {n:>3} {reason}");
    }
    if !unknown.is_empty() {
        println!("  no code for {}", unknown.join(", "));
    }
}

/// The status that the table gives for a day.
fn truth(rows: &[Row], day: Date) -> &str {
    rows.iter()
        .take_while(|row| {
            let first = date(row.year, row.month.unwrap_or(1), row.day.unwrap_or(1));
            first <= day
        })
        .last()
        .map_or("None", |row| row.status_change.as_str())
}
