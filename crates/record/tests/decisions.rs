//! What people decide about merging stays in place, and concerns what it is about and nothing else.

mod common;

use chancery_record::{Filter, Incoming, Record, Writer};
use common::{Report, Said};
use std::path::Path;

fn report(id: &str, day: i8, actor: &str, recipient: &str, sentence: &str) -> Incoming {
    let day = jiff::civil::date(2024, 3, day);
    let said = Said {
        event: chancery_codebook::EventType::Sanction,
        mode: Some(chancery_codebook::Mode::Expel),
        measure: Some(chancery_codebook::Measure::Expulsion),
        actor: vec![actor.to_owned()],
        recipient: vec![recipient.to_owned()],
        days: Some((day, day)),
        basis: chancery_codebook::DateBasis::Text,
        number: None,
        place: None,
        status: chancery_codebook::Status::Actual,
        historical: false,
        sentence: sentence.to_owned(),
    };
    Report {
        id: id.to_owned(),
        published: Some(day),
        outlet: None,
        sentences: vec![sentence.to_owned()],
        claims: vec![said],
    }
    .incoming()
}

/// Ids of the events with how many claims each has, and the revision at which it was last written.
fn events(path: &Path) -> Vec<(String, usize, i64)> {
    let record = Record::open(path).unwrap();
    assert!(record.check(true).unwrap().findings.is_empty());
    let mut rows = Vec::new();
    for event in record.events(&Filter::default()).unwrap().events {
        let mut revision = 0;
        let query = format!("SELECT revision FROM event WHERE key = '{}'", event.id);
        let take = |row: Vec<serde_json::Value>| {
            revision = row[0].as_i64().unwrap();
            Ok::<(), chancery_record::Error>(())
        };
        record.sql(&query, |_| Ok(()), take).unwrap();
        rows.push((event.id, event.claims, revision));
    }
    rows.sort();
    rows
}

/// Reports of what may be one act, far enough apart not to be taken for it.
fn two_tellings() -> (Incoming, Incoming) {
    (
        report(
            "a",
            4,
            "NOR",
            "BLR",
            "Norway expelled two Belarusian envoys.",
        ),
        report(
            "b",
            20,
            "NOR",
            "BLR",
            "Oslo sent two attachés of Minsk home.",
        ),
    )
}

#[test]
fn joined_events_are_left_alone_by_reports_of_other_acts() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.chancery");
    let mut writer = Writer::open(&path).unwrap();
    let (first, other) = two_tellings();
    let (a, b) = (first.events[0].id.clone(), other.events[0].id.clone());
    writer.write(&[first, other]).unwrap();
    writer.join(&a, &b, None).unwrap();
    let joined = events(&path);
    assert_eq!(joined.len(), 1);
    writer
        .write(&[report(
            "c",
            9,
            "PER",
            "BOL",
            "Peru expelled a Bolivian consul.",
        )])
        .unwrap();
    let after = events(&path);
    assert_eq!(after.len(), 2);
    assert!(
        after.contains(&joined[0]),
        "written anew: {joined:?} {after:?}"
    );
}

#[test]
fn a_joint_ends_with_the_claim_that_it_is_about() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("r.chancery");
    let mut writer = Writer::open(&path).unwrap();
    let (first, other) = two_tellings();
    let (a, b) = (first.events[0].id.clone(), other.events[0].id.clone());
    let correction = report("a", 4, "PER", "BOL", "Peru expelled a Bolivian consul.");
    writer.write(&[first, other.clone()]).unwrap();
    writer.join(&a, &b, None).unwrap();
    assert_eq!(events(&path).len(), 1);
    writer.write(std::slice::from_ref(&correction)).unwrap();
    // As if the corrected text alone had ever been there.
    let alone = folder.path().join("alone.chancery");
    Writer::open(&alone)
        .unwrap()
        .write(&[other, correction])
        .unwrap();
    let ids = |path: &Path| -> Vec<(String, usize)> {
        events(path).into_iter().map(|(id, n, _)| (id, n)).collect()
    };
    assert_eq!(ids(&path), ids(&alone));
}
