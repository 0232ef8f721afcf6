//! The vocabulary is PLOVER's, whole and consistent, and the bridge from CAMEO holds.

use chancery_codebook::{Codebook, EventType, Mode};
use std::collections::BTreeSet;

/// PLOVER 2.0 (draft, 2021): every type with its modes.
const PLOVER: [(&str, &str); 16] = [
    ("AGREE", ""),
    ("CONSULT", "visit third-party multilateral phone"),
    ("SUPPORT", ""),
    ("CONCEDE", ""),
    ("COOPERATE", ""),
    ("AID", ""),
    ("RETREAT", "withdraw release disarm ceasefire access resign"),
    ("REQUEST", "assist change yield meet"),
    ("ACCUSE", "disapprove investigate allege"),
    ("REJECT", "assist change yield meet"),
    (
        "THREATEN",
        "restrict arrest relations expel territory violence",
    ),
    (
        "PROTEST",
        "demo riot strike hunger boycott obstruct vandalize",
    ),
    ("SANCTION", "convict expel withdraw discontinue"),
    ("MOBILIZE", "troops weapons police militia"),
    (
        "COERCE",
        "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    ),
    (
        "ASSAULT",
        "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone \
         heavy-weapons crowd-control unconventional",
    ),
];

fn book() -> &'static Codebook {
    Codebook::builtin()
}

/// Every type without a mode, and with each of its modes.
fn types_and_modes() -> impl Iterator<Item = (EventType, Option<Mode>)> {
    book().types.iter().flat_map(|t| {
        std::iter::once((t.code, None)).chain(t.modes.iter().map(move |m| (t.code, Some(m.code))))
    })
}

#[test]
fn types_have_exactly_the_modes_of_plover() {
    let found: Vec<(&str, Vec<&str>)> = book()
        .types
        .iter()
        .map(|t| {
            (
                t.code.as_str(),
                t.modes.iter().map(|m| m.code.as_str()).collect(),
            )
        })
        .collect();
    let expected: Vec<(&str, Vec<&str>)> = PLOVER
        .iter()
        .map(|(t, m)| (*t, m.split_whitespace().collect()))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn every_mode_belongs_to_a_type() {
    let used: BTreeSet<Mode> = types_and_modes().filter_map(|(_, mode)| mode).collect();
    assert_eq!(used, Mode::ALL.iter().copied().collect());
}

#[test]
fn going_to_cameo_and_back_gives_the_same_type() {
    for (event, mode) in types_and_modes() {
        let code = book().to_cameo(event, mode);
        let back = book()
            .from_cameo(code)
            .unwrap_or_else(|| panic!("{event} {mode:?}: no row for {code}"));
        assert_eq!(back.event, event, "{event} {mode:?} by way of {code}");
    }
}

#[test]
fn a_type_without_a_mode_comes_back_from_cameo_without_one() {
    for event in EventType::ALL {
        let back = book()
            .from_cameo(book().to_cameo(*event, None))
            .expect("it has a row");
        assert_eq!(back.mode, None, "{event} by way of {}", back.code);
    }
}

#[test]
fn modes_that_cameo_can_say_come_back_as_themselves() {
    let lost: Vec<String> = types_and_modes()
        .filter_map(|(event, mode)| Some((event, mode?)))
        .filter(|(event, mode)| {
            book()
                .from_cameo(book().to_cameo(*event, Some(*mode)))
                .and_then(|row| row.mode)
                != Some(*mode)
        })
        .map(|(event, mode)| format!("{event} {mode}"))
        .collect();
    let without_a_code = [
        "CONSULT multilateral",
        "THREATEN arrest",
        "PROTEST boycott",
        "PROTEST vandalize",
        "MOBILIZE weapons",
        "MOBILIZE militia",
        "COERCE withhold",
        "COERCE misinformation",
        "ASSAULT primitive",
    ];
    assert_eq!(lost, without_a_code);
}

#[test]
fn every_root_of_cameo_but_statements_has_a_row_and_so_has_every_general_code() {
    for root in 2..=20 {
        for code in [format!("{root:02}"), format!("{root:02}0")] {
            let row = book()
                .from_cameo(&code)
                .unwrap_or_else(|| panic!("no row for {code}"));
            assert_eq!(row.code, code);
        }
    }
    assert!(book().from_cameo("010").is_none());
}

#[test]
fn a_four_digit_code_never_stands_without_its_parent() {
    let codes: BTreeSet<&str> = book().cameo.iter().map(|row| row.code.as_str()).collect();
    let orphans: Vec<&&str> = codes
        .iter()
        .filter(|c| c.len() == 4 && !codes.contains(&c[..3]))
        .collect();
    assert!(orphans.is_empty(), "{orphans:?}");
}

#[test]
fn the_parent_answers_for_a_code_that_is_not_listed() {
    assert_eq!(
        book().from_cameo("1669").map(|row| row.code.as_str()),
        Some("166")
    );
    assert!(book().from_cameo("").is_none());
    assert!(book().from_cameo("é7").is_none());
    assert!(book().from_cameo("99").is_none());
}

#[track_caller]
fn becomes(code: &str, event: &str, mode: Option<&str>) {
    let row = book().from_cameo(code).expect("it has a row");
    assert_eq!(
        (row.event.as_str(), row.mode.map(Mode::as_str)),
        (event, mode),
        "CAMEO {code}"
    );
}

#[test]
fn diplomatic_codes_of_cameo_become_what_the_codebook_says() {
    becomes("042", "CONSULT", Some("visit"));
    becomes("054", "SUPPORT", None);
    becomes("055", "CONCEDE", None);
    becomes("0871", "RETREAT", Some("ceasefire"));
    becomes("1053", "REQUEST", Some("yield"));
    becomes("163", "SANCTION", Some("discontinue"));
    becomes("166", "SANCTION", Some("expel"));
    becomes("1711", "COERCE", Some("seize"));
    becomes("186", "ASSAULT", Some("targeted"));
    becomes("2041", "ASSAULT", Some("unconventional"));
}

#[test]
fn the_worst_act_scores_lowest_and_the_lightest_verbal_conflict_is_near_zero() {
    let scores: Vec<f64> = types_and_modes()
        .map(|(event, mode)| book().event_scale(event, mode))
        .collect();
    assert_eq!(scores.iter().copied().fold(f64::INFINITY, f64::min), -10.0);
    assert_eq!(
        book().event_scale(EventType::Assault, Some(Mode::HeavyWeapons)),
        -10.0
    );
    assert_eq!(
        book().event_scale(EventType::Request, Some(Mode::Meet)),
        -0.5
    );
    assert_eq!(book().event_scale(EventType::Accuse, None), -3.0);
}

#[test]
fn material_acts_weigh_more_than_verbal_ones_of_the_same_sign() {
    let of = |quad: u8| {
        book()
            .types
            .iter()
            .filter(move |t| t.code.quad_code().get() == quad)
            .map(|t| t.score.abs())
            .collect::<Vec<_>>()
    };
    let (least, most) = (
        |v: Vec<f64>| v.into_iter().fold(f64::INFINITY, f64::min),
        |v: Vec<f64>| v.into_iter().fold(0.0, f64::max),
    );
    assert!(least(of(2)) > most(of(1)), "cooperation");
    assert!(least(of(4)) > most(of(3)), "conflict");
}

#[test]
fn a_type_scores_within_the_range_of_its_modes() {
    for entry in book().types.iter().filter(|t| !t.modes.is_empty()) {
        let scores = || entry.modes.iter().map(|m| m.score);
        let (low, high) = (
            scores().fold(f64::INFINITY, f64::min),
            scores().fold(f64::NEG_INFINITY, f64::max),
        );
        assert!(
            (low..=high).contains(&entry.score),
            "{}: {} not in {low}..{high}",
            entry.code,
            entry.score
        );
    }
}

#[test]
fn every_definition_and_example_is_a_full_sentence_and_examples_are_not_repeated() {
    let mut examples = BTreeSet::new();
    let types = book()
        .types
        .iter()
        .map(|t| (t.definition.as_str(), t.example.as_str()));
    let modes = book().types.iter().flat_map(|t| {
        t.modes
            .iter()
            .map(|m| (m.definition.as_str(), m.example.as_str()))
    });
    let measures = book()
        .measures
        .iter()
        .map(|m| (m.definition.as_str(), m.example.as_str()));
    for (definition, example) in types.chain(modes).chain(measures) {
        assert!(definition.ends_with('.'), "{definition}");
        assert!(
            example.ends_with('.') && !example.contains('|'),
            "{example}"
        );
        assert!(examples.insert(example), "twice: {example}");
    }
}
