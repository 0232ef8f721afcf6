//! A backup is of one moment, whatever is written meanwhile.

mod common;

use chancery_record::{Record, Writer};
use common::Report;

fn report(id: usize, sentence: String) -> Report {
    Report {
        id: format!("r{id}"),
        published: Some(jiff::civil::date(2025, 3, 4)),
        outlet: None,
        sentences: vec![sentence],
        claims: Vec::new(),
    }
}

#[test]
fn a_backup_under_a_program_that_always_writes_is_done_and_of_one_moment() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("record.chancery");
    let mut writer = Writer::open(&path).unwrap();
    // Enough pages for several steps.
    for id in 0..60 {
        let words: Vec<String> = (0..40_000)
            .map(|n| format!("{}", (n * 7 + id) % 99_991))
            .collect();
        writer
            .write(&[report(id, words.join(" ")).incoming()])
            .unwrap();
    }
    let record = Record::open(&path).unwrap();
    let (copy, mut steps, mut next) = (folder.path().join("copy.chancery"), 0, 100);
    record
        .backup(&copy, |_, _| {
            steps += 1;
            assert!(steps < 100, "it begins anew whenever something is written");
            writer
                .write(&[report(next, "Little was said.".to_owned()).incoming()])
                .unwrap();
            next += 1;
        })
        .unwrap();
    assert!(steps > 1, "the record is too small to say anything");
    assert_eq!(record.stats().unwrap().documents, 60 + steps);
    let copy = Record::open(&copy).unwrap();
    assert_eq!(copy.stats().unwrap().documents, 60);
    let check = copy.check(true).unwrap();
    assert!(check.findings.is_empty(), "{:?}", check.findings);
}
