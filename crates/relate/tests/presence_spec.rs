//! The register's cases: every case of `tests/spec/presence/*.md` is folded and compared.
//!
//! `CHANCERY_SPEC_FILTER=words` runs only the cases whose file or heading contains the words.

#[path = "../../../tests/spec/markdown.rs"]
mod markdown;

use chancery_codebook::{EventType, Measure, PostState, QuadCode, Status};
use chancery_relate::presence::{ClaimKind, Register, Snapshot, Statement};
use chancery_relate::{Act, Count};
use jiff::civil::Date;
use markdown::{Block, Part, Table};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/spec/presence");

struct Case {
    part: Part,
    sender: String,
    host: String,
    on: Option<Date>,
    acts: Vec<Act>,
    statements: Vec<Statement>,
    lines: Vec<(String, String)>,
}

#[test]
fn every_case_holds() {
    markdown::hold("cases of presence", &cases(), |case| &case.part, difference);
}

fn difference(case: &Case) -> Option<String> {
    let on = case.on.expect("a case has a day");
    let register = Register::fold(&case.sender, &case.host, &case.acts, &case.statements);
    // The order of the input makes no difference.
    let mut acts = case.acts.clone();
    let mut statements = case.statements.clone();
    acts.reverse();
    statements.reverse();
    let turned = Register::fold(&case.sender, &case.host, &acts, &statements);
    if turned != register {
        return Some("  the order of the input makes a difference\n".to_owned());
    }
    let snapshot = register.at(on);
    case.lines.iter().find_map(|(line, expected)| {
        let found = found(&register, &snapshot, line);
        (found != *expected).then(|| format!("  {line}: expected `{expected}`, found `{found}`\n"))
    })
}

fn found(register: &Register, snapshot: &Snapshot, line: &str) -> String {
    let none = || "-".to_owned();
    let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
    let post = || {
        let (kind, city) = match rest.split_once(" in ") {
            Some((kind, city)) => (kind, Some(city)),
            None => (rest, None),
        };
        snapshot
            .posts
            .iter()
            .find(|p| p.kind.as_str() == kind && (city.is_none() || p.city.as_deref() == city))
    };
    let staff = || {
        let (unit, at) = match rest.split_once(" at ") {
            Some((unit, at)) => (unit, Some(at.to_owned())),
            None => (rest, None),
        };
        snapshot
            .staff
            .iter()
            .find(|l| l.unit.as_str() == unit && l.post == at)
    };
    match word {
        "status" => snapshot.status.map_or("?".to_owned(), |s| s.to_string()),
        "post" => post().map_or_else(none, |p| p.status.to_string()),
        "since" => post().map_or_else(none, |p| format!("{}..{}", p.since_first, p.since_last)),
        "head" => snapshot.head.as_ref().map_or_else(none, |h| {
            let before = match (h.withdrawn, h.resident) {
                (true, _) => "withdrawn ",
                (_, Some(false)) => "nonresident ",
                _ => "",
            };
            format!("{before}{}", h.rank)
        }),
        "staff" => staff().map_or_else(none, |l| l.bounds.to_string()),
        "claims" => staff().map_or_else(none, |l| {
            let mut ids: Vec<&str> = l.claims.iter().map(|c| c.id.as_str()).collect();
            ids.sort_unstable();
            ids.join(" ")
        }),
        "contradictions" => {
            let found: Vec<&str> = snapshot
                .contradictions
                .iter()
                .map(|c| c.conflict.as_str())
                .collect();
            let whole = snapshot
                .contradictions
                .iter()
                .all(|c| !c.earlier.is_empty() && !c.later.is_empty());
            assert!(whole, "a contradiction has the claims of both sides");
            if found.is_empty() {
                none()
            } else {
                found.join("; ")
            }
        }
        "changes" => register.changes.len().to_string(),
        _ => panic!("unknown line `{line}`"),
    }
}

#[test]
fn every_change_has_its_claims() {
    for case in cases() {
        let register = Register::fold(&case.sender, &case.host, &case.acts, &case.statements);
        for change in &register.changes {
            assert!(!change.claims.is_empty(), "{}", case.part.heading);
            for claim in &change.claims {
                let known = match claim.kind {
                    ClaimKind::Act => case.acts.iter().any(|a| a.id == claim.id),
                    ClaimKind::Statement => case.statements.iter().any(|s| s.id == claim.id),
                };
                assert!(
                    known,
                    "{}: {} is no claim of the case",
                    case.part.heading, claim.id
                );
            }
        }
    }
}

fn cases() -> Vec<Case> {
    markdown::parts(FOLDER).into_iter().map(case).collect()
}

fn case(part: Part) -> Case {
    let blocks = part.clone();
    let mut case = Case {
        part,
        sender: String::new(),
        host: String::new(),
        on: None,
        acts: Vec::new(),
        statements: Vec::new(),
        lines: Vec::new(),
    };
    for (_, block) in blocks
        .blocks()
        .unwrap_or_else(|message| panic!("{message}"))
    {
        match block {
            Block::Line(line) => {
                if let Some(pair) = line.strip_prefix("Of: ") {
                    let (sender, host) = pair.split_once(" in ").expect("`Of: MLT in LBY`");
                    case.sender = sender.to_owned();
                    case.host = host.to_owned();
                } else if let Some(on) = line.strip_prefix("On: ") {
                    case.on = Some(on.parse().expect("a day"));
                }
            }
            Block::Table(_, table) => {
                for row in &table.rows {
                    add(&mut case, &table, row);
                }
            }
        }
    }
    case
}

fn add(case: &mut Case, table: &Table, row: &[String]) {
    let text = |column: &str| table.cell(row, column).filter(|c| !c.is_empty());
    if let Some(line) = text("line") {
        case.lines.push((
            line.to_owned(),
            text("holds").unwrap_or_default().to_owned(),
        ));
        return;
    }
    let (first, last) = days(text("date").expect("a date"));
    if let Some(id) = text("statement") {
        case.statements.push(Statement {
            id: id.to_owned(),
            sender: text("sender").unwrap_or(&case.sender).to_owned(),
            host: text("host").unwrap_or(&case.host).to_owned(),
            post: text("post").map(str::to_owned),
            state: text("state").map(state),
            staff: text("staff").map(count),
            first,
            last,
            text: String::new(),
        });
        return;
    }
    let id = text("act").expect("a table of statements, acts or lines");
    let measure: Measure = text("measure")
        .expect("a measure")
        .parse()
        .expect("a measure of the codebook");
    case.acts.push(Act {
        id: id.to_owned(),
        event_id: id.to_owned(),
        first,
        last,
        reported: None,
        actor: text("actor").expect("an actor").to_owned(),
        recipient: text("recipient").expect("a recipient").to_owned(),
        event: EventType::Sanction,
        mode: None,
        measure: Some(measure),
        quad_code: QuadCode::try_from(4).expect("a quadrant"),
        score: -5.0,
        status: text("status").map_or(Status::Actual, |s| s.parse().expect("a status")),
        count: text("count").map(count),
        own: text("own").is_some(),
        posts: text("posts").map(str::to_owned),
        answers: Vec::new(),
        sources: 1,
        claims: vec![format!("claim of {id}")],
    });
}

fn days(cell: &str) -> (Date, Date) {
    let (first, last) = cell.split_once("..").unwrap_or((cell, cell));
    (first.parse().expect("a day"), last.parse().expect("a day"))
}

fn state(word: &str) -> PostState {
    serde_json::from_value(word.into()).unwrap_or_else(|_| panic!("unknown state `{word}`"))
}

fn count(cell: &str) -> Count {
    let (bounds, unit) = cell.split_once(' ').unwrap_or((cell, ""));
    let (low, high) = bounds.split_once("..").expect("bounds such as 40..60");
    Count {
        low: low.parse().ok(),
        high: high.parse().ok(),
        unit: Some(unit.to_owned()).filter(|u| !u.is_empty()),
    }
}
