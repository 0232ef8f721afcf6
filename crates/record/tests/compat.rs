//! Records that older programs wrote are still read and written: `tests/compat`.

mod common;

use chancery_codebook::{DateBasis, EventType, Measure, Mode, Status};
use chancery_record::{Filter, Record, Writer};
use common::{Report, Said};
use serde_json::{Value, json};
use std::path::Path;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/compat/v1");

/// What `expected.json` tells of a record.
fn told(record: &Record) -> Value {
    let stats = record.stats().unwrap();
    let filter = Filter::default();
    let mut events = record.events(&filter).unwrap().events;
    events.sort_by(|a, b| a.id.cmp(&b.id));
    let event = |event: chancery_record::MergedEvent| {
        let detail = record.event(&event.id, None).unwrap();
        let headline = detail.claims[0].record.cite_info.title.clone();
        json!({
            "id": event.id, "date": event.date, "event": event.event, "claims": event.claims,
            "sources": event.sources, "disputed": event.disputed.join(" "), "headline": headline,
        })
    };
    json!({
        "stats": {
            "documents": stats.documents, "reports": stats.reports, "claims": stats.claims,
            "superseded": stats.superseded, "events": stats.events, "presence": stats.presence,
            "decisions": stats.decisions,
        },
        "events": events.into_iter().map(event).collect::<Vec<Value>>(),
    })
}

fn whole(record: &Record) {
    let check = record.check(true).unwrap();
    assert!(check.findings.is_empty(), "{:?}", check.findings);
}

#[test]
fn a_record_of_version_1_is_read_and_goes_on() {
    let expected = std::fs::read_to_string(Path::new(FOLDER).join("expected.json")).unwrap();
    let expected: Value = serde_json::from_str(&expected).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("record.chancery");
    std::fs::copy(Path::new(FOLDER).join("record.chancery"), &path).unwrap();

    let record = Record::open(&path).unwrap();
    assert_eq!(told(&record), expected);
    whole(&record);

    let mut writer = Writer::open(&path).unwrap();
    assert_eq!(
        told(&Record::open(&path).unwrap()),
        expected,
        "opening it to write changes nothing"
    );
    let sentence = "Kenya *expelled* two Ugandan officers on Monday.".to_owned();
    let report = Report {
        id: "new".to_owned(),
        published: Some(jiff::civil::date(2026, 1, 5)),
        outlet: Some("Rift Post".to_owned()),
        sentences: vec![sentence.clone()],
        claims: vec![Said {
            event: EventType::Sanction,
            mode: Some(Mode::Expel),
            measure: Some(Measure::Expulsion),
            actor: vec!["KEN".to_owned()],
            recipient: vec!["UGA".to_owned()],
            days: None,
            basis: DateBasis::Report,
            number: Some((Some(2), Some(2))),
            place: None,
            status: Status::Actual,
            historical: false,
            sentence,
        }],
    };
    let written = writer.write(&[report.incoming()]).unwrap();
    assert_eq!((written.new, written.claims), (1, 1));
    writer.close().unwrap();

    let record = Record::open(&path).unwrap();
    whole(&record);
    let before = expected["stats"]["events"].as_i64().unwrap();
    assert_eq!(record.stats().unwrap().events, before + 1);
    let found = Filter {
        actor: vec!["KEN".to_owned()],
        ..Filter::default()
    };
    assert_eq!(record.events(&found).unwrap().total, 1);
}

#[test]
fn the_kept_record_lies_alone_and_is_small() {
    let file = Path::new(FOLDER).join("record.chancery");
    assert!(std::fs::metadata(&file).unwrap().len() < 400_000);
    assert!(
        !Path::new(FOLDER).join("record.chancery-wal").exists(),
        "a log beside the kept record"
    );
}
