//! The columns that pages are made of find what the record finds.

use super::server::{folder, sample};
use chancery::codebook::{EventType, Measure, Mode, Status};
use chancery::record::{Filter, Record, Sort};
use chancery::serve::Snapshot;
use jiff::civil::date;

#[test]
fn a_filter_over_the_columns_finds_what_the_record_finds_in_the_same_order() {
    let path = folder("columns").join("record.chancery");
    sample(&path);
    let record = Record::open(&path).unwrap();
    let snapshot = Snapshot::take(&record, None).unwrap();
    let codes = |list: &[&str]| list.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>();
    let open = Filter::default;
    let filters = [
        open(),
        Filter {
            actor: codes(&["USA"]),
            ..open()
        },
        Filter {
            recipient: codes(&["RUS", "BLR"]),
            ..open()
        },
        Filter {
            actor: codes(&["USA", "GBR"]),
            recipient: codes(&["RUS"]),
            ..open()
        },
        Filter {
            country: codes(&["NOR"]),
            ..open()
        },
        Filter {
            country: codes(&["XXX"]),
            ..open()
        },
        Filter {
            event: vec![EventType::Consult, EventType::Agree],
            ..open()
        },
        Filter {
            mode: vec![Mode::Expel],
            status: vec![Status::Actual],
            ..open()
        },
        Filter {
            measure: vec![Measure::Closure],
            ..open()
        },
        Filter {
            quad: vec![1, 2],
            ..open()
        },
        Filter {
            since: Some(date(2018, 3, 26)),
            until: Some(date(2018, 4, 5)),
            ..open()
        },
        Filter {
            until: Some(date(1990, 1, 1)),
            ..open()
        },
        Filter {
            place: Some("USA".to_owned()),
            ..open()
        },
        Filter {
            place: Some("seattle".to_owned()),
            ..open()
        },
        Filter {
            text: Some("ambassador".to_owned()),
            ..open()
        },
        Filter {
            outlet: codes(&["Northern Wire"]),
            ..open()
        },
        Filter {
            min_sources: Some(2),
            ..open()
        },
        Filter {
            min_confidence: Some(0.9),
            ..open()
        },
    ];
    let sorts = [
        Sort::Newest,
        Sort::Oldest,
        Sort::Reported,
        Sort::Sources,
        Sort::Size,
        Sort::Confidence,
    ];
    for filter in filters {
        for sort in sorts {
            let filter = Filter {
                sort,
                ..filter.clone()
            };
            let wanted: Vec<String> = record
                .events(&filter)
                .unwrap()
                .events
                .into_iter()
                .map(|e| e.id)
                .collect();
            let told = record.rows_told(&filter).unwrap();
            let found = snapshot.events.select(&filter, told.as_deref());
            let found = record.events_in(&snapshot.events.row_ids(&found)).unwrap();
            let found: Vec<String> = found.into_iter().map(|e| e.id).collect();
            assert_eq!(found.len(), wanted.len(), "{filter:?}");
            assert_eq!(found, wanted, "{filter:?}");
        }
    }
}

#[test]
fn a_snapshot_after_a_change_is_the_snapshot_of_the_changed_record() {
    let path = folder("again").join("record.chancery");
    sample(&path);
    let record = Record::open(&path).unwrap();
    let before = Snapshot::take(&record, None).unwrap();
    let events = record
        .events(&Filter {
            measure: vec![Measure::Expulsion],
            limit: Some(3),
            ..Filter::default()
        })
        .unwrap()
        .events;
    let mut writer = chancery::record::Writer::open(&path).unwrap();
    writer.join(&events[0].id, &events[1].id, None).unwrap();
    writer.close().unwrap();
    let after = Snapshot::take(&record, Some(&before)).unwrap();
    let fresh = Snapshot::take(&record, None).unwrap();
    let rows = |s: &Snapshot| s.events.row_ids(&s.events.select(&Filter::default(), None));
    assert_eq!(rows(&after), rows(&fresh));
    assert_eq!(after.events.len() + 1, before.events.len());
    let all: Vec<usize> = (0..after.events.len()).collect();
    let counts = |s: &Snapshot| serde_json::to_value(s.events.facets(&all)).unwrap();
    assert_eq!(counts(&after), counts(&fresh));
}
