//! Acts in a line, and the cases of `tests/spec/linking`.

#![allow(dead_code)]

#[path = "../../../../tests/spec/markdown.rs"]
pub mod markdown;

use chancery_codebook::{Codebook, EventType, Measure, Mode, Status};
use chancery_relate::{Act, Count, Stated};
use markdown::{Block, Part};
use std::collections::BTreeSet;

/// An act by table cells; `rest` is `low..high`, then `own`, `future`, `unit WORD`, `event ID`, `answers ID`.
pub fn act(id: &str, date: &str, actor: &str, recipient: &str, measure: &str, rest: &str) -> Act {
    let day = |text: &str| text.parse().unwrap_or_else(|e| panic!("{id}: {text}: {e}"));
    let (first, last) = match date.split_once("..") {
        Some((first, last)) => (day(first), day(last)),
        None if date.len() == 7 => {
            let first: jiff::civil::Date = day(&format!("{date}-01"));
            (first, first.last_of_month())
        }
        None => (day(date), day(date)),
    };
    let measure: Measure = measure.parse().expect(id);
    let (event, mode) = match measure {
        Measure::Return | Measure::Opening => (EventType::Support, None),
        Measure::Expulsion => (EventType::Sanction, Some(Mode::Expel)),
        Measure::Recall => (EventType::Sanction, Some(Mode::Withdraw)),
        _ => (EventType::Sanction, Some(Mode::Discontinue)),
    };
    let words: Vec<&str> = rest.split_whitespace().collect();
    let after = |word: &str| {
        words
            .iter()
            .position(|w| *w == word)
            .and_then(|n| words.get(n + 1))
            .map(|w| (*w).to_owned())
    };
    let bounds = words.iter().find_map(|w| w.split_once(".."));
    Act {
        id: id.into(),
        event_id: after("event").unwrap_or_else(|| id.into()),
        first,
        last,
        reported: None,
        actor: actor.into(),
        recipient: recipient.into(),
        event,
        mode,
        measure: Some(measure),
        quad_code: event.quad_code(),
        score: Codebook::builtin().event_scale(event, mode),
        status: if words.contains(&"future") {
            Status::Future
        } else {
            Status::Actual
        },
        count: bounds.map(|(low, high)| Count {
            low: low.parse().ok(),
            high: high.parse().ok(),
            unit: after("unit"),
        }),
        own: words.contains(&"own") || measure == Measure::Recall,
        posts: None,
        answers: after("answers")
            .map(|event_id| Stated {
                event_id,
                text: "in answer".into(),
                source: "d1".into(),
            })
            .into_iter()
            .collect(),
        sources: 1,
        claims: Vec::new(),
    }
}

/// One case of the spec.
pub struct Case {
    pub part: Part,
    pub acts: Vec<Act>,
    pub links: BTreeSet<String>,
    pub waves: Option<Vec<String>>,
}

/// The cases of all pages, in order.
pub fn cases() -> Vec<Case> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/spec/linking");
    markdown::parts(folder).into_iter().map(case).collect()
}

fn case(part: Part) -> Case {
    let (mut acts, mut links, mut waves) = (Vec::new(), BTreeSet::new(), None::<Vec<String>>);
    let mut says_links = false;
    for (_, block) in part.blocks().unwrap_or_else(|message| panic!("{message}")) {
        match block {
            Block::Table(_, table) => {
                for row in &table.rows {
                    let [id, date, actor, recipient, measure, rest] = &row[..] else {
                        panic!("{}: an act has six cells: {row:?}", part.at());
                    };
                    acts.push(act(id, date, actor, recipient, measure, rest));
                }
            }
            Block::Line(line) => {
                if let Some(link) = line.strip_prefix("- link: ") {
                    says_links = true;
                    links.insert(link.trim().to_owned());
                } else if let Some(wave) = line.strip_prefix("- wave: ") {
                    waves.get_or_insert_default().push(wave.trim().to_owned());
                }
                says_links |= line.starts_with("No link.");
                if line.starts_with("No wave.") {
                    waves = Some(Vec::new());
                }
            }
        }
    }
    assert!(
        says_links && !acts.is_empty(),
        "{}: a table and its links",
        part.at()
    );
    Case {
        part,
        acts,
        links,
        waves,
    }
}
