//! Any claims at all: the events depend on them alone, not on how they came, and the record stays whole.

mod common;

use chancery_codebook::{DateBasis, Event, EventType, Measure, Status};
use chancery_read::Document;
use chancery_record::merge::{blocks, fits};
use chancery_record::{Filter, Incoming, MergedEvent, Record, Writer, Written, merged};
use common::{Report, Said};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const COUNTRIES: &[&str] = &["USA", "RUS", "NOR", "BLR"];
const OUTLETS: &[&str] = &["Fjord Post", "Baltic Wire", "Neva Line"];
const PLACES: &[&str] = &["Oslo", "Minsk"];
const WORDS: &[&str] = &[
    "two",
    "diplomats",
    "envoy",
    "expelled",
    "summoned",
    "talks",
    "embassy",
    "on",
    "Tuesday",
    "said",
    "the",
    "ministry",
    "of",
    "in",
    "answer",
    "spying",
    "week",
    "closed",
];
const ACTS: &[(EventType, Option<Measure>)] = &[
    (EventType::Sanction, Some(Measure::Expulsion)),
    (EventType::Sanction, Some(Measure::StaffCut)),
    (EventType::Sanction, None),
    (EventType::Accuse, Some(Measure::Summons)),
    (EventType::Consult, Some(Measure::Talks)),
    (EventType::Agree, Some(Measure::Agreement)),
];

fn day(n: i64) -> Date {
    date(2025, 3, 1) + n.days()
}

fn countries() -> impl Strategy<Value = Vec<String>> {
    proptest::sample::subsequence(COUNTRIES, 0..=2)
        .prop_map(|codes| codes.into_iter().map(str::to_owned).collect())
}

fn sentence() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(WORDS), 2..9)
        .prop_map(|words| format!("{} *{}*", words[1..].join(" "), words[0]))
}

prop_compose! {
    fn claim()(
        act in proptest::sample::select(ACTS),
        actor in countries(),
        recipient in countries(),
        days in proptest::option::weighted(0.7, (0_i64..12, prop_oneof![4 => Just(0_i64), 1 => 1_i64..30])),
        number in proptest::option::of(1_i64..4),
        place in proptest::option::of(proptest::sample::select(PLACES)),
        status in proptest::sample::select(Status::ALL),
        historical in proptest::bool::weighted(0.2),
        sentence in sentence(),
    ) -> Said {
        Said {
            event: act.0,
            mode: None,
            measure: act.1,
            actor,
            recipient,
            days: days.map(|(first, width)| (day(first), day(first + width))),
            basis: if days.is_some() { DateBasis::Text } else { DateBasis::Report },
            number: number.map(|n| (Some(n), Some(n))),
            place: place.map(str::to_owned),
            status,
            historical,
            sentence,
        }
    }
}

/// Day, outlet and claims of a report.
type Row = (Option<i64>, Option<&'static str>, Vec<Said>);

/// Reports with up to three claims each; `dated` all of them, or some without a date.
fn reports(dated: bool) -> impl Strategy<Value = Vec<Report>> {
    let published = (proptest::bool::weighted(0.8), 0_i64..14)
        .prop_map(move |(given, n)| (dated || given).then_some(n));
    let outlet = proptest::option::of(proptest::sample::select(OUTLETS));
    let report = (published, outlet, proptest::collection::vec(claim(), 0..=3));
    proptest::collection::vec(report, 1..9).prop_map(|all| {
        let number = |(i, (published, outlet, claims)): (usize, Row)| {
            let mut sentences = vec![format!("Report {i}.")];
            for claim in &claims {
                if !sentences.contains(&claim.sentence) {
                    sentences.push(claim.sentence.clone());
                }
            }
            Report {
                id: format!("r{i}"),
                published: published.map(day),
                outlet: outlet.map(str::to_owned),
                sentences,
                claims,
            }
        };
        all.into_iter().enumerate().map(number).collect()
    })
}

fn write(path: &Path, incoming: &[Incoming], size: usize) -> Written {
    let mut writer = Writer::open(path).unwrap();
    let mut written = Written::default();
    for batch in incoming.chunks(size) {
        written += writer.write(batch).unwrap();
    }
    writer.close().unwrap();
    written
}

/// Events by id, each with the ids of its claims, after a check of the whole record.
fn events(
    path: &Path,
    known_on: Option<Date>,
) -> BTreeMap<String, (BTreeSet<String>, MergedEvent)> {
    let record = Record::open(path).unwrap();
    let check = record.check(true).unwrap();
    assert!(check.findings.is_empty(), "{:?}", check.findings);
    let filter = Filter {
        as_known_on: known_on,
        ..Filter::default()
    };
    let page = record.events(&filter).unwrap();
    assert_eq!(page.total, page.events.len());
    (page.events.into_iter())
        .map(|event| {
            let detail = record.event(&event.id, known_on).unwrap();
            assert_eq!(detail.event, event);
            let claims = detail.claims.into_iter().map(|c| c.record.id).collect();
            (event.id.clone(), (claims, event))
        })
        .collect()
}

fn incoming(reports: &[Report]) -> Vec<Incoming> {
    reports.iter().map(Report::incoming).collect()
}

/// The reports in another order.
fn shuffled(dated: bool) -> impl Strategy<Value = (Vec<Report>, Vec<Report>)> {
    reports(dated).prop_flat_map(|r| (Just(r.clone()), Just(r).prop_shuffle()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn events_are_the_same_whatever_the_order_and_the_batches(
        (given, other) in shuffled(false), size in 1_usize..5,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let (a, b) = (folder.path().join("a"), folder.path().join("b"));
        write(&a, &incoming(&given), 100);
        write(&b, &incoming(&other), size);
        prop_assert_eq!(events(&a, None), events(&b, None));
    }

    #[test]
    fn adding_everything_twice_changes_nothing((given, other) in shuffled(false), size in 1_usize..5) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        write(&path, &incoming(&given), 3);
        let before = events(&path, None);
        let again = write(&path, &incoming(&other), size);
        prop_assert_eq!(again, Written { same: given.len(), ..Written::default() });
        prop_assert_eq!(before, events(&path, None));
    }

    #[test]
    fn what_was_known_on_a_day_is_what_the_reports_until_then_make(given in reports(true), n in 0_i64..14) {
        let folder = tempfile::tempdir().unwrap();
        let (a, b) = (folder.path().join("a"), folder.path().join("b"));
        write(&a, &incoming(&given), 100);
        let until: Vec<Report> =
            given.iter().filter(|r| r.published <= Some(day(n))).cloned().collect();
        write(&b, &incoming(&until), 100);
        prop_assert_eq!(events(&a, Some(day(n))), events(&b, None));
        // Each pair of states as well, which is walked in an index of its own, and each state on each side.
        let (now, then) = (Record::open(&a).unwrap(), Record::open(&b).unwrap());
        let code = |c: &&str| -> Vec<String> { if c.is_empty() { vec![] } else { vec![(*c).to_owned()] } };
        for actor in [""].iter().chain(COUNTRIES) {
            for recipient in [""].iter().chain(COUNTRIES) {
                let ids = |record: &Record, known_on| -> BTreeSet<String> {
                    let filter = Filter {
                        actor: code(actor),
                        recipient: code(recipient),
                        as_known_on: known_on,
                        ..Filter::default()
                    };
                    record.events(&filter).unwrap().events.into_iter().map(|e| e.id).collect()
                };
                prop_assert_eq!(ids(&now, Some(day(n))), ids(&then, None));
            }
        }
    }

    #[test]
    fn a_report_corrected_to_say_nothing_leaves_the_events_as_if_it_had_never_been(
        (given, order) in shuffled(false), gone in proptest::collection::vec(any::<bool>(), 9), size in 1_usize..5,
    ) {
        let folder = tempfile::tempdir().unwrap();
        let (a, b) = (folder.path().join("a"), folder.path().join("b"));
        let goes = |r: &&Report| gone[r.id[1..].parse::<usize>().unwrap()];
        let mut all = incoming(&order);
        all.extend(order.iter().filter(goes).map(|r| {
            Report { sentences: vec!["Withdrawn.".to_owned()], claims: Vec::new(), ..r.clone() }.incoming()
        }));
        write(&a, &all, size);
        let stay: Vec<Report> = given.iter().filter(|r| !goes(r)).cloned().collect();
        write(&b, &incoming(&stay), 100);
        prop_assert_eq!(events(&a, None), events(&b, None));
    }

    #[test]
    fn a_decision_taken_back_leaves_no_trace(given in reports(false), a in 0_usize..20, b in 0_usize..20, split in any::<bool>()) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        write(&path, &incoming(&given), 100);
        let before = events(&path, None);
        let claims: Vec<&String> = before.values().flat_map(|(claims, _)| claims).collect();
        prop_assume!(!claims.is_empty());
        let (a, b) = (claims[a % claims.len()], claims[b % claims.len()]);
        let mut writer = Writer::open(&path).unwrap();
        if writer.join(a, b, None).is_ok() {
            let now = events(&path, None);
            prop_assert!(now.values().any(|(claims, _)| claims.contains(a) && claims.contains(b)));
        }
        if split {
            writer.split(b, None).unwrap();
            let now = events(&path, None);
            prop_assert!(now.values().any(|(claims, _)| claims.len() == 1 && claims.contains(b)));
        }
        writer.undo(b).unwrap();
        for decision in Record::open(&path).unwrap().decisions().unwrap() {
            writer.undo(&decision.claim).unwrap();
        }
        prop_assert_eq!(before, events(&path, None));
    }

    #[test]
    fn claims_merged_in_pieces_make_the_events_of_the_record(given in reports(false), size in 1_usize..5) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let without_text = |i: Incoming| Incoming { without_text: true, ..i };
        let all: Vec<Incoming> = incoming(&given).into_iter().map(without_text).collect();
        write(&path, &all, size);
        let claims: Vec<Event> = (all.into_iter())
            .flat_map(|i| i.events.into_iter().map(move |mut event| {
                event.cite_info.published = i.document.published;
                event.cite_info.outlet.clone_from(&i.document.outlet);
                event
            }))
            .collect();
        let recorded: BTreeMap<_, _> = events(&path, None).into_values()
            .map(|(claims, event)| (event.id.clone(), (claims, event)))
            .collect();
        let by_id = |merged: Vec<(MergedEvent, Vec<String>)>| -> BTreeMap<String, (BTreeSet<String>, MergedEvent)> {
            merged.into_iter().map(|(e, c)| (e.id.clone(), (c.into_iter().collect(), e))).collect()
        };
        prop_assert_eq!(&by_id(merged(claims.clone()).unwrap()), &recorded);
        // Whole blocks find all fits, and what fits joins is all that must come together.
        let mut block: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
        for (at, claim) in claims.iter().enumerate() {
            for found in blocks(claim) {
                block.entry(found.key).or_default().push(at);
            }
        }
        let mut piece: Vec<usize> = (0..claims.len()).collect();
        for places in block.values() {
            let here: Vec<Event> = places.iter().map(|at| claims[*at].clone()).collect();
            for (a, b) in fits(&here) {
                let (from, to) = (piece[places[a]], piece[places[b]]);
                piece.iter_mut().filter(|p| **p == from).for_each(|p| *p = to);
            }
        }
        let mut apart = Vec::new();
        for name in piece.iter().collect::<BTreeSet<_>>() {
            let of_piece = claims.iter().zip(&piece).filter(|(_, p)| *p == name);
            apart.extend(merged(of_piece.map(|(claim, _)| claim.clone()).collect()).unwrap());
        }
        prop_assert_eq!(&by_id(apart), &recorded);
    }

    #[test]
    fn claims_imported_without_their_text_add_nothing_where_it_is(given in reports(false), size in 1_usize..5) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        write(&path, &incoming(&given), 100);
        let before = events(&path, None);
        let mut bare = incoming(&given);
        for report in &mut bare {
            report.document = Document { text: String::new(), blocks: Vec::new(), ..report.document.clone() };
            report.without_text = true;
        }
        let written = write(&path, &bare, size);
        prop_assert_eq!((written.new, written.versions, written.claims), (0, 0, 0));
        prop_assert_eq!(before, events(&path, None));
    }

    #[test]
    fn claims_come_back_as_they_went_in(given in reports(false)) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let incoming = incoming(&given);
        write(&path, &incoming, 100);
        let record = Record::open(&path).unwrap();
        let mut stored = BTreeMap::new();
        record.export_claims::<chancery_record::Error>(true, |claim| {
            let line = serde_json::to_string(&claim.record).unwrap();
            let read: Event = serde_json::from_str(&line).unwrap();
            assert_eq!(read, claim.record, "as JSON and back");
            stored.insert(read.id.clone(), read);
            Ok(())
        }).unwrap();
        let mut sent: BTreeMap<String, Event> = BTreeMap::new();
        for event in incoming.into_iter().flat_map(|i| i.events) {
            sent.entry(event.id.clone()).or_insert(event);
        }
        prop_assert_eq!(stored, sent);
    }
}
